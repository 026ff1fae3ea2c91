//! Definite nouns that mean somebody named before: "the president", "the group", "the country".

use super::{Entry, Resolver};
use crate::parse::Kind;
use crate::record::Actor;

/// So likely must a mention be what a definite noun stands for.
const CALLED: f32 = 0.3;
/// Words for a state.
pub(in crate::coding) const STATES: [&str; 9] =
    ["archipelago", "country", "duchy", "emirate", "island", "kingdom", "nation", "republic", "sultanate"];
/// So many sentences, its own among them, may "the country" look back.
const FAR: usize = 5;
/// So many mentions before "the president" are looked at for one of the office, and each sentence between makes one count so much less.
const LOOKED: usize = 200;
const FADING: f32 = 0.85;
/// So likely must it be where the lexicon has no office or sector for the noun ("the team").
const CALLED_SO: f32 = 0.6;
/// Offices so wide that whoever has another may be called so.
const WIDE: [&str; 4] = ["leader", "official", "politician", "candidate"];

impl Resolver<'_> {
    /// Whom a definite noun without further words means, if somebody named before: "the president", "the group".
    pub(super) fn called(&self, w: usize, base: &Actor) -> Option<Actor> {
        let [a] = &self.one(self.stands_for(w)?)[..] else { return None };
        let mut a = Actor { mention: base.mention, ..a.clone() };
        if a.role.is_none()
            && let Some(role) = self.role_of(w, &self.syntax.phrase(w))
        {
            self.apply_role(&mut a, role, base.name.as_deref().unwrap_or(""));
        }
        Some(a)
    }

    /// From which probability on a definite noun means a mention.
    pub(super) fn enough(&self, w: usize) -> f32 {
        if self.role_of(w, &self.syntax.phrase(w)).is_some() { CALLED } else { CALLED_SO }
    }

    /// Whether a definite noun may mean somebody at all: it has no words that tell of whom or of what it speaks.
    pub(super) fn is_bare(&self, w: usize) -> bool {
        let s = self.syntax;
        let further = |c: usize| s.is(c, &["nmod", "acl", "appos", "flat"]) || s.word(c).upos == "PROPN";
        let of_a_state = |p: &usize| self.terms.contains_key(p);
        !s.children(w).iter().any(|&c| further(c)) && !s.phrase(w).iter().any(of_a_state)
    }

    /// Whether what was named before may be called by a definite noun: the office is the same, or not known and both are persons, or bodies;
    /// and nothing that the noun says of itself ("district court") is said otherwise of the other.
    pub(super) fn may_be_called(&self, w: usize, noun: usize, who: &[Actor]) -> bool {
        let (s, [a]) = (self.syntax, who) else { return false };
        let plural = |w: usize| matches!(s.word(w).xpos, "NNS" | "NNPS");
        let words = s.phrase(noun);
        let said = |c: usize| words.iter().any(|&p| s.form(p).eq_ignore_ascii_case(s.form(c)));
        let named = s.word(noun).upos == "PROPN";
        let told = s.children(w).iter().all(|&c| named || !s.is(c, &["amod", "compound"]) || said(c));
        let own = self.role_of(w, &s.phrase(w));
        // "The Democratic nominee" of the day is known.
        let holder = own.and_then(|r| r.role).filter(|r| a.role.as_deref() != Some(r)).and_then(|role| {
            let usual = |iso3: &&str| a.country.as_deref().is_none_or(|c| c == *iso3);
            let of = self.lexicon.state_of(role, false).or(self.lexicon.state_of(role, true).filter(usual))?;
            self.lexicon.holder(of, role, self.day)
        });
        if holder.is_some_and(|h| a.name.as_deref() != Some(h.name)) {
            return false;
        }
        let sector = own.and_then(|r| r.sector);
        let alike = s.kind(w) == s.kind(noun) && matches!(s.kind(w), Some(Kind::Person | Kind::Organisation));
        told && plural(w) == plural(noun)
            && match (own.and_then(|r| r.role), a.role.as_deref()) {
                (Some(own), Some(other)) if !WIDE.contains(&own) => own == other,
                _ => {
                    alike
                        && (sector.is_none() || a.sector.is_none() || a.sectors.iter().any(|x| Some(&x[..]) == sector))
                }
            }
    }

    /// "The country", "this nation": the state that its sentence names before it, or else the nearest sentence before that
    /// names any, if it names only one.
    pub(super) fn the_country(&self, w: usize) -> Option<&'static str> {
        let s = self.syntax;
        let bare = !s.children(w).iter().any(|&c| s.is(c, &["amod", "nmod", "acl", "compound", "nummod"]));
        if !STATES.contains(&s.form(w)) || !s.is_definite(w) || !bare {
            return None;
        }
        let first = (s.sentence(w) + 1).saturating_sub(FAR);
        let named = |k: usize, behind: bool| {
            let words = s.parse.sentences[k].words.clone().filter(|&p| if behind { p > w } else { p < w });
            let mut named: Vec<&str> = words.filter_map(|p| self.state_named(p)).collect();
            named.sort_unstable();
            named.dedup();
            named
        };
        let before = (first..=s.sentence(w)).rev().map(|k| named(k, false)).find(|n| !n.is_empty());
        match before.unwrap_or_else(|| named(s.sentence(w), true))[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// "The president" after "Russian President Vladimir Putin": of those in that role named before, who was named most and last.
    pub(super) fn country_of_context(&self, w: usize, a: &mut Actor) {
        let s = self.syntax;
        if !s.is_definite(w) {
            return;
        }
        let heads =
            (0..w).rev().filter(|&p| s.is_nominal(p) && s.word(p).upos != "PRON" && !self.inside_name(p)).take(LOOKED);
        let mut held: Vec<(Actor, f32)> = Vec::new();
        for p in heads.collect::<Vec<_>>().into_iter().rev() {
            for x in self.one(p).into_iter().filter(|x| x.role == a.role && x.country.is_some()) {
                let weight = if s.is(p, &["nsubj"]) && !self.quoted(p) { 2.0 } else { 1.0 };
                let weight = weight * FADING.powi((s.sentence(w) - s.sentence(p)) as i32);
                match held.iter_mut().find(|(y, _)| y.country == x.country && y.name == x.name) {
                    Some((_, sum)) => *sum += weight,
                    None => held.push((x, weight)),
                }
            }
        }
        if let Some((x, _)) = held.into_iter().reduce(|x, y| if y.1 >= x.1 { y } else { x }) {
            // "The Supreme Court" after "the appeals court" is of the same state, and another.
            let said =
                |c: usize| x.mention.is_some_and(|m| m.of(s.text).to_lowercase().contains(&s.form(c).to_lowercase()));
            let body = s.kind(w) != Some(Kind::Person);
            let other = body && s.children(w).iter().any(|&c| s.is(c, &["amod", "compound"]) && !said(c));
            a.country = x.country.clone();
            // A mufti is a cleric, and no church.
            let kind = x.mention.and_then(|m| s.head_of(m)).and_then(|h| s.kind(h));
            let unlike = kind.is_some() && s.kind(w).is_some() && kind != s.kind(w);
            if !other && !unlike {
                a.name = x.name;
            }
            return;
        }
        // One state alone in the text so far: "the ministry" is its ministry.
        let mut seen: Vec<&str> = Vec::new();
        for (p, (_, _, entries)) in &self.terms {
            if *p < w
                && let Some(Entry::Country { iso3, .. }) = entries.first()
            {
                seen.push(iso3);
            }
        }
        seen.sort_unstable();
        seen.dedup();
        if let [one] = seen[..] {
            a.country = Some(one.to_string());
        }
    }
}
