//! What stands for somebody named before: pronouns, groups, documents that speak for their makers.

use std::collections::HashMap;

use super::{Entry, Resolver};
use crate::parse::{Kind, Reference};
use crate::record::Actor;
use crate::span::Span;

/// So likely must a mention be what a pronoun stands for.
const MEANT: f32 = 0.1;
/// What speaks for either gender before anything is seen.
const UNSEEN: f32 = 0.3;
/// So many names before a name that share its last word are looked at.
const LOOKED: usize = 200;
/// Words for two or more that were named before.
const GROUPS: [&str; 9] =
    ["side", "country", "leader", "nation", "state", "party", "government", "president", "minister"];

/// So many words back two who were named together are looked for.
const LOOKED_BACK: usize = 2000;

impl<'a> Resolver<'a> {
    /// "The two sides", "both leaders", "AUKUS member states".
    pub(super) fn group(&self, w: usize, phrase: &[usize]) -> Option<Vec<Actor>> {
        let s = self.syntax;
        let lemma = s.lemma(w);
        let mention = Some(s.span(phrase));
        if matches!(lemma.as_str(), "member" | "state" | "country" | "ally" | "nation" | "partner" | "power") {
            for &p in phrase {
                if let Some((_, _, entries)) = self.terms.get(&p) {
                    for e in entries {
                        if let Entry::Body { id, sector, country, .. } = e {
                            let sector = if sector.is_empty() { "IGO" } else { sector };
                            let members = self.lexicon.members(id, self.day);
                            // A body of thirty is coded as the body.
                            if !members.is_empty() && members.len() <= 12 {
                                return Some(self.expand(id, &members, mention));
                            }
                            return Some(vec![Actor {
                                id: Some(id.to_string()),
                                country: country.map(str::to_string),
                                sector: Some(sector.to_string()),
                                sectors: vec![sector.to_string()],
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

    pub(super) fn expand(&self, id: &str, members: &[&str], mention: Option<Span>) -> Vec<Actor> {
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
        for p in (0..w).rev().take(LOOKED_BACK) {
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

    /// "Jointly criticizes": the last two who were named together, no further back than in the sentence before, where nobody, or one alone of whom
    /// we know nothing, is named for it.
    pub fn joint(&self, w: usize, named: &[Actor]) -> Option<Vec<Actor>> {
        let s = self.syntax;
        let jointly = |&c: &usize| s.is(c, &["advmod"]) && s.lemma(c) == "jointly";
        let several = |a: &Actor| a.mention.and_then(|m| s.head_of(m)).is_some_and(|h| s.word(h).xpos.ends_with('S'));
        let lacking = named.len() < 2 && named.iter().all(|a| a.code().is_none() && a.id.is_none() && !several(a));
        if !lacking || !s.children(w).iter().any(jointly) {
            return None;
        }
        let first = s.parse.sentences[s.sentence(w).saturating_sub(1)].words.start;
        self.last_pair(w)
            .filter(|pair| pair.iter().all(|a| a.mention.is_some_and(|m| m.start >= s.word(first).span.start)))
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
        // "Statement said", but not "media reports said".
        let bare = s.word(w).xpos == "NN" && s.child(w, &["det", "compound", "amod", "nmod:poss"]).is_none();
        // What two have signed is "the text" too; "the statement" of one is a statement.
        let meant = |at: usize, makers: &[Actor]| {
            at < w
                && (makers.len() > 1 && !matches!(s.lemma(w).as_str(), "report" | "letter")
                    || s.lemma(at) == s.lemma(w) && (s.is_definite(w) || bare))
        };
        let documents = self.documents.borrow();
        let noted = documents.iter().filter(|(at, a)| meant(*at, a)).max_by_key(|(at, _)| *at).map(|(_, a)| a.clone());
        drop(documents);
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
        let Some(to) = self.stands_for(w) else { return Vec::new() };
        let plural = matches!(s.form(w).to_lowercase().as_str(), "they" | "them" | "their" | "theirs" | "themselves");
        let meant = if plural { self.all(to) } else { self.one(to) };
        meant.into_iter().map(|x| Actor { mention: Some(s.word(w).span), ..x }).collect()
    }

    /// The noun or name, said before, that a pronoun or a definite noun stands for.
    pub fn stands_for(&self, w: usize) -> Option<usize> {
        self.meant.get(&w).map(|m| m.0)
    }

    /// The probability that an actor's words stand for whom they were resolved to: 1 for those that name it.
    pub fn surely(&self, a: &Actor) -> f32 {
        let Some(w) = a.mention.and_then(|m| self.syntax.head_of(m)) else { return 1.0 };
        self.meant.get(&w).map_or(1.0, |m| m.1)
    }

    /// The words said before that a span stands for, if its head is a pronoun or a name.
    pub fn before(&self, span: Span) -> Option<Span> {
        let w = self.syntax.head_of(span)?;
        let noun = match self.syntax.word(w).upos {
            "PRON" | "NOUN" => self.stands_for(w),
            "PROPN" => self.named_before(w),
            _ => None,
        }?;
        Some(self.syntax.span(&self.syntax.phrase(noun)))
    }

    /// The words of a name: of "Hillary Clinton aide Cheryl Mills" the last two.
    fn name_words(&self, w: usize) -> Vec<&'a str> {
        let s = self.syntax;
        let title = s.child(w, &["nmod:desc"]).map(|t| s.phrase(t)).unwrap_or_default();
        let of_name = |p: &usize| s.word(*p).upos == "PROPN" && !title.contains(p);
        s.phrase(w).into_iter().filter(of_name).map(|p| s.form(p)).collect()
    }

    /// The nearest name before that has all the words of a name.
    fn named_before(&self, w: usize) -> Option<usize> {
        let s = self.syntax;
        let name = self.name_words(w);
        let fits = |p: &usize| {
            let other = s.kind(*p) != s.kind(w) && s.kind(*p).is_some() && s.kind(w).is_some();
            !other && {
                let longer = self.name_words(*p);
                name.iter().all(|n| longer.contains(n))
            }
        };
        let heads = self.names.get(*name.last()?)?;
        let before = heads.partition_point(|&h| h < w);
        heads[..before].iter().rev().take(LOOKED).copied().find(fits)
    }

    /// Finds what every pronoun and definite noun stands for, in the text's order: of those whom the network names, the one whose mentions are
    /// together the likeliest. A second time round it is known who is mostly "he" and who "she".
    pub(super) fn find_meant(&mut self) {
        let s = self.syntax;
        for w in 0..s.word_count() {
            if s.word(w).upos == "PROPN" && !self.inside_name(w) {
                for name in self.name_words(w) {
                    self.names.entry(name).or_default().push(w);
                }
            }
        }
        let mut firsts = HashMap::new();
        let mut genders = Genders::default();
        for _ in 0..2 {
            let mut seen = Genders::default();
            let mut next = 0;
            self.known.borrow_mut().clear();
            for r in &self.syntax.parse.references {
                // In order, so that each finds those before it.
                (next..r.word).filter(|&p| s.is_nominal(p)).for_each(|p| drop(self.one(p)));
                next = r.word;
                let noun = s.word(r.word).upos == "NOUN";
                if noun && !self.is_bare(r.word) {
                    continue;
                }
                let mut groups = self.groups(r, &mut firsts, &genders);
                if !noun {
                    self.weigh(r.word, &mut groups);
                }
                if let Some(g) = gender(self.syntax.form(r.word)) {
                    groups.iter().for_each(|x| seen.note(x, g));
                }
                let best = groups.into_iter().reduce(|a, b| if b.share > a.share { b } else { a });
                let enough = if noun { self.enough(r.word) } else { MEANT };
                let best = best.filter(|b| b.share >= enough);
                match best.and_then(|b| Some((b.noun?, b.share))) {
                    Some(meant) => self.meant.insert(r.word, meant),
                    None => self.meant.remove(&r.word),
                };
                self.known.borrow_mut().split_off(&r.word);
            }
            genders = seen;
        }
        (self.firsts, self.genders) = (firsts, genders);
    }

    /// Whom a pronoun or a definite noun may stand for. `firsts`: for words that head mentions, the first mention of the same one.
    pub(super) fn groups(&self, r: &Reference, firsts: &mut HashMap<usize, usize>, genders: &Genders) -> Vec<Group> {
        let (beside, named) = self.beside(r.word);
        let speaker = self.speaker(r.word).map(|w| self.first(self.stands_for(w).unwrap_or(w), firsts));
        let mut groups: Vec<Group> = Vec::new();
        for &(m, share) in r.mentions.iter().filter(|(m, _)| !beside.contains(m)) {
            let noun = if self.syntax.word(m).upos == "PRON" { self.stands_for(m) } else { Some(m) };
            let who = noun.map_or_else(Vec::new, |n| self.one(n));
            if let (Some(noun), [a]) = (noun, &who[..])
                && (named.iter().any(|n| is(n, a)) || self.other_gender(r.word, noun, a))
            {
                continue;
            }
            let first = self.first(noun.unwrap_or(m), firsts);
            let fits = match self.syntax.word(r.word).upos {
                "NOUN" => self.may_be_called(r.word, noun.unwrap_or(m), &who),
                _ => self.may_be(r.word, noun.unwrap_or(m)),
            };
            if speaker == Some(first) || !fits {
                continue;
            }
            let same = |g: &&mut Group| g.first == first || matches!((&g.who[..], &who[..]), ([a], [b]) if is(a, b));
            match groups.iter_mut().find(same) {
                Some(g) => {
                    g.share += share;
                    g.near = g.near.max(m);
                }
                None => groups.push(Group { first, noun, who, share, near: m }),
            }
        }
        let mut nobody = 1.0 - r.mentions.iter().map(|(_, share)| share).sum::<f32>();
        if let Some(g) = gender(self.syntax.form(r.word)) {
            groups.iter_mut().for_each(|x| x.share *= genders.fit(x, g));
            nobody *= 0.5;
        }
        // What is left, those that cannot be meant being out.
        let left = nobody + groups.iter().map(|x| x.share).sum::<f32>();
        groups.iter_mut().for_each(|x| x.share /= left);
        groups
    }

    /// Persons are "he" or "she", one at a time, and never "it".
    fn may_be(&self, pronoun: usize, noun: usize) -> bool {
        let s = self.syntax;
        let person = s.kind(noun) == Some(Kind::Person);
        let named = matches!(s.word(noun).upos, "NOUN" | "PROPN");
        match s.form(pronoun).to_lowercase().as_str() {
            _ if !named => true,
            "it" | "its" | "itself" => !person,
            form if gender(form).is_some() => {
                let plural = matches!(s.word(noun).xpos, "NNS" | "NNPS");
                !plural && !matches!(s.kind(noun), Some(Kind::Organisation | Kind::Place))
            }
            _ => true,
        }
    }

    /// Who is quoted where a word stands: he would say "I".
    fn speaker(&self, w: usize) -> Option<usize> {
        let s = self.syntax;
        let here = s.word(w).span;
        let quoted = |c: &Span| {
            let before = s.text[..c.start].trim_end().chars().next_back();
            here.within(*c) && (c.of(s.text).starts_with(['“', '"']) || matches!(before, Some('“' | '"')))
        };
        let told = s.parse.attributions.iter().filter(|a| a.content.iter().any(quoted));
        told.flat_map(|a| a.source.iter().copied())
            .min_by_key(|a| a.start.abs_diff(here.start))
            .and_then(|a| s.head_of(a))
    }

    /// The first mention that has the same name.
    fn first(&self, w: usize, firsts: &mut HashMap<usize, usize>) -> usize {
        if let Some(&f) = firsts.get(&w) {
            return f;
        }
        let before = if self.syntax.word(w).upos == "PROPN" { self.named_before(w) } else { None };
        let f = before.map_or(w, |b| self.first(b, firsts));
        firsts.insert(w, f);
        f
    }

    /// "He" and "she" are nobody whose name or title tells the other.
    fn other_gender(&self, w: usize, noun: usize, a: &Actor) -> bool {
        gender(self.syntax.form(w)).is_some_and(|own| self.gender(noun, a).is_some_and(|g| g != own))
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
        let named = self.name_words(w).into_iter();
        let known = a.name.iter().flat_map(|n| n.split(' ').take(1));
        named.take(2).chain(known).find_map(|n| self.lexicon.pronoun(n))
    }
}

/// Mentions of one, and how likely they are together.
#[derive(Clone)]
pub(super) struct Group {
    pub(super) first: usize,
    /// The likeliest of them that is a noun or a name.
    pub(super) noun: Option<usize>,
    who: Vec<Actor>,
    pub(super) share: f32,
    /// The nearest of them.
    pub(super) near: usize,
}

impl Group {
    fn key(&self) -> String {
        match &self.who[..] {
            [Actor { name: Some(name), .. }] => name.clone(),
            _ => self.first.to_string(),
        }
    }
}

/// How much speaks for "he" and for "she" of those who are mentioned.
#[derive(Default)]
pub(super) struct Genders(HashMap<String, [f32; 2]>);

impl Genders {
    fn note(&mut self, x: &Group, gender: &str) {
        self.0.entry(x.key()).or_default()[usize::from(gender == "she")] += x.share;
    }

    /// The probability of a pronoun for somebody.
    fn fit(&self, x: &Group, gender: &str) -> f32 {
        let [he, she] = self.0.get(&x.key()).copied().unwrap_or_default();
        let own = if gender == "she" { she } else { he };
        (own + UNSEEN) / (he + she + 2.0 * UNSEEN)
    }
}

/// What a pronoun tells of a person.
pub(super) fn gender(form: &str) -> Option<&'static str> {
    match form.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some("he"),
        "she" | "her" | "hers" | "herself" => Some("she"),
        _ => None,
    }
}

/// The same actor by name.
fn is(a: &Actor, b: &Actor) -> bool {
    a.name.is_some() && a.name == b.name && a.same_as(b)
}
