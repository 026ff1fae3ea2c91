//! References: which mention named before a pronoun ("she") or a definite noun ("the president") stands for.
//!
//! Each window gives vectors of its own words alone; they are compared across the windows of a text.

use super::heads::{Heads, Referring, Refers};
use super::{Sentence, Word};

/// A word that stands for something, and what was named before that it may stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// In [`Parse::words`](super::Parse::words).
    pub word: usize,
    /// Words that head mentions before it, likeliest first, with their probabilities; what is left to 1 is the
    /// probability that nothing named before is meant.
    pub mentions: Vec<(usize, f32)>,
}

/// The words of a window that head mentions, and those of them that refer back, with their vectors.
#[derive(Default)]
pub struct Mentions {
    heads: Vec<Head>,
    vectors: Vec<f32>,
}

struct Head {
    word: usize,
    sentence: usize,
    refers: Option<(Refers, Referring)>,
}

/// So many mentions before a pronoun, and before a definite noun, are looked at.
const REACH: [usize; 2] = [60, 150];
const PRONOUNS: [&str; 16] = [
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
];
/// Words in these relations head no mention of their own.
const INSIDE: [&str; 9] = ["flat", "compound", "fixed", "goeswith", "punct", "det", "nummod", "case", "discourse"];
/// Under this probability a mention is not told of.
const LEAST: f32 = 0.001;

impl Mentions {
    /// Those of a window. `rows`: the vectors of its words.
    pub fn of(heads: &Heads, text: &str, words: &[Word], sentences: &[Sentence], rows: &[f32]) -> Mentions {
        let width = rows.len() / words.len().max(1);
        let mut definite = vec![false; words.len()];
        for w in words.iter().filter(|w| w.rel == "det" && matches!(w.lemma.as_str(), "the" | "this" | "that")) {
            w.head.iter().for_each(|&h| definite[h] = true);
        }
        let refers = |i: usize| match words[i].upos {
            "PRON" => PRONOUNS.contains(&words[i].span.of(text).to_lowercase().as_str()).then_some(Refers::Pronoun),
            "NOUN" => definite[i].then_some(Refers::Definite),
            _ => None,
        };
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (k, s) in sentences.iter().enumerate() {
            found.extend(s.words.clone().filter(|&i| heads_mention(&words[i])).map(|i| (i, k)));
        }
        let picked = |list: &[usize]| -> Vec<f32> {
            list.iter().flat_map(|i| rows[i * width..(i + 1) * width].iter().copied()).collect()
        };
        let all: Vec<usize> = found.iter().map(|f| f.0).collect();
        let back: Vec<usize> = all.iter().copied().filter(|&i| refers(i).is_some()).collect();
        let vectors = heads.references.mentions(&picked(&all), all.len());
        let mut referring = heads.references.referring(&picked(&back), back.len()).into_iter();
        let heads = found
            .into_iter()
            .map(|(word, sentence)| Head {
                word,
                sentence,
                refers: refers(word).and_then(|k| Some((k, referring.next()?))),
            })
            .collect();
        Mentions { heads, vectors }
    }

    /// Puts those of the next window behind, whose first word and sentence have these numbers in the text.
    pub fn append(&mut self, mut next: Mentions, words: usize, sentences: usize) {
        for h in &mut next.heads {
            h.word += words;
            h.sentence += sentences;
        }
        self.heads.append(&mut next.heads);
        self.vectors.append(&mut next.vectors);
    }

    /// What each referring word may stand for.
    pub fn references(&self, heads: &Heads) -> Vec<Reference> {
        let width = self.vectors.len() / self.heads.len().max(1);
        let mut out = Vec::new();
        for (n, h) in self.heads.iter().enumerate() {
            let Some((kind, referring)) = &h.refers else { continue };
            let first = n.saturating_sub(REACH[*kind as usize]);
            let scores = (first..n).map(|m| {
                let far = (h.sentence - self.heads[m].sentence, n - m);
                heads.references.score(*kind, referring, &self.vectors[m * width..(m + 1) * width], far)
            });
            let shares = heads.references.shares(referring, scores.collect());
            let told = (first..n).zip(shares).filter(|(_, p)| *p >= LEAST);
            let mut mentions: Vec<(usize, f32)> = told.map(|(m, p)| (self.heads[m].word, p)).collect();
            // Of equals the nearer.
            mentions.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
            out.push(Reference { word: h.word, mentions });
        }
        out
    }
}

fn heads_mention(w: &Word) -> bool {
    let relation = w.rel.split(':').next().unwrap_or(w.rel);
    matches!(w.upos, "NOUN" | "PROPN" | "PRON")
        && !INSIDE.contains(&relation)
        && !matches!(w.xpos, "WP" | "WDT" | "WP$" | "WRB" | "EX")
}
