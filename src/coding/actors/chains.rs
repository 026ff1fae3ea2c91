//! What stands for somebody named before: pronouns, groups, documents that speak for their makers.

use super::{Entry, Resolver};
use crate::parse::Kind;
use crate::record::Actor;

/// So many sentences, its own among them, may "the country" look back.
const FAR: usize = 5;
/// Words for two or more that were named before.
const GROUPS: [&str; 9] =
    ["side", "country", "leader", "nation", "state", "party", "government", "president", "minister"];

impl Resolver<'_> {
    /// "The two sides", "both leaders", "AUKUS member states".
    pub(super) fn group(&self, w: usize, phrase: &[usize]) -> Option<Vec<Actor>> {
        let s = self.syntax;
        let lemma = s.lemma(w);
        let mention = Some(s.span(phrase));
        if matches!(lemma.as_str(), "member" | "state" | "country" | "ally" | "nation" | "partner" | "power") {
            for &p in phrase {
                if let Some((_, _, entries)) = self.terms.get(&p) {
                    for e in entries {
                        if let Entry::Body { id, .. } = e {
                            let members = self.lexicon.members(id, self.day);
                            // A body of thirty is coded as the body.
                            if !members.is_empty() && members.len() <= 12 {
                                return Some(self.expand(id, &members, mention));
                            }
                            return Some(vec![Actor {
                                id: Some(id.to_string()),
                                sector: Some("IGO".into()),
                                sectors: vec!["IGO".into()],
                                name: Some(self.clean(mention?.of(s.text))),
                                mention,
                                ..Actor::default()
                            }]);
                        }
                    }
                }
            }
        }
        let two = phrase.iter().any(|&p| matches!(s.lemma(p).as_str(), "two" | "both" | "three"))
            || s.children(w).iter().any(|&c| matches!(s.lemma(c).as_str(), "two" | "both"));
        if two && GROUPS.contains(&lemma.as_str()) {
            let pair = self.last_pair(w)?;
            return Some(pair.into_iter().map(|a| Actor { mention, ..a }).collect());
        }
        None
    }

    /// "The country", "this nation": the state that its sentence names before it, or else the nearest sentence before that
    /// names any, if it names only one.
    pub(super) fn the_country(&self, w: usize) -> Option<&'static str> {
        let s = self.syntax;
        let definite = s.child(w, &["det"]).is_some_and(|d| matches!(s.lemma(d).as_str(), "the" | "this" | "that"));
        let bare = !s.children(w).iter().any(|&c| s.is(c, &["amod", "nmod", "acl", "compound", "nummod"]));
        if !matches!(s.form(w), "country" | "nation") || !definite || !bare {
            return None;
        }
        let first = (s.sentence(w) + 1).saturating_sub(FAR);
        for k in (first..=s.sentence(w)).rev() {
            let words = s.parse.sentences[k].words.clone().filter(|&p| p < w);
            let mut named: Vec<&str> = words.filter_map(|p| self.state_named(p)).collect();
            named.sort_unstable();
            named.dedup();
            match named[..] {
                [] => {}
                [one] => return Some(one),
                _ => return None,
            }
        }
        None
    }

    pub(super) fn expand(&self, id: &str, members: &[&str], mention: Option<crate::span::Span>) -> Vec<Actor> {
        let name = |iso3: &str| self.lexicon.country_name(iso3).map(str::to_string);
        let one = |iso3: &&str| Actor {
            country: Some(iso3.to_string()),
            name: name(iso3),
            mention,
            expanded_from: Some(id.to_string()),
            ..Actor::default()
        };
        members.iter().map(one).collect()
    }

    /// The last two actors of different states that were named together before a word.
    pub(super) fn last_pair(&self, w: usize) -> Option<Vec<Actor>> {
        for p in (0..w).rev() {
            if self.syntax.children(p).iter().any(|&c| self.syntax.is(c, &["conj"]) && c < w)
                && self.syntax.is_nominal(p)
            {
                let pair = self.all(p);
                let codes: Vec<_> = pair.iter().filter_map(|a| a.country.as_deref()).collect();
                if pair.len() >= 2 && codes.len() == pair.len() && codes[0] != codes[1] {
                    return Some(pair);
                }
            }
        }
        None
    }

    /// A text speaks for who made it: its possessor, or who signed it.
    pub(super) fn document(&self, w: usize, phrase: &[usize], base: &Actor) -> Vec<Actor> {
        let s = self.syntax;
        for &c in s.children(w) {
            if s.is(c, &["nmod:poss"])
                || (s.is(c, &["nmod"]) && s.case(c).is_some_and(|p| matches!(p.as_str(), "by" | "from" | "of")))
            {
                let makers = self.all(c);
                if !makers.is_empty() {
                    return makers.into_iter().map(|a| Actor { mention: base.mention, ..a }).collect();
                }
            }
        }
        if s.word(w).upos != "NOUN" {
            return Vec::new();
        }
        let named = phrase.iter().any(|&p| s.lemma(p) == "joint");
        let noted = self.documents.borrow().iter().rev().find(|(at, _)| *at < w).map(|(_, a)| a.clone());
        match noted.or_else(|| named.then(|| self.last_pair(w)).flatten()) {
            Some(makers) => makers.into_iter().map(|a| Actor { mention: base.mention, ..a }).collect(),
            None => {
                let mut a = base.clone();
                self.place(w, phrase, &mut a);
                if a.country.is_some() { vec![a] } else { Vec::new() }
            }
        }
    }

    pub(super) fn pronoun(&self, w: usize) -> Vec<Actor> {
        let s = self.syntax;
        let noun = s.antecedent(w);
        if noun != w {
            return self.one(noun);
        }
        let (person, pronoun) = match s.form(w).to_lowercase().as_str() {
            "he" | "him" | "his" => (true, "he"),
            "she" | "her" | "hers" => (true, "she"),
            "it" | "its" => (false, "it"),
            "they" | "them" | "their" | "theirs" => return self.plural_before(w),
            _ => return Vec::new(),
        };
        let mention = Some(s.word(w).span);
        let (barred, named) = self.beside(w);
        // The nearest subject before it that fits, in this sentence and the three before.
        let here = s.sentence(w);
        let mut best: Option<(usize, usize, Vec<Actor>)> = None;
        for p in (0..w).rev() {
            if here - s.sentence(p) > 3 {
                break;
            }
            if !s.is_nominal(p) || s.word(p).upos == "PRON" || self.inside_name(p) || barred.contains(&p) {
                continue;
            }
            // Whom somebody quoted names is not whom the reporter means, and a state is no "she".
            if (self.quoted(p) && !self.quoted(w)) || (person && self.names_state(p)) {
                continue;
            }
            let subject = s.is(p, &["nsubj"]);
            if !subject
                && (here != s.sentence(p) || person)
                && !(person && s.kind(p) == Some(Kind::Person) && s.is(p, &["appos", "root", "obl"]))
            {
                continue;
            }
            let fits = if person {
                s.kind(p) == Some(Kind::Person) && !matches!(s.word(p).xpos, "NNS" | "NNPS") && s.lemma(p) != "percent"
            } else {
                s.kind(p) != Some(Kind::Person) && !matches!(s.word(p).xpos, "NNS" | "NNPS")
            };
            if !fits {
                continue;
            }
            let a = self.one(p);
            let other = |x: &Actor| self.gender(p, x).is_some_and(|g| g != pronoun);
            if person && a.len() == 1 && (other(&a[0]) || named.iter().any(|n| n.same_as(&a[0]) && n.name == a[0].name)) {
                continue;
            }
            if a.len() == 1 && (!person || a[0].id.is_none() || a[0].role.is_some()) {
                let score = (here - s.sentence(p)) * 2 + usize::from(!subject);
                if best.as_ref().is_none_or(|b| score < b.0) {
                    best = Some((score, p, a));
                }
                if score == 0 {
                    break;
                }
            }
        }
        best.map(|(_, _, a)| a.into_iter().map(|x| Actor { mention, ..x }).collect()).unwrap_or_default()
    }

    /// Whom a pronoun cannot stand for: the words that share its verb ("Cruz met **him**"), and who is named there after it
    /// ("**He** blasted Sanders").
    fn beside(&self, w: usize) -> (Vec<usize>, Vec<Actor>) {
        let s = self.syntax;
        if s.is(w, &["nmod:poss"]) {
            return (Vec::new(), Vec::new());
        }
        let mut verb = s.word(w).head;
        while let Some(v) = verb.filter(|&v| s.word(v).upos != "VERB" && s.sentence(v) == s.sentence(w)) {
            verb = s.word(v).head;
        }
        let Some(v) = verb else { return (Vec::new(), Vec::new()) };
        let mut words: Vec<usize> = [s.agent(v), s.patient(v)].into_iter().flatten().collect();
        words.extend(s.children(v).iter().copied().filter(|&c| s.is(c, &["obj", "iobj", "obl"])));
        let words: Vec<usize> = words.into_iter().flat_map(|x| s.partners(x)).filter(|&x| x != w).collect();
        let after = |x: &&usize| **x > w && s.word(**x).upos == "PROPN";
        let named = words.iter().filter(after).flat_map(|&x| self.one(x)).collect();
        (words, named)
    }

    /// A quotation is open where the word stands, as far as its own sentence tells.
    pub(super) fn quoted(&self, w: usize) -> bool {
        let s = self.syntax;
        let before = &s.text[s.parse.sentences[s.sentence(w)].span.start..s.word(w).span.start];
        let straight = before.matches('"').count() % 2 == 1;
        straight || before.matches('“').count() > before.matches('”').count()
    }

    /// The word names a state or its people.
    fn names_state(&self, w: usize) -> bool {
        self.terms.get(&w).is_some_and(|(_, _, e)| matches!(e.first(), Some(Entry::Country { .. })))
    }

    /// The pronoun that goes with a person, where a title, a noun or a given name tells.
    fn gender(&self, w: usize, a: &Actor) -> Option<&'static str> {
        let s = self.syntax;
        for p in s.phrase(w) {
            match s.form(p).trim_end_matches('.').to_lowercase().as_str() {
                "mr" | "sir" | "lord" | "king" | "prince" | "father" | "husband" | "brother" | "son" | "man" => {
                    return Some("he");
                }
                "mrs" | "ms" | "miss" | "lady" | "queen" | "princess" | "mother" | "wife" | "sister" | "daughter"
                | "woman" => return Some("she"),
                other if other.ends_with("woman") => return Some("she"),
                _ => {}
            }
        }
        let named = s.phrase(w).into_iter().filter(|&p| s.word(p).upos == "PROPN").map(|p| s.form(p));
        let known = a.name.iter().flat_map(|n| n.split(' ').take(1));
        named.take(2).chain(known).find_map(|n| self.lexicon.pronoun(n))
    }

    /// "They": the last plural subject, or the last pair.
    pub(super) fn plural_before(&self, w: usize) -> Vec<Actor> {
        let s = self.syntax;
        for p in (0..w).rev() {
            if s.sentence(w) - s.sentence(p) > 2 {
                break;
            }
            if s.is(p, &["nsubj"]) && s.is_nominal(p) && s.word(p).upos != "PRON" {
                let a = self.all(p);
                if a.len() > 1 || (s.word(p).xpos == "NNS" && !a.is_empty()) {
                    return a.into_iter().map(|x| Actor { mention: Some(s.word(w).span), ..x }).collect();
                }
            }
        }
        Vec::new()
    }
}
