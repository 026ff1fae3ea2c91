//! Quotations that are signed: a paragraph in quotation marks with a dash and a name behind it, as press releases and voices of the street
//! have them: "“We shall build it.” – Commissioner Ilves".

use crate::coding::syntax::Syntax;
use crate::parse::Attribution;
use crate::span::Span;

/// Dashes that lead to a name.
const DASHES: [&str; 6] = ["―", "—", "–", "--", "-", "~"];
/// A signature has so many words at the most.
const LONGEST: usize = 12;
/// Sureness of such an attribution.
const SURE: f32 = 0.9;

/// The signed quotations of a text.
pub fn find(s: &Syntax) -> Vec<Attribution> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in s.text.split('\n') {
        out.extend(signed(line, start));
        start += line.len() + 1;
    }
    out
}

fn signed(line: &str, start: usize) -> Option<Attribution> {
    let from = line.len() - line.trim_start().len();
    let opens = line[from..].starts_with(['“', '"', '”', '«', '„']);
    let (close, mark) = line.char_indices().rev().find(|(k, c)| *k > from && matches!(c, '”' | '"' | '»'))?;
    let close = close + mark.len_utf8();
    let behind = line[close..].trim_start();
    let dash = DASHES.iter().find(|d| behind.starts_with(**d))?;
    let name = behind[dash.len()..].trim().trim_end_matches('.');
    let words = name.split_whitespace().count();
    let plain = !name.contains(['.', '?', '!', ':', ';', '“', '"'])
        || name.split_whitespace().any(|w| w.ends_with('.') && w.len() < 5);
    if !opens || words == 0 || words > LONGEST || !plain || !name.starts_with(char::is_uppercase) {
        return None;
    }
    let at = |part: &str| start + (part.as_ptr() as usize - line.as_ptr() as usize);
    let span = |part: &str| Span::new(at(part), at(part) + part.len());
    let quotation = &line[from..close];
    (quotation.split_whitespace().count() > 2)
        .then(|| Attribution::by_rule(vec![span(name)], vec![span(&behind[..dash.len()])], vec![span(quotation)], SURE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<(&str, &str)> {
        let a = signed(line, 0)?;
        Some((a.content[0].of(line), a.source[0].of(line)))
    }

    #[test]
    fn a_name_behind_a_dash_signs_what_stands_in_quotation_marks() {
        assert_eq!(
            found("“The bridge will stand.” – Commissioner Ilves"),
            Some(("“The bridge will stand.”", "Commissioner Ilves"))
        );
        assert_eq!(found("\"We ask for peace.\"― Ana Petrov."), Some(("\"We ask for peace.\"", "Ana Petrov")));
        assert_eq!(found("“The bridge will stand” – but nobody says when."), None);
        assert_eq!(found("He said: “The bridge will stand.” – Commissioner Ilves"), None);
        assert_eq!(found("“The bridge will stand.” She left."), None);
    }
}
