//! How long and how often: "for three days", "a two-week visit", "every Friday", "twice a week".

use super::Kind;
use super::numerals::{cardinal, length};
use super::reading::{Reading, View, longest};
use super::vocabulary::{Unit, month, part_of_day, unit, weekday, weekday_of_plural};

const LENGTH: &str = "a length of time";
const REPEATS: &str = "repeats";

/// The length or repetition at `at`.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([lasting(view, at), every(view, at), plural_weekday(view, at), adverb(view, at), times(view, at)])
}

/// "for three days", "for months", "two years", "three-day".
fn lasting(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let led = tokens.word(at) == "for";
    let start = at + usize::from(led);
    let found = |end| Some(Reading { end, value: Err(LENGTH), kind: Kind::Duration });
    if led && unit(tokens.word(start)).is_some_and(|(unit, plural)| plural && unit >= Unit::Hour) {
        return found(start + 1);
    }
    let place = if led { super::distances::hedge(view, start).1 } else { start };
    let length = length(tokens, place)?;
    let old = matches!(tokens.word(length.end), "old" | "olds")
        || tokens.text(length.end) == "-" && matches!(tokens.word(length.end + 1), "old" | "olds")
        || tokens.phrase(length.end, &["of", "age"]).is_some()
        || tokens.phrase(length.end, &["'", "s"]).is_some();
    let one = length.article || matches!(tokens.word(place), "one" | "1");
    let bare = !one || tokens.word(length.end) == "of" && length.unit > Unit::Day;
    let rate = length.article && matches!(tokens.before(at), "once" | "twice" | "times");
    (!old && !rate && (led || bare || length.hyphened)).then(|| found(length.end)).flatten()
}

/// "every Friday", "each year", "every other day", "every two weeks".
fn every(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    if !matches!(tokens.word(at), "every" | "each") {
        return None;
    }
    let place = match tokens.word(at + 1) {
        "other" | "second" | "third" | "fourth" | "single" => at + 2,
        _ => at + 1,
    };
    let end = if unit(tokens.word(place)).is_some_and(|(_, plural)| !plural)
        || month(tokens, place).is_some()
        || part_of_day(tokens.word(place))
        || tokens.word(place) == "weekend"
    {
        place + 1
    } else if weekday(tokens, place).is_some() {
        place + 1 + usize::from(part_of_day(tokens.word(place + 1)))
    } else {
        length(tokens, place)?.end
    };
    repeating(end)
}

/// "Fridays", "Friday nights".
fn plural_weekday(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let plural = weekday_of_plural(tokens.word(at)).is_some() && tokens.capital(at);
    let name = tokens.word(at + 1) == "for" && tokens.capital(at + 2);
    if plural && !name {
        return repeating(at + 1);
    }
    let nights = matches!(tokens.word(at + 1), "mornings" | "afternoons" | "evenings" | "nights");
    if weekday(tokens, at).is_some() && nights { repeating(at + 2) } else { None }
}

/// "daily", "weekly".
fn adverb(view: View, at: usize) -> Option<Reading> {
    let word = view.tokens.word(at);
    let known = matches!(word, "daily" | "nightly" | "weekly" | "monthly" | "quarterly" | "yearly" | "annually");
    if known && view.tokens.lower(at) { repeating(at + 1) } else { None }
}

/// "twice a week", "three times per day".
fn times(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let place = match tokens.word(at) {
        "once" | "twice" => at + 1,
        "several" | "many" if tokens.word(at + 1) == "times" => at + 2,
        _ => cardinal(tokens, at).filter(|(_, next)| tokens.word(*next) == "times")?.1 + 1,
    };
    let each = matches!(tokens.word(place), "a" | "an" | "per" | "each" | "every");
    if each && unit(tokens.word(place + 1)).is_some_and(|(_, plural)| !plural) { repeating(place + 2) } else { None }
}

fn repeating(end: usize) -> Option<Reading> {
    Some(Reading { end, value: Err(REPEATS), kind: Kind::Recurring })
}
