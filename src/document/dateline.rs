//! Datelines: "MOSCOW, March 21 (TASS) —", "Geneva (Reuters) -".

use jiff::civil::Date;

use crate::coding::dates;
use crate::span::Span;

/// Where and when a report was filed.
#[derive(Debug, Clone, PartialEq)]
pub struct Dateline {
    /// From the place to the dash.
    pub span: Span,
    /// The place as written.
    pub place: String,
    /// The agency, where named in brackets.
    pub agency: Option<String>,
    /// The day; without a year it is the one nearest to publication, and without publication it is unknown.
    pub day: Option<Date>,
}

/// Characters within which a dateline must have ended.
const LONGEST: usize = 100;

/// The dateline that opens a paragraph, if one does. `base`: where the paragraph starts in the text (bytes).
pub fn read(paragraph: &str, base: usize, published: Option<Date>) -> Option<Dateline> {
    let head_end = paragraph.char_indices().nth(LONGEST).map_or(paragraph.len(), |(i, _)| i);
    let head = &paragraph[..head_end];
    let (at, dash) = [" — ", " – ", " - ", " -- ", "— ", "– ", ".- "]
        .iter()
        .filter_map(|d| head.find(d).map(|i| (i, *d)))
        .min_by_key(|x| x.0)?;
    let opening = &head[..at];
    let (before, agency) = match (opening.find('('), opening.rfind(')')) {
        (Some(a), Some(b)) if a < b => (&opening[..a], Some(opening[a + 1..b].trim().to_string())),
        _ => (opening, None),
    };
    let place: String = before.split(',').next().unwrap_or("").trim().to_string();
    let rest = before.get(before.find(',').map_or(before.len(), |i| i + 1)..).unwrap_or("");
    let words = place.split_whitespace().count();
    let capital = place.chars().all(|c| !c.is_lowercase()) && place.chars().any(char::is_alphabetic);
    let proper =
        place.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || matches!(w, "de" | "of" | "la" | "el"));
    let dated = day(rest, published);
    let sure = capital || agency.is_some() || dated.is_some();
    let short_rest = rest.split_whitespace().count() <= 5;
    ((1..=4).contains(&words) && proper && sure && short_rest).then(|| Dateline {
        span: Span::new(base, base + at + dash.trim_end().len()),
        place,
        agency,
        day: dated,
    })
}

/// A full date, or a month and a day seen from publication.
fn day(words: &str, published: Option<Date>) -> Option<Date> {
    if let Some((_, day)) = dates::first_full_date(words) {
        return Some(day);
    }
    let found =
        dates::find(words, dates::Viewpoint { anchor: published, tense: dates::Tense::Past, ..Default::default() });
    let value = found.into_iter().next()?.value?;
    (value.start == value.end && words.chars().any(|c| c.is_ascii_digit())).then_some(value.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(text: &str, place: &str, agency: Option<&str>, day: Option<Date>) {
        let d = read(text, 0, Some(date(2023, 3, 22))).unwrap_or_else(|| panic!("no dateline in {text:?}"));
        assert_eq!((d.place.as_str(), d.agency.as_deref(), d.day), (place, agency, day), "{text:?}");
    }

    #[test]
    fn datelines_of_agencies_and_papers() {
        check("MOSCOW, March 21 (TASS) — The minister left.", "MOSCOW", Some("TASS"), Some(date(2023, 3, 21)));
        check("Geneva (Reuters) - Talks went on.", "Geneva", Some("Reuters"), None);
        check("NEW YORK, 20 March 2023 – The council met.", "NEW YORK", None, Some(date(2023, 3, 20)));
        check("KABUL — Nobody was hurt.", "KABUL", None, None);
    }

    #[test]
    fn a_dash_in_a_sentence_makes_no_dateline() {
        for text in
            ["The minister — a former general — left.", "He left - so did she.", "Peace, at last - said nobody."]
        {
            assert_eq!(read(text, 0, None), None, "{text:?}");
        }
    }
}
