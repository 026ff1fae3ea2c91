//! What the network sees, joined with what the rules find.
//!
//! A rule knows the grammar of its trigger and nothing of the world; the network has read sentences and gives no reasons.
//! So a rule's event is weighed by the network, roles that the network gives to others are repaired, and acts that no
//! rule knows become events of their own. The probability that comes out is fitted on sentences that trained nothing
//! (`evaluation/measure_events.py`).

use std::ops::Range;

use crate::coding::actors::Resolver;
use crate::coding::syntax::Syntax;
use crate::parse::Act;
use crate::record::{Actor, Seen};

/// A word with at least this probability names the actor (or the recipient).
const NAMES: f32 = 0.5;
/// A mention with less than this probability of a role does not have it, where another has.
const HARDLY: f32 = 0.05;

/// A partner by "and" with less than this is not in it.
const WITH: f32 = 0.1;

/// The acts of a document by their words.
pub struct Acts<'a>(&'a [Act]);

impl<'a> Acts<'a> {
    /// Acts in the text's order.
    pub fn new(acts: &'a [Act]) -> Acts<'a> {
        Acts(acts)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &'a Act> {
        self.0.iter()
    }

    /// The act that begins with one of these words; of several the one that is likeliest of a type, then the likeliest.
    pub fn at(&self, words: &[usize], kind: &str) -> Option<&'a Act> {
        let near = words.iter().filter_map(|&w| self.0.binary_search_by_key(&w, |a| a.word).ok().map(|k| &self.0[k]));
        let rank = |a: &Act| (a.probability(kind), a.told());
        near.max_by(|a, b| rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal))
    }
}

/// Whom the network names as actors and as recipients of an act, resolved.
pub fn roles(s: &Syntax, actors: &Resolver, act: &Act) -> (Vec<Actor>, Vec<Actor>) {
    // Whom a passive is about did not do it.
    let passive = s.is_passive(act.word).then(|| s.patient(act.word)).flatten();
    let undergoes: Vec<usize> = passive.map(|p| s.partners(p)).unwrap_or_default();
    let pick = |p: fn(&(usize, f32, f32)) -> (f32, f32), barred: &[usize]| {
        let named = act.roles.iter().filter(|r| p(r).0 >= NAMES && p(r).0 > p(r).1).map(|r| r.0);
        let mut out: Vec<Actor> = Vec::new();
        for run in runs(named) {
            let Some(head) = s.head_of(s.span(&run.collect::<Vec<_>>())) else { continue };
            // Who is named with another by "and" does what the other does.
            let head = s.antecedent(head);
            if barred.contains(&head) {
                continue;
            }
            let first = s.word(head).head.filter(|&h| s.is(head, &["conj"]) && s.is_nominal(h)).unwrap_or(head);
            let named = |a: &Actor| {
                let words = a.mention.map(|m| s.words_in(m));
                words.is_none_or(|w| act.roles.iter().any(|r| w.contains(&r.0) && p(r).0 >= WITH))
            };
            for a in actors.all(first).into_iter().filter(named) {
                if !out.iter().any(|b| b.same_as(&a) && b.name == a.name) {
                    out.push(a);
                }
            }
        }
        out
    };
    (pick(|r| (r.1, r.2), &undergoes), pick(|r| (r.2, r.1), &[]))
}

/// Neighbouring words in one run.
fn runs(words: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for w in words {
        match out.last_mut() {
            Some(r) if r.end == w => r.end += 1,
            _ => out.push(w..w + 1),
        }
    }
    out
}

/// Repairs the roles that a rule gave: whom the network hardly takes for an actor gives way to whom it does, and where
/// the rule found nobody the network's stand. A recipient that the network hardly takes for one is nobody, unless one is
/// `needed`.
pub fn repair(
    s: &Syntax,
    act: &Act,
    (a, r): (Vec<Actor>, Vec<Actor>),
    doers: &mut Vec<Actor>,
    recipients: &mut Vec<Actor>,
    needed: bool,
) {
    let hardly = |x: &Actor, actor: bool| {
        let Some(m) = x.mention else { return false };
        let (p, q) = act.roles_of(s.words_in(m));
        (if actor { p } else { q }) < HARDLY
    };
    if !a.is_empty() && doers.iter().all(|x| hardly(x, true)) {
        *doers = a;
    }
    if recipients.iter().all(|x| hardly(x, false)) && (!r.is_empty() || !needed) {
        *recipients = r;
    }
}

/// What the network says of an event as it will be recorded.
pub fn seen(s: &Syntax, act: Option<&Act>, kind: &str, doers: &[Actor], recipients: &[Actor]) -> Seen {
    let Some(act) = act else { return Seen::default() };
    let support = |list: &[Actor], actor: bool| {
        let of = list.iter().filter_map(|x| x.mention).map(|m| act.roles_of(s.words_in(m)));
        of.map(|(p, q)| if actor { p } else { q }).reduce(f32::max)
    };
    let mentions = doers.iter().chain(recipients).filter_map(|x| x.mention);
    let mut named: Vec<usize> = Vec::new();
    for m in mentions {
        named.extend(s.words_in(m));
        named.extend(s.head_of(m).into_iter().flat_map(|h| s.phrase(h)));
    }
    let others = act.roles.iter().filter(|r| !named.contains(&r.0));
    let (other_actor, other_recipient) = others.fold((0f32, 0f32), |best, r| (best.0.max(r.1), best.1.max(r.2)));
    Seen {
        kind: act.probability(kind),
        actor: support(doers, true),
        recipient: support(recipients, false),
        other_actor,
        other_recipient,
        reference: 1.0,
    }
}
