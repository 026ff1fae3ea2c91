//! One clean text, and what it says of itself: title, dateline, date, language, paragraphs.
//!
//! In: a [`Raw`] document. Out: a [`Document`], whose `text` every span means from here on. Nothing goes wrong;
//! what was not found is `None`, and each find says how it was found. The text of plain input and JSONL is never
//! changed by a character; what is clean is the list of paragraphs that the parser reads.

mod dateline;
mod paragraphs;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::coding::dates;
use crate::sources::{Format, Raw};
use crate::span::Span;

pub use dateline::Dateline;

/// A text with what is known of it.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The given id, else the path as typed.
    pub id: String,
    /// The text that all spans mean.
    pub text: String,
    /// Its headline.
    pub title: Option<Title>,
    /// The day on which it was published.
    pub published: Option<Published>,
    /// The line that opens an agency report: "MOSCOW, March 21 (TASS) —".
    pub dateline: Option<Dateline>,
    /// What "Tuesday" is seen from.
    pub anchor: Option<Anchor>,
    /// ISO 639-3 code of the language it seems to be in; `None` where there is too little to tell.
    pub language: Option<&'static str>,
    /// Who published it, as given.
    pub publisher: Option<String>,
    /// Who wrote it, as given.
    pub byline: Option<String>,
    /// Where it was published, as given.
    pub url: Option<String>,
    /// Other fields of the input, carried through.
    pub extra: Map<String, Value>,
    /// What is read, in order: the title line if it is in the text, then the paragraphs.
    pub paragraphs: Vec<Span>,
}

/// A headline.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// Its words.
    pub text: String,
    /// Where it stands in the text; `None` where it was given beside it.
    pub span: Option<Span>,
}

/// A publication date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Published {
    /// The day.
    pub day: Date,
    /// `given` (command line or input field) or `page` (the page's own data).
    pub found: &'static str,
}

/// The day that relative dates are seen from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchor {
    /// The day.
    pub day: Date,
    /// `dateline`, `published` or `text` (the first full date in the opening paragraphs).
    pub found: &'static str,
}

/// What the command line says of inputs that don't say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// Publication date.
    pub published: Option<Date>,
    /// Title.
    pub title: Option<String>,
}

/// Paragraphs in which the first full date may be the anchor.
const OPENING: usize = 3;

/// Makes a document of what a source has.
pub fn document(raw: Raw, given: &Given) -> Document {
    let paragraphs = paragraphs::paragraphs(&raw.text);
    let in_text = paragraphs::title_line(&raw.text, &paragraphs);
    let title = raw
        .title
        .or_else(|| given.title.clone())
        .map(|text| Title { span: paragraphs.first().copied().filter(|p| p.of(&raw.text).trim() == text.trim()), text })
        .or_else(|| in_text.map(|span| Title { text: span.of(&raw.text).to_string(), span: Some(span) }));
    let stated = raw.published.as_deref().and_then(read_day);
    let found = if raw.format == Format::Html { "page" } else { "given" };
    let published =
        stated.map(|day| Published { day, found }).or(given.published.map(|day| Published { day, found: "given" }));
    let body = usize::from(title.as_ref().is_some_and(|t| t.span.is_some()));
    let dateline = paragraphs
        .iter()
        .skip(body)
        .take(2)
        .find_map(|p| dateline::read(p.of(&raw.text), p.start, published.map(|p| p.day)));
    let anchor = dateline
        .as_ref()
        .and_then(|d| d.day)
        .map(|day| Anchor { day, found: "dateline" })
        .or(published.map(|p| Anchor { day: p.day, found: "published" }))
        .or_else(|| {
            let opening = paragraphs.iter().take(OPENING + body);
            opening
                .filter_map(|p| dates::first_full_date(clip(p.of(&raw.text))))
                .next()
                .map(|(_, day)| Anchor { day, found: "text" })
        });
    Document {
        language: language(&raw.text),
        id: raw.id,
        title,
        published,
        dateline,
        anchor,
        publisher: raw.publisher,
        byline: raw.byline,
        url: raw.url,
        extra: raw.extra,
        paragraphs,
        text: raw.text,
    }
}

/// Reads a publication date as inputs give it: `2023-03-22`, with or without a time, or in words.
pub fn read_day(s: &str) -> Option<Date> {
    let s = s.trim();
    s.get(..10).and_then(|d| d.parse().ok()).or_else(|| dates::first_full_date(clip(s)).map(|(_, day)| day))
}

/// No date expression starts later than this in an opening.
fn clip(s: &str) -> &str {
    let mut end = s.len().min(4000);
    while !s.is_char_boundary(end) {
        end -= 1;
    }
    &s[..end]
}

/// The language, where the text is long enough to tell it.
fn language(text: &str) -> Option<&'static str> {
    let letters: String = text.chars().filter(|c| !c.is_ascii_digit()).take(3000).collect();
    let info = whatlang::detect(&letters)?;
    (info.is_reliable() && letters.chars().filter(|c| c.is_alphabetic()).count() >= 60).then(|| info.lang().code())
}
