//! When: every expression of time in an English sentence, and the days it names.
//!
//! In comes one sentence, the day from which it is read (the *anchor*: a dateline or a day of publication) and the
//! tense of its clause. Out come the expressions, left to right, each with a closed interval of civil days, or with
//! the reason why no days can be named. Days are those of the writer's own calendar; no time zone is involved.
//!
//! What is unknown stays unknown: "this spring" names no days while nobody says in which hemisphere, and "three days
//! later" names some only if an earlier expression in the same sentence says from when. Nothing here fails or panics.
//!
//! An expression includes the words that change its days (*since*, *until*, *by*, *from*, *between*, *before*,
//! *after*, *for*, *within*, and *in* of "in three days"), but not a bare *on*, *in*, *at*, *during* or *over*.
#![warn(missing_docs)]

mod anchors;
mod bounds;
mod calendar;
mod clock;
mod days;
mod decades;
mod distances;
mod holidays;
mod lengths;
mod months;
mod numerals;
mod parts;
mod reading;
mod relatives;
mod seasons;
mod tokens;
mod units;
mod vocabulary;
mod weekdays;
mod years;

use std::ops::Range;

use jiff::civil::Date;

pub use anchors::{first_full_date, nearest};

pub use reading::{DISAGREE, NO_SUCH_DAY};
use reading::{Reading, View, longest};
use tokens::Tokens;

/// A closed interval of civil days: both `start` and `end` belong to it, and `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// Which unit of the calendar the expression names.
    pub precision: Precision,
}

/// The unit of the calendar that an interval fills; [`Precision::Range`] where it fills none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Precision {
    /// One day.
    Day,
    /// Seven days, Monday to Sunday if a calendar week.
    Week,
    /// A calendar month.
    Month,
    /// A season of the year, three calendar months; only where the hemisphere is known.
    Season,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years: 1901–2000 for "the 20th century", 1800–1899 for "the 1800s".
    Century,
    /// Anything else: from–to, since, approximate, a part of a larger unit.
    Range,
}

/// The tense of the clause around an expression: a hint for "on Tuesday" or "in May".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Told as having happened: the latest such day on or before the anchor.
    Past,
    /// Told as happening.
    Present,
    /// Told as to come: the first such day on or after the anchor.
    Future,
    /// Not known: weekdays are read as past, dates and months as the nearest.
    #[default]
    Unknown,
}

/// Where spring is in March, or in September.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hemisphere {
    /// Spring begins in March.
    North,
    /// Spring begins in September.
    South,
}

/// What sort of expression was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// It says when: a day, or any interval.
    Point,
    /// It says how long. Never has a value.
    Duration,
    /// It says how often. Never has a value.
    Recurring,
    /// It says when only loosely, or counts from something else: "recent days", "three days later".
    Vague,
}

/// An expression of time, and the days it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands: a half-open range of bytes of the sentence, on character boundaries.
    pub bytes: Range<usize>,
    /// The days it names; none where they can't be known.
    pub value: Option<Interval>,
    /// What sort of expression it is.
    pub kind: Kind,
    /// The reason, exactly where `value` is none.
    pub why_unknown: Option<&'static str>,
}

/// From where a sentence is read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Viewpoint {
    /// The civil day from which it is read; without it only complete dates get a value.
    pub anchor: Option<Date>,
    /// The tense of the clause around the expression.
    pub tense: Tense,
    /// Tells the months of seasons.
    pub hemisphere: Option<Hemisphere>,
    /// The last unit of the calendar named before, from which "a day later" counts.
    pub earlier: Option<Interval>,
}

/// All time expressions in `sentence`, left to right, non-overlapping, longest match. Takes time in proportion to the
/// length of the sentence.
pub fn find(sentence: &str, from: Viewpoint) -> Vec<Found> {
    let tokens = Tokens::of(sentence);
    let Viewpoint { anchor, tense, hemisphere, earlier } = from;
    let mut view = View { tokens: &tokens, anchor, tense, hemisphere, earlier };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let seen = if ahead(&tokens, at) { view.in_tense(Tense::Future) } else { view };
        match expression(seen, at) {
            Some(reading) if reading.end > at => {
                if let (Ok(interval), Kind::Point | Kind::Vague) = (reading.value, reading.kind)
                    && interval.precision != Precision::Range
                {
                    view.earlier = Some(interval);
                }
                found.push(Found {
                    bytes: tokens.bytes(at, reading.end),
                    value: reading.value.ok(),
                    kind: reading.kind,
                    why_unknown: reading.value.err(),
                });
                at = reading.end;
            }
            _ => at += 1,
        }
    }
    found
}

/// Whether the words before say that the time at `at` is to come, whatever the tense: "ahead of Sunday's vote", "set for June 4". What
/// "was" set for a day may have come and gone.
fn ahead(tokens: &Tokens, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).map_or("", |k| tokens.word(k));
    let (planned, before) = match (back(2), back(1)) {
        ("ahead", "of") => return true,
        (word, "for") => (matches!(word, "set" | "scheduled" | "slated" | "due" | "planned" | "expected"), back(3)),
        (word, "on" | "in") => (matches!(word, "scheduled" | "slated" | "due" | "planned" | "expected"), back(3)),
        (before, word) => (matches!(word, "postponed" | "delayed" | "upcoming"), before),
    };
    planned && !matches!(before, "was" | "were" | "been" | "had" | "originally" | "initially" | "first")
}

/// The longest expression that begins at token `at`.
fn expression(view: View, at: usize) -> Option<Reading> {
    longest([
        bounds::read(view, at),
        point(view, at),
        relatives::read(view, at),
        distances::loose(view, at),
        lengths::read(view, at),
        clock::alone(view, at),
    ])
}

/// The longest expression at `at` that says when, without a word such as *since* or *until* before it.
fn point(view: View, at: usize) -> Option<Reading> {
    longest([
        clock::day(view, at),
        parts::read(view, at),
        months::read(view, at),
        seasons::read(view, at),
        years::read(view, at),
        decades::read(view, at),
        units::read(view, at),
        distances::read(view, at),
    ])
}
