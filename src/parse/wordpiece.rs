//! Units to word pieces: greedy longest match in an uncased vocabulary, as BERT does it.
//!
//! A unit is cut by itself, so that a piece always lies inside one unit and no offset can drift.

use std::collections::HashMap;

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

/// Letters of a unit beyond which it is one unknown piece, as in the reference tokenizer.
const LONGEST_UNIT: usize = 100;

/// The vocabulary, by the bytes of each piece.
pub struct WordPiece {
    begin: HashMap<&'static str, u32>,
    inside: HashMap<&'static str, u32>,
    longest: usize,
    unknown: u32,
    /// The piece that opens a window.
    pub cls: u32,
    /// The piece that ends a paragraph or a window.
    pub sep: u32,
    /// The four marks around actor (first two) and recipient, for a given pair.
    pub marks: [u32; 4],
}

impl WordPiece {
    /// Reads a vocabulary of one piece a line; the line's number is the piece's id.
    ///
    /// # Panics
    /// If a special piece is missing: the vocabulary is part of the binary.
    pub fn new(vocabulary: &'static str) -> WordPiece {
        let (mut begin, mut inside) = (HashMap::with_capacity(32_000), HashMap::with_capacity(8_000));
        let mut longest = 0;
        for (id, line) in vocabulary.lines().enumerate() {
            match line.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inside.insert(rest, id as u32),
                _ => begin.insert(line, id as u32),
            };
            longest = longest.max(line.len());
        }
        let id = |s: &str| *begin.get(s).unwrap_or_else(|| panic!("the vocabulary lacks {s}"));
        let marks = ["[unused1]", "[unused2]", "[unused3]", "[unused4]"].map(id);
        WordPiece { unknown: id("[UNK]"), cls: id("[CLS]"), sep: id("[SEP]"), marks, begin, inside, longest }
    }

    /// The vocabulary has this as a whole word (in lower case).
    pub fn has(&self, word: &str) -> bool {
        self.begin.contains_key(word)
    }

    /// Appends the pieces of one unit to `out`; at least one.
    pub fn cut(&self, unit: &str, out: &mut Vec<u32>) {
        let normal: String = if unit.is_ascii() { unit.to_ascii_lowercase() } else { strip_accents(unit) };
        let start = out.len();
        if normal.is_empty() || normal.chars().count() > LONGEST_UNIT {
            out.push(self.unknown);
            return;
        }
        let mut at = 0;
        while at < normal.len() {
            let table = if at == 0 { &self.begin } else { &self.inside };
            let furthest = normal.len().min(at + self.longest);
            let hit = (at + 1..=furthest)
                .rev()
                .filter(|&end| normal.is_char_boundary(end))
                .find_map(|end| table.get(&normal[at..end]).map(|&id| (end, id)));
            let Some((end, id)) = hit else {
                out.truncate(start);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            at = end;
        }
    }
}

fn strip_accents(s: &str) -> String {
    s.to_lowercase().nfd().filter(|&c| get_general_category(c) != GeneralCategory::NonspacingMark).collect()
}
