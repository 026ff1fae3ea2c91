//! Arithmetic on civil days. Whatever would leave the calendar's range is none.

use jiff::Span;
use jiff::civil::Date;

use super::reading::{OUT_OF_RANGE, Value};
use super::vocabulary::Unit;
use super::{Interval, Precision};

/// A single day.
pub(super) fn day(date: Date) -> Interval {
    Interval { start: date, end: date, precision: Precision::Day }
}

/// From `start` to `end`; none if that runs backwards.
pub(super) fn range(start: Option<Date>, end: Option<Date>) -> Option<Interval> {
    let (start, end) = (start?, end?);
    (start <= end).then_some(Interval { start, end, precision: Precision::Range })
}

/// The interval, or the reason that it leaves the calendar.
pub(super) fn known(interval: Option<Interval>) -> Value {
    interval.ok_or(OUT_OF_RANGE)
}

/// A date, if there is such a day.
pub(super) fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// `days` days on, or back if negative.
pub(super) fn days_on(from: Date, days: i64) -> Option<Date> {
    from.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// `months` months on, or back if negative; the last day of a shorter month.
pub(super) fn months_on(from: Date, months: i64) -> Option<Date> {
    from.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// The days from `from` to `to`; negative if `to` is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// Years `first` to `last`, both whole.
pub(super) fn years(first: i64, last: i64, precision: Precision) -> Option<Interval> {
    Some(Interval { start: date(first, 1, 1)?, end: date(last, 12, 31)?, precision })
}

/// The calendar year.
pub(super) fn year(year: i64) -> Option<Interval> {
    years(year, year, Precision::Year)
}

/// The calendar month; `month` from 1 to 12.
pub(super) fn month(year: i64, month: i8) -> Option<Interval> {
    let start = date(year, month.into(), 1)?;
    Some(Interval { start, end: start.last_of_month(), precision: Precision::Month })
}

/// The calendar quarter; `quarter` from 1 to 4.
pub(super) fn quarter(year: i64, quarter: i64) -> Option<Interval> {
    let start = date(year, quarter * 3 - 2, 1)?;
    Some(Interval { start, end: months_on(start, 2)?.last_of_month(), precision: Precision::Quarter })
}

/// The whole unit of the calendar that lies `steps` units after the one around `from`.
pub(super) fn whole(unit: Unit, from: Date, steps: i64) -> Option<Interval> {
    let this_year = i64::from(from.year());
    match unit {
        Unit::Minute | Unit::Hour => Some(day(from)),
        Unit::Day => Some(day(days_on(from, steps)?)),
        Unit::Week | Unit::Fortnight => {
            let start = days_on(from, steps.checked_mul(7)? - i64::from(from.weekday().to_monday_zero_offset()))?;
            Some(Interval { start, end: days_on(start, 6)?, precision: Precision::Week })
        }
        Unit::Month => {
            let other = months_on(from, steps)?;
            month(other.year().into(), other.month())
        }
        Unit::Quarter => {
            let other = months_on(from, steps.checked_mul(3)?)?;
            quarter(other.year().into(), (i64::from(other.month()) + 2) / 3)
        }
        Unit::Year => year(this_year.checked_add(steps)?),
        Unit::Decade => {
            let first = this_year.div_euclid(10).checked_add(steps)?.checked_mul(10)?;
            years(first, first + 9, Precision::Decade)
        }
        Unit::Century => {
            let first = (this_year - 1).div_euclid(100).checked_add(steps)?.checked_mul(100)? + 1;
            years(first, first + 99, Precision::Century)
        }
    }
}

/// `halves` half units on from a day, or back if negative, to the day.
pub(super) fn exactly(from: Date, unit: Unit, halves: i64) -> Option<Date> {
    match unit {
        Unit::Minute => Some(from),
        Unit::Hour => days_on(from, halves.signum() * ((halves.abs() + 47) / 48)),
        Unit::Day => days_on(from, halves / 2),
        Unit::Week => days_on(from, halves.checked_mul(7)? / 2),
        Unit::Fortnight => days_on(from, halves.checked_mul(7)?),
        Unit::Month => days_on(months_on(from, halves / 2)?, halves % 2 * 15),
        Unit::Quarter => months_on(from, halves.checked_mul(3)? / 2),
        Unit::Year => months_on(from, halves.checked_mul(6)?),
        Unit::Decade => months_on(from, halves.checked_mul(60)?),
        Unit::Century => months_on(from, halves.checked_mul(600)?),
    }
}

/// What "`halves` half units away" names: the calendar unit around that day, or some days either side of it.
pub(super) fn away(from: Date, unit: Unit, halves: i64) -> Option<Interval> {
    let middle = exactly(from, unit, halves)?;
    let about = |days: i64| range(days_on(middle, -days), days_on(middle, days));
    let odd = halves % 2 != 0;
    let years_about = |years_off: i64| {
        let year = i64::from(middle.year());
        years(year - years_off, year + years_off, Precision::Range)
    };
    match unit {
        Unit::Minute => Some(day(from)),
        Unit::Hour => range(Some(from.min(middle)), Some(from.max(middle))),
        Unit::Day if odd => about(1),
        Unit::Day => Some(day(middle)),
        Unit::Week if odd => about(3),
        Unit::Week | Unit::Fortnight => whole(Unit::Week, middle, 0),
        Unit::Month if odd => about(15),
        Unit::Month => whole(Unit::Month, middle, 0),
        Unit::Quarter => whole(Unit::Quarter, middle, 0),
        Unit::Year if halves.abs() == 1 => whole(Unit::Month, middle, 0),
        Unit::Year if odd => {
            range(months_on(middle, -3).map(Date::first_of_month), months_on(middle, 3).map(Date::last_of_month))
        }
        Unit::Year => whole(Unit::Year, middle, 0),
        Unit::Decade => years_about(5),
        Unit::Century => years_about(if halves.abs() == 1 { 5 } else { 10 }),
    }
}
