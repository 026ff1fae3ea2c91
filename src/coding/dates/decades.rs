//! Decades and centuries: "the 1990s", "the '80s", "the nineties", "the 19th century".

use super::Precision;
use super::calendar::{known, years};
use super::numerals::ordinal;
use super::parts::{Part, part, third};
use super::reading::{Reading, Value, View};

const CENTURY_UNCLEAR: &str = "century unclear";

/// The decade or century at `at`, perhaps with "early", "mid" or "late".
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let start = tokens.skip(at, "the");
    let (part, place): (Option<Part>, usize) = match part(view, start) {
        Some((part, next)) => (Some(part), next),
        None => (None, start),
    };
    let (value, end) = span(view, place, start > at)?;
    let value = match part {
        Some(part) => value.and_then(|whole| third(whole, part)),
        None => value,
    };
    Some(Reading::point(end, value))
}

/// The decade or century itself, after its article if it had one.
fn span(view: View, at: usize, article: bool) -> Option<(Value, usize)> {
    let tokens = view.tokens;
    let plural = |at: usize| tokens.word(at) == "s" && tokens.glued(at);
    if let Some((first @ 1000..3000, 4)) = tokens.digits(at)
        && first % 10 == 0
        && plural(at + 1)
    {
        let century = first % 100 == 0 && first < 2000;
        let value = match century {
            true => years(first, first + 99, Precision::Century),
            false => years(first, first + 9, Precision::Decade),
        };
        return Some((known(value), at + 2));
    }
    if !article {
        return None;
    }
    let apostrophe = tokens.text(at) == "'" && tokens.glued(at + 1);
    if let Some((short @ 0..100, 2)) = tokens.digits(at + usize::from(apostrophe))
        && short % 10 == 0
        && plural(at + 1 + usize::from(apostrophe))
        && (apostrophe || tokens.before(at) == "the" && short >= 30)
    {
        return Some((decade(short), at + 2 + usize::from(apostrophe)));
    }
    if let Some(place) = NAMES.iter().position(|name| *name == tokens.word(at)) {
        return Some((decade(place as i64 * 10 + 30), at + 1));
    }
    let (number, next) = ordinal(tokens, at).filter(|(number, _)| (1..=30).contains(number))?;
    let next = tokens.skip(next, "-");
    (tokens.word(next) == "century")
        .then(|| (known(years(number * 100 - 99, number * 100, Precision::Century)), next + 1))
}

/// The decade that two digits stand for, where the century is beyond doubt.
fn decade(short: i64) -> Value {
    match short {
        30.. => known(years(1900 + short, 1909 + short, Precision::Decade)),
        0 => known(years(2000, 2009, Precision::Decade)),
        _ => Err(CENTURY_UNCLEAR),
    }
}

const NAMES: [&str; 7] = ["thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
