//! Months, and weeks of a month: "in March 2019", "last May", "the first week of March".

use super::calendar::{self, days_between, days_on, known, whole};
use super::days::{self, year_away};
use super::numerals::ordinal;
use super::reading::{NO_SUCH_DAY, Reading, Value, View, longest};
use super::vocabulary::function_word;
use super::vocabulary::{Unit, month};
use super::{Interval, Precision, Tense};

/// The month or week of a month at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([named(view, at, false), chosen(view, at), week_of(view, at)])
}

/// A month by its name. `sure` says that the words before it already tell that it is one.
pub(super) fn named(view: View, at: usize, sure: bool) -> Option<Reading> {
    let tokens = view.tokens;
    let (month, next, full) = month(tokens, at)?;
    let year_at = if matches!(tokens.text(next), "," | "of") { next + 1 } else { next };
    if let Some((year @ 1000..3000, 4)) = tokens.digits(year_at)
        && !super::vocabulary::counted(tokens.word(year_at + 1))
    {
        return Some(Reading::point(year_at + 1, known(calendar::month(year, month))));
    }
    if let Some((steps, end)) = year_away(view, next) {
        let year = view.anchor().map(|anchor| i64::from(anchor.year()) + steps);
        return Some(Reading::point(end, year.and_then(|year| known(calendar::month(year, month)))));
    }
    (sure || is_month(view, at, next, month, full)).then(|| Reading::point(next, settle(view, month)))
}

/// "last March", "this May", "next June".
fn chosen(view: View, at: usize) -> Option<Reading> {
    let which = view.tokens.text(at);
    let (month, next, full) = month(view.tokens, at + 1)?;
    if !matches!(which, "last" | "this" | "next") || !full {
        return None;
    }
    let value = view.anchor().and_then(|anchor| {
        let year = i64::from(anchor.year());
        let of = |steps: i64| calendar::month(year + steps, month);
        let found = match which {
            "this" => of(0),
            "last" => [of(0), of(-1)].into_iter().flatten().find(|found| found.end < anchor),
            _ => [of(0), of(1)].into_iter().flatten().find(|found| found.start > anchor),
        };
        known(found)
    });
    Some(Reading::point(next, value))
}

/// The occurrence of a month that the anchor and the tense point to.
fn settle(view: View, month: i8) -> Value {
    let anchor = view.anchor()?;
    let year = i64::from(anchor.year());
    let mut months = (-1..=1).filter_map(|steps| calendar::month(year + steps, month));
    let away = |found: &Interval| match () {
        () if found.start > anchor => days_between(anchor, found.start),
        () if found.end < anchor => days_between(found.end, anchor),
        () => 0,
    };
    known(match view.tense {
        Tense::Past => months.rfind(|found| found.start <= anchor),
        Tense::Future => months.find(|found| found.end >= anchor),
        Tense::Present | Tense::Unknown => months.min_by_key(away),
    })
}

/// Whether a bare name is meant as a month, rather than as a verb, a person or part of a name.
fn is_month(view: View, at: usize, next: usize, month: i8, full: bool) -> bool {
    let tokens = view.tokens;
    let before = tokens.before(at);
    let after = tokens.word(next);
    let named = tokens.capital(next) && matches!(after, "revolution" | "uprising" | "war" | "for" | "jones");
    if named || matches!(before, "black" | "red") || tokens.is_number(next) && month == 5 {
        return false;
    }
    let owns = tokens.text(next) == "'" && tokens.text(next + 1) == "s" && tokens.glued(next);
    let led = matches!(before, "in" | "since" | "until" | "till" | "during" | "every" | "each" | "through");
    match month {
        _ if !full => led,
        5 if owns => false,
        3 | 5 if led => !(after == "for" && tokens.capital(next + 1)),
        3 | 5 if before == "by" => view.tense != Tense::Past && (at < 2 || !tokens.text(at - 2).ends_with("ed")),
        3 | 5 => tokens.lower(next) && DATED.contains(&after) && matches!(before, "the" | "a" | "this" | "its"),
        4 | 6 | 8 => {
            led || matches!(before, "by" | "from" | "before" | "after" | "of")
                || matches!(before, "the" | "a" | "an" | "its") && tokens.lower(next) && !function_word(after)
        }
        _ => true,
    }
}

/// "the first week of March", "the last week of May 2019", "the week of March 6".
fn week_of(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    tokens.phrase(at, &["the"])?;
    if let Some(start) = tokens.phrase(at + 1, &["week", "of"]) {
        let day = days::read(view, start)?;
        return Some(Reading { value: day.value.and_then(|day| known(whole(Unit::Week, day.start, 0))), ..day });
    }
    let (number, next) = match tokens.word(at + 1) {
        "last" | "final" => (0, at + 2),
        _ => ordinal(tokens, at + 1).filter(|(number, _)| (1..=4).contains(number))?,
    };
    let month = named(view, tokens.phrase(next, &["week", "of"])?, true)?;
    let value = month.value.and_then(|month| {
        let start = match number {
            0 => days_on(month.end, -6),
            _ => days_on(month.start, number * 7 - 7),
        };
        let end = start.and_then(|start| days_on(start, 6));
        let week = |(start, end)| Interval { start, end, precision: Precision::Week };
        start.zip(end).map(week).ok_or(NO_SUCH_DAY)
    });
    Some(Reading { value, ..month })
}

/// Nouns for what has a date, by which "the March election" is told from "the March family".
const DATED: &[&str] = &[
    "accord",
    "agreement",
    "assault",
    "attack",
    "attacks",
    "ballot",
    "ceasefire",
    "clashes",
    "conference",
    "coup",
    "crackdown",
    "deadline",
    "deal",
    "election",
    "elections",
    "figures",
    "killings",
    "massacre",
    "meeting",
    "negotiations",
    "offensive",
    "poll",
    "polls",
    "protest",
    "protests",
    "raid",
    "referendum",
    "report",
    "session",
    "strike",
    "summit",
    "talks",
    "truce",
    "visit",
    "vote",
];
