//! Who did what to whom: the codebook's rules, laid on the syntax.
//!
//! In: a parsed document and the resolver of its actors. Out: events in the text's order. What a rule finds but
//! nobody political acts in is dropped; what did not happen says so in its auxiliary modes.

pub mod auxiliary;
mod confidence;
mod connection;
mod matching;
pub mod mentions;
mod parties;
mod reasons;
mod said;
mod seen;

use super::actors::Resolver;
use super::codebook::{Codebook, Page, Rule, Slot};
use super::syntax::Syntax;
use crate::parse::Act;
use crate::record::{Actor, Event};
use confidence::{Known, confidence};
use connection::Connections;
use matching::{Index, Match};
use seen::Acts;

/// Finds the events of a document. Ids, dates and statements are filled in later.
pub struct Coder<'a> {
    /// Each mention of an event stays an event of its own.
    pub every_mention: bool,
    codebook: &'a Codebook,
    index: Index<'a>,
    connections: Connections<'a>,
}

/// An event with the word that triggers it.
pub struct Found {
    /// The event.
    pub event: Event,
    /// Its trigger, a word of the parse.
    pub word: usize,
    /// It governs a clause whose events are its content.
    pub takes: bool,
}

/// What goes into an event.
struct Draft<'a> {
    page: &'a Page,
    mode: Option<String>,
    auxiliary: Vec<String>,
    doers: Vec<Actor>,
    recipients: Vec<Actor>,
    mutual: bool,
    rule: Option<(&'a Rule, String)>,
    act: Option<&'a Act>,
}

/// Probability of any event at a word above which the network alone makes one.
const TOLD: f32 = 0.3;
/// A rule's type with less than this probability gives way to one with more than `SURE`.
const UNLIKELY: f32 = 0.1;
const SURE: f32 = 0.75;
/// From this probability the network's mode stands where the rule has none.
const MODE: f32 = 0.5;
/// So sure must an event be for others to yield to it.
const YIELDS: f32 = 0.5;
/// So near is an object that it belongs to the trigger.
const OBJECT: usize = 6;
/// The confidence of an event of a user's own category, of which nothing has been measured.
const OWN: f32 = 0.5;

impl<'a> Coder<'a> {
    /// Prepares a codebook.
    pub fn new(codebook: &'a Codebook) -> Coder<'a> {
        Coder { every_mention: false, codebook, index: Index::new(codebook), connections: Connections::new(codebook) }
    }

    /// The events of a document, in the order of their triggers. `acts`: what the network sees.
    pub fn code(&self, syntax: &Syntax, actors: &Resolver, acts: &[Act]) -> Vec<Found> {
        let acts = Acts::new(acts);
        let mut out = Vec::new();
        // Objects that a rule asked for ("paid a visit"): they name no second act.
        let mut used: Vec<usize> = Vec::new();
        for w in 0..syntax.word_count() {
            if used.contains(&w) {
                continue;
            }
            // A rule that lacks what it needs gives way to the next.
            let matches = self.index.matches(syntax, w);
            let event = matches.iter().find_map(|m| Some((self.by_rule(syntax, actors, &acts, w, m)?, m.object)));
            let Some((found, object)) = event else { continue };
            used.extend(object);
            if found.event.kind == "SUPPORT"
                && let Some(o) = syntax.child(w, &["obj"])
            {
                actors.note_document(o, &found.event.actors);
            }
            out.push(found);
        }
        for act in acts.iter().filter(|a| a.told() >= TOLD) {
            let known = out.iter().any(|f| f.word == act.word) || used.contains(&act.word);
            if !known {
                out.extend(self.by_network(syntax, actors, act));
            }
        }
        out.sort_by_key(|f| f.word);
        drop_content(syntax, &mut out);
        merge(syntax, &mut out);
        self.without_yielding(out)
    }

    fn by_rule(&self, s: &Syntax, actors: &Resolver, acts: &Acts, w: usize, m: &Match) -> Option<Found> {
        let (page, rule) = (&self.codebook.pages[m.page], m.rule);
        let trigger = m.words(s, w);
        let act = acts.at(&trigger, &page.name);
        let mut doers = self.fill(s, actors, w, &rule.actor, rule, &[]);
        let mut recipients = self.fill(s, actors, w, &rule.recipient, rule, &doers);
        if let Some(act) = act {
            let named = seen::roles(s, actors, act);
            let needed = rule.needs_recipient || rule.reciprocal;
            seen::repair(s, act, named, &mut doers, &mut recipients, needed);
        }
        recipients.retain(|r| !doers.iter().any(|a| a.mention.is_some() && a.mention == r.mention));
        if rule.reciprocal {
            if recipients.is_empty() && doers.len() < 2 {
                if rule.needs_recipient {
                    return None;
                }
            } else {
                for r in std::mem::take(&mut recipients) {
                    if !doers.iter().any(|a| a.same_as(&r)) {
                        doers.push(r);
                    }
                }
            }
        }
        if doers.len() > 1 && (rule.reciprocal || is_mutual(&page.name, rule)) {
            // Those who sign with each other are nobody's recipients.
            recipients.retain(|r| !doers.iter().any(|d| d.country.is_some() && d.country == r.country));
        }
        let together = rule.reciprocal && doers.len() > 1;
        if rule.needs_recipient && recipients.is_empty() && !together {
            return None;
        }
        let (mut page, mut mode) = (page, rule.mode.clone());
        let mut auxiliary = self.auxiliary(s, w, act);
        let (turned, turned_mode) = self.by_tense(page, &auxiliary);
        let announced = turned.name != page.name;
        if announced {
            (page, mode) = (turned, turned_mode.or(mode));
        }
        // Where the network is sure of another type, that one stands; not against a rule that found its object too ("ended
        // a visit"), and of a user's own category it knows nothing.
        if let Some(act) = act
            .filter(|_| !page.own && m.object.is_none())
            .filter(|a| a.probability(&page.name) < UNLIKELY && a.probability(a.kind) > SURE)
            && let Some(other) = self.codebook.page(act.kind)
        {
            (page, mode) = (other, act.mode.0.map(str::to_string));
        }
        if announced && page.name == turned.name {
            // The announcement itself has been made.
            auxiliary.retain(|a| a != "future");
        }
        let mutual = rule.reciprocal || is_mutual(&page.name, rule);
        let line = format!("{}.md:{}", self.codebook.pages[m.page].name.to_lowercase(), rule.line);
        // A rule that knows no mode leaves it to the network, and one that does gives way where the network is sure.
        let least = if mode.is_some() { SURE } else { MODE };
        if let Some(a) = act.filter(|a| a.kind == page.name && a.mode.1 >= least && a.mode.0.is_some()) {
            mode = a.mode.0.map(str::to_string);
        }
        let draft = Draft { page, mode, auxiliary, doers, recipients, mutual, rule: Some((rule, line)), act };
        self.make(s, actors, w, &trigger, draft)
    }

    /// An event that no rule knows.
    fn by_network(&self, s: &Syntax, actors: &Resolver, act: &Act) -> Option<Found> {
        let page = self.codebook.page(act.kind)?;
        let w = act.word;
        let (doers, mut recipients) = seen::roles(s, actors, act);
        recipients.retain(|r| !doers.iter().any(|a| a.mention.is_some() && a.mention == r.mention));
        let mut trigger = vec![w];
        trigger.extend(s.child(w, &["compound:prt"]));
        let draft = Draft {
            page,
            mode: act.mode.0.map(str::to_string),
            auxiliary: self.auxiliary(s, w, Some(act)),
            mutual: matches!(act.kind, "AGREE" | "CONSULT" | "COOPERATE" | "SUPPORT"),
            doers,
            recipients,
            rule: None,
            act: Some(act),
        };
        self.make(s, actors, w, &trigger, draft)
    }

    fn make(&self, s: &Syntax, actors: &Resolver, w: usize, trigger: &[usize], draft: Draft) -> Option<Found> {
        let Draft { page, mode, auxiliary, mut doers, mut recipients, mutual, rule, act } = draft;
        if let Some(pair) = actors.joint(w, &doers) {
            doers = pair;
        }
        // Harm done to somebody is on record also where nobody says by whom.
        let harm = matches!(page.name.as_str(), "ASSAULT" | "COERCE" | "SANCTION") && !recipients.is_empty();
        parties::clear(s, actors, w, &page.name, &mut doers, &mut recipients);
        if (doers.is_empty() && !harm) || !parties::is_political(s, &page.name, &doers, &recipients) {
            return None;
        }
        parties::domestic(s, actors, w, &page.name, &mut doers, &mut recipients);
        let mut contexts = self.connections.of(s, w, act);
        // A mode of a context's name sets the context: an attack by computers is `cyber`.
        let named = mode.iter().filter(|m| self.codebook.contexts.iter().any(|c| c.name == **m));
        for name in named {
            if !contexts.contains(name) {
                contexts.push(name.clone());
            }
        }
        let known = mode.and_then(|m| page.modes.iter().find(|x| x.name == m));
        let mut seen = seen::seen(s, act, &page.name, &doers, &recipients);
        seen.reference = doers.iter().chain(&recipients).map(|a| actors.surely(a)).fold(1.0, f32::min);
        let reciprocal = recipients.is_empty() && doers.len() > 1 && mutual;
        let known_of = Known {
            text: s.text,
            kind: &page.name,
            by_rule: rule.is_some(),
            seen: &seen,
            actors: &doers,
            recipients: &recipients,
            reciprocal,
            trigger: s.span(trigger),
            hypothetical: auxiliary.iter().any(|a| a == "hypothetical"),
        };
        let sure = if page.own { OWN } else { confidence(&known_of) };
        Some(Found {
            event: Event {
                kind: page.name.clone(),
                mode: known.map(|m| m.name.clone()),
                contexts,
                auxiliary,
                quad: page.quad.clone(),
                intensity: known.and_then(|m| m.score).unwrap_or(page.intensity),
                cameo: known.and_then(|m| m.cameo.clone()).unwrap_or_else(|| page.cameo.clone()),
                confidence: sure,
                reciprocal,
                rule: rule.as_ref().map(|r| r.1.clone()),
                seen,
                actors: doers,
                recipients,
                trigger: s.span(trigger),
                triggers: vec![s.span(trigger)],
                evidence: vec![evidence(s, w)],
                ..Event::default()
            },
            word: w,
            takes: rule.is_some_and(|r| r.0.takes),
        })
    }

    /// Leaves out what yields to another type of the same actor in the article: moves of troops that then attack.
    fn without_yielding(&self, found: Vec<Found>) -> Vec<Found> {
        let real = |f: &Found| !f.event.auxiliary.iter().any(|a| a == "negated" || a == "hypothetical");
        let does = |kind: &str, actors: &[Actor]| {
            let of = found.iter().filter(|f| f.event.kind == kind && real(f) && f.event.confidence >= YIELDS);
            of.into_iter().any(|f| f.event.actors.iter().any(|x| actors.iter().any(|y| x.same_as(y))))
        };
        let yields = |f: &Found| {
            let to = self.codebook.page(&f.event.kind).and_then(|p| p.yields_to.as_deref());
            to.is_some_and(|kind| does(kind, &f.event.actors))
        };
        let gone: Vec<bool> = found.iter().map(yields).collect();
        found.into_iter().zip(gone).filter(|(_, gone)| !gone).map(|(f, _)| f).collect()
    }

    /// What did not happen, or not yet: by grammar, and "historical" by the network, for grammar does not tell it.
    fn auxiliary(&self, s: &Syntax, w: usize, act: Option<&Act>) -> Vec<String> {
        let mut out = auxiliary::of(s, w);
        let past = act.and_then(|a| a.auxiliary.iter().find(|x| x.0 == "historical")).is_some_and(|x| x.1 > 0.5);
        if past && !out.iter().any(|a| a == "future") {
            out.push("historical".to_string());
        }
        out
    }

    /// The first slot that holds actors. `not`: actors that are already somebody else.
    fn fill(&self, s: &Syntax, actors: &Resolver, w: usize, slots: &[Slot], rule: &Rule, not: &[Actor]) -> Vec<Actor> {
        for slot in slots {
            let loose = matches!(slot, Slot::Inside | Slot::Complement);
            let mut second = Vec::new();
            for at in matching::places(s, w, slot, rule.part) {
                let own = s.child(at, &["nmod:poss"]).is_some_and(|p| s.word(p).upos == "PRON");
                if loose && own {
                    // "its own navy" is nobody else.
                    continue;
                }
                let mut found = actors.all(at);
                if found.is_empty() && !loose && s.is_nominal(at) {
                    found = self.modifiers(s, actors, at);
                    // What is somebody's own ("its weapons") has nobody else behind it.
                    found.retain(|a| !not.iter().any(|n| n.same_as(a)));
                }
                found.retain(|a| {
                    !not.iter().any(|n| (n.mention.is_some() && n.mention == a.mention) || (loose && n.same_as(a)))
                });
                if found.is_empty() {
                    continue;
                }
                // Far from the trigger somebody placed is likelier than a bare noun.
                if !loose || found.iter().any(|a| a.country.is_some() || a.id.is_some()) {
                    return found;
                }
                if second.is_empty() {
                    second = found;
                }
            }
            if !second.is_empty() {
                return second;
            }
        }
        Vec::new()
    }

    /// Whose it is, where the thing itself does not act: "an **Australian** ultimatum", "calls by **Belarus**".
    fn modifiers(&self, s: &Syntax, actors: &Resolver, noun: usize) -> Vec<Actor> {
        let near = |c: usize| {
            s.is(c, &["nmod:poss", "amod", "compound"])
                || (s.is(c, &["nmod"]) && s.case(c).is_some_and(|p| matches!(p.as_str(), "by" | "of" | "from")))
        };
        let hits = s.children(noun).iter().copied().filter(|&c| near(c)).map(|c| actors.all(c));
        hits.into_iter().find(|a| a.iter().any(|x| x.country.is_some() || x.id.is_some())).unwrap_or_default()
    }

    /// PLOVER codes what is announced by its announcement: cooperation to come is AGREE, retreat to come CONCEDE, and
    /// material conflict to come THREATEN. Each page says what its own type becomes.
    fn by_tense(&self, page: &'a Page, auxiliary: &[String]) -> (&'a Page, Option<String>) {
        let has = |name: &str| auxiliary.iter().any(|a| a == name);
        let announced = page.announced.as_ref().filter(|_| has("future") && !has("negated") && !has("hypothetical"));
        match announced.and_then(|(kind, mode)| Some((self.codebook.page(kind)?, mode.clone()))) {
            Some(turned) => turned,
            None => (page, None),
        }
    }
}

/// Cooperation of several with nobody named is with each other; so is the signing of a paper.
fn is_mutual(kind: &str, rule: &Rule) -> bool {
    matches!(kind, "AGREE" | "CONSULT" | "COOPERATE") || (kind == "SUPPORT" && !rule.objects.is_empty())
}

/// The stretch that an event stands on: its clause without what hangs loosely from it.
fn evidence(s: &Syntax, w: usize) -> crate::span::Span {
    let mut top = w;
    // A noun or participle stands on the clause around it.
    while !matches!(s.word(top).upos, "VERB" | "AUX") {
        match s.word(top).head {
            Some(h) if s.sentence(h) == s.sentence(w) => top = h,
            _ => break,
        }
    }
    let mut words = vec![top];
    let mut k = 0;
    while k < words.len() {
        let here = words[k];
        for &c in s.children(here) {
            // "Accused Russia **of mining**" is what the act is about.
            let of_it =
                s.is(c, &["advcl"]) && s.case(c).is_some_and(|p| matches!(p.as_str(), "of" | "for" | "from" | "over"));
            let other_clause = s.is(c, &["conj", "parataxis", "advcl", "punct", "cc"])
                && here == top
                && c != w
                && !of_it
                && !s.subtree(c).contains(&w);
            if !other_clause {
                words.push(c);
            }
        }
        k += 1;
    }
    words.sort_unstable();
    // Commas and stops at the edges go.
    while words.len() > 1 && s.word(words[words.len() - 1]).upos == "PUNCT" {
        words.pop();
    }
    while words.len() > 1 && s.word(words[0]).upos == "PUNCT" {
        words.remove(0);
    }
    closed(s.text, s.span(&words))
}

/// A span that ends before its bracket or quotation closes takes the sign in.
fn closed(text: &str, span: crate::span::Span) -> crate::span::Span {
    let mut end = span.end;
    for (open, close) in [('(', ')'), ('“', '”'), ('«', '»')] {
        let inside = &text[span.start..end];
        if inside.matches(open).count() > inside.matches(close).count() && text[end..].starts_with(close) {
            end += close.len_utf8();
        }
    }
    crate::span::Span::new(span.start, end)
}

/// What an agreement, demand, refusal or threat governs is its content, not an event of its own.
fn drop_content(s: &Syntax, found: &mut Vec<Found>) {
    let takers: Vec<usize> = found.iter().filter(|f| f.takes).map(|f| f.word).collect();
    let swallowed = |w: usize| {
        takers.iter().any(|&t| {
            t != w
                && s.subtree(t).contains(&w)
                && path(s, w, t)
                    .iter()
                    .all(|&x| x == t || !s.is(x, &["conj", "parataxis", "advcl"]) || s.child(x, &["mark"]).is_some())
        })
    };
    found.retain(|f| !swallowed(f.word));
}

/// The words from `w` up to, and without, `top`.
fn path(s: &Syntax, w: usize, top: usize) -> Vec<usize> {
    let (mut out, mut at) = (Vec::new(), w);
    while at != top {
        out.push(at);
        match s.word(at).head {
            Some(h) => at = h,
            None => break,
        }
    }
    out
}

/// One event for a verb and its object noun ("held talks"), and for the same told twice in a sentence.
fn merge(s: &Syntax, found: &mut Vec<Found>) {
    let mut k = 0;
    while k < found.len() {
        let twin = (0..k).find(|&j| {
            let (a, b) = (&found[j], &found[k]);
            let same = |x: &[Actor], y: &[Actor]| x.len() == y.len() && x.iter().zip(y).all(|(p, q)| p.same_as(q));
            let near = s.word(b.word).head == Some(a.word) || s.word(a.word).head == Some(b.word);
            // A verb with a subject of its own tells something else, as does one with an object of its own beside another's.
            let own = |w: usize| {
                s.is(w, &["conj", "parataxis", "advcl"]) && s.child(w, &["nsubj"]).is_some()
                    || s.is(w, &["conj"])
                        && s.child(a.word.min(b.word), &["obj"]).is_some()
                        && s.child(w, &["obj"]).is_some()
            };
            let near = near && !own(a.word) && !own(b.word);
            s.sentence(a.word) == s.sentence(b.word)
                && a.event.kind == b.event.kind
                && ((same(&a.event.actors, &b.event.actors)
                    && (same(&a.event.recipients, &b.event.recipients) || near))
                    || (near
                        && b.event
                            .actors
                            .iter()
                            .all(|x| a.event.actors.iter().chain(&a.event.recipients).any(|y| x.same_as(y)))))
        });
        match twin {
            Some(j) => {
                let b = found.remove(k);
                let a = &mut found[j];
                if a.event.recipients.is_empty() {
                    a.event.recipients = b.event.recipients;
                }
                if s.word(b.word).head == Some(a.word) && b.word - a.word <= OBJECT {
                    a.event.trigger = a.event.trigger.hull(b.event.trigger);
                    a.event.triggers = vec![a.event.trigger];
                }
                a.event.confidence = a.event.confidence.max(b.event.confidence);
            }
            None => k += 1,
        }
    }
}
