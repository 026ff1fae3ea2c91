//! Text to units: the smallest stretches that the network labels.
//!
//! A unit is a run of letters, a run of digits, or one sign; it never holds white space. Words are made of
//! one or more units, and which belong together is learned. The twin is `training/units.py`;
//! `tests/reference/` holds the two to the same answer.

use unicode_general_category::{GeneralCategory as Category, get_general_category};

use crate::span::Span;

/// The smallest stretch of text that the network labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands: bytes of the document's text.
    pub span: Span,
    /// No white space between this unit and the one before.
    pub glued: bool,
}

/// The units of `text`, in order. `base` is added to all offsets (bytes).
pub fn units(text: &str, base: usize) -> Vec<Unit> {
    let mut out = Vec::with_capacity(text.len() / 4);
    let mut glued = false;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if is_space(c) || is_ignorable(c) {
            glued = glued && !is_space(c);
            continue;
        }
        let kind = Kind::of(c);
        let mut end = i + c.len_utf8();
        while kind != Kind::Sign
            && let Some(&(k, d)) = chars.peek()
            && Kind::of(d) == kind
        {
            end = k + d.len_utf8();
            chars.next();
        }
        let cut = contraction_cut(text, i, end);
        for (a, b) in [(i, cut.unwrap_or(end)), (cut.unwrap_or(end), end)] {
            if a < b {
                out.push(Unit { span: Span::new(base + a, base + b), glued });
                glued = true;
            }
        }
    }
    out
}

/// The row of the shape embedding for a unit: case, which the uncased vocabulary forgets, doubled by gluing.
pub fn shape(text: &str, glued: bool) -> usize {
    let upper = text.chars().filter(|c| c.is_uppercase()).count();
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    let first_upper = text.chars().next().is_some_and(char::is_uppercase);
    let case = match (upper, lower) {
        (0, 0) => 0,
        (0, _) => 1,
        (1, 0) => 2,
        (_, 0) => 3,
        (1, _) if first_upper => 2,
        _ => 4,
    };
    case + if glued { 5 } else { 0 }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Kind {
    Letter,
    Digit,
    Sign,
}

impl Kind {
    fn of(c: char) -> Kind {
        if c.is_ascii() {
            return match c {
                'a'..='z' | 'A'..='Z' => Kind::Letter,
                '0'..='9' => Kind::Digit,
                _ => Kind::Sign,
            };
        }
        if is_ideograph(c) {
            return Kind::Sign;
        }
        use Category::*;
        match get_general_category(c) {
            UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter | NonspacingMark
            | SpacingMark | EnclosingMark => Kind::Letter,
            DecimalNumber => Kind::Digit,
            _ if matches!(c, '\u{200c}' | '\u{200d}') => Kind::Letter,
            _ => Kind::Sign,
        }
    }
}

/// Where a word that is written as one must be cut: "don't" is "do" and "n't", "cannot" is "can" and "not".
fn contraction_cut(text: &str, start: usize, end: usize) -> Option<usize> {
    let word = text[start..end].to_lowercase();
    let mut after = text[end..].chars();
    let negated = word.len() > 1
        && word.ends_with('n')
        && matches!(after.next(), Some('\'' | '’'))
        && matches!(after.next(), Some('t' | 'T'))
        && after.next().is_none_or(|c| Kind::of(c) != Kind::Letter);
    if negated {
        return Some(end - 1);
    }
    matches!(word.as_str(), "cannot" | "gonna" | "wanna" | "gotta").then_some(start + 3)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}') || (c.is_control() && !is_space(c))
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ceaf}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut shown = String::new();
        for u in units(text, 0) {
            if !shown.is_empty() {
                shown.push(if u.glued { '_' } else { ' ' });
            }
            shown.push_str(&text[u.span.start..u.span.end]);
        }
        assert_eq!(shown, expected, "units of {text:?}");
    }

    #[test]
    fn runs_of_letters_and_digits_and_single_signs() {
        check("The U.S. won 3-2.", "The U_._S_. won 3_-_2_.");
        check("at 5pm", "at 5_pm");
    }

    #[test]
    fn contractions_are_cut_inside_their_letters() {
        check("They don't, can't and cannot.", "They do_n_'_t_, ca_n_'_t and can_not_.");
        check("Ann's Austin't", "Ann_'_s Austi_n_'_t");
    }

    #[test]
    fn other_scripts_and_emoji() {
        check("Erdoğan 北京 🙂🇺🇳", "Erdoğan 北_京 🙂_🇺_🇳");
        check("a\u{200b}b\u{a0}c", "a_b c");
    }

    #[test]
    fn shapes_tell_case_and_gluing() {
        let shapes: Vec<_> = ["us", "US", "Us", "I", "McX", "7"].iter().map(|s| shape(s, false)).collect();
        assert_eq!(shapes, [1, 3, 2, 2, 4, 0]);
        assert_eq!(shape("s", true), 6);
    }
}
