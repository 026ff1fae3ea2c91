//! Years, and their quarters and halves: "in 2019", "the first quarter of 2020", "Q3 2021".

use super::Tense;
use super::calendar::{self, known, months_on, range};
use super::days::year_away;
use super::numerals::{cardinal, ordinal};
use super::reading::{OUT_OF_RANGE, Reading, Value, View, longest};
use super::vocabulary::{counted, function_word};

/// The year, quarter or half at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([
        bare(view, at),
        short(view, at),
        the_year(view, at),
        quarter(view, at),
        piece(view, at),
        months_of(view, at),
    ])
}

/// The four digits of a year, 1000 to 2999, standing alone.
pub(super) fn digits(view: View, at: usize) -> Option<i64> {
    let tokens = view.tokens;
    let (year, _) = tokens.digits(at).filter(|(year, size)| *size == 4 && (1000..3000).contains(year))?;
    let led_on = tokens.glued(at) && !matches!(tokens.before(at), "(" | "-" | "[" | "\"" | "“");
    let runs_on = tokens.glued(at + 1)
        && (tokens.is_word(at + 1)
            || matches!(tokens.text(at + 1), "," | "." | "/" | ":" | "-")
                && tokens.glued(at + 2)
                && tokens.is_number(at + 2)
            || matches!(tokens.text(at + 1), "%" | "°"));
    (!led_on && !runs_on).then_some(year)
}

/// A year that its neighbours tell from a mere number.
fn bare(view: View, at: usize) -> Option<Reading> {
    let year = digits(view, at)?;
    year_like(view, at, at + 1, year).then(|| Reading::point(at + 1, known(calendar::year(year))))
}

/// Whether the words before `at` and from `next` on let `year` be a year.
pub(super) fn year_like(view: View, at: usize, next: usize, year: i64) -> bool {
    let tokens = view.tokens;
    let after = tokens.word(next);
    let noun = tokens.lower(next) && !function_word(after);
    let plural = after.ends_with('s') && !["us", "ss", "is"].iter().any(|ending| after.ends_with(ending));
    let round = year % 50 == 0;
    let modern = (1900..2100).contains(&year);
    // "In 2019 voters chose": so odd a number after "in" is a year, whatever follows.
    let odd = modern && !round && matches!(tokens.before(at), "in" | "since" | "during");
    if counted(after) && !odd || noun && round && plural || matches!(after, "bc" | "bce") {
        return false;
    }
    if tokens.text(next) == ")" && tokens.before(at) == "(" {
        return (1500..2100).contains(&year);
    }
    match tokens.before(at) {
        "in" | "since" | "until" | "till" | "during" | "before" | "after" | "by" | "from" | "between" | "circa"
        | "around" | "through" => modern || !noun,
        "of" | "and" | "to" => modern && (!noun || tokens.before(at) == "of") || (1500..1900).contains(&year) && !noun,
        "or" => modern && !noun && tokens.is_number(at.wrapping_sub(2)),
        "for" => modern && !noun && !round,
        "the" | "a" | "its" | "their" | "his" | "her" => modern && (noun || tokens.capital(next)),
        "early" | "mid" | "late" | "-" | "than" | "about" => false,
        _ if tokens.after_possessive(at) => modern && (noun || tokens.capital(next)),
        "" => modern && matches!(after, "was" | "is" | "has" | "saw" | "brought" | "will"),
        _ => false,
    }
}

/// "'94" behind a preposition: the latest year with this ending that is no more than five years ahead.
fn short(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let (ending, 2) = tokens.digits(at + 1)? else { return None };
    let marked = matches!(tokens.text(at), "'" | "’" | "‘") && tokens.glued(at + 1) && !tokens.glued(at);
    let led = matches!(tokens.before(at), "in" | "since" | "of" | "until" | "from" | "before" | "after" | "by" | "to");
    if !marked || !led || tokens.glued(at + 2) && tokens.is_word(at + 2) {
        return None;
    }
    let value = view.anchor().and_then(|anchor| {
        let latest = i64::from(anchor.year()) + 5;
        known(calendar::year(latest - (latest - ending).rem_euclid(100)))
    });
    Some(Reading::point(at + 2, value))
}

/// "the year 2030".
fn the_year(view: View, at: usize) -> Option<Reading> {
    let place = view.tokens.phrase(at, &["the", "year"])?;
    let year = digits(view, place)?;
    Some(Reading::point(place + 1, known(calendar::year(year))))
}

/// "Q3 2021".
fn quarter(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let (number @ 1..=4, 1) = tokens.digits(at + 1)? else { return None };
    if tokens.word(at) != "q" || !tokens.glued(at + 1) {
        return None;
    }
    let place = tokens.skip(at + 2, "of");
    let year = digits(view, place)?;
    Some(Reading::point(place + 1, known(calendar::quarter(year, number))))
}

/// "the first quarter of 2020", "the last quarter of 2019", "the second half of last year".
fn piece(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let place = tokens.phrase(at, &["the"])?;
    let last = match (tokens.word(place), tokens.word(place + 1)) {
        ("last" | "final", "quarter") => Some((4, place + 1)),
        ("last" | "final", "half") => Some((2, place + 1)),
        _ => None,
    };
    let (number, next) = last.or_else(|| ordinal(tokens, place))?;
    if let ("half", 1 | 2, Some(month)) = (tokens.word(next), number, half_of(view, next + 1)) {
        let value = month.value.and_then(|m| {
            let middle = calendar::days_on(m.start, 14);
            let (from, to) = if number == 1 {
                (Some(m.start), middle)
            } else {
                (middle.and_then(|d| calendar::days_on(d, 1)), Some(m.end))
            };
            known(range(from, to))
        });
        return Some(Reading { value, ..month });
    }
    let quarter = tokens.word(next) == "quarter" && (1..=4).contains(&number) && last.is_none();
    let (year, end) = year_of(view, next + 1).or_else(|| {
        let ends = !tokens.is_word(next + 1) || function_word(tokens.word(next + 1)) && tokens.word(next + 1) != "of";
        (quarter && ends).then(|| (near(view, number), next + 1))
    })?;
    let value: Value = match (tokens.word(next), number) {
        ("quarter", 1..=4) => year.and_then(|year| known(calendar::quarter(year, number))),
        ("half", 1 | 2) => year.and_then(|year| {
            let start = calendar::date(year, number * 6 - 5, 1);
            let last = start.and_then(|start| months_on(start, 5)).map(|last| last.last_of_month());
            known(range(start, last))
        }),
        _ => return None,
    };
    Some(Reading::point(end, value))
}

/// The month after "the first half".
fn half_of(view: View, at: usize) -> Option<Reading> {
    super::months::named(view, view.tokens.phrase(at, &["of"])?, true)
}

/// The year of a quarter that is named alone: the last such quarter that has begun, or the next that has not ended.
fn near(view: View, quarter: i64) -> Result<i64, &'static str> {
    let anchor = view.anchor()?;
    let year = i64::from(anchor.year());
    let mut near = (year - 1..=year + 1).filter_map(|y| Some((y, calendar::quarter(y, quarter)?)));
    let found = match view.tense {
        Tense::Future => near.find(|(_, q)| q.end >= anchor),
        _ => near.rfind(|(_, q)| q.start <= anchor),
    };
    found.map(|(y, _)| y).ok_or(OUT_OF_RANGE)
}

/// "the first three months of the year", "the last six months of 2013".
fn months_of(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let place = tokens.phrase(at, &["the"])?;
    let first = match tokens.word(place) {
        "first" => true,
        "last" | "final" => false,
        _ => return None,
    };
    let (number, next) = cardinal(tokens, place + 1).filter(|(n, _)| (2..12).contains(n))?;
    let (year, end) = year_of(view, tokens.phrase(next, &["months"])?)?;
    let value = year.and_then(|year| {
        let (from, to) = if first { (1, number) } else { (13 - number, 12) };
        let last = calendar::date(year, to, 1).map(|day| day.last_of_month());
        known(range(calendar::date(year, from, 1), last))
    });
    Some(Reading::point(end, value))
}

/// The year after "the first quarter": "of 2020", "2020", "of the year", "of last year".
fn year_of(view: View, at: usize) -> Option<(Result<i64, &'static str>, usize)> {
    let place = view.tokens.skip(at, "of");
    if let Some(year) = digits(view, place) {
        return Some((Ok(year), place + 1));
    }
    let this_year = view.anchor().map(|anchor| i64::from(anchor.year()));
    if let Some(end) = view.tokens.phrase(place, &["the", "year"]) {
        return Some((this_year, end));
    }
    let (steps, end) = year_away(view, place)?;
    Some((this_year.map(|year| year + steps), end))
}
