//! Dates with a day in them: "March 22, 2023", "22nd of March", "Wednesday (March 22)", "2023-03-22", "the 22nd".

use jiff::civil::Date;

use super::calendar::{date, day, days_between, days_on, exactly, known, range};
use super::numerals::{Count, length, ordinal, ordinal_ending};
use super::reading::{DISAGREE, NO_SUCH_DAY, OUT_OF_RANGE, Reading, Value, View, longest};
use super::vocabulary::{counted, function_word, month, short_weekday, weekday};
use super::{Tense, calendar};

const AMBIGUOUS: &str = "day and month ambiguous";
/// How far, in days, the right reading of an ambiguous date may lie from the anchor.
const NEAR_ANCHOR: i64 = 31;

/// The date at `at`, with or without its weekday.
pub(super) fn read(view: View, at: usize) -> Option<Reading> {
    longest([
        with_weekday(view, at),
        plain(view, at, None),
        numeric(view, at),
        day_of_month(view, at),
        eve(view, at),
        chosen(view, at),
        ago_today(view, at),
    ])
}

/// "last November 11", "next 2 April": strictly before or after the anchor.
fn chosen(view: View, at: usize) -> Option<Reading> {
    let (tense, step) = match view.tokens.word(at) {
        "last" => (Tense::Past, -1),
        "next" => (Tense::Future, 1),
        _ => return None,
    };
    let seen = match view.anchor.and_then(|anchor| days_on(anchor, if step < 0 { -2 } else { 1 })) {
        Some(anchor) => view.from(anchor, tense),
        None => view,
    };
    let (_, last, _, next) = month_first(view, at + 1).or_else(|| day_first(view, at + 1)).filter(|f| f.1.is_none())?;
    let said = matches!(year_after(view, next).0, YearSaid::Nothing) && last.is_none();
    plain(seen, at + 1, None).filter(|_| said)
}

/// "a week ago today", "exactly a year ago", "five years ago to the day", "a week ago on Thursday" where that is a Thursday: the very day.
fn ago_today(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let exact = tokens.skip(at, "exactly");
    let length = length(tokens, exact).filter(|length| !length.hyphened)?;
    let place = tokens.phrase(length.end, &["ago"])?;
    let Count::Halves(halves) = length.count else { return None };
    let value = view.anchor().and_then(|a| known(exactly(a, length.unit, -halves).map(day)));
    if let Some(end) = tokens.phrase(place, &["today"]).or_else(|| tokens.phrase(place, &["to", "the", "day"])) {
        return Some(Reading::point(end, value));
    }
    if exact > at {
        return Some(Reading::point(place, value));
    }
    let at = tokens.skip(place, "on");
    let said = weekday(tokens, at)?;
    let fits = value.is_ok_and(|found| found.start.weekday().to_monday_zero_offset() == said);
    fits.then(|| Reading::point(at + 1, value))
}

/// "the eve of the March 16 vote": the day before.
fn eve(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let place = tokens.phrase(at, &["the", "eve", "of"])?;
    let (seen, start) = (view.in_tense(Tense::Unknown), tokens.skip(place, "the"));
    let found = longest([with_weekday(seen, start), plain(seen, start, None), numeric(seen, start)])?;
    let value = found.value.and_then(|f| known(days_on(f.start, -1).map(day)));
    Some(Reading { value, ..found })
}

/// A date after its weekday: "Wednesday, March 22", "Wednesday (March 22)", "Tue. 21 March".
fn with_weekday(view: View, at: usize) -> Option<Reading> {
    let (weekday, next) = short_weekday(view.tokens, at)?;
    let bracket = view.tokens.text(next) == "(";
    let start = if bracket { next + 1 } else { view.tokens.skip(next, ",") };
    let reading = plain(view, start, Some(weekday))
        .or_else(|| checked(numeric(view, start)?, weekday))
        .or_else(|| checked(day_of_month(view, start)?, weekday))?;
    match (bracket, view.tokens.text(reading.end)) {
        (false, _) => Some(reading),
        (true, ")") => Some(Reading { end: reading.end + 1, ..reading }),
        (true, _) => None,
    }
}

/// The reading, its days checked against the weekday.
fn checked(reading: Reading, weekday: i8) -> Option<Reading> {
    let value = reading.value.and_then(|found| agree(found.start, weekday).map(day));
    Some(Reading { value, ..reading })
}

/// A date whose month is a word. May run to a second day: "March 3-5, 2019".
fn plain(view: View, at: usize, weekday: Option<i8>) -> Option<Reading> {
    let (first, last, month, next) = month_first(view, at).or_else(|| day_first(view, at))?;
    let (year, end) = year_after(view, next);
    let settle = |day| settle(view, year, month, day, weekday);
    let value = match last {
        None => settle(first).map(day),
        Some(last) => settle(first).and_then(|start| {
            let end = date(start.year().into(), month.into(), last).ok_or(NO_SUCH_DAY)?;
            known(range(Some(start), Some(end)))
        }),
    };
    Some(Reading::point(end, value))
}

/// "March 22", "Sept. 11th", "March 3-5": first day, last day, month, place after.
fn month_first(view: View, at: usize) -> Option<(i64, Option<i64>, i8, usize)> {
    let tokens = view.tokens;
    let (month, next, _) = month(tokens, at)?;
    let spelled = || ordinal(tokens, tokens.phrase(next, &["the"])?);
    let (first, next) = day_number(view, next).or_else(spelled)?;
    if matches!(tokens.word(next), "percent" | "per" | "million" | "billion" | "points") {
        return None;
    }
    if tokens.text(next) == "-"
        && tokens.glued(next)
        && let Some((last, end)) = day_number(view, next + 1)
        && last > first
    {
        return Some((first, Some(last), month, end));
    }
    Some((first, None, month, next))
}

/// "22 March", "the 22nd of March", "3-5 March": first day, last day, month, place after.
fn day_first(view: View, at: usize) -> Option<(i64, Option<i64>, i8, usize)> {
    let tokens = view.tokens;
    let start = tokens.skip(at, "the");
    if start == at && tokens.glued(at) && matches!(tokens.before(at), "." | "," | "/" | "-" | ":" | "$" | "'") {
        return None;
    }
    let spelled = || ordinal(tokens, start).filter(|(_, end)| start > at && tokens.word(*end) == "of");
    let (first, mut next) = day_number(view, start).or_else(spelled)?;
    let mut last = None;
    if tokens.text(next) == "-" && tokens.glued(next) {
        let (number, end) = day_number(view, next + 1)?;
        last = Some(number).filter(|number| *number > first);
        last?;
        next = end;
    }
    let (month, end, _) = month(tokens, tokens.skip(next, "of"))?;
    Some((first, last, month, end))
}

/// A day of the month, 1 to 31, with or without "st" or "th".
pub(super) fn day_number(view: View, at: usize) -> Option<(i64, usize)> {
    let tokens = view.tokens;
    let (number, _) = tokens.digits(at).filter(|(number, digits)| *digits <= 2 && (1..=31).contains(number))?;
    let end = ordinal_ending(tokens, at + 1).unwrap_or(at + 1);
    let runs_on = match tokens.text(end) {
        "." | "," | ":" | "/" => tokens.glued(end) && tokens.glued(end + 1) && tokens.is_number(end + 1),
        "%" | "°" => true,
        _ => tokens.glued(end) && tokens.is_word(end),
    };
    (!runs_on).then_some((number, end))
}

/// Which year a date is said to be of.
#[derive(Clone, Copy)]
enum YearSaid {
    Number(i64),
    /// So many years from the anchor's.
    Away(i64),
    Nothing,
}

/// The year after a day and month: ", 2023", "2023", "of last year".
fn year_after(view: View, at: usize) -> (YearSaid, usize) {
    let tokens = view.tokens;
    let place = tokens.skip(at, ",");
    if let Some((year, 4)) = tokens.digits(place)
        && (1000..3000).contains(&year)
        && !counted(tokens.word(place + 1))
        && !(tokens.glued(place + 1) && tokens.is_word(place + 1))
    {
        return (YearSaid::Number(year), place + 1);
    }
    match year_away(view, at) {
        Some((steps, end)) => (YearSaid::Away(steps), end),
        None => (YearSaid::Nothing, at),
    }
}

/// "last year", "of this year", "next year" after a date or month: so many years from the anchor's, place after.
pub(super) fn year_away(view: View, at: usize) -> Option<(i64, usize)> {
    let place = view.tokens.skip(at, "of");
    let steps = match view.tokens.text(place) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (view.tokens.word(place + 1) == "year").then_some((steps, place + 2))
}

/// The one day meant by a day and month with what is known of year and weekday.
fn settle(view: View, year: YearSaid, month: i8, day: i64, weekday: Option<i8>) -> Result<Date, &'static str> {
    let year = match year {
        YearSaid::Number(year) => year,
        YearSaid::Away(steps) => i64::from(view.anchor()?.year()) + steps,
        YearSaid::Nothing => return without_year(view, month, day, weekday),
    };
    let found = date(year, month.into(), day).ok_or(NO_SUCH_DAY)?;
    weekday.map_or(Ok(found), |weekday| agree(found, weekday))
}

fn agree(found: Date, weekday: i8) -> Result<Date, &'static str> {
    if found.weekday().to_monday_zero_offset() == weekday { Ok(found) } else { Err(DISAGREE) }
}

/// The occurrence of a day and month that the anchor, the tense and the weekday point to.
pub(super) fn without_year(view: View, month: i8, day: i64, weekday: Option<i8>) -> Result<Date, &'static str> {
    date(2000, month.into(), day).ok_or(NO_SUCH_DAY)?;
    let anchor = view.anchor()?;
    let around = |years: i64| {
        let middle = i64::from(anchor.year());
        (middle - years..=middle + years).filter_map(|year| date(year, month.into(), day)).collect::<Vec<_>>()
    };
    if let Some(weekday) = weekday {
        let fits = around(1).into_iter().filter(|found| agree(*found, weekday).is_ok());
        return fits.min_by_key(|found| days_between(anchor, *found).abs()).ok_or(DISAGREE);
    }
    choose(view, anchor, around(8)).ok_or(OUT_OF_RANGE)
}

/// Of several days, in order, the one that the tense points to. A day after the anchor passes for past, since news
/// is dated in several time zones.
fn choose(view: View, anchor: Date, days: Vec<Date>) -> Option<Date> {
    let away = |found: &Date| days_between(anchor, *found);
    match view.tense {
        Tense::Past => days.into_iter().rfind(|found| away(found) <= 1),
        Tense::Future => days.into_iter().find(|found| away(found) >= 0),
        Tense::Present | Tense::Unknown => days.into_iter().min_by_key(|found| away(found).abs()),
    }
}

/// "on the 22nd", "the 10th of this month".
fn day_of_month(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    tokens.phrase(at, &["the"])?;
    let (number, next) = day_number(view, at + 1)?;
    ordinal_ending(tokens, next - 1)?;
    let months = match (tokens.text(next), tokens.text(next + 1), tokens.text(next + 2)) {
        ("of", "this", "month") => Some(0),
        ("of", "last", "month") => Some(-1),
        ("of", "next", "month") => Some(1),
        _ => None,
    };
    if let Some(months) = months {
        let month = view.anchor().map(|anchor| calendar::months_on(anchor.first_of_month(), months));
        let value = month.and_then(|first| first.and_then(|first| same_month(first, number)).ok_or(NO_SUCH_DAY));
        return Some(Reading::point(next + 3, value.map(day)));
    }
    let ends = !tokens.is_word(next) && tokens.text(next) != "-" && !tokens.is_number(next)
        || tokens.lower(next) && function_word(tokens.word(next)) && tokens.word(next) != "of";
    let led = matches!(tokens.before(at), "on" | "by" | "until" | "since" | "before" | "after");
    if !ends || !(led || at > 0 && weekday(tokens, at - 1).is_some()) {
        return None;
    }
    let value = view.anchor().and_then(|anchor| {
        let month = |steps| calendar::months_on(anchor.first_of_month(), steps);
        let days = (-3..=3).filter_map(|steps| same_month(month(steps)?, number)).collect();
        choose(view, anchor, days).ok_or(NO_SUCH_DAY)
    });
    Some(Reading::point(next, value.map(day)))
}

fn same_month(first: Date, number: i64) -> Option<Date> {
    date(first.year().into(), first.month().into(), number)
}

/// A date in digits alone: 2023-03-22, 22.03.2023, 3/22/2023.
fn numeric(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let mark = tokens.text(at + 1);
    let glued = (at + 1..at + 5).all(|place| tokens.glued(place));
    if !glued || tokens.text(at + 3) != mark || !matches!(mark, "-" | "." | "/") {
        return None;
    }
    let runs_on = tokens.glued(at) && !matches!(tokens.before(at), "(" | "[" | "\"" | "“" | "'")
        || tokens.glued(at + 5) && (tokens.is_word(at + 5) || tokens.is_number(at + 5))
        || matches!(tokens.text(at + 5), "-" | "." | "/") && tokens.glued(at + 6) && tokens.is_number(at + 6);
    let [first, second, third] = [at, at + 2, at + 4].map(|place| tokens.digits(place));
    let ((first, first_size), (second, second_size), (third, third_size)) = (first?, second?, third?);
    if runs_on || second_size > 2 {
        return None;
    }
    let value = match (first_size, third_size, mark) {
        (4, 1 | 2, "-" | "/" | ".") => date(first, second, third).ok_or(NO_SUCH_DAY),
        (1 | 2, 4, "-" | ".") => date(third, second, first).ok_or(NO_SUCH_DAY),
        (1 | 2, 2, "/") => {
            // Twenty years ahead at the most, else of the century before.
            let now = i64::from(view.anchor?.year());
            let year = now / 100 * 100 + third;
            slashed(view, first, second, if year - now > 20 { year - 100 } else { year })
        }
        (1 | 2, 4, "/") if first <= 31 && second <= 31 && (first <= 12 || second <= 12) => {
            slashed(view, first, second, third)
        }
        _ => return None,
    };
    Some(Reading::point(at + 5, value.map(day)))
}

/// The day of a date with slashes, whose order the country decides.
fn slashed(view: View, first: i64, second: i64, year: i64) -> Result<Date, &'static str> {
    match (date(year, first, second), date(year, second, first)) {
        (Some(one), Some(other)) if one == other => Ok(one),
        (Some(one), Some(other)) => {
            let near = |found| {
                view.anchor.map(|anchor| days_between(anchor, found)).is_some_and(|away| match view.tense {
                    Tense::Past => (-NEAR_ANCHOR..=1).contains(&away),
                    Tense::Future => (0..=NEAR_ANCHOR).contains(&away),
                    Tense::Present | Tense::Unknown => away.abs() <= NEAR_ANCHOR,
                })
            };
            match (near(one), near(other)) {
                (true, false) => Ok(one),
                (false, true) => Ok(other),
                _ => Err(AMBIGUOUS),
            }
        }
        (one, other) => one.or(other).ok_or(NO_SUCH_DAY),
    }
}

/// The value of a day `days` from the anchor.
pub(super) fn days_away(view: View, days: i64) -> Value {
    let anchor = view.anchor()?;
    known(days_on(anchor, days).map(day))
}
