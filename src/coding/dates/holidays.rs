//! Holidays whose day is the same everywhere, those whose day is not, and September 11.

use super::calendar::{date, day};
use super::days::{without_year, year_away};
use super::reading::{NO_SUCH_DAY, Reading, View};

/// When a holiday is.
#[derive(Clone, Copy)]
enum When {
    /// Month and day.
    Fixed(i8, i64),
    /// One day of one year: year, month, day.
    Once(i64, i64, i64),
    /// No one day for all.
    Differs(&'static str),
}

/// The holiday at `at`, with its year if one follows.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let (end, when) = HOLIDAYS
        .iter()
        .filter_map(|(words, when)| Some((tokens.phrase(at, words)?, *when)))
        .max_by_key(|(end, _)| *end)?;
    let proper = tokens.capital(at) || tokens.capital(at + 1) || matches!(when, When::Once(..));
    if !proper || tokens.glued(at) && tokens.is_number(at) || attribute(view, end, when) {
        return None;
    }
    let (year, after) = match (tokens.digits(end), year_away(view, end)) {
        (Some((year @ 1000..3000, 4)), _) => (Some(Ok(year)), end + 1),
        (_, Some((steps, after))) => (Some(view.anchor().map(|anchor| i64::from(anchor.year()) + steps)), after),
        _ => (None, end),
    };
    let value = match (when, year) {
        (When::Fixed(month, number), None) => without_year(view, month, number, None),
        (When::Fixed(month, number), Some(year)) => {
            year.and_then(|year| date(year, month.into(), number).ok_or(NO_SUCH_DAY))
        }
        (When::Once(year, month, number), _) => date(year, month, number).ok_or(NO_SUCH_DAY),
        (When::Differs(why), _) => Err(why),
    };
    let end = if matches!(when, When::Once(..)) { end - usize::from(!tokens.is_number(end - 1)) } else { after };
    Some(Reading::point(end, value.map(day)))
}

/// Whether a noun after it makes the holiday a mere attribute: "Christmas tree".
fn attribute(view: View, end: usize, when: When) -> bool {
    let word = view.tokens.word(end);
    !matches!(when, When::Once(..)) && (NOUNS.contains(&word) || view.tokens.capital(end) && word == "island")
}

const BY_CHURCH: When = When::Differs("differs by church");
const BY_COUNTRY: When = When::Differs("differs by country");
const SEPTEMBER_11: When = When::Once(2001, 9, 11);

/// The last word of a longer name for September 11 ("attacks") is looked at, but not part of the expression.
const HOLIDAYS: &[(&[&str], When)] = &[
    (&["christmas"], When::Fixed(12, 25)),
    (&["christmas", "day"], When::Fixed(12, 25)),
    (&["christmas", "eve"], When::Fixed(12, 24)),
    (&["boxing", "day"], When::Fixed(12, 26)),
    (&["new", "year", "'", "s", "day"], When::Fixed(1, 1)),
    (&["new", "year", "'", "s", "eve"], When::Fixed(12, 31)),
    (&["may", "day"], When::Fixed(5, 1)),
    (&["valentine", "'", "s", "day"], When::Fixed(2, 14)),
    (&["international", "women", "'", "s", "day"], When::Fixed(3, 8)),
    (&["halloween"], When::Fixed(10, 31)),
    (&["the", "fourth", "of", "july"], When::Fixed(7, 4)),
    (&["easter"], BY_CHURCH),
    (&["easter", "sunday"], BY_CHURCH),
    (&["easter", "monday"], BY_CHURCH),
    (&["good", "friday"], BY_CHURCH),
    (&["palm", "sunday"], BY_CHURCH),
    (&["orthodox", "christmas"], BY_CHURCH),
    (&["thanksgiving"], BY_COUNTRY),
    (&["thanksgiving", "day"], BY_COUNTRY),
    (&["labor", "day"], BY_COUNTRY),
    (&["independence", "day"], BY_COUNTRY),
    (&["9", "/", "11"], SEPTEMBER_11),
    (&["sept", ".", "11", "attacks"], SEPTEMBER_11),
    (&["september", "11", "attacks"], SEPTEMBER_11),
    (&["september", "11th", "attacks"], SEPTEMBER_11),
];

const NOUNS: &[&str] = &[
    "bonus",
    "card",
    "cards",
    "carol",
    "carols",
    "decorations",
    "dinner",
    "egg",
    "eggs",
    "gift",
    "gifts",
    "lights",
    "market",
    "markets",
    "message",
    "party",
    "present",
    "presents",
    "rising",
    "shopping",
    "tree",
    "trees",
];
