//! Acts: where the network sees an event told, of which type, and whose words name actor and recipient.

use std::ops::Range;

use super::heads::{Heads, top};

/// An event that the text tells, as the network sees it. Which of these become records is decided in `coding`.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// The word that it begins with, in [`Parse::words`](super::Parse::words).
    pub word: usize,
    /// The likeliest type.
    pub kind: &'static str,
    /// The probabilities of all types, in the weights' order; what is left to 1 is the probability of none.
    pub types: Vec<(&'static str, f32)>,
    /// The likeliest mode of that type, if one fits, with its probability among the type's modes.
    pub mode: (Option<&'static str>, f32),
    /// Auxiliary modes with their probabilities.
    pub auxiliary: Vec<(&'static str, f32)>,
    /// Contexts with their probabilities.
    pub contexts: Vec<(&'static str, f32)>,
    /// Words of its sentence, with the probabilities that they are part of an actor's and of a recipient's mention.
    pub roles: Vec<(usize, f32, f32)>,
}

impl Act {
    /// The probability of a type.
    pub fn probability(&self, kind: &str) -> f32 {
        self.types.iter().find(|t| t.0 == kind).map_or(0.0, |t| t.1)
    }

    /// The probability that some event is told here.
    pub fn told(&self) -> f32 {
        self.types.iter().map(|t| t.1).sum()
    }

    /// The highest probability, among some words, of being an actor's and a recipient's.
    pub fn roles_of(&self, words: Range<usize>) -> (f32, f32) {
        let inside = self.roles.iter().filter(|r| words.contains(&r.0));
        inside.fold((0.0, 0.0), |best, r| (best.0.max(r.1), best.1.max(r.2)))
    }
}

/// Under this probability an act is not looked at.
const TOLD: f32 = 0.05;
/// Under this probability a word has no role.
const ROLE: f32 = 0.05;

/// Reads the acts of one window. `rows`: the vectors of its units; `groups`: the units of each word; `sizes`: words a
/// sentence.
pub fn read(heads: &Heads, rows: &[f32], units: usize, groups: &[Range<usize>], sizes: &[usize]) -> Vec<Act> {
    let labels = &heads.labels;
    let none = labels.types.len() - 1;
    let p = heads.triggers(rows, units);
    let mut found: Vec<(usize, usize, Range<usize>)> = Vec::new();
    let mut first = 0;
    for size in sizes {
        let words = first..first + size;
        first += size;
        for w in words.clone() {
            let best = groups[w].clone().min_by(|&a, &b| p[a][none].total_cmp(&p[b][none]));
            if let Some(u) = best.filter(|&u| 1.0 - p[u][none] > TOLD) {
                found.push((w, u, words.clone()));
            }
        }
    }
    let anchors: Vec<(usize, Range<usize>)> =
        found.iter().map(|(_, u, words)| (*u, groups[words.start].start..groups[words.end - 1].end)).collect();
    let roles = heads.event.of(rows, units, &anchors);
    let width = rows.len() / units.max(1);
    found
        .into_iter()
        .zip(anchors)
        .zip(roles)
        .map(|(((word, u, words), (_, range)), roles)| {
            let row = &rows[u * width..(u + 1) * width];
            let kind = labels.types[top(&p[u][..none])];
            let of_word = |w: usize| {
                let of = groups[w].clone().map(|g| roles[g - range.start]);
                let (a, r) = of.fold((0f32, 0f32), |best, q| (best.0.max(q[1]), best.1.max(q[2])));
                (w, a, r)
            };
            Act {
                word,
                kind,
                types: labels.types[..none].iter().copied().zip(p[u].iter().copied()).collect(),
                mode: heads.mode(row, kind),
                auxiliary: labels.auxiliary.iter().copied().zip(heads.auxiliary(row)).collect(),
                contexts: labels.contexts.iter().copied().zip(heads.contexts(row)).collect(),
                roles: words.map(of_word).filter(|r| r.1.max(r.2) > ROLE).collect(),
            }
        })
        .collect()
}
