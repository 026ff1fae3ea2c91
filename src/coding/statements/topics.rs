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
    /// Phrases for each topic in the whole text, without hints.
    counts: Vec<usize>,
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
        let mut at = 0usize..;
        hits.retain(|h| {
            let k = at.next().unwrap_or(0);
            !all[k.saturating_sub(NEARBY)..(k + NEARBY).min(all.len())].iter().any(|o| longer(h, o))
        });
        hits.dedup_by(|a, b| a.topic == b.topic && a.span == b.span);
        let mut counts = vec![0; self.topics.len()];
        for h in hits.iter().filter(|h| h.speaks != Speaks::Beside) {
            counts[h.topic] += 1;
        }
        // Hints alone speak for nothing: "woman", "park", "party".
        hits.retain(|h| h.speaks != Speaks::Beside || counts[h.topic] > 0);
        Spoken { scheme: self, hits, counts }
    }
}

/// Phrases that overlap in a text stand no further apart in the list of its phrases.
const NEARBY: usize = 50;

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

/// How likely a named issue is a statement's: these times what is known of it, added up. Fitted (logistic regression) on the statements of the
/// development texts.
struct Issue {
    base: f32,
    /// Times the log of the network's probability, or of .0001 at the least.
    network: f32,
    /// A word of the content names it, or its opposite.
    named: f32,
    /// A word of the content hints at it.
    hinted: f32,
    /// A word elsewhere in the sentence names it.
    near: f32,
    /// The text names it.
    spoken: f32,
    /// Times the share that it has of all words for issues in the text.
    share: f32,
}

const ISSUE: Issue =
    Issue { base: -2.15, network: 1.14, named: 2.98, hinted: 0.87, near: 1.0, spoken: 2.51, share: 1.52 };
/// From which sum on a statement is about an issue.
const ENOUGH: f32 = -0.5;
/// The probability of an issue that the network does not know: its words decide.
const UNHEARD: f32 = 0.1;
/// How much the log of the network's probability of a major topic counts, where a word of the topic in the content counts 1 and a hint half,
/// two at the most. This and the following are chosen on development texts.
const NETWORK: f32 = 1.5;
/// How much a named issue of the statement counts for the major topic that it is part of.
const PART: f32 = 1.0;
/// How much a word of the sentence outside of the content counts.
const AROUND: f32 = 0.3;
/// The probability of a topic that the network does not know.
const UNKNOWN: f32 = 0.02;
/// A major topic that no word speaks for must have this probability by the network.
const LEAST: f32 = 0.2;

impl<'s> Spoken<'s> {
    /// The phrases of each topic within some stretches of the text.
    fn within(&self, spans: &[Span]) -> BTreeMap<usize, Vec<&Hit>> {
        let mut out: BTreeMap<usize, Vec<&Hit>> = BTreeMap::new();
        for span in spans {
            let first = self.hits.partition_point(|h| h.span.start < span.start);
            for h in self.hits[first..].iter().take_while(|h| h.span.start < span.end) {
                if h.span.within(*span) {
                    out.entry(h.topic).or_default().push(h);
                }
            }
        }
        out
    }

    /// The topics of one statement: one major topic as a rule, and the named issues of its content.
    pub fn of(&self, s: &Syntax, a: &Attribution) -> Vec<Named<'s>> {
        let topics = &self.scheme.topics;
        let sure: BTreeMap<&str, f32> = a.topics.iter().copied().collect();
        let p = |k: usize| sure.get(topics[k].name).copied();
        let words = self.within(&a.content);
        let sentences = {
            let mut all: Vec<usize> = a.content.iter().flat_map(|c| s.words_in(*c)).map(|w| s.sentence(w)).collect();
            all.dedup();
            let spans: Vec<Span> = all.into_iter().map(|k| s.parse.sentences[k].span).collect();
            self.within(&spans)
        };
        let here = |k: usize| words.get(&k).map_or(&[][..], Vec::as_slice);
        let around = |k: usize| sentences.get(&k).map_or(&[][..], Vec::as_slice);
        let of_issues: usize = (0..topics.len()).filter(|&k| topics[k].part_of.is_some()).map(|k| self.counts[k]).sum();
        let full = |hits: &[&Hit]| hits.iter().filter(|h| h.speaks != Speaks::Beside).count();
        let about = |k: usize| {
            let here = here(k);
            let network = p(k).unwrap_or(UNHEARD).max(1e-4).ln();
            let share = self.counts[k] as f32 / of_issues.max(1) as f32;
            let known = [
                (ISSUE.named, full(here) > 0),
                (ISSUE.hinted, full(here) < here.len()),
                (ISSUE.near, full(around(k)) > full(here)),
                (ISSUE.spoken, self.counts[k] > 0),
            ];
            let of_words: f32 = known.iter().filter(|x| x.1).map(|x| x.0).sum();
            ISSUE.base + ISSUE.network * network + of_words + ISSUE.share * share > ENOUGH
        };
        let issues: Vec<usize> = (0..topics.len()).filter(|&k| topics[k].part_of.is_some() && about(k)).collect();
        let weight = |h: &&Hit| if h.speaks == Speaks::Beside { 0.5 } else { 1.0 };
        let mut best: Option<(f32, usize)> = None;
        for k in (0..topics.len()).filter(|&k| topics[k].part_of.is_none()) {
            let own: f32 = here(k).iter().map(weight).sum();
            let near = around(k).iter().map(weight).sum::<f32>() - own;
            let part = if issues.iter().any(|&i| topics[i].part_of == Some(k)) { PART } else { 0.0 };
            let network = p(k).unwrap_or(UNKNOWN);
            let words = own.min(2.0) + part + AROUND * near;
            let score = NETWORK * network.max(UNKNOWN / 10.0).ln() + words;
            if (words > 0.0 || network >= LEAST) && best.is_none_or(|b| score > b.0) {
                best = Some((score, k));
            }
        }
        let major = best.map(|b| b.1);
        let named = |k: usize| Named {
            name: topics[k].name,
            issue: topics[k].part_of.is_some(),
            words: here(k).iter().map(|h| (h.span, h.speaks)).collect(),
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
