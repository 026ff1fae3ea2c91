//! Weekdays, and the days around today: "last Tuesday", "Friday of last week", "yesterday".

use super::calendar::{day, days_on, known, range, whole};
use super::days::days_away;
use super::months::named as named_month;
use super::numerals::{cardinal, ordinal};
use super::reading::{NO_BOUNDS, NO_SUCH_DAY, Reading, Value, View, longest};
use super::vocabulary::{Unit, part_of_day, weekday, weekday_of_plural};
use super::{Precision, Tense};

/// The weekday or "today" at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([
        named(view, at),
        today(view, at),
        back(view, at),
        farther(view, at),
        weeks_from(view, at),
        of_month(view, at),
    ])
}

/// "the Sunday before last", "Friday after next", "the previous Sunday", "Friday week".
fn farther(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let place = tokens.skip(at, "the");
    if let Some(weekday) = weekday(tokens, place) {
        let (which, weeks, end) = match (tokens.word(place + 1), tokens.word(place + 2)) {
            ("before", "last") => ("last", -1, place + 3),
            ("after", "next") => ("next", 1, place + 3),
            ("week", _) if place == at && view.tense != Tense::Past => ("next", 1, place + 2),
            _ => return None,
        };
        return Some(Reading::point(end, weeks_off(occurrence(view, weekday, which), weeks)));
    }
    let which = match tokens.word(place) {
        "previous" | "past" => "last",
        "following" | "coming" => "next",
        _ => return None,
    };
    let weekday = weekday(tokens, place + 1).filter(|_| place > at)?;
    // "The following Sunday" counts from the time named before, if one was.
    let seen = match view.earlier.filter(|e| e.precision == Precision::Day && tokens.word(place) == "following") {
        Some(earlier) => view.from(earlier.start, view.tense),
        None => view,
    };
    Some(Reading::point(place + 2, occurrence(seen, weekday, which)))
}

/// "a week from Sunday", "a week on Friday", "two weeks from Monday".
fn weeks_from(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let (number, next) = cardinal(tokens, at)?;
    let place = tokens.phrase(next, &["week"]).or_else(|| tokens.phrase(next, &["weeks"]))?;
    let start = tokens.phrase(place, &["from"]).or_else(|| tokens.phrase(place, &["on"]))?;
    let weekday = weekday(tokens, start).filter(|_| view.tense != Tense::Past)?;
    Some(Reading::point(start + 1, weeks_off(occurrence(view, weekday, "next"), number)))
}

fn weeks_off(value: Value, weeks: i64) -> Value {
    value.and_then(|found| known(days_on(found.start, weeks * 7).map(day)))
}

/// "the last Sunday of March", "the third Monday in February", "the first Friday of the month".
fn of_month(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let place = tokens.phrase(at, &["the"])?;
    let (number, next) = match tokens.word(place) {
        "last" | "final" => (None, place + 1),
        _ => ordinal(tokens, place).filter(|(n, _)| (1..=5).contains(n)).map(|(n, next)| (Some(n), next))?,
    };
    let weekday = weekday(tokens, next)?;
    let start = tokens.phrase(next + 1, &["of"]).or_else(|| tokens.phrase(next + 1, &["in"]))?;
    let this_month = || {
        let end = tokens.phrase(start, &["the", "month"]).or_else(|| tokens.phrase(start, &["this", "month"]))?;
        Some(Reading::point(end, view.anchor().and_then(|anchor| known(whole(Unit::Month, anchor, 0)))))
    };
    let month = named_month(view, start, true).or_else(this_month)?;
    let value = month.value.and_then(|month| {
        let first = i64::from((weekday - month.start.weekday().to_monday_zero_offset()).rem_euclid(7));
        let last = i64::from((month.end.weekday().to_monday_zero_offset() - weekday).rem_euclid(7));
        let found = match number {
            Some(n) => days_on(month.start, first + (n - 1) * 7),
            None => days_on(month.end, -last),
        };
        found.filter(|d| *d <= month.end).map(day).ok_or(NO_SUCH_DAY)
    });
    Some(Reading { value, ..month })
}

/// "two Tuesdays ago".
fn back(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let (number, next) = cardinal(tokens, at)?;
    let weekday = weekday_of_plural(tokens.word(next)).filter(|_| tokens.word(next + 1) == "ago")?;
    let value = occurrence(view, weekday, "last").and_then(|last| known(days_on(last.start, 7 - 7 * number).map(day)));
    Some(Reading::point(next + 2, value))
}

/// "Tuesday", "last Tuesday", "this coming Friday", "Friday of last week".
fn named(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let (which, place) = match (tokens.text(at), tokens.text(at + 1)) {
        ("this", "coming") => ("next", at + 2),
        ("this", "past") => ("last", at + 2),
        ("last" | "this" | "next", _) => (tokens.text(at), at + 1),
        _ => ("", at),
    };
    let weekday = weekday(tokens, place)?;
    if part_of_name(view, place) {
        return None;
    }
    // "On a Tuesday" says which day of the week, and of no week which.
    if which.is_empty() && tokens.before(at) == "a" && (!tokens.lower(place + 1) || part_of_day(tokens.word(place + 1)))
    {
        return Some(Reading::vague(place + 1, Err(NO_BOUNDS)));
    }
    let of_week = tokens.skip(place + 1, "of");
    let weeks = match (tokens.text(of_week), tokens.text(of_week + 1)) {
        ("last", "week") => Some(-1),
        ("this", "week") => Some(0),
        ("next", "week") => Some(1),
        _ => None,
    };
    if let (Some(weeks), "") = (weeks, which) {
        let monday = view.anchor().and_then(|anchor| known(whole(Unit::Week, anchor, weeks)));
        let value = monday.and_then(|week| known(days_on(week.start, weekday.into()).map(day)));
        return Some(Reading::point(of_week + 2, value));
    }
    Some(Reading::point(place + 1, occurrence(view, weekday, which)))
}

/// The day meant by a weekday. The anchor itself is meant by "Wednesday", but not by "last" or "next Wednesday".
fn occurrence(view: View, weekday: i8, which: &str) -> Value {
    let anchor = view.anchor()?;
    let ahead = i64::from((weekday - anchor.weekday().to_monday_zero_offset()).rem_euclid(7));
    let back = (7 - ahead) % 7;
    let days = match (which, view.tense) {
        ("last", _) => -if back == 0 { 7 } else { back },
        ("next", _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        ("this", Tense::Past) => -back,
        // "Parliament convenes on Tuesday" is a plan.
        ("this", _) | (_, Tense::Future | Tense::Present) => ahead,
        _ => -back,
    };
    known(days_on(anchor, days).map(day))
}

/// Whether the weekday at `at` belongs to a name: "Bloody Sunday", "the Sunday Times".
fn part_of_name(view: View, at: usize) -> bool {
    let tokens = view.tokens;
    let hyphened = tokens.text(at + 1) == "-" && tokens.glued(at + 1) && tokens.lower(at + 2);
    let named_after = tokens.capital(at + 1) && NAME_ENDINGS.contains(&tokens.word(at + 1));
    let owned = tokens.after_possessive(at) && tokens.capital(at + 1);
    hyphened || named_after || owned || NAME_BEGINNINGS.contains(&tokens.before(at))
}

/// "today", "yesterday morning", "the day before yesterday", "last night", "overnight".
fn today(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    if at > 0 && tokens.capital(at) && tokens.capital(at - 1) && tokens.is_word(at - 1) {
        return None;
    }
    if let Some(end) = tokens.phrase(at, &["the", "day", "before", "yesterday"]) {
        return Some(Reading::point(end, days_away(view, -2)));
    }
    if let Some(end) = tokens.phrase(at, &["the", "day", "after", "tomorrow"]) {
        return Some(Reading::point(end, days_away(view, 2)));
    }
    let (days, end) = match (tokens.word(at), tokens.word(at + 1)) {
        ("today" | "tonight", _) => (0, at + 1),
        ("this", part) if part_of_day(part) && part != "night" => (0, at + 2),
        ("last", "night") => return Some(Reading::point(at + 2, night(view))),
        ("last", "evening") => (-1, at + 2),
        ("yesterday", _) => (-1, at + 1),
        ("tomorrow", _) => (1, at + 1),
        ("overnight", _) => return Some(Reading::point(at + 1, night(view))),
        _ => return None,
    };
    Some(Reading::point(end, days_away(view, days)))
}

/// The night that ends in the anchor's morning.
fn night(view: View) -> Value {
    view.anchor().and_then(|anchor| known(range(days_on(anchor, -1), Some(anchor))))
}

const NAME_BEGINNINGS: &[&str] = &[
    "ash", "black", "bloody", "casual", "cyber", "easter", "fat", "freaky", "giving", "good", "holy", "man", "maundy",
    "palm", "shrove", "super",
];

const NAME_ENDINGS: &[&str] = &[
    "agreement",
    "brigade",
    "club",
    "express",
    "group",
    "herald",
    "independent",
    "magazine",
    "mail",
    "market",
    "massacre",
    "mercury",
    "mirror",
    "mosque",
    "movement",
    "morning",
    "night",
    "post",
    "school",
    "star",
    "sun",
    "telegraph",
    "times",
    "tribune",
    "world",
];
