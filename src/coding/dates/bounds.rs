//! Times with a beginning, an end or both: "since 2014", "until March", "by 2030", "from March 1 to 5".

use super::calendar::{self, date, days_on, exactly, known, range};
use super::days::day_number;
use super::numerals::{Count, Length, length};
use super::reading::{NO_SUCH_DAY, Reading, Value, View, longest};
use super::vocabulary::{Unit, month, unit, weekday};
use super::{Interval, Kind, Precision, Tense, point, years};

const NO_START: &str = "no start given";
const NOT_YET: &str = "begins after the anchor";
const BACKWARDS: &str = "ends before it begins";

/// The bounded time at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([open(view, at), closed(view, at), joined(view, at), both(view, at), ending(view, at), year_span(view, at)])
}

/// A time of which only one end is said.
fn open(view: View, at: usize) -> Option<Reading> {
    let no_later =
        view.tokens.phrase(at, &["no", "later", "than"]).or(view.tokens.phrase(at, &["not", "later", "than"]));
    let word = if no_later.is_some() { "by" } else { view.tokens.word(at) };
    let at = no_later.map_or(at, |next| next - 1);
    let inner = match (word, view.tense) {
        ("since", _) => point(view.in_tense(Tense::Past), at + 1),
        ("until" | "till" | "by" | "through", Tense::Past) => point(view, at + 1),
        ("until" | "till" | "by" | "through", _) => point(view.in_tense(Tense::Future), at + 1),
        ("before" | "after", _) => point(view, at + 1).filter(|inner| dated(view, at + 1, inner)),
        _ => None,
    }?;
    if inner.kind != Kind::Point {
        return None;
    }
    let value = inner.value.and_then(|found| bounded(view, word, found));
    Some(Reading::point(inner.end, value))
}

/// The interval that a word such as "since" makes with the time after it.
fn bounded(view: View, word: &str, found: Interval) -> Value {
    let anchor = view.anchor()?;
    let value = match word {
        "since" => range(Some(found.start), Some(anchor)).ok_or(NOT_YET),
        "after" => range(days_on(found.end, 1), Some(anchor)).ok_or(NOT_YET),
        "before" => range(Some(anchor), days_on(found.start, -1)).ok_or(NO_START),
        _ => range(Some(anchor), Some(found.end)).ok_or(NO_START),
    }?;
    Ok(value)
}

/// Whether "before" and "after" bound by the time itself, not by what happened then ("after Tuesday's vote").
fn dated(view: View, at: usize, inner: &Reading) -> bool {
    let owns = view.tokens.text(inner.end) == "'";
    let coarse = view.tokens.is_number(at) || month(view.tokens, at).is_some();
    let noun = view.tokens.lower(inner.end) && inner.value.is_ok_and(|found| found.precision == Precision::Month);
    coarse && !owns && !noun
}

/// "from March 1 to 5", "between 1990 and 1995", "from 3 to 5 May".
fn closed(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let between = match tokens.word(at) {
        "from" => false,
        "between" => true,
        _ => return None,
    };
    let joint = |place: usize| match tokens.text(place) {
        "and" => between,
        "to" | "until" | "till" | "through" => !between,
        "-" => true,
        _ => false,
    };
    if let Some((number, next)) = day_number(view, at + 1)
        && joint(next)
        && let Some(last) = point(view, next + 1)
        && tokens.is_number(next + 1)
    {
        let value = last.value.and_then(|last| {
            let start = date(last.start.year().into(), last.start.month().into(), number).ok_or(NO_SUCH_DAY)?;
            range(Some(start), Some(last.end)).ok_or(BACKWARDS)
        });
        return Some(Reading::point(last.end, value));
    }
    let first = bound(view, at + 1)?;
    if !joint(first.end) {
        return None;
    }
    pair(view, at + 1, first, first.end + 1)
}

/// "Monday to Wednesday", "January-March", "March 30-April 2".
fn joined(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    if weekday(tokens, at).is_none() && month(tokens, at).is_none() && !tokens.is_number(at) {
        return None;
    }
    let first = point(view, at)?;
    let dash = tokens.text(first.end) == "-" && tokens.glued(first.end) == tokens.glued(first.end + 1);
    let word = matches!(tokens.word(first.end), "to" | "through") && !tokens.is_number(first.end + 1);
    if !dash && !word {
        return None;
    }
    let next = first.end + 1;
    let named = weekday(tokens, next).is_some() == weekday(tokens, at).is_some();
    if !named || weekday(tokens, next).is_none() && month(tokens, next).is_none() && !tokens.is_number(next) {
        return None;
    }
    pair(view, at, first, next).filter(|reading| reading.value.is_ok())
}

/// "Tuesday and Wednesday", "1974 or 1975": two that follow each other, as one stretch.
fn both(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let first = point(view, at)?;
    if !matches!(tokens.word(first.end), "and" | "or") {
        return None;
    }
    let next = match tokens.word(first.end + 1) {
        "on" | "in" | "early" | "late" => first.end + 2,
        _ => first.end + 1,
    };
    let last = bound(view, next)?;
    let (from, to) = (first.value.ok()?, last.value.ok()?);
    let follows = days_on(from.end, 1) == Some(to.start) && from.precision == to.precision;
    let owns = tokens.text(last.end) == "'";
    let fits = follows && !owns && matches!(from.precision, Precision::Day | Precision::Month | Precision::Year);
    fits.then(|| Reading::point(last.end, known(range(Some(from.start), Some(to.end)))))
}

/// "the year to March", "the three months to April", "the week ending 11 May".
fn ending(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let place = tokens.phrase(at, &["the"])?;
    let (unit, count, next) = match (unit(tokens.word(place)), length(tokens, place)) {
        (Some((unit, false)), _) => (unit, 2, place + 1),
        (_, Some(Length { unit, count: Count::Halves(halves), end, hyphened: false, .. })) => (unit, halves, end),
        _ => return None,
    };
    let next = match tokens.word(next) {
        "to" | "ending" | "ended" | "through" => tokens.skip(next + 1, "on"),
        _ => return None,
    };
    let last = bound(view, next).filter(|last| last.kind == Kind::Point && unit >= Unit::Day)?;
    let value = last.value.and_then(|last| {
        let start = days_on(last.end, 1).and_then(|after| exactly(after, unit, -count));
        range(start, Some(last.end)).ok_or(BACKWARDS)
    });
    Some(Reading::point(last.end, value))
}

/// A year alone or any other time, after "from" or "between".
fn bound(view: View, at: usize) -> Option<Reading> {
    longest([point(view, at), month_alone(view, at), year_alone(view, at)])
}

fn month_alone(view: View, at: usize) -> Option<Reading> {
    super::months::named(view, at, true)
}

fn year_alone(view: View, at: usize) -> Option<Reading> {
    let year = years::digits(view, at).filter(|year| (1500..2100).contains(year))?;
    Some(Reading::point(at + 1, known(calendar::year(year))))
}

/// The interval from the time read as `first` at `start` to the one at `next`.
fn pair(view: View, start: usize, first: Reading, next: usize) -> Option<Reading> {
    let first_day = first.value.ok().filter(|found| found.precision == Precision::Day);
    if let (Some(found), Some((number, end))) = (first_day, day_number(view, next))
        && month(view.tokens, view.tokens.skip(end, "of")).is_none()
        && bound(view, next).is_none()
    {
        let last = date(found.start.year().into(), found.start.month().into(), number).ok_or(NO_SUCH_DAY);
        let value = last.and_then(|last| range(Some(found.start), Some(last)).ok_or(BACKWARDS));
        return Some(Reading::point(end, value));
    }
    let last = bound(view, next).filter(|last| last.kind == Kind::Point && first.kind == Kind::Point)?;
    Some(Reading::point(last.end, spanned(view, (start, first.value), (next, last.value))))
}

/// From one time to another, each given with its place. A year said only once, or a weekday, is counted from the
/// other end.
fn spanned(view: View, first: (usize, Value), last: (usize, Value)) -> Value {
    let by_name = |at: usize| view.tokens.capital(at) || view.tokens.is_number(at);
    let reread = |view: View, at: usize| bound(view, at).map_or(Err(NO_SUCH_DAY), |found| found.value);
    let (start, end) = if view.tense == Tense::Future && first.1.is_ok() && by_name(last.0) {
        let start = first.1?;
        (start, reread(view.from(start.start, Tense::Future), last.0)?)
    } else {
        let end = last.1?;
        let start = if by_name(first.0) { reread(view.from(end.end, Tense::Past), first.0)? } else { first.1? };
        (start, end)
    };
    range(Some(start.start), Some(end.end)).ok_or(BACKWARDS)
}

/// "1990-1995", "1914-18".
fn year_span(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let (first @ 1500..2100, 4) = tokens.digits(at)? else { return None };
    if tokens.glued(at) && tokens.before(at) != "(" || tokens.text(at + 1) != "-" || !tokens.glued(at + 1) {
        return None;
    }
    let runs_on = tokens.glued(at + 3) && (tokens.is_word(at + 3) || tokens.text(at + 3) == "-");
    let last = match tokens.digits(at + 2)? {
        (last @ 1500..2100, 4) => last,
        (last, 2) if matches!(tokens.before(at), "in" | "of" | "from" | "the" | "during") => first - first % 100 + last,
        _ => return None,
    };
    (first < last && !runs_on && tokens.glued(at + 2))
        .then(|| Reading::point(at + 3, known(calendar::years(first, last, Precision::Range))))
}
