//! Weekdays, and the days around today: "last Tuesday", "Friday of last week", "yesterday".

use super::Tense;
use super::calendar::{day, days_on, known, range, whole};
use super::days::days_away;
use super::reading::{Reading, Value, View, longest};
use super::vocabulary::{Unit, part_of_day, weekday};

/// The weekday or "today" at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([named(view, at), today(view, at)])
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
        ("this", _) | (_, Tense::Future) => ahead,
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
        ("last", "night" | "evening") => (-1, at + 2),
        ("yesterday", _) => (-1, at + 1),
        ("tomorrow", _) => (1, at + 1),
        ("overnight", _) => {
            let night = |anchor| known(range(days_on(anchor, -1), Some(anchor)));
            return Some(Reading::point(at + 1, view.anchor().and_then(night)));
        }
        _ => return None,
    };
    Some(Reading::point(end, days_away(view, days)))
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
