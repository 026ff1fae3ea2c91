//! Parts of a larger unit: "early March", "late 2022", "the end of the year", "year's end".

use super::calendar::{date, days_on, known, range, whole};
use super::reading::{Reading, Value, View};
use super::vocabulary::unit;
use super::{Interval, Precision, decades, months, units, years};

/// Which part of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
    /// The first stretch: a year's first month.
    Start,
    /// The last stretch: a year's last month.
    End,
}

/// The part of a unit at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    if let Some((part, next)) = part(view, at) {
        let place = tokens.skip(next, "in");
        let year = years::digits(view, place).map(|year| Reading::point(place + 1, known(super::calendar::year(year))));
        let whole = year.or_else(|| months::named(view, place, true)).or_else(|| units::chosen(view, place))?;
        return Some(of(whole, part));
    }
    edge(view, at)
}

/// "early", "mid-" or "late" and the place after it.
pub(super) fn part(view: View, at: usize) -> Option<(Part, usize)> {
    let part = match view.tokens.word(at) {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        _ => return None,
    };
    Some((part, view.tokens.skip(at + 1, "-")))
}

/// "the end of March", "the beginning of the year", "the last days of April", "year's end", "year-end".
fn edge(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let start = tokens.skip(at, "the");
    if let Some((unit, false)) = unit(tokens.word(start)) {
        let end = tokens.phrase(start + 1, &["'", "s", "end"]).or_else(|| tokens.phrase(start + 1, &["-", "end"]))?;
        let value = view.anchor().and_then(|anchor| known(whole(unit, anchor, 0)));
        return Some(of(Reading::point(end, value), Part::End));
    }
    let stretch = matches!(tokens.word(start + 1), "days" | "weeks" | "months");
    let (part, next) = match tokens.word(start) {
        "end" | "close" => (Part::End, start + 1),
        "start" | "beginning" => (Part::Start, start + 1),
        "middle" => (Part::Mid, start + 1),
        "first" | "early" | "opening" if stretch => (Part::Early, start + 2),
        "last" | "final" | "closing" if stretch => (Part::Late, start + 2),
        _ => return None,
    };
    let place = tokens.phrase(next, &["of"])?;
    let bare_unit = || {
        let place = tokens.phrase(place, &["the"])?;
        let (unit, _) = unit(tokens.word(place)).filter(|(_, plural)| !plural)?;
        Some(Reading::point(place + 1, view.anchor().and_then(|anchor| known(whole(unit, anchor, 0)))))
    };
    let year = || Some(Reading::point(place + 1, known(super::calendar::year(years::digits(view, place)?))));
    let found = year()
        .or_else(|| months::named(view, place, true))
        .or_else(|| units::chosen(view, place))
        .or_else(|| decades::read(view, place))
        .or_else(bare_unit)?;
    Some(of(found, part))
}

fn of(whole: Reading, part: Part) -> Reading {
    Reading { value: whole.value.and_then(|found| third(found, part)), ..whole }
}

/// The part of an interval: thirds of it, except that `Start` and `End` of a year are one month.
///
/// Of a week, early is Monday and Tuesday, late from Thursday on, and its end from Friday on.
pub(super) fn third(found: Interval, part: Part) -> Value {
    let year = i64::from(found.start.year());
    let last_year = i64::from(found.end.year());
    let months = |from: i64, to: i64| range(date(year, from, 1), date(year, to, 1).map(|last| last.last_of_month()));
    let years = |from: i64, to: i64| range(date(year + from, 1, 1), date((year + to).min(last_year), 12, 31));
    let days = |from: i64, to: i64| {
        range(days_on(found.start, from), days_on(found.start, to).map(|last| last.min(found.end)))
    };
    let pick = |early, mid, late| match part {
        Part::Early | Part::Start => early,
        Part::Mid => mid,
        Part::Late | Part::End => late,
    };
    let piece = match (found.precision, part) {
        (Precision::Day, _) => return Ok(found),
        (Precision::Week, Part::End) => days(4, 6),
        (Precision::Week, _) => pick(days(0, 1), days(2, 3), days(3, 6)),
        (Precision::Month, _) => pick(days(0, 9), days(10, 19), days(20, 30)),
        (Precision::Year, Part::Start) => months(1, 1),
        (Precision::Year, Part::End) => months(12, 12),
        (Precision::Year, _) => pick(months(1, 4), months(5, 8), months(9, 12)),
        (Precision::Decade, _) => pick(years(0, 3), years(4, 6), years(7, 9)),
        (Precision::Century, _) => pick(years(0, 32), years(33, 66), years(67, 99)),
        (Precision::Season | Precision::Quarter | Precision::Range, _) => {
            let length = super::calendar::days_between(found.start, found.end);
            pick(days(0, length / 3), days(length / 3 + 1, length * 2 / 3), days(length * 2 / 3 + 1, length))
        }
    };
    known(piece)
}
