//! A sentence cut into words, numbers and marks, each with its place in bytes.

use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stuff {
    Letters,
    Digits,
    Mark,
}

#[derive(Debug)]
struct Token {
    bytes: Range<usize>,
    stuff: Stuff,
    /// In lower case; curly apostrophes and long dashes made plain.
    plain: String,
    capital: bool,
    /// Whether no space stands before it.
    glued: bool,
}

/// The tokens of one sentence. Every question about a place beyond the end is answered as for an empty token.
#[derive(Debug)]
pub(super) struct Tokens(Vec<Token>);

impl Tokens {
    /// Cuts `sentence` into runs of letters, runs of ASCII digits, and single marks.
    pub(super) fn of(sentence: &str) -> Tokens {
        let mut tokens: Vec<Token> = Vec::new();
        let mut spaced = true;
        for (start, letter) in sentence.char_indices() {
            if letter.is_whitespace() {
                spaced = true;
                continue;
            }
            let stuff = match letter {
                '0'..='9' => Stuff::Digits,
                _ if letter.is_alphabetic() => Stuff::Letters,
                _ => Stuff::Mark,
            };
            let end = start + letter.len_utf8();
            match tokens.last_mut() {
                Some(last) if !spaced && last.stuff == stuff && stuff != Stuff::Mark => {
                    last.bytes.end = end;
                    last.plain.extend(letter.to_lowercase());
                }
                _ => tokens.push(Token {
                    bytes: start..end,
                    stuff,
                    plain: plain(letter),
                    capital: letter.is_uppercase(),
                    glued: !spaced,
                }),
            }
            spaced = false;
        }
        Tokens(tokens)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The bytes from the token `from` up to, and without, the token `to`.
    pub(super) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        match (self.0.get(from), to.checked_sub(1).and_then(|last| self.0.get(last))) {
            (Some(first), Some(last)) if last.bytes.end >= first.bytes.start => first.bytes.start..last.bytes.end,
            _ => 0..0,
        }
    }

    /// The token in lower case; empty beyond the end.
    pub(super) fn text(&self, at: usize) -> &str {
        self.0.get(at).map_or("", |token| &token.plain)
    }

    /// The token before `at` in lower case; empty at the beginning.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |last| self.text(last))
    }

    /// The word at `at` in lower case; empty for digits and marks.
    pub(super) fn word(&self, at: usize) -> &str {
        if self.is_word(at) { self.text(at) } else { "" }
    }

    /// Whether the token is made of letters.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|token| token.stuff == Stuff::Letters)
    }

    /// Whether the token is a mark.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|token| token.stuff == Stuff::Mark)
    }

    /// Whether the token begins with a capital letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|token| token.capital)
    }

    /// Whether the token is a word in lower case.
    pub(super) fn lower(&self, at: usize) -> bool {
        self.is_word(at) && !self.capital(at)
    }

    /// Whether the token follows the one before it without a space.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && self.0.get(at).is_some_and(|token| token.glued)
    }

    /// The token's digits, if it is a number of at most six of them.
    pub(super) fn digits(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.0.get(at).filter(|token| token.stuff == Stuff::Digits && token.plain.len() <= 6)?;
        Some((token.plain.parse().ok()?, token.plain.len()))
    }

    /// Whether the token is a run of digits, however long.
    pub(super) fn is_number(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|token| token.stuff == Stuff::Digits)
    }

    /// Whether `at` follows a possessive ending: "Haram's", "the workers'".
    pub(super) fn after_possessive(&self, at: usize) -> bool {
        (at >= 2 && self.text(at - 1) == "s" && self.text(at - 2) == "'" && self.glued(at - 1))
            || (at >= 1 && self.text(at - 1) == "'" && self.glued(at - 1) && !self.glued(at))
    }

    /// The place after `words`, if they stand at `at` one after the other.
    pub(super) fn phrase(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().enumerate().all(|(step, word)| self.text(at + step) == *word).then_some(at + words.len())
    }

    /// The place after `word` if it stands at `at`, else `at` itself.
    pub(super) fn skip(&self, at: usize, word: &str) -> usize {
        if self.text(at) == word { at + 1 } else { at }
    }
}

/// The letter in lower case, or the plain form of a mark.
fn plain(letter: char) -> String {
    match letter {
        '’' | '‘' | 'ʼ' => "'".to_owned(),
        '–' | '—' | '‑' | '‐' | '−' => "-".to_owned(),
        _ => letter.to_lowercase().collect(),
    }
}
