//! The words for months, weekdays, units and the like.

use super::tokens::Tokens;

/// A unit of time, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The unit a word names, and whether it is plural.
pub(super) fn unit(word: &str) -> Option<(Unit, bool)> {
    Some(match word {
        "minute" => (Unit::Minute, false),
        "minutes" => (Unit::Minute, true),
        "hour" => (Unit::Hour, false),
        "hours" => (Unit::Hour, true),
        "day" => (Unit::Day, false),
        "days" => (Unit::Day, true),
        "week" => (Unit::Week, false),
        "weeks" => (Unit::Week, true),
        "fortnight" => (Unit::Fortnight, false),
        "month" => (Unit::Month, false),
        "months" => (Unit::Month, true),
        "quarter" => (Unit::Quarter, false),
        "quarters" => (Unit::Quarter, true),
        "year" => (Unit::Year, false),
        "years" => (Unit::Year, true),
        "decade" => (Unit::Decade, false),
        "decades" => (Unit::Decade, true),
        "century" => (Unit::Century, false),
        "centuries" => (Unit::Century, true),
        _ => return None,
    })
}

/// A month's number, 1 to 12, the place after its name, and whether the name was written in full.
///
/// The name must have a capital; an abbreviation may have its stop.
pub(super) fn month(tokens: &Tokens, at: usize) -> Option<(i8, usize, bool)> {
    if !tokens.capital(at) {
        return None;
    }
    let word = tokens.word(at);
    if let Some(place) = MONTHS.iter().position(|name| *name == word) {
        return Some((place as i8 + 1, at + 1, true));
    }
    let short = if word == "sept" { "sep" } else { word };
    let place = MONTHS.iter().position(|name| short.len() == 3 && name.starts_with(short))?;
    let stop = tokens.text(at + 1) == "." && tokens.glued(at + 1);
    Some((place as i8 + 1, at + 1 + usize::from(stop), false))
}

/// A weekday's number, Monday being 0, if the token is its full name with a capital.
pub(super) fn weekday(tokens: &Tokens, at: usize) -> Option<i8> {
    let place = WEEKDAYS.iter().position(|name| *name == tokens.word(at))?;
    // Machines that translate write "on monday".
    (tokens.capital(at) || matches!(tokens.before(at), "on" | "last" | "next" | "until" | "since"))
        .then_some(place as i8)
}

/// A weekday's number and the place after it, also for an abbreviation; for use only where a date follows.
pub(super) fn short_weekday(tokens: &Tokens, at: usize) -> Option<(i8, usize)> {
    if let Some(day) = weekday(tokens, at) {
        return Some((day, at + 1));
    }
    let word = tokens.word(at);
    if !tokens.capital(at) || !(3..=5).contains(&word.len()) {
        return None;
    }
    let place = WEEKDAYS.iter().position(|name| name.starts_with(word))?;
    Some((place as i8, tokens.skip(at + 1, ".")))
}

/// Whether the word is a part of the day.
pub(super) fn part_of_day(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night")
}

/// The weekday of "tuesdays"; Monday is 0.
pub(super) fn weekday_of_plural(word: &str) -> Option<i8> {
    let days = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
    days.iter().position(|d| *d == word).and_then(|k| i8::try_from(k).ok())
}

/// Whether the word is a season.
pub(super) fn season(word: &str) -> bool {
    matches!(word, "spring" | "summer" | "autumn" | "fall" | "winter")
}

/// Whether a word can follow a whole time expression, unlike a noun that would make it a mere attribute.
pub(super) fn function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// Whether a number before this word counts things, so that it is no year.
pub(super) fn counted(word: &str) -> bool {
    COUNTED.contains(&word)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const FUNCTION_WORDS: &[&str] = &[
    "a",
    "about",
    "after",
    "against",
    "all",
    "although",
    "amid",
    "an",
    "and",
    "are",
    "as",
    "at",
    "because",
    "before",
    "but",
    "by",
    "can",
    "could",
    "despite",
    "did",
    "during",
    "following",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "her",
    "his",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "last",
    "left",
    "may",
    "might",
    "must",
    "near",
    "next",
    "nor",
    "not",
    "of",
    "on",
    "or",
    "our",
    "over",
    "saying",
    "she",
    "should",
    "since",
    "so",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "they",
    "this",
    "though",
    "through",
    "to",
    "under",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whose",
    "will",
    "with",
    "without",
    "would",
    "you",
];

const COUNTED: &[&str] = &[
    "billion",
    "boxes",
    "cars",
    "children",
    "civilians",
    "dead",
    "delegates",
    "demonstrators",
    "dollars",
    "euros",
    "fighters",
    "homes",
    "hours",
    "houses",
    "kilometers",
    "kilometres",
    "km",
    "meters",
    "metres",
    "miles",
    "million",
    "men",
    "metric",
    "minutes",
    "passengers",
    "people",
    "per",
    "percent",
    "points",
    "police",
    "pounds",
    "prisoners",
    "protesters",
    "rebels",
    "refugees",
    "seats",
    "soldiers",
    "students",
    "thousand",
    "times",
    "tonnes",
    "tons",
    "troops",
    "villages",
    "voters",
    "votes",
    "women",
    "workers",
    "years",
];
