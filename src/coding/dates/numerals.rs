//! Numbers in words and digits, and lengths of time such as "two and a half years".

use super::tokens::Tokens;
use super::vocabulary::{Unit, unit};

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// So many halves of it: 5 for "two and a half".
    Halves(i64),
    /// A few of it.
    Few,
}

/// A length of time as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Length {
    pub(super) count: Count,
    pub(super) unit: Unit,
    pub(super) end: usize,
    /// Whether it was counted by a mere "a" or "an".
    pub(super) article: bool,
    /// Whether it is an attribute: "three-day".
    pub(super) hyphened: bool,
}

/// The length of time at `at`: "three days", "a week", "half a century", "a year and a half", "several months".
pub(super) fn length(tokens: &Tokens, at: usize) -> Option<Length> {
    if let Some(end) = QUARTER_CENTURY.iter().find_map(|words| tokens.phrase(at, words)) {
        return Some(Length { count: Count::Halves(50), unit: Unit::Year, end, article: false, hyphened: false });
    }
    let (count, next) = count(tokens, at)?;
    let article = matches!(tokens.text(at), "a" | "an") && next == at + 1;
    let hyphened = tokens.text(next) == "-" && tokens.glued(next) && tokens.glued(next + 1);
    let place = if hyphened { next + 1 } else { next };
    // "$12-an-hour" is a rate.
    if hyphened && article {
        return None;
    }
    let (unit, _) = unit(tokens.word(place)).filter(|_| tokens.lower(place))?;
    let mut end = place + 1;
    let mut count = count;
    if let (Count::Halves(halves), Some(after)) = (count, tokens.phrase(end, &["and", "a", "half"])) {
        count = Count::Halves(halves + 1);
        end = after;
    }
    Some(Length { count, unit, end, article: article && end == place + 1, hyphened })
}

/// A count of units and the place after it.
fn count(tokens: &Tokens, at: usize) -> Option<(Count, usize)> {
    for (words, count) in FIXED {
        if let Some(end) = tokens.phrase(at, words) {
            return Some((*count, end));
        }
    }
    if at > 0 && tokens.glued(at) && matches!(tokens.before(at), "." | "," | "/" | "$" | "€" | "£" | ":") {
        return None;
    }
    let (whole, end) = cardinal(tokens, at)?;
    for half in [&["-", "and", "-", "a", "-", "half"][..], &["and", "a", "half"]] {
        if let Some(after) = tokens.phrase(end, half) {
            return Some((Count::Halves(whole * 2 + 1), after));
        }
    }
    let decimal = tokens.text(end) == "." && tokens.glued(end) && tokens.glued(end + 1);
    match tokens.text(end + 1) {
        "5" if decimal => Some((Count::Halves(whole * 2 + 1), end + 2)),
        _ if decimal && tokens.is_number(end + 1) => None,
        _ => Some((Count::Halves(whole * 2), end)),
    }
}

/// A whole number in digits ("1,000") or words ("twenty-one", "a hundred"), and the place after it.
pub(super) fn cardinal(tokens: &Tokens, at: usize) -> Option<(i64, usize)> {
    if let Some((number, _)) = tokens.digits(at) {
        let comma = tokens.text(at + 1) == "," && tokens.glued(at + 1) && tokens.glued(at + 2);
        return match tokens.digits(at + 2) {
            Some((more, 3)) if comma && number < 1000 => Some((number * 1000 + more, at + 3)),
            _ => Some((number, at + 1)),
        };
    }
    let word = tokens.word(at);
    if let Some(number) = SMALL.iter().position(|name| *name == word) {
        return hundreds(tokens, number as i64, at + 1);
    }
    if matches!(word, "a" | "an") {
        return hundreds(tokens, 1, at + 1);
    }
    let tens = (TENS.iter().position(|name| *name == word)? as i64 + 2) * 10;
    let next = tokens.skip(at + 1, "-");
    match SMALL.iter().position(|name| *name == tokens.word(next)) {
        Some(ones @ 1..=9) => Some((tens + ones as i64, next + 1)),
        _ => Some((tens, at + 1)),
    }
}

/// An ordinal from "first" to "twenty-first" or "1st" to "99th", and the place after it.
pub(super) fn ordinal(tokens: &Tokens, at: usize) -> Option<(i64, usize)> {
    if let Some((number, 1 | 2)) = tokens.digits(at) {
        return ordinal_ending(tokens, at + 1).map(|end| (number, end));
    }
    if let Some(end) = tokens.phrase(at, &["twenty", "-", "first"]) {
        return Some((21, end));
    }
    let place = ORDINALS.iter().position(|name| *name == tokens.word(at))?;
    Some((place as i64 + 1, at + 1))
}

/// The place after "st", "nd", "rd" or "th" glued to a number.
pub(super) fn ordinal_ending(tokens: &Tokens, at: usize) -> Option<usize> {
    (tokens.glued(at) && matches!(tokens.word(at), "st" | "nd" | "rd" | "th")).then_some(at + 1)
}

fn hundreds(tokens: &Tokens, number: i64, next: usize) -> Option<(i64, usize)> {
    match tokens.word(next) {
        "hundred" if (1..10).contains(&number) => Some((number * 100, next + 1)),
        "thousand" if number > 0 => Some((number * 1000, next + 1)),
        _ => Some((number, next)),
    }
}

const FIXED: &[(&[&str], Count)] = &[
    (&["half", "a"], Count::Halves(1)),
    (&["half", "an"], Count::Halves(1)),
    (&["a", "half"], Count::Halves(1)),
    (&["a", "dozen"], Count::Halves(24)),
    (&["a", "couple", "of"], Count::Halves(4)),
    (&["a", "few"], Count::Few),
    (&["few"], Count::Few),
    (&["several"], Count::Few),
];

const QUARTER_CENTURY: [&[&str]; 3] =
    [&["a", "quarter", "of", "a", "century"], &["a", "quarter", "century"], &["a", "quarter", "-", "century"]];

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];
