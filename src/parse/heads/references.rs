//! What a word refers back to.

use super::{Dense, ROLE, dot, hidden, shares};

const FAR: usize = 12;

/// A head that tells which mention before it a word stands for.
pub struct References {
    pub(super) word: Dense,
    pub(super) mention: Dense,
    pub(super) pair: Dense,
    pub(super) none: Dense,
    pub(super) sentences: Vec<f32>,
    pub(super) mentions: Vec<f32>,
}

/// The kinds of words that refer back, in the order in which they were trained; names are a third.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refers {
    Pronoun,
    Definite,
}

/// A word that may refer back, as it is compared with mentions.
pub struct Referring {
    left: Vec<f32>,
    none: f32,
}

impl References {
    /// The vectors of mentions, in a row, made ready.
    pub fn mentions(&self, rows: &[f32], n: usize) -> Vec<f32> {
        hidden(&self.mention, rows, n)
    }

    /// Words that may refer back, made ready. `rows`: their vectors.
    pub fn referring(&self, rows: &[f32], n: usize) -> Vec<Referring> {
        let left = self.pair.apply(&hidden(&self.word, rows, n), n);
        let none = self.none.apply(rows, n);
        let one = |k: usize| Referring {
            left: left[k * self.pair.step..][..ROLE + 1].to_vec(),
            none: none[k * self.none.step],
        };
        (0..n).map(one).collect()
    }

    /// The score of one mention for a word of a kind. `far`: how many sentences and how many mentions before it the mention stands.
    pub fn score(&self, kind: Refers, word: &Referring, mention: &[f32], far: (usize, usize)) -> f32 {
        let bucket = |d: usize| FAR * kind as usize + ((d + 1).ilog2() as usize).min(FAR - 1);
        dot(&word.left, mention) + self.sentences[bucket(far.0)] + self.mentions[bucket(far.1)]
    }

    /// The probability of each mention, given their scores; what is left to 1 is that of none of them.
    pub fn shares(&self, word: &Referring, mut scores: Vec<f32>) -> Vec<f32> {
        scores.push(word.none);
        let mut p = shares(&scores);
        p.pop();
        p
    }
}
