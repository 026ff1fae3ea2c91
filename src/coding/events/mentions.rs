//! One article, one event once: the mentions of an event in title, lead and later paragraphs become one record.
//!
//! Two events are mentions of one if nothing tells them apart (type, mode, whether it happened, days, who is on either
//! side, a word such as "another") and something holds them together: both sides are the same, or one side is and the
//! words that name the act are of one kind, or the later one refers back ("the attack"). Demands and charges share besides a noun of what they are about.

use std::collections::{HashMap, HashSet};

use super::Found;
use crate::coding::HARDLY;
use crate::coding::actors::same;
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

/// An event with its mentions so far: where they stand, and the nouns of what it is about.
struct Known {
    found: Found,
    words: Vec<usize>,
    matter: HashSet<String>,
}

/// Joins the mentions of the same event; returns the events, and for the id of each mention that went into another the
/// id of that one.
pub fn join(s: &Syntax, found: Vec<Found>) -> (Vec<Found>, HashMap<String, String>) {
    let mut out: Vec<Known> = Vec::new();
    let mut moved = HashMap::new();
    for f in found {
        let matter = matter(s, &f.event);
        // The nearest earlier event that it can be a mention of.
        match out.iter_mut().rev().find(|g| is_same(s, g, &f, &matter)) {
            Some(g) => {
                moved.insert(f.event.id.clone(), g.found.event.id.clone());
                if g.words.len() < FEW {
                    g.matter.extend(matter);
                }
                g.words.push(f.word);
                absorb(s, &mut g.found.event, f.event);
            }
            None => out.push(Known { words: vec![f.word], found: f, matter }),
        }
    }
    (out.into_iter().map(|g| g.found).collect(), moved)
}

/// `f`, which is about `matter`, is one more mention of `g`.
fn is_same(s: &Syntax, g: &Known, f: &Found, matter: &HashSet<String>) -> bool {
    let (a, b, words) = (&g.found.event, &f.event, &g.words[..]);
    let mode = a.mode == b.mode || a.mode.is_none() || b.mode.is_none();
    let happened = |e: &Event| e.auxiliary.iter().filter(|x| *x != "historical").cloned().collect::<Vec<_>>();
    if a.kind != b.kind || !mode || happened(a) != happened(b) || is_another_day(a, b) || is_one_more(s, f.word) {
        return false;
    }
    let (actors, recipients) = (fit(s, &a.actors, &b.actors), fit(s, &a.recipients, &b.recipients));
    // Whoever takes part: "A met B", "A and B met".
    let all = |e: &Event| e.actors.iter().chain(&e.recipients).cloned().collect::<Vec<_>>();
    if a.reciprocal || b.reciprocal {
        let (x, y) = (all(a), all(b));
        let both = x.iter().filter(|p| y.iter().any(|q| is(s, p, q))).count();
        // "A met B" is their meeting; that B is for A is not what they signed.
        let one_way = a.reciprocal != b.reciprocal && a.kind != "CONSULT";
        return both > 1 && (!one_way || is_alike_any(s, words, f.word) || refers_back(s, f.word))
            || (both == 1 && x.len().min(y.len()) == 1 && (is_alike_any(s, words, f.word) || refers_back(s, f.word)));
    }
    let alike = is_alike_any(s, words, f.word);
    let back = refers_back(s, f.word);
    let share = || !g.matter.is_disjoint(matter);
    match (actors, recipients) {
        (Fit::Apart, _) | (_, Fit::Apart) => false,
        // The same two say many things to each other: what a demand or a charge is about tells them apart. And what is hardly told is not taken
        // for what is told for sure in other words.
        (Fit::Same, Fit::Same) => {
            let sure = a.confidence.min(b.confidence) >= HARDLY;
            alike || back || (sure && (a.quad != "verbal conflict" || share()))
        }
        // "Oppose sanctions" and "oppose the war" of nobody in particular are two matters.
        (Fit::Same, _) | (_, Fit::Same) => back || (alike && (a.quad != "verbal conflict" || share())),
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

fn fit(s: &Syntax, a: &[Actor], b: &[Actor]) -> Fit {
    if a.is_empty() || b.is_empty() {
        return Fit::Open;
    }
    // The members of a group together are not one of them.
    let group = |list: &[Actor]| list.iter().find_map(|x| x.expanded_from.clone());
    if group(a) == group(b) && a.iter().any(|x| b.iter().any(|y| is(s, x, y))) { Fit::Same } else { Fit::Apart }
}

fn is(s: &Syntax, x: &Actor, y: &Actor) -> bool {
    same(s, x, y) || (x.mention.is_some() && x.mention == y.mention)
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

/// The nouns of an event's words, but for those that tell it and who is on either side.
fn matter(s: &Syntax, e: &Event) -> HashSet<String> {
    let sides = e.actors.iter().chain(&e.recipients).filter_map(|x| x.mention);
    let told: Vec<Span> = sides.chain(e.triggers.iter().copied()).collect();
    let words = e.evidence.iter().flat_map(|x| s.words_in(*x));
    let nouns = words.filter(|&w| matches!(s.word(w).upos, "NOUN" | "PROPN"));
    nouns.filter(|&w| !told.iter().any(|m| s.word(w).span.within(*m))).map(|w| s.lemma(w).to_string()).collect()
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
fn absorb(s: &Syntax, e: &mut Event, b: Event) {
    let surer = b.confidence > e.confidence;
    let take = |mine: &mut Vec<Actor>, other: Vec<Actor>| {
        if mine.is_empty() || (surer && !other.is_empty()) {
            *mine = other;
        }
    };
    take(&mut e.actors, b.actors);
    take(&mut e.recipients, b.recipients);
    // Those who act on each other are nobody's recipients.
    e.recipients.retain(|r| !e.actors.iter().any(|a| is(s, a, r)));
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
