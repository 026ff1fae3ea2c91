//! One article, one event once: the mentions of an event in title, lead and later paragraphs become one record.
//!
//! Two events are mentions of one if nothing tells them apart (type, mode, whether it happened, days, who is on either
//! side, a word such as "another") and something holds them together: both sides are the same, or one side is and the
//! words that name the act are of one kind, or the later one refers back ("the attack").

use std::collections::{HashMap, HashSet};

use super::Found;
use crate::coding::syntax::Syntax;
use crate::record::{Actor, Event};
use crate::span::Span;

/// Words that say that this is one more.
const MORE: [&str; 13] = [
    "again",
    "another",
    "second",
    "third",
    "fourth",
    "further",
    "more",
    "new",
    "fresh",
    "later",
    "separately",
    "other",
    "latest",
];

/// So many mentions of an event say what it is about.
const FEW: usize = 8;

/// From this confidence on a mention may be told in other words.
const SURE: f32 = 0.3;

/// Joins the mentions of the same event; returns the events, and for the id of each mention that went into another the
/// id of that one.
pub fn join(s: &Syntax, found: Vec<Found>) -> (Vec<Found>, HashMap<String, String>) {
    let mut out: Vec<(Found, Vec<usize>)> = Vec::new();
    let mut moved = HashMap::new();
    for f in found {
        // The nearest earlier event that it can be a mention of.
        let best = out.iter().rposition(|(g, words)| is_same(s, g, words, &f));
        match best {
            Some(k) => {
                moved.insert(f.event.id.clone(), out[k].0.event.id.clone());
                out[k].1.push(f.word);
                absorb(&mut out[k].0.event, f.event);
            }
            None => {
                let word = f.word;
                out.push((f, vec![word]));
            }
        }
    }
    (out.into_iter().map(|(f, _)| f).collect(), moved)
}

/// `f` is one more mention of `g`, which is mentioned at `words`.
fn is_same(s: &Syntax, g: &Found, words: &[usize], f: &Found) -> bool {
    let (a, b) = (&g.event, &f.event);
    let mode = a.mode == b.mode || a.mode.is_none() || b.mode.is_none();
    let happened = |e: &Event| e.auxiliary.iter().filter(|x| *x != "historical").cloned().collect::<Vec<_>>();
    if a.kind != b.kind || !mode || happened(a) != happened(b) || is_another_day(a, b) || is_one_more(s, f.word) {
        return false;
    }
    let (actors, recipients) = (fit(&a.actors, &b.actors), fit(&a.recipients, &b.recipients));
    // Whoever takes part: "A met B", "A and B met".
    let all = |e: &Event| e.actors.iter().chain(&e.recipients).cloned().collect::<Vec<_>>();
    if a.reciprocal || b.reciprocal {
        let (x, y) = (all(a), all(b));
        let both = x.iter().filter(|p| y.iter().any(|q| is(p, q))).count();
        // "A met B" is their meeting; that B is for A is not what they signed.
        let one_way = a.reciprocal != b.reciprocal && a.kind != "CONSULT";
        return both > 1 && (!one_way || is_alike_any(s, words, f.word) || refers_back(s, f.word))
            || (both == 1 && x.len().min(y.len()) == 1 && (is_alike_any(s, words, f.word) || refers_back(s, f.word)));
    }
    let alike = is_alike_any(s, words, f.word);
    let back = refers_back(s, f.word);
    match (actors, recipients) {
        (Fit::Apart, _) | (_, Fit::Apart) => false,
        // The same two say many things to each other: what a demand or a charge is about tells them apart. And what is hardly told is not taken
        // for what is told for sure in other words.
        (Fit::Same, Fit::Same) => {
            let sure = a.confidence.min(b.confidence) >= SURE;
            alike || back || (sure && (a.quad != "verbal conflict" || share_matter(s, a, b)))
        }
        // "Oppose sanctions" and "oppose the war" of nobody in particular are two matters.
        (Fit::Same, _) | (_, Fit::Same) => back || (alike && (a.quad != "verbal conflict" || share_matter(s, a, b))),
        _ => alike && back,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Somebody is on both.
    Same,
    /// One of the two names nobody.
    Open,
    /// Different ones.
    Apart,
}

fn fit(a: &[Actor], b: &[Actor]) -> Fit {
    if a.is_empty() || b.is_empty() {
        return Fit::Open;
    }
    // The members of a group together are not one of them.
    let group = |list: &[Actor]| list.iter().find_map(|x| x.expanded_from.clone());
    if group(a) == group(b) && a.iter().any(|x| b.iter().any(|y| is(x, y))) { Fit::Same } else { Fit::Apart }
}

fn is(x: &Actor, y: &Actor) -> bool {
    x.same_as(y) || (x.mention.is_some() && x.mention == y.mention)
}

fn is_alike_any(s: &Syntax, words: &[usize], w: usize) -> bool {
    words.iter().any(|&v| is_alike(s, v, w))
}

fn is_another_day(a: &Event, b: &Event) -> bool {
    match (&a.date, &b.date) {
        (Some(x), Some(y)) => x.end < y.start || y.end < x.start,
        _ => false,
    }
}

fn is_one_more(s: &Syntax, w: usize) -> bool {
    s.children(w).iter().any(|&c| s.is(c, &["advmod", "amod", "det"]) && MORE.contains(&s.lemma(c).as_str()))
}

/// The words of both, beside who is on either side, have a noun in common. Of many mentions the first few are looked at.
fn share_matter(s: &Syntax, a: &Event, b: &Event) -> bool {
    let nouns = |e: &Event| {
        let who: Vec<Span> = e.actors.iter().chain(&e.recipients).filter_map(|x| x.mention).collect();
        let words = e.evidence.iter().take(FEW).flat_map(|x| s.words_in(*x)).filter(|&w| s.is_nominal(w));
        let rest = words.filter(|&w| !who.iter().any(|m| s.word(w).span.within(*m)));
        rest.map(|w| s.lemma(w)).collect::<HashSet<_>>()
    };
    !nouns(a).is_disjoint(&nouns(b))
}

/// The same lemma, or a verb and its noun: "attacked", "the attacker's attack", "the invasion" of those who invaded.
fn is_alike(s: &Syntax, a: usize, b: usize) -> bool {
    let (x, y) = (s.lemma(a), s.lemma(b));
    let common = x.chars().zip(y.chars()).take_while(|(p, q)| p == q).count();
    x == y || (common >= 4 && common + 3 >= x.chars().count().min(y.chars().count()))
}

/// A noun that means something told before: "the attack", "this decision".
fn refers_back(s: &Syntax, w: usize) -> bool {
    let definite = |&c: &usize| {
        (s.is(c, &["det"]) && matches!(s.lemma(c).as_str(), "the" | "this" | "that" | "these" | "those" | "both"))
            || s.is(c, &["nmod:poss"])
    };
    s.word(w).upos == "NOUN" && s.children(w).iter().any(definite)
}

/// Takes a mention in. What the surer of the two says of the roles stands, and its words come first; the place among the events and
/// the id are those of the first mention.
fn absorb(e: &mut Event, b: Event) {
    let surer = b.confidence > e.confidence;
    let take = |mine: &mut Vec<Actor>, other: Vec<Actor>| {
        if mine.is_empty() || (surer && !other.is_empty()) {
            *mine = other;
        }
    };
    take(&mut e.actors, b.actors);
    take(&mut e.recipients, b.recipients);
    // Those who act on each other are nobody's recipients.
    e.recipients.retain(|r| !e.actors.iter().any(|a| a.same_as(r)));
    e.reciprocal = e.recipients.is_empty() && e.actors.len() > 1 && (e.reciprocal || b.reciprocal);
    if surer {
        (e.confidence, e.seen) = (b.confidence, b.seen);
        e.rule = b.rule;
        e.trigger = b.trigger;
    }
    if e.mode.is_none() && b.mode.is_some() {
        (e.mode, e.intensity, e.cameo) = (b.mode, b.intensity, b.cameo);
    }
    e.date = e.date.take().or(b.date);
    e.statement = e.statement.take().or(b.statement);
    for c in b.contexts {
        if !e.contexts.contains(&c) {
            e.contexts.push(c);
        }
    }
    let at = if surer { 0 } else { e.triggers.len() };
    e.triggers.splice(at..at, b.triggers);
    e.evidence.splice(at..at, b.evidence);
}
