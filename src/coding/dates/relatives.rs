//! Times counted from another one: "the day before", "three days later", "the same day".
//!
//! The other time is the last one named earlier in the sentence, if it is fine enough; else the days are unknown.

use super::calendar::{known, whole};
use super::distances::{distant, hedge};
use super::numerals::length;
use super::reading::{OTHER_EVENT, Reading, Value, View, longest};
use super::vocabulary::{Unit, unit};
use super::{Interval, Precision};

/// The expression at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([neighbour(view, at), counted(view, at)])
}

/// "the day before", "the next day", "the same week", "the previous year".
fn neighbour(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let start = tokens.phrase(at, &["the"])?;
    let (word, next) = (tokens.word(start), tokens.word(start + 1));
    let step = |word: &str| match word {
        "before" | "previous" | "preceding" => Some(-1),
        "same" => Some(0),
        "after" | "next" | "following" => Some(1),
        _ => None,
    };
    if matches!(word, "day" | "night") && matches!(next, "before" | "after") {
        // "The day before the vote" counts from the vote.
        let alone = !tokens.is_word(start + 2) || matches!(tokens.word(start + 2), "and" | "but" | "in" | "at");
        let value = if alone { from(view, Unit::Day, step(next)?) } else { Err(OTHER_EVENT) };
        return Some(Reading::vague(start + 2, value));
    }
    let steps = step(word).filter(|_| !matches!(word, "before" | "after"))?;
    let unit = match unit(next) {
        Some((unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade), false)) => unit,
        None if matches!(next, "night" | "morning" | "evening" | "afternoon") => Unit::Day,
        _ => return None,
    };
    Some(Reading::vague(start + 2, from(view, unit, steps)))
}

/// "three days later", "a week earlier".
fn counted(view: View, at: usize) -> Option<Reading> {
    let (hedge, start) = hedge(view, at);
    let length = length(view.tokens, start).filter(|length| !length.hyphened)?;
    let sign = match view.tokens.word(length.end) {
        "later" => 1,
        "earlier" => -1,
        _ => return None,
    };
    let value = base(view, length.unit).and_then(|base| distant(base.start, length, hedge, sign));
    Some(Reading::vague(length.end + 1, value))
}

fn from(view: View, unit: Unit, steps: i64) -> Value {
    let base = base(view, unit)?;
    known(whole(unit, base.start, steps))
}

/// The time named earlier, if it is no coarser than `unit`.
fn base(view: View, unit: Unit) -> Value {
    let earlier = view.earlier.ok_or(OTHER_EVENT)?;
    if fine_enough(earlier, unit) { Ok(earlier) } else { Err(OTHER_EVENT) }
}

fn fine_enough(base: Interval, unit: Unit) -> bool {
    match base.precision {
        Precision::Day => unit >= Unit::Day,
        Precision::Week => unit == Unit::Week,
        Precision::Month => unit >= Unit::Month,
        Precision::Year => unit >= Unit::Year,
        _ => false,
    }
}
