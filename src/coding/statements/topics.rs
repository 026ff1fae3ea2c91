//! What a statement is about: the codebook's topics, by the words of its content and by what the network says of it.

use std::collections::{BTreeMap, HashMap};

use crate::coding::codebook::{Codebook, Subject};
use crate::coding::syntax::Syntax;
use crate::parse::Attribution;
use crate::span::Span;

/// The topics of a codebook, their words listed by what they begin with.
pub struct Scheme<'a> {
    topics: Vec<Topic<'a>>,
    by_first: HashMap<String, Vec<Phrase>>,
}

struct Topic<'a> {
    name: &'a str,
    /// The major topic that a named issue is part of.
    part_of: Option<usize>,
}

/// Words in a row that speak for a topic.
struct Phrase {
    topic: usize,
    pieces: Vec<String>,
    speaks: Speaks,
}

/// How a phrase speaks for its topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Speaks {
    /// It names the topic.
    Alone,
    /// It names the topic's opposite.
    Against,
    /// Only where the article speaks of the topic too.
    Beside,
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy)]
struct Hit {
    topic: usize,
    span: Span,
    speaks: Speaks,
}

/// What a text speaks of.
pub struct Spoken<'s> {
    scheme: &'s Scheme<'s>,
    hits: Vec<Hit>,
    /// Phrases for each topic in the whole text.
    counts: Vec<usize>,
    /// The same with hints, which weigh half.
    weights: Vec<f32>,
}

/// A topic of one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<'s> {
    /// Its name.
    pub name: &'s str,
    /// A named issue, not a major topic.
    pub issue: bool,
    /// The words of the content that speak for it, and how.
    pub words: Vec<(Span, Speaks)>,
}

impl<'a> Scheme<'a> {
    /// Lists the words of a codebook's topics.
    pub fn new(codebook: &'a Codebook) -> Scheme<'a> {
        let list = &codebook.topics;
        let at = |name: &str| list.iter().position(|t| t.name == name);
        let topic = |t: &'a Subject| Topic { name: &t.name, part_of: t.part_of.as_deref().and_then(at) };
        let mut by_first: HashMap<String, Vec<Phrase>> = HashMap::new();
        for (k, t) in list.iter().enumerate() {
            for (words, speaks) in
                [(&t.words, Speaks::Alone), (&t.against, Speaks::Against), (&t.hints, Speaks::Beside)]
            {
                for w in words {
                    let pieces: Vec<String> = pieces(w).map(str::to_string).collect();
                    let Some(first) = pieces.first() else { continue };
                    let phrase = Phrase { topic: k, pieces: pieces.clone(), speaks };
                    by_first.entry(first.to_lowercase()).or_default().push(phrase);
                }
            }
        }
        Scheme { topics: list.iter().map(topic).collect(), by_first }
    }

    /// Finds the words of all topics in a text.
    pub fn spoken(&'a self, s: &Syntax) -> Spoken<'a> {
        let tokens: Vec<Token> = (0..s.word_count()).flat_map(|w| Token::of(s, w)).collect();
        let mut hits: Vec<Hit> = Vec::new();
        for (k, t) in tokens.iter().enumerate() {
            let singular = t.lower.strip_suffix('s').map(str::to_string);
            let keys = [
                Some(&t.lower),
                (t.lemma != t.lower).then_some(&t.lemma),
                singular.as_ref().filter(|x| **x != t.lemma),
            ];
            for p in keys.into_iter().flatten().filter_map(|key| self.by_first.get(key)).flatten() {
                let here = tokens.get(k..k + p.pieces.len());
                if here.is_some_and(|here| here.iter().zip(&p.pieces).all(|(t, p)| t.is(p))) {
                    let span = t.span.hull(tokens[k + p.pieces.len() - 1].span);
                    hits.push(Hit { topic: p.topic, span, speaks: p.speaks });
                }
            }
        }
        // Of one topic the longest phrase at a place: "gas pipeline" is one hit, not two.
        let longer = |h: &Hit, o: &Hit| h.topic == o.topic && h.span != o.span && h.span.within(o.span);
        let all = hits.clone();
        hits.retain(|h| !all.iter().any(|o| longer(h, o)));
        hits.dedup_by(|a, b| a.topic == b.topic && a.span == b.span);
        let mut counts = vec![0; self.topics.len()];
        for h in hits.iter().filter(|h| h.speaks != Speaks::Beside) {
            counts[h.topic] += 1;
        }
        // Hints alone speak for nothing: "woman", "park", "party".
        hits.retain(|h| h.speaks != Speaks::Beside || counts[h.topic] > 0);
        let mut weights = vec![0.0; self.topics.len()];
        for h in &hits {
            weights[h.topic] += if h.speaks == Speaks::Beside { 0.5 } else { 1.0 };
        }
        Spoken { scheme: self, hits, counts, weights }
    }
}

/// A stretch of letters or digits of a word.
struct Token<'a> {
    span: Span,
    form: &'a str,
    lower: String,
    lemma: String,
}

impl<'a> Token<'a> {
    fn of(s: &Syntax<'a>, w: usize) -> Vec<Token<'a>> {
        let word = s.word(w).span;
        let form = s.form(w);
        let parts: Vec<&str> = pieces(form).collect();
        let token = |p: &&'a str| {
            let start = word.start + (p.as_ptr() as usize - form.as_ptr() as usize);
            let lower = p.to_lowercase();
            let lemma = if parts.len() == 1 { s.lemma(w) } else { lower.clone() };
            Token { span: Span::new(start, start + p.len()), form: p, lower, lemma }
        };
        parts.iter().map(token).collect()
    }

    /// A piece in small letters stands for all forms in any case, another for itself and its plural.
    fn is(&self, piece: &str) -> bool {
        if piece.chars().any(char::is_uppercase) {
            self.form.strip_prefix(piece).is_some_and(|rest| matches!(rest, "" | "s"))
        } else {
            self.lower == piece || self.lemma == piece
        }
    }
}

fn pieces(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty())
}

/// From which probability the network's word is enough for a named issue, where no word of the content names it. In training a topic that is there
/// counts four times, so what the network calls likely is less so.
const ENOUGH: f32 = 0.7;
/// So likely must an issue be that not its words in the content speak for, but a hint, or the whole text.
const HINTED: f32 = 0.05;
/// From which share of the words for issues a text is about one in all its sentences.
const MAIN: f32 = 0.3;
/// Fewer words than this tell little of what a text is about.
const FEW: f32 = 3.0;
/// How much the log of the network's probability of a major topic counts. This and the following are chosen on development texts.
const NETWORK: f32 = 0.45;
/// How much a word of a topic in the content counts; a hint counts half.
const WORD: f32 = 1.0;
/// How many words a named issue is worth for the major topic that it is part of.
const PART: f32 = 1.5;
/// How much a word of the sentence outside of the content counts.
const AROUND: f32 = 0.3;
/// How much the share counts that a topic has of all words in the text.
const TEXT: f32 = 3.0;
/// The probability of a topic that the network does not know.
const UNKNOWN: f32 = 0.02;
/// A major topic that no word of the text speaks for must have this probability by the network.
const LEAST: f32 = 0.2;

impl<'s> Spoken<'s> {
    /// The topics of one statement: one major topic as a rule, and the named issues of its content.
    pub fn of(&self, s: &Syntax, a: &Attribution) -> Vec<Named<'s>> {
        let topics = &self.scheme.topics;
        let sure: BTreeMap<&str, f32> = a.topics.iter().copied().collect();
        let p = |k: usize| sure.get(topics[k].name).copied();
        let mut words: BTreeMap<usize, Vec<&Hit>> = BTreeMap::new();
        for h in self.hits.iter().filter(|h| a.content.iter().any(|c| h.span.within(*c))) {
            words.entry(h.topic).or_default().push(h);
        }
        let sentence: Vec<Span> = {
            let mut all: Vec<usize> = a.content.iter().flat_map(|c| s.words_in(*c)).map(|w| s.sentence(w)).collect();
            all.dedup();
            all.into_iter().map(|k| s.parse.sentences[k].span).collect()
        };
        let around = |k: usize| -> Vec<&Hit> {
            let near = |h: &&Hit| h.topic == k && sentence.iter().any(|s| h.span.within(*s));
            self.hits.iter().filter(near).collect::<Vec<_>>()
        };
        let of_issues: usize = (0..topics.len()).filter(|&k| topics[k].part_of.is_some()).map(|k| self.counts[k]).sum();
        let mut issues = Vec::new();
        for k in (0..topics.len()).filter(|&k| topics[k].part_of.is_some()) {
            let here = words.get(&k).map_or(&[][..], Vec::as_slice);
            let alone = here.iter().any(|h| h.speaks != Speaks::Beside);
            // "Blockade" beside a mention of Yemen elsewhere may still be another's.
            let beside = !here.is_empty() && self.counts[k] > 0 && p(k).is_none_or(|p| p >= HINTED);
            // What the text speaks of most, its sentences are about though they name it by other words.
            let main = self.counts[k] > 0
                && self.counts[k] as f32 >= MAIN * of_issues as f32
                && p(k).is_none_or(|p| p >= HINTED);
            if alone || beside || main || p(k).is_some_and(|p| p >= ENOUGH) {
                issues.push(k);
            }
        }
        let total: f32 = self.weights.iter().sum::<f32>().max(FEW);
        let weight = |h: &&Hit| if h.speaks == Speaks::Beside { 0.5 } else { 1.0 };
        let mut best: Option<(f32, usize)> = None;
        for k in (0..topics.len()).filter(|&k| topics[k].part_of.is_none()) {
            let own: f32 = words.get(&k).into_iter().flatten().map(weight).sum();
            let near: f32 = around(k).iter().map(weight).sum::<f32>() - own;
            let parts = issues.iter().filter(|&&i| topics[i].part_of == Some(k)).count() as f32;
            let of_text = |t: usize| if t == k || topics[t].part_of == Some(k) { self.weights[t] } else { 0.0 };
            let share = (0..topics.len()).map(of_text).sum::<f32>() / total;
            let network = p(k).unwrap_or(UNKNOWN);
            let said = WORD * (own + PART * parts) + AROUND * near;
            let score = NETWORK * network.max(UNKNOWN / 10.0).ln() + said + TEXT * share;
            // A major topic that nothing speaks for is none.
            if said + share + (network - LEAST).max(0.0) > 0.0 && best.is_none_or(|b| score > b.0) {
                best = Some((score, k));
            }
        }
        let major = best.map(|b| b.1);
        let named = |k: usize| Named {
            name: topics[k].name,
            issue: topics[k].part_of.is_some(),
            words: words.get(&k).into_iter().flatten().map(|h| (h.span, h.speaks)).collect(),
        };
        major.into_iter().chain(issues).map(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_cut_at_everything_but_letters_and_digits() {
        assert_eq!(pieces("women's F-16s").collect::<Vec<_>>(), ["women", "s", "F", "16s"]);
    }
}
