//! Times of day, and days with a time of day around them: "5 p.m. Tuesday", "late on Monday", "Friday night".

use super::reading::{Reading, View, longest};
use super::vocabulary::part_of_day;
use super::{days, holidays, weekdays};

const TIME_ONLY: &str = "time of day only";

/// A day, with the time of day around it if any is said.
pub(super) fn day(view: View, at: usize) -> Option<Reading> {
    let tokens = view.tokens;
    let start = match tokens.word(at) {
        "early" | "late" | "earlier" | "later" => tokens.skip(at + 1, "on"),
        _ => match time(view, at) {
            Some(end) => tokens.skip(tokens.skip(end, ","), "on"),
            None => at,
        },
    };
    let reading = longest([holidays::read(view, start), weekdays::read(view, start), days::read(view, start)])?;
    let mut end = reading.end;
    if part_of_day(tokens.word(end)) && tokens.lower(end) {
        end += 1;
    }
    if tokens.text(end) == "at"
        && let Some(after) = time(view, end + 1)
    {
        end = after;
    }
    Some(Reading { end, ..reading })
}

/// A time of day without its day.
pub(super) fn alone(view: View, at: usize) -> Option<Reading> {
    let half_day = view.tokens.is_number(at) && view.tokens.text(at + 1) != ":" || view.tokens.before(at) == "at";
    let end = time(view, at).filter(|_| half_day)?;
    Some(Reading::vague(end, Err(TIME_ONLY)))
}

/// The place after "noon", "5 p.m.", "10:30 a.m. local time" or "17:30 GMT".
fn time(view: View, at: usize) -> Option<usize> {
    let tokens = view.tokens;
    if matches!(tokens.word(at), "noon" | "midnight") {
        return Some(at + 1);
    }
    let (hour, 1 | 2) = tokens.digits(at)? else { return None };
    if hour > 24 || tokens.glued(at) && !matches!(tokens.before(at), "(" | "-") {
        return None;
    }
    let mut end = at + 1;
    let mut minutes = false;
    if matches!(tokens.text(end), ":" | ".") && tokens.glued(end) && tokens.glued(end + 1) {
        let (_, 2) = tokens.digits(end + 1).filter(|(minute, _)| *minute < 60)? else { return None };
        minutes = true;
        end += 2;
    }
    let half = half_day(view, end);
    if half.is_none() && !(minutes && tokens.before(at) == "at" && hour < 24) {
        return None;
    }
    end = half.unwrap_or(end);
    Some(tokens.phrase(end, &["local", "time"]).unwrap_or(match tokens.word(end) {
        "gmt" | "utc" => end + 1,
        _ => end,
    }))
}

/// The place after "a.m.", "pm" and the like.
fn half_day(view: View, at: usize) -> Option<usize> {
    let tokens = view.tokens;
    match tokens.word(at) {
        "am" | "pm" => Some(at + 1),
        "a" | "p" => {
            let end = tokens.phrase(at + 1, &[".", "m"])?;
            let glued = (at + 1..end).all(|place| tokens.glued(place));
            glued.then_some(if tokens.text(end) == "." && tokens.glued(end) { end + 1 } else { end })
        }
        _ => None,
    }
}
