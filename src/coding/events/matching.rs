//! Which rule fits a word, and where its slots are.

use std::collections::HashMap;

use super::super::codebook::{Codebook, Part, Rule, Slot};
use crate::coding::syntax::Syntax;

/// All rules by trigger lemma.
pub struct Index<'a> {
    by_lemma: HashMap<&'a str, Vec<(usize, &'a Rule, usize)>>,
    own: Vec<bool>,
}

/// A rule that fits a word.
pub struct Match<'a> {
    /// Page, in the codebook's order.
    pub page: usize,
    /// The rule.
    pub rule: &'a Rule,
    particle: Option<usize>,
    /// The object that the rule asked for.
    pub object: Option<usize>,
}

impl Match<'_> {
    /// The trigger's words: the word itself, its particle, the object that the rule asks for, and what lies between.
    pub fn words(&self, s: &Syntax, w: usize) -> Vec<usize> {
        let mut out = vec![w];
        out.extend(self.particle);
        out.extend(self.object.filter(|&o| o > w && o - w <= 6));
        let _ = s;
        out
    }
}

impl<'a> Index<'a> {
    /// Lists the rules of a codebook.
    pub fn new(codebook: &'a Codebook) -> Index<'a> {
        let mut by_lemma: HashMap<&str, Vec<_>> = HashMap::new();
        for (p, page) in codebook.pages.iter().enumerate() {
            for rule in &page.rules {
                for (k, (lemma, _)) in rule.triggers.iter().enumerate() {
                    by_lemma.entry(lemma.as_str()).or_default().push((p, rule, k));
                }
            }
        }
        Index { by_lemma, own: codebook.pages.iter().map(|p| p.own).collect() }
    }

    /// The rules that fit a word, the most specific first; of equals, in the codebook's order.
    pub fn matches(&self, s: &Syntax, w: usize) -> Vec<Match<'a>> {
        let Some(list) = self.by_lemma.get(s.lemma(w).as_str()) else { return Vec::new() };
        if is_in_title(s, w) {
            return Vec::new();
        }
        let mut fits: Vec<(u32, Match)> = Vec::new();
        for &(page, rule, k) in list {
            let particle = match &rule.triggers[k].1 {
                Some(p) => match particle(s, w, p) {
                    Some(at) => Some(at),
                    None => continue,
                },
                None => None,
            };
            let object = if rule.objects.is_empty() {
                None
            } else {
                match object(s, w, &rule.objects) {
                    Some(o) => Some(o),
                    None => continue,
                }
            };
            // "set off" is not "set".
            let other_verb = particle.is_none() && object.is_none() && s.child(w, &["compound:prt"]).is_some();
            if !is_part(s, w, rule.part)
                || other_verb
                || (rule.needs_clause && s.governed(w).is_none())
                || (!rule.having.is_empty() && !names_one(s, &scope(s, w), w, &rule.having))
                || (!rule.lacking.is_empty() && names_one(s, &s.subtree(w), w, &rule.lacking))
            {
                continue;
            }
            // A user's own category comes before all others.
            let score = 16 * u32::from(self.own[page])
                + 8 * u32::from(object.is_some())
                + 4 * u32::from(particle.is_some())
                + 2 * u32::from(!rule.having.is_empty())
                + u32::from(rule.needs_clause);
            fits.push((score, Match { page, rule, particle, object }));
        }
        fits.sort_by_key(|f| std::cmp::Reverse(f.0));
        fits.into_iter().map(|f| f.1).collect()
    }
}

/// Inside a quoted title ("Deepening the Strategic Partnership"): capitalised behind a quotation mark or another
/// capitalised word of the quotation.
fn is_in_title(s: &Syntax, w: usize) -> bool {
    let capital = |x: usize| s.form(x).starts_with(char::is_uppercase);
    if !capital(w) {
        return false;
    }
    let (mut open, mut capitals, mut words) = (false, 0, 0);
    for x in s.parse.sentences[s.sentence(w)].words.clone() {
        match s.form(x) {
            "“" | "«" => (open, capitals, words) = (true, 0, 0),
            "\"" => (open, capitals, words) = (!open, 0, 0),
            "”" | "»" if x > w => return open && words >= 3 && capitals * 10 >= words * 8,
            "”" | "»" => open = false,
            _ if open && matches!(s.word(x).upos, "NOUN" | "VERB" | "ADJ" | "PROPN") => {
                words += 1;
                capitals += usize::from(capital(x));
            }
            _ => {}
        }
    }
    false
}

fn is_part(s: &Syntax, w: usize, part: Part) -> bool {
    let word = s.word(w);
    match part {
        // A participle before a noun ("the accused man") names no act of its own.
        Part::Verb => {
            (word.upos == "VERB" && !s.is(w, &["amod", "compound"]))
                || (word.upos == "AUX" && s.child(w, &["nsubj"]).is_some())
        }
        Part::Noun => {
            matches!(word.upos, "NOUN" | "PROPN") && !s.is(w, &["compound", "flat"])
                || (word.upos == "VERB" && word.xpos == "NN")
        }
        Part::Adjective => word.upos == "ADJ" && !s.is(w, &["amod"]),
    }
}

/// The particle or preposition below a verb.
fn particle(s: &Syntax, w: usize, p: &str) -> Option<usize> {
    for &c in s.children(w) {
        if s.is(c, &["compound:prt", "advmod", "mark"]) && s.form(c).eq_ignore_ascii_case(p) {
            return Some(c);
        }
        if s.is(c, &["obl", "nmod", "advcl", "xcomp", "ccomp", "acl"]) {
            let marked = s
                .children(c)
                .iter()
                .copied()
                .find(|&m| s.is(m, &["case", "mark"]) && s.form(m).eq_ignore_ascii_case(p));
            if marked.is_some() {
                return marked;
            }
        }
    }
    None
}

/// The object (or the passive's subject, or what a light verb governs by "in", "into", "to", "under") with one of these
/// lemmas.
fn object(s: &Syntax, w: usize, lemmas: &[String]) -> Option<usize> {
    let governed =
        |c: usize| s.is(c, &["obl"]) && s.case(c).is_some_and(|p| matches!(p.as_str(), "in" | "into" | "to" | "under"));
    let mut places: Vec<usize> =
        s.children(w).iter().copied().filter(|&c| s.is(c, &["obj", "nsubj:pass", "xcomp"]) || governed(c)).collect();
    if s.is_passive(w) {
        places.extend(s.patient(w));
    }
    let partners: Vec<usize> = places.iter().flat_map(|&o| s.partners(o)).collect();
    partners.into_iter().find(|&o| lemmas.contains(&s.lemma(o)))
}

/// The words below a word that belong to what it says itself: not those of asides, relative clauses and other acts.
fn scope(s: &Syntax, w: usize) -> Vec<usize> {
    let mut out = vec![w];
    let mut k = 0;
    while k < out.len() {
        let here = out[k];
        out.extend(s.children(here).iter().copied().filter(|&c| {
            let other_act = here == w && s.is(c, &["conj"]) && s.word(c).upos == "VERB";
            !other_act && !s.is(c, &["advcl", "parataxis", "acl:relcl"])
        }));
        k += 1;
    }
    out
}

/// One of the words has one of the lemmas (or forms).
fn names_one(s: &Syntax, words: &[usize], w: usize, lemmas: &[String]) -> bool {
    words.iter().any(|&x| x != w && lemmas.iter().any(|l| *l == s.lemma(x) || l.eq_ignore_ascii_case(s.form(x))))
}

/// The words that may head a slot's mention, best first.
pub fn places(s: &Syntax, w: usize, slot: &Slot, part: Part) -> Vec<usize> {
    match slot {
        Slot::Nowhere => Vec::new(),
        Slot::Subject if part == Part::Verb => s.agent(w).into_iter().collect(),
        Slot::Subject => {
            // Of a predicate, or of the verb that the noun is the object of: "filed a complaint".
            let own = s.child(w, &["nsubj"]);
            let governed = s.is(w, &["obj", "xcomp", "nsubj:pass"])
                || (s.is(w, &["obl"]) && s.case(w).is_some_and(|p| matches!(p.as_str(), "in" | "into" | "for" | "to")));
            let verb = s.word(w).head.filter(|_| governed && s.word(w).upos != "PROPN");
            own.or_else(|| verb.and_then(|v| s.agent(v))).into_iter().collect()
        }
        Slot::Object if part == Part::Verb => s.patient(w).into_iter().collect(),
        Slot::Object => s.child(w, &["obj"]).into_iter().collect(),
        Slot::By(p) => {
            let mut out = s.by_preposition(w, p);
            // A noun's complement may hang from the verb that holds it: "signed an accord with".
            if part == Part::Noun
                && out.is_empty()
                && let Some(h) = s.word(w).head
                && s.is(w, &["obj", "nsubj:pass"])
                && p != "of"
                && p != "by"
            {
                out = s.by_preposition(h, p);
            }
            if p == "by" && part == Part::Noun && out.is_empty() {
                out.extend(s.word(w).head.filter(|_| s.is(w, &["nsubj:pass"])).and_then(|v| s.agent(v)));
            }
            out
        }
        Slot::Possessor => {
            let before =
                |&c: &usize| s.is(c, &["nmod:poss", "amod", "compound", "nmod:desc", "nmod:unmarked"]) && c < w;
            s.children(w).iter().copied().filter(before).collect()
        }
        Slot::Complement => {
            let Some(c) = s.governed(w) else { return Vec::new() };
            let mut out: Vec<usize> = s.child(c, &["nsubj"]).map(|x| s.antecedent(x)).into_iter().collect();
            if s.is(c, &["xcomp"]) {
                out.extend(s.child(w, &["obj", "iobj"]));
            }
            out.extend(nearest(s, c));
            out
        }
        Slot::Inside => nearest(s, w),
    }
}

/// Nominals below a word, the nearest in the tree first.
fn nearest(s: &Syntax, w: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut level: Vec<usize> = s
        .children(w)
        .iter()
        .copied()
        .filter(|&c| {
            let own_clause = s.is(c, &["advcl"]) && s.child(c, &["nsubj"]).is_some();
            !own_clause && !s.is(c, &["nsubj", "conj", "parataxis", "acl:relcl"])
        })
        .collect();
    for _ in 0..6 {
        let mut next = Vec::new();
        for &c in &level {
            if s.is_nominal(c) || s.word(c).upos == "ADJ" {
                out.push(c);
            }
            next.extend(s.children(c).iter().copied().filter(|&d| !s.is(d, &["parataxis", "advcl", "acl:relcl"])));
        }
        level = next;
    }
    out
}
