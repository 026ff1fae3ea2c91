//! What the readers share: what they look at, and what they answer.

use jiff::civil::Date;

use super::tokens::Tokens;
use super::{Hemisphere, Interval, Kind, Tense};

pub(super) const NO_ANCHOR: &str = "no anchor";
/// Why a date like 31 April names no day.
pub const NO_SUCH_DAY: &str = "no such day";
pub(super) const OUT_OF_RANGE: &str = "out of range";
pub(super) const OTHER_EVENT: &str = "counted from another event";
pub(super) const NO_BOUNDS: &str = "no bounds given";
/// Why "Tuesday, 22 March 2023" names no day.
pub const DISAGREE: &str = "weekday and date disagree";
pub(super) const HEMISPHERE: &str = "hemisphere unknown";

/// The days an expression names, or why none can be named.
pub(super) type Value = Result<Interval, &'static str>;

/// A sentence as seen by a reader: its tokens, from when, and what was read before.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) anchor: Option<Date>,
    pub(super) tense: Tense,
    pub(super) hemisphere: Option<Hemisphere>,
    /// The last unit of the calendar named earlier in the sentence.
    pub(super) earlier: Option<Interval>,
}

impl<'a> View<'a> {
    /// The anchor, or the reason that there is none.
    pub(super) fn anchor(&self) -> Result<Date, &'static str> {
        self.anchor.ok_or(NO_ANCHOR)
    }

    /// The same sentence, read in another tense.
    pub(super) fn in_tense(self, tense: Tense) -> View<'a> {
        View { tense, ..self }
    }

    /// The same sentence, read from another day.
    pub(super) fn from(self, anchor: Date, tense: Tense) -> View<'a> {
        View { anchor: Some(anchor), tense, ..self }
    }
}

/// What a reader made of the tokens up to, and without, `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) end: usize,
    pub(super) value: Value,
    pub(super) kind: Kind,
}

impl Reading {
    /// An expression that says when.
    pub(super) fn point(end: usize, value: Value) -> Reading {
        Reading { end, value, kind: Kind::Point }
    }

    /// An expression that says when only loosely.
    pub(super) fn vague(end: usize, value: Value) -> Reading {
        Reading { end, value, kind: Kind::Vague }
    }
}

/// The reading that covers most; of equals the first.
pub(super) fn longest<const N: usize>(readings: [Option<Reading>; N]) -> Option<Reading> {
    readings.into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
}
