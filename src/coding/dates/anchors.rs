//! Finding the anchor itself: a full date in a text, or the day of a dateline.

use std::ops::Range;

use jiff::civil::Date;

use super::calendar::date;
use super::reading::View;
use super::tokens::Tokens;
use super::{Precision, Tense, days};

/// The first full date (day, month, year) in a text, for use as an anchor: its bytes and the day.
///
/// Impossible dates, and those in which day and month can't be told apart, are passed over.
pub fn first_full_date(text: &str) -> Option<(Range<usize>, Date)> {
    let tokens = Tokens::of(text);
    let view = View { tokens: &tokens, anchor: None, tense: Tense::Unknown, hemisphere: None, earlier: None };
    let mut at = 0;
    while at < tokens.len() {
        if let Some(reading) = days::read(view, at) {
            match reading.value {
                Ok(found) if found.precision == Precision::Day => {
                    return Some((tokens.bytes(at, reading.end), found.start));
                }
                _ => at = reading.end,
            }
        } else {
            at += 1;
        }
    }
    None
}

/// The day of a dateline such as "March 21", seen from the day of publication: the nearest such day not after it by
/// more than one day, within a year. `month` is 1 to 12 and `day` 1 to 31.
///
/// None where there is no such day, as for February 30, or for February 29 with no leap day within that year.
pub fn nearest(month: i8, day: i8, published: Date) -> Option<Date> {
    let this_year = i64::from(published.year());
    (-1..=1)
        .rev()
        .filter_map(|step| date(this_year + step, month.into(), day.into()))
        .find(|found| (-1..=366).contains(&super::calendar::days_between(*found, published)))
}
