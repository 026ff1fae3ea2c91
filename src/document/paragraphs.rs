//! Lines to paragraphs.

use crate::span::Span;

/// The paragraphs of a text, without white space at their edges. A line is a paragraph, unless the text is set in
/// lines of one width (as in mail), where a blank line ends one.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    if !is_wrapped(text, &lines) {
        return lines.into_iter().filter(|l| l.start < l.end).collect();
    }
    let mut out: Vec<Span> = Vec::new();
    let mut open = false;
    for l in lines {
        if l.start == l.end {
            open = false;
        } else if open {
            out.last_mut().expect("one is open").end = l.end;
        } else {
            out.push(l);
            open = true;
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

/// Lines of much the same width that end in the middle of sentences.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let pairs = lines.windows(2).filter(|w| w[0].start < w[0].end && w[1].start < w[1].end);
    let (mut followed, mut broken) = (0, 0);
    for w in pairs {
        followed += 1;
        let long = (45..=110).contains(&w[0].of(text).chars().count());
        let ends = w[0].of(text).ends_with(['.', '!', '?', '"', '”', ':']);
        let goes_on = w[1].of(text).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        broken += usize::from(long && !ends) + usize::from(long && goes_on);
    }
    followed >= 2 && broken > followed
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
    }

    #[test]
    fn a_headline_is_short_and_open() {
        let text = "Ministers meet in Oslo\n\nThe ministers of nine states met in Oslo on Friday.";
        assert_eq!(title_line(text, &paragraphs(text)).map(|s| s.of(text)), Some("Ministers meet in Oslo"));
        let none = "The ministers met.\nThey parted without a word to the press.";
        assert_eq!(title_line(none, &paragraphs(none)), None);
    }
}
