//! Seasons: "this spring", "the summer of 2014", "late last autumn". They name days only where the hemisphere is known.

use super::calendar::{date, days_between, known, months_on};
use super::days::year_away;
use super::parts::{part, third};
use super::reading::{HEMISPHERE, Reading, Value, View};
use super::vocabulary::{function_word, season};
use super::{Hemisphere, Interval, Precision, Tense};

/// A season, whose days nobody knows without the hemisphere.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let first = tokens.skip(at, "the");
    let piece = part(view, first);
    let start = piece.map_or(first, |(_, next)| next);
    let whole = |name: &str, when: When| piece.iter().try_fold(days(view, name, when)?, |of, (p, _)| third(of, *p));
    if season(tokens.word(start)) {
        let name = tokens.word(start);
        let known = |end, when| Some(Reading::point(end, whole(name, when)));
        let year = tokens.skip(start + 1, "of");
        if let Some((number @ 1000..3000, 4)) = tokens.digits(year) {
            return known(year + 1, When::In(number));
        }
        if let Some((number, end)) = year_away(view, start + 1) {
            return known(end, When::Away(number));
        }
        let next = tokens.word(start + 1);
        let ends = tokens.is_mark(start + 1) && tokens.text(start + 1) != "'" && tokens.text(start + 1) != "-"
            || tokens.lower(start + 1) && function_word(next) && next != "of"
            || start + 1 == tokens.len();
        return if start > at && ends && tokens.before(at) == "in" { known(start + 1, When::Nearest) } else { None };
    }
    let when = match tokens.text(at) {
        "this" => When::Nearest,
        "last" => When::Last,
        "next" => When::Next,
        _ => return None,
    };
    let name = tokens.word(at + 1);
    let drop = name == "fall" && matches!(tokens.word(at + 2), "in" | "of");
    (season(name) && !drop).then(|| Reading::point(at + 2, days(view, name, when)))
}

/// Which of the seasons of a name.
#[derive(Clone, Copy)]
enum When {
    /// The one that begins in this year.
    In(i64),
    /// The one that begins so many years after the anchor's.
    Away(i64),
    /// The one around the anchor, else the one that the tense looks to.
    Nearest,
    /// The last that is over.
    Last,
    /// The first that has not begun.
    Next,
}

/// The three months of a season.
fn days(view: View, name: &str, when: When) -> Value {
    let north = view.hemisphere.ok_or(HEMISPHERE)? == Hemisphere::North;
    let begins = match (name, north) {
        ("spring", true) | ("autumn" | "fall", false) => 3,
        ("summer", true) | ("winter", false) => 6,
        ("autumn" | "fall", true) | ("spring", false) => 9,
        _ => 12,
    };
    let of = |year: i64| {
        let start = date(year, begins, 1)?;
        Some(Interval { start, end: months_on(start, 2)?.last_of_month(), precision: Precision::Season })
    };
    if let When::In(year) = when {
        return known(of(year));
    }
    let anchor = view.anchor()?;
    let year = i64::from(anchor.year());
    if let When::Away(steps) = when {
        return known(of(year + steps));
    }
    let mut near = (year - 2..=year + 1).filter_map(of);
    let around = |s: &Interval| s.start <= anchor && anchor <= s.end;
    known(match (when, view.tense) {
        (When::Last, _) => near.rfind(|s| s.end < anchor),
        (When::Next, _) | (_, Tense::Future) => {
            near.find(|s| s.start > anchor || (around(s) && !matches!(when, When::Next)))
        }
        (_, Tense::Past) => near.rfind(|s| s.start <= anchor),
        _ => near.min_by_key(|s| {
            if around(s) { 0 } else { days_between(s.start, anchor).abs().min(days_between(s.end, anchor).abs()) }
        }),
    })
}
