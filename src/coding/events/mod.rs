//! Who did what to whom: the codebook's rules, laid on the syntax.
//!
//! In: a parsed document and the resolver of its actors. Out: events in the text's order. What a rule finds but
//! nobody political acts in is dropped; what did not happen says so in its auxiliary modes.

pub mod auxiliary;
pub mod codebook;
mod matching;

use super::actors::Resolver;
use super::syntax::Syntax;
use crate::record::{Actor, Event};
use codebook::{Codebook, Page, Part, Rule, Slot};
use matching::{Index, Match};

/// Finds the events of a document. Ids, dates and statements are filled in later.
pub struct Coder<'a> {
    codebook: &'a Codebook,
    index: Index<'a>,
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

impl<'a> Coder<'a> {
    /// Prepares a codebook.
    pub fn new(codebook: &'a Codebook) -> Coder<'a> {
        Coder { codebook, index: Index::new(codebook) }
    }

    /// The events of a document, by trigger.
    pub fn code(&self, syntax: &Syntax, actors: &Resolver) -> Vec<Found> {
        let mut out = Vec::new();
        // Objects that a rule asked for ("paid a visit"): they name no second act.
        let mut used: Vec<usize> = Vec::new();
        for w in 0..syntax.word_count() {
            if used.contains(&w) {
                continue;
            }
            // A rule that lacks what it needs gives way to the next.
            let matches = self.index.matches(syntax, w);
            let event = matches.iter().find_map(|m| Some((self.event(syntax, actors, w, m)?, m.object)));
            let Some((found, object)) = event else { continue };
            used.extend(object);
            if found.event.kind == "SUPPORT"
                && let Some(o) = syntax.child(w, &["obj"])
            {
                actors.note_document(o, &found.event.actors);
            }
            out.push(found);
        }
        drop_content(syntax, &mut out);
        merge(syntax, &mut out);
        out
    }

    fn event(&self, s: &Syntax, actors: &Resolver, w: usize, m: &Match) -> Option<Found> {
        let (page, rule) = (&self.codebook.pages[m.page], m.rule);
        let mut doers = self.fill(s, actors, w, &rule.actor, rule, &[]);
        let mut recipients = self.fill(s, actors, w, &rule.recipient, rule, &doers);
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
        let together = rule.reciprocal && doers.len() > 1;
        if rule.needs_recipient && recipients.is_empty() && !together {
            return None;
        }
        // Harm done to somebody is on record also where nobody says by whom.
        let harm = matches!(page.name.as_str(), "ASSAULT" | "COERCE" | "SANCTION") && !recipients.is_empty();
        if doers.is_empty() && !harm {
            return None;
        }
        if !is_political(&page.name, &doers, &recipients) {
            return None;
        }
        domestic(s, actors, w, &page.name, &mut doers, &mut recipients);
        let auxiliary = auxiliary::of(s, w);
        let (page, turned) = self.by_tense(page, &auxiliary);
        let kind = page.name.clone();
        let mode =
            turned.map(str::to_string).or(rule.mode.clone()).filter(|m| page.modes.iter().any(|(name, _)| name == m));
        let score = mode
            .as_ref()
            .and_then(|m| page.modes.iter().find(|(n, _)| n == m))
            .map(|(_, v)| *v)
            .filter(|v| !v.is_nan());
        let trigger = m.words(s, w);
        let clause = evidence(s, w);
        Some(Found {
            event: Event {
                kind,
                mode,
                auxiliary,
                quad: page.quad.clone(),
                intensity: score.unwrap_or(page.intensity),
                confidence: confidence(s, w, rule, &doers, &recipients),
                reciprocal: recipients.is_empty()
                    && doers.len() > 1
                    && (rule.reciprocal || is_mutual(&page.name, rule)),
                rule: format!("{}.md:{}", self.codebook.pages[m.page].name.to_lowercase(), rule.line),
                actors: doers,
                recipients,
                trigger: s.span(&trigger),
                evidence: vec![clause],
                ..Event::default()
            },
            word: w,
            takes: rule.takes,
        })
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
    /// material conflict to come THREATEN.
    fn by_tense(&self, page: &'a Page, auxiliary: &[String]) -> (&'a Page, Option<&'static str>) {
        let has = |name: &str| auxiliary.iter().any(|a| a == name);
        if !has("future") || has("negated") || has("hypothetical") {
            return (page, None);
        }
        let (turned, mode) = match page.name.as_str() {
            "SUPPORT" | "AID" | "CONSULT" | "COOPERATE" => ("AGREE", None),
            "RETREAT" => ("CONCEDE", None),
            "COERCE" => ("THREATEN", Some("restrict")),
            "SANCTION" => ("THREATEN", Some("relations")),
            "ASSAULT" => ("THREATEN", Some("violence")),
            "MOBILIZE" => ("THREATEN", None),
            _ => return (page, None),
        };
        (self.codebook.page(turned).unwrap_or(page), mode)
    }
}

/// Cooperation of several with nobody named is with each other; so is the signing of a paper.
fn is_mutual(kind: &str, rule: &Rule) -> bool {
    matches!(kind, "AGREE" | "CONSULT" | "COOPERATE") || (kind == "SUPPORT" && !rule.objects.is_empty())
}

/// Sectors of private life: alone, they make no political event.
const PRIVATE: [&str; 8] = ["BUS", "CVL", "SOC", "EDU", "MED", "JRN", "ELI", "AGR"];

/// At least one side is a state, a body, or somebody with a part in public life; in a protest anybody of some state.
fn is_political(kind: &str, actors: &[Actor], recipients: &[Actor]) -> bool {
    let public = |a: &Actor| match a.sector.as_deref() {
        Some(s) => !PRIVATE.contains(&s),
        None => a.country.is_some() || a.id.is_some(),
    };
    let placed = |a: &Actor| kind == "PROTEST" && a.country.is_some();
    actors.iter().chain(recipients).any(|a| public(a) || placed(a))
}

/// Gives people and forces without a state ("students", "gunmen") the state in which the act took place, and those whom
/// a state's own power deals with that state.
fn domestic(s: &Syntax, resolver: &Resolver, w: usize, kind: &str, actors: &mut [Actor], recipients: &mut [Actor]) {
    // Nobody knows whose "gunmen" are.
    let stateless =
        |a: &Actor| a.country.is_none() && a.id.is_none() && a.sector.as_deref().is_some_and(|s| s != "UAF");
    let below = s.subtree(w);
    let place = below
        .iter()
        .filter(|&&p| {
            s.is(p, &["obl", "nmod"])
                && s.case(p).is_some_and(|c| matches!(c.as_str(), "in" | "at" | "near" | "through" | "across"))
        })
        .find_map(|&p| resolver.state_of_place(p));
    let within = matches!(kind, "COERCE" | "PROTEST" | "CONCEDE" | "RETREAT");
    let power = actors
        .first()
        .filter(|a| within && a.sector.as_deref().is_none_or(|s| matches!(s, "GOV" | "COP" | "JUD" | "LEG")))
        .and_then(|a| a.country.clone());
    for a in actors.iter_mut().filter(|a| stateless(a)) {
        a.country = place.map(str::to_string);
    }
    for r in recipients.iter_mut().filter(|r| stateless(r)) {
        r.country = place.map(str::to_string).or(power.clone());
    }
}

/// A first estimate, to be calibrated: what usually goes right more often when it is there.
fn confidence(s: &Syntax, w: usize, rule: &Rule, actors: &[Actor], recipients: &[Actor]) -> f32 {
    let mut p: f32 = 0.5;
    let coded = |list: &[Actor]| !list.is_empty() && list.iter().all(|a| a.country.is_some() || a.id.is_some());
    p += if coded(actors) { 0.15 } else { -0.1 };
    p += if coded(recipients) {
        0.15
    } else if recipients.is_empty() {
        0.0
    } else {
        0.05
    };
    p += if rule.part == Part::Verb { 0.05 } else { -0.05 };
    p += if !rule.objects.is_empty() || rule.triggers.iter().any(|t| t.1.is_some()) { 0.05 } else { 0.0 };
    if rule.part == Part::Verb && s.child(w, &["nsubj"]).is_some() {
        p += 0.05;
    }
    // An act told in passing, or on nobody, is more often none: judged records of real news say so.
    if recipients.is_empty() && actors.len() < 2 {
        p -= 0.15;
    }
    if s.is(w, &["acl", "advcl"]) || (rule.part == Part::Noun && !s.is(w, &["obj", "nsubj", "root"])) {
        p -= 0.1;
    }
    p.clamp(0.1, 0.95)
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
            let other_clause = s.is(c, &["conj", "parataxis", "advcl", "punct", "cc"])
                && here == top
                && c != w
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
                a.event.trigger = if s.word(b.word).head == Some(a.word) {
                    a.event.trigger.hull(b.event.trigger)
                } else {
                    a.event.trigger
                };
                a.event.confidence = a.event.confidence.max(b.event.confidence);
            }
            None => k += 1,
        }
    }
}
