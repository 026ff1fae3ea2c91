//! Lines to paragraphs.

use crate::span::Span;

/// The paragraphs of a text, without white space at their edges. A line is a paragraph, unless the text is set in
/// lines of one width (as in mail), where a line ends one that is blank or leaves room for the next word.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let full = |l: &&Span| l.start < l.end;
    let Some(width) = width(text, &lines) else { return lines.iter().filter(full).copied().collect() };
    let mut out: Vec<Span> = Vec::new();
    let mut before: Option<Span> = None;
    for l in lines {
        let joined = before.is_some_and(|b| full(&&l) && (goes_on(text, b, l) || fills(text, b, l, width)));
        before = Some(l).filter(|l| full(&l));
        match out.last_mut().filter(|_| joined) {
            Some(last) => last.end = l.end,
            None if full(&&l) => out.push(l),
            None => {}
        }
    }
    out
}

/// The first paragraph, if it looks like a headline: short, no full stop at its end, and more text behind it.
pub fn title_line(text: &str, paragraphs: &[Span]) -> Option<Span> {
    let first = *paragraphs.first()?;
    let words = first.of(text);
    let ends = words.ends_with(['.', ',', ';', ':', '"', '”', '…']);
    let rest: usize = paragraphs.iter().skip(1).map(|p| p.end - p.start).sum();
    (!ends && words.chars().count() <= 200 && !words.contains(". ") && rest > words.len()).then_some(first)
}

/// Spans of lines, trimmed; a blank line is empty.
fn lines(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        out.push(if trimmed.is_empty() { Span::new(at, at) } else { Span::new(start, start + trimmed.len()) });
        at += line.len();
    }
    out
}

/// The longest line that lines of one width have.
const WIDEST: usize = 140;
/// The shortest that is one of them.
const NARROWEST: usize = 45;
/// Letters by which the lines may differ.
const RAGGED: usize = 8;

fn length(text: &str, line: Span) -> usize {
    line.of(text).chars().count()
}

/// The width of the lines that a text is set in: none is longer, and many end in the middle of sentences.
fn width(text: &str, lines: &[Span]) -> Option<usize> {
    let width = lines.iter().map(|&l| length(text, l)).max().filter(|w| (NARROWEST..=WIDEST).contains(w))?;
    let pairs = || lines.windows(2).filter(|w| w[0].start < w[0].end && w[1].start < w[1].end);
    let broken = pairs().filter(|w| goes_on(text, w[0], w[1]) && fills(text, w[0], w[1], width)).count();
    (broken >= 2 && broken * 5 > pairs().count()).then_some(width)
}

/// A line ends in the middle of a sentence, which the next goes on with.
fn goes_on(text: &str, line: Span, next: Span) -> bool {
    let ends = line.of(text).ends_with(['.', '!', '?', '"', '”', ':']);
    !ends && next.of(text).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// The first word of the next line has no room any more.
fn fills(text: &str, line: Span, next: Span, width: usize) -> bool {
    let word = next.of(text).split_whitespace().next().map_or(0, |w| w.chars().count());
    length(text, line) + 1 + word + RAGGED > width
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<_> = paragraphs(text).iter().map(|p| p.of(text)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check("Title\n\n  First one.\r\nSecond one. \n", &["Title", "First one.", "Second one."]);
        check("", &[]);
        check(" \n\t\n", &[]);
    }

    #[test]
    fn lines_of_one_width_are_joined() {
        let mail = "The foreign minister of the island republic told reporters that\nthe talks would go on in spring, and that nothing had been\nsigned so far.\n\nHe left at noon.";
        assert_eq!(paragraphs(mail).len(), 2);
        // Without blank lines a paragraph ends where there was room.
        let page = "Gunmen fired on a patrol near the town of Karak on Sunday, and\n   five people were killed, among them a visitor from\n   Canada.\n   Officials said that nothing was known of the gunmen, of whom\n   two had fled in a car.";
        check(
            page,
            &[
                "Gunmen fired on a patrol near the town of Karak on Sunday, and\n   five people were killed, among them a visitor from\n   Canada.",
                "Officials said that nothing was known of the gunmen, of whom\n   two had fled in a car.",
            ],
        );
        // Verses and lists are lines.
        check("Bread\nsalt and a little oil\nwater", &["Bread", "salt and a little oil", "water"]);
    }

    #[test]
    fn a_headline_is_short_and_open() {
        let text = "Ministers meet in Oslo\n\nThe ministers of nine states met in Oslo on Friday.";
        assert_eq!(title_line(text, &paragraphs(text)).map(|s| s.of(text)), Some("Ministers meet in Oslo"));
        let none = "The ministers met.\nThey parted without a word to the press.";
        assert_eq!(title_line(none, &paragraphs(none)), None);
    }
}
