//! In what connection an event is: its contexts, by the network and by the words of its sentence.

use std::collections::HashMap;

use super::super::codebook::Codebook;
use crate::coding::syntax::Syntax;
use crate::parse::Act;

/// From this probability the network's word is enough.
const ENOUGH: f32 = 0.4;
/// A word speaks for nothing that the network gives less than this.
const LEAST: f32 = 0.03;

/// The contexts by the words that speak for them.
pub struct Connections<'a> {
    names: Vec<&'a str>,
    by_word: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Connections<'a> {
    /// Lists the words of a codebook.
    pub fn new(codebook: &'a Codebook) -> Connections<'a> {
        let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
        for (k, c) in codebook.contexts.iter().enumerate() {
            for w in &c.words {
                by_word.entry(w).or_default().push(k);
            }
        }
        Connections { names: codebook.contexts.iter().map(|c| c.name.as_str()).collect(), by_word }
    }

    /// The contexts of an event whose trigger is `w`, in the codebook's order: those that a word of its sentence speaks for and
    /// that the network finds possible, and those of which it is sure.
    pub fn of(&self, s: &Syntax, w: usize, act: Option<&Act>) -> Vec<String> {
        let mut said = vec![false; self.names.len()];
        for x in s.parse.sentences[s.sentence(w)].words.clone() {
            for &k in self.by_word.get(s.lemma(x).as_str()).into_iter().flatten() {
                said[k] = true;
            }
        }
        let sure = |name: &str| act.and_then(|a| a.contexts.iter().find(|c| c.0 == name)).map(|c| c.1);
        let is = |k: &usize| match sure(self.names[*k]) {
            Some(p) => p >= ENOUGH || said[*k] && p >= LEAST,
            None => said[*k],
        };
        (0..self.names.len()).filter(is).map(|k| self.names[k].to_string()).collect()
    }
}
