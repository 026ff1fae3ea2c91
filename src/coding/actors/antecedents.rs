//! Which of those named before a pronoun stands for: the network's word, weighed with where they stand and what they are.

use super::Resolver;
use super::chains::{Group, gender};
use crate::parse::Kind;
use crate::record::Candidate;
use crate::span::Span;

/// What speaks for somebody, in the order of [`Resolver::speaks`]: the logarithm of the network's share; named last in the same sentence,
/// as its subject; in the one before, as the subject of its main verb; as the subject whose own a thing is; by a pronoun; by a name; "he"
/// and a person; "they" and a plural, a body; "it" and a body or place; nobody that may be meant named later, or one alone.
///
/// Fitted by `evaluation/measure_references.py --fit` on the articles of `training/articles` that train nothing.
const WEIGHTS: [f32; 14] = [0.30, 1.06, 0.46, 1.01, 0.37, 0.45, -0.40, -0.11, 0.28, 0.51, 0.28, 0.77, 0.74, 0.40];
/// A share is not taken for less.
const LEAST: f32 = 1e-4;

impl Resolver<'_> {
    /// Shares out anew among those whom a pronoun may stand for what the network gives to them together.
    pub(super) fn weigh(&self, w: usize, groups: &mut [Group]) {
        let together: f32 = groups.iter().map(|g| g.share).sum();
        let score = |g: &Group| self.speaks(w, g, groups).iter().zip(WEIGHTS).map(|(f, x)| f * x).sum::<f32>();
        let scores: Vec<f32> = groups.iter().map(score).collect();
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
        for (g, s) in groups.iter_mut().zip(&scores) {
            g.share = together * (s - top).exp() / sum;
        }
    }

    fn speaks(&self, w: usize, g: &Group, groups: &[Group]) -> [f32; 14] {
        let s = self.syntax;
        let near = g.near;
        let noun = g.noun.unwrap_or(near);
        let far = s.sentence(w) - s.sentence(near);
        let subject = s.is(near, &["nsubj"]);
        let head = s.word(near).head;
        let main = subject && head.is_some_and(|h| s.word(h).head.is_none());
        let verb = std::iter::successors(s.word(w).head, |&h| s.word(h).head).find(|&h| s.word(h).upos == "VERB");
        let own = s.is(w, &["nmod:poss"]) && subject && head == verb;
        let form = s.form(w).to_lowercase();
        let he = gender(&form).is_some();
        let they = form.starts_with("the");
        let kind = s.kind(noun);
        let plural = matches!(s.word(noun).xpos, "NNS" | "NNPS");
        let later = groups.iter().filter(|o| o.near > near).count();
        let told = [
            far == 0,
            far == 0 && subject,
            far == 1,
            far == 1 && main,
            own,
            s.word(near).upos == "PRON",
            s.word(noun).upos == "PROPN",
            he && kind == Some(Kind::Person),
            they && plural,
            they && kind == Some(Kind::Organisation),
            !he && !they && matches!(kind, Some(Kind::Organisation | Kind::Place)),
            later == 0,
            later == 1,
        ];
        let mut out = [0.0; 14];
        out[0] = g.share.max(LEAST).ln();
        for (o, t) in out[1..].iter_mut().zip(told) {
            *o = f32::from(u8::from(t));
        }
        out
    }

    /// Whom the pronoun that a span is may stand for, the likeliest first.
    pub fn candidates(&self, span: Span) -> Vec<Candidate> {
        let s = self.syntax;
        let asked = s.head_of(span).filter(|&w| s.word(w).upos == "PRON");
        let Some(r) = asked.and_then(|w| s.parse.references.iter().find(|r| r.word == w)) else { return Vec::new() };
        let groups = self.groups(r, &mut self.firsts.clone(), &self.genders);
        let mut weighed = groups.clone();
        self.weigh(r.word, &mut weighed);
        let words = |g: &Group| s.span(&s.phrase(g.noun.unwrap_or(g.first)));
        let mut out: Vec<Candidate> = groups
            .iter()
            .zip(weighed)
            .map(|(g, x)| Candidate {
                span: words(g),
                probability: x.share,
                features: self.speaks(r.word, g, &groups).to_vec(),
            })
            .collect();
        out.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.span.cmp(&b.span)));
        out
    }
}
