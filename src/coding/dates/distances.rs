//! Distances from the anchor: "three days ago", "in two weeks", "the past month", "recent days".

use jiff::civil::Date;

use super::calendar::{away, day, exactly, known, range};
use super::numerals::{Count, Length, length};
use super::reading::{NO_BOUNDS, OTHER_EVENT, Reading, Value, View, longest};
use super::vocabulary::{Unit, unit};
use super::{Interval, Kind, Precision, Tense};

/// How many units "a few" and "recent" may be, in halves.
const FEW: (i64, i64) = (4, 14);

/// How a length is hedged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    None,
    About,
    More,
    Less,
}

/// The distance at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([ago(view, at), ahead(view, at), stretch(view, at)])
}

/// Expressions without clear ends: "recent weeks", "the coming days", "years ago".
pub(super) fn loose(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let place = tokens.skip(at, "the");
    let (unit, _) = unit(tokens.word(place + 1)).or_else(|| unit(tokens.word(place))).filter(|(_, plural)| *plural)?;
    let few = |sign| view.anchor().and_then(|anchor| up_to(anchor, unit, sign * FEW.1));
    match (tokens.word(place), tokens.word(place + 1)) {
        ("recent", _) => Some(Reading::vague(place + 2, few(-1))),
        ("past" | "last", _) if place > at => Some(Reading::vague(place + 2, few(-1))),
        ("coming", _) => Some(Reading::vague(place + 2, few(1))),
        ("next", _) if place > at => Some(Reading::vague(place + 2, few(1))),
        (_, "ago" | "earlier" | "later") if place == at => Some(Reading::vague(at + 2, Err(NO_BOUNDS))),
        _ => None,
    }
}

/// "more than two years ago", "two weeks from now".
fn ago(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let (hedge, start) = hedge(view, at);
    let length = length(tokens, start).filter(|length| !length.hyphened)?;
    let (sign, end) = match (tokens.word(length.end), tokens.word(length.end + 1)) {
        ("ago", _) => (-1, length.end + 1),
        ("hence", _) => (1, length.end + 1),
        ("from", "now" | "today") => (1, length.end + 2),
        _ => return None,
    };
    let value = view.anchor().and_then(|anchor| match tokens.word(end - 1) {
        "today" => known(exactly(anchor, length.unit, sign * halves(length)).map(day)),
        _ => distant(anchor, length, hedge, sign),
    });
    let kind = if length.count == Count::Few { Kind::Vague } else { Kind::Point };
    Some(Reading { end, value, kind })
}

/// "in three days" of the future, "within 24 hours".
fn ahead(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let within = tokens.word(at) == "within";
    if !within && (tokens.word(at) != "in" || view.tense != Tense::Future) {
        return None;
    }
    let (hedge, start) = hedge(view, at + 1);
    let length = length(tokens, start).filter(|length| !length.hyphened)?;
    if !within {
        let end = tokens.phrase(length.end, &["'", "time"]).unwrap_or(length.end);
        let value = view.anchor().and_then(|anchor| distant(anchor, length, hedge, 1));
        return Some(Reading::point(end, value));
    }
    if view.tense != Tense::Future {
        return Some(Reading::vague(length.end, Err(OTHER_EVENT)));
    }
    let value = view.anchor().and_then(|anchor| up_to(anchor, length.unit, halves(length)));
    Some(Reading::point(length.end, value))
}

/// "the past three days", "the last year", "the next two weeks", "the coming month": up to the anchor or on from it.
fn stretch(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let start = tokens.phrase(at, &["the"]).or_else(|| tokens.phrase(at, &["this", "past"]).map(|end| end - 1))?;
    let sign = match tokens.word(start) {
        "past" | "last" => -1,
        "next" | "coming" => 1,
        _ => return None,
    };
    if let Some(length) = length(tokens, start + 1).filter(|length| !length.article && !length.hyphened) {
        let value = view.anchor().and_then(|anchor| up_to(anchor, length.unit, sign * halves(length)));
        let kind = if length.count == Count::Few { Kind::Vague } else { Kind::Point };
        return Some(Reading { end: length.end, value, kind });
    }
    let (unit, plural) = unit(tokens.word(start + 1))?;
    let of_month = tokens.word(start + 2) == "of";
    if plural || of_month || tokens.word(start) == "next" && unit < Unit::Decade || unit == Unit::Day {
        return None;
    }
    Some(Reading::point(start + 2, view.anchor().and_then(|anchor| up_to(anchor, unit, sign * 2))))
}

/// The hedge before a length, and the place after it.
pub(super) fn hedge(view: View, at: usize) -> (Hedge, usize) {
    match (view.tokens.word(at), view.tokens.word(at + 1)) {
        ("more", "than") => (Hedge::More, at + 2),
        ("at", "least") => (Hedge::More, at + 2),
        ("less", "than") => (Hedge::Less, at + 2),
        ("over", _) => (Hedge::More, at + 1),
        ("nearly" | "almost" | "barely", _) => (Hedge::Less, at + 1),
        ("about" | "around" | "roughly" | "some" | "approximately", _) => (Hedge::About, at + 1),
        ("just" | "only" | "exactly", _) => (Hedge::None, at + 1),
        _ => (Hedge::None, at),
    }
}

/// The days a length away from `from`; `sign` is −1 for before and 1 for after.
pub(super) fn distant(from: Date, length: Length, hedge: Hedge, sign: i64) -> Value {
    let between = |one: i64, other: i64| {
        let (one, other) = (exactly(from, length.unit, sign * one), exactly(from, length.unit, sign * other));
        known(one.zip(other).and_then(|(one, other)| range(Some(one.min(other)), Some(one.max(other)))))
    };
    match (length.count, hedge) {
        (Count::Few, _) => between(FEW.0, FEW.1),
        (Count::Halves(halves), Hedge::None) => known(away(from, length.unit, sign * halves)),
        (Count::Halves(halves), Hedge::About) => {
            let about = |found: Interval| Interval { precision: Precision::Range, ..found };
            known(away(from, length.unit, sign * halves)).map(about)
        }
        (Count::Halves(halves), Hedge::More) => between(halves, halves + 2),
        (Count::Halves(halves), Hedge::Less) => between((halves - 2).max(0), halves),
    }
}

/// From the anchor to `halves` half units off, or from there to the anchor if negative.
fn up_to(anchor: Date, unit: Unit, halves: i64) -> Value {
    let other = exactly(anchor, unit, halves);
    known(other.and_then(|other| range(Some(anchor.min(other)), Some(anchor.max(other)))))
}

fn halves(length: Length) -> i64 {
    match length.count {
        Count::Halves(halves) => halves,
        Count::Few => FEW.1,
    }
}
