//! Units seen from the anchor: "this week", "last month", "earlier this year", "the weekend".

use super::Tense;
use super::calendar::{day, days_on, known, range, whole};
use super::reading::{Reading, Value, View, longest};
use super::vocabulary::{Unit, unit};

/// The unit at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([chosen(view, at), within(view, at), in_the_day(view, at), beyond(view, at), weekend(view, at)])
}

/// "earlier in the day": the day of the report.
fn in_the_day(view: View, at: usize) -> Option<Reading> {
    let place = view.tokens.phrase(at, &["earlier"]).or_else(|| view.tokens.phrase(at, &["later"]))?;
    let end = view.tokens.phrase(place, &["in", "the", "day"])?;
    Some(Reading::point(end, view.anchor().map(day)))
}

/// "the week before last", "the month after next".
fn beyond(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let place = tokens.phrase(at, &["the"])?;
    let (unit, _) = unit(tokens.word(place)).filter(|(unit, plural)| !plural && *unit >= Unit::Week)?;
    let (steps, end) = match (tokens.word(place + 1), tokens.word(place + 2)) {
        ("before", "last") => (-2, place + 3),
        ("after", "next") => (2, place + 3),
        _ => return None,
    };
    Some(Reading::point(end, view.anchor().and_then(|anchor| known(whole(unit, anchor, steps)))))
}

/// "last week", "this quarter", "next century": the whole unit of the calendar.
pub(super) fn chosen(view: View, at: usize) -> Option<Reading> {
    let (steps, next) = which(view, at)?;
    let (unit, plural) = unit(view.tokens.word(next))?;
    if plural || unit < Unit::Week || view.tokens.before(at) == "the" {
        return None;
    }
    let value = view.anchor().and_then(|anchor| known(whole(unit, anchor, steps)));
    Some(Reading::point(next + 1, value))
}

/// "earlier this week", "so far this year", "later this year": from its start to the anchor, or from the anchor to its end.
fn within(view: View, at: usize) -> Option<Reading> {
    let (earlier, next) = match (view.tokens.word(at), view.tokens.word(at + 1)) {
        ("earlier", _) => (true, at + 1),
        ("so", "far") => (true, at + 2),
        ("later", _) => (false, at + 1),
        _ => return None,
    };
    let place = view.tokens.skip(next, "in");
    view.tokens.phrase(place, &["this"])?;
    let found = chosen(view, place)?;
    let value = view.anchor().and_then(|anchor| {
        let whole = found.value?;
        known(match earlier {
            true => range(Some(whole.start), Some(anchor)),
            false => range(Some(anchor), Some(whole.end)),
        })
    });
    Some(Reading { value, ..found })
}

/// "the weekend", "last weekend", "this weekend".
fn weekend(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let (which, place) = match (tokens.word(at), tokens.word(at + 1)) {
        ("this" | "the", "past") => ("the", at + 2),
        ("the" | "last" | "this" | "next", _) => (tokens.word(at), at + 1),
        _ => return None,
    };
    (tokens.word(place) == "weekend").then(|| Reading::point(place + 1, saturday(view, which)))
}

/// A weekend's two days. One that has begun is "the weekend" and "this weekend", but neither the last nor the next.
fn saturday(view: View, which: &str) -> Value {
    let anchor = view.anchor()?;
    let weekday = i64::from(anchor.weekday().to_monday_zero_offset());
    let begun = weekday >= 5;
    let forward = match which {
        "last" => false,
        "next" => true,
        // Early in the week a past tense looks back.
        "this" => !(begun || view.tense == Tense::Past && weekday <= 1),
        _ => view.tense == Tense::Future && !begun,
    };
    let ahead = match (forward, begun) {
        (true, true) => 12 - weekday,
        (true, false) => 5 - weekday,
        (false, true) if which == "last" => -2 - weekday,
        (false, true) => 5 - weekday,
        (false, false) => -2 - weekday,
    };
    known(range(days_on(anchor, ahead), days_on(anchor, ahead + 1)))
}

/// Steps from the current unit, and the place after the word.
fn which(view: View, at: usize) -> Option<(i64, usize)> {
    match view.tokens.word(at) {
        "last" => Some((-1, at + 1)),
        "this" => Some((0, at + 1)),
        "next" => Some((1, at + 1)),
        _ => None,
    }
}
