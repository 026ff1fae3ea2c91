//! Questions to a parse: who is the subject, what hangs where.

use crate::parse::{Kind, Parse, Word};
use crate::span::Span;

/// A parse with its children listed. Words are numbered as in [`Parse::words`].
pub struct Syntax<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The parse.
    pub parse: &'a Parse,
    children: Vec<Vec<usize>>,
    sentence: Vec<usize>,
}

/// Verbs of blame, praise and punishment, behind whose "for" stands what their object did.
#[rustfmt::skip]
const JUDGING: [&str; 42] = [
    "admonish", "applaud", "arrest", "assail", "attack", "blame", "blast", "castigate", "censure", "chide", "commend",
    "condemn", "congratulate", "criticise", "criticize", "denounce", "detain", "expel", "fault", "fine", "fire",
    "forgive", "honor", "honour", "imprison", "jail", "laud", "mock", "pardon", "praise", "protest", "punish", "rebuke",
    "reprimand", "ridicule", "salute", "sanction", "scold", "slam", "sue", "suspend", "thank",
];

impl<'a> Syntax<'a> {
    /// Lists the children of every word.
    pub fn new(text: &'a str, parse: &'a Parse) -> Syntax<'a> {
        let mut children = vec![Vec::new(); parse.words.len()];
        for (i, w) in parse.words.iter().enumerate() {
            if let Some(h) = w.head {
                children[h].push(i);
            }
        }
        let mut sentence = vec![0; parse.words.len()];
        for (k, s) in parse.sentences.iter().enumerate() {
            sentence[s.words.clone()].fill(k);
        }
        Syntax { text, parse, children, sentence }
    }

    /// A word.
    pub fn word(&self, w: usize) -> &'a Word {
        &self.parse.words[w]
    }

    /// How many words there are.
    pub fn word_count(&self) -> usize {
        self.parse.words.len()
    }

    /// The word as written.
    pub fn form(&self, w: usize) -> &'a str {
        self.word(w).span.of(self.text)
    }

    /// The lemma in lower case.
    pub fn lemma(&self, w: usize) -> String {
        self.word(w).lemma.to_lowercase()
    }

    /// The sentence that a word stands in.
    pub fn sentence(&self, w: usize) -> usize {
        self.sentence[w]
    }

    /// The words that hang from a word.
    pub fn children(&self, w: usize) -> &[usize] {
        &self.children[w]
    }

    /// The first child with one of these relations (subtype ignored unless given).
    pub fn child(&self, w: usize, rels: &[&str]) -> Option<usize> {
        self.children[w].iter().copied().find(|&c| self.is(c, rels))
    }

    /// "The", "this" or "that" stands before the noun.
    pub fn is_definite(&self, w: usize) -> bool {
        self.children(w)
            .iter()
            .any(|&c| self.is(c, &["det"]) && matches!(self.lemma(c).as_str(), "the" | "this" | "that"))
    }

    /// The word's relation is one of these; "nsubj" also fits "nsubj:pass".
    pub fn is(&self, w: usize, rels: &[&str]) -> bool {
        let rel = self.word(w).rel;
        rels.iter().any(|r| rel == *r || (rel.starts_with(r) && rel.as_bytes().get(r.len()) == Some(&b':')))
    }

    /// A noun, name or pronoun.
    pub fn is_nominal(&self, w: usize) -> bool {
        matches!(self.word(w).upos, "NOUN" | "PROPN" | "PRON")
    }

    /// All words below and including `w`.
    pub fn subtree(&self, w: usize) -> Vec<usize> {
        let mut out = vec![w];
        let mut k = 0;
        while k < out.len() {
            out.extend(&self.children[out[k]]);
            k += 1;
        }
        out.sort_unstable();
        out
    }

    /// The words that name one thing: the head with what is joined to it, without clauses, asides and partners.
    pub fn phrase(&self, w: usize) -> Vec<usize> {
        let mut out = vec![w];
        let mut k = 0;
        // "Centre for Law and Justice" is one name.
        let name = |x: usize| self.word(x).upos == "PROPN" || self.word(x).xpos == "NNP";
        let body = self.kind(w) == Some(Kind::Organisation) && name(w);
        let joins = |x: usize, c: usize| {
            let partner =
                if self.is(c, &["cc"]) { self.word(c).head } else { Some(c).filter(|_| self.is(c, &["conj"])) };
            body && x != w && name(x) && partner.is_some_and(|p| name(p) && self.kind(p) != Some(Kind::Person))
        };
        while k < out.len() {
            for &c in &self.children[out[k]] {
                let aside = [
                    "acl",
                    "appos",
                    "conj",
                    "cc",
                    "parataxis",
                    "advcl",
                    "punct",
                    "case",
                    "cop",
                    "nsubj",
                    "mark",
                    "aux",
                    "obl",
                    "list",
                    "dep",
                    "orphan",
                    "discourse",
                    "advmod",
                    "csubj",
                    "ccomp",
                    "xcomp",
                    "obj",
                ];
                // Punctuation and "of" stay inside; at the top they are not part of the name.
                let deep = out[k] != w && self.is(c, &["case", "punct"]);
                if deep || joins(out[k], c) || !self.is(c, &aside) || (self.is(c, &["punct"]) && self.form(c) == "-") {
                    out.push(c);
                }
            }
            k += 1;
        }
        out.sort_unstable();
        // One stretch: what is cut off by something else is left out.
        let at = out.iter().position(|&x| x == w).unwrap_or(0);
        let (mut a, mut b) = (at, at);
        while a > 0 && out[a] - out[a - 1] <= 1 {
            a -= 1;
        }
        while b + 1 < out.len() && out[b + 1] - out[b] <= 1 {
            b += 1;
        }
        let mut out = out[a..=b].to_vec();
        while out.len() > 1 && (self.is(out[0], &["det", "punct"]) || matches!(self.word(out[0]).upos, "DET" | "PUNCT"))
        {
            out.remove(0);
        }
        while out.len() > 1 && self.word(out[out.len() - 1]).upos == "PUNCT" {
            out.pop();
        }
        out
    }

    /// The stretch of text that words cover.
    pub fn span(&self, words: &[usize]) -> Span {
        let first = words.iter().map(|&w| self.word(w).span.start).min().unwrap_or(0);
        let last = words.iter().map(|&w| self.word(w).span.end).max().unwrap_or(first);
        Span::new(first, last)
    }

    /// The words inside a stretch of text.
    pub fn words_in(&self, span: Span) -> std::ops::Range<usize> {
        let a = self.parse.words.partition_point(|w| w.span.end <= span.start);
        let b = self.parse.words.partition_point(|w| w.span.start < span.end);
        a..b.max(a)
    }

    /// The word of a stretch from which the rest of it hangs.
    pub fn head_of(&self, span: Span) -> Option<usize> {
        let range = self.words_in(span);
        let tops = range
            .clone()
            .filter(|&w| self.word(w).head.is_none_or(|h| !range.contains(&h)) && self.word(w).upos != "PUNCT");
        tops.max_by_key(|&w| (self.is_nominal(w), self.subtree(w).len(), std::cmp::Reverse(w)))
    }

    /// The preposition (or other case mark) before a noun, in lower case, "according to" as one.
    pub fn case(&self, w: usize) -> Option<String> {
        let c =
            self.children[w].iter().copied().find(|&c| self.is(c, &["case", "mark"]) && self.word(c).upos != "PART")?;
        let mut s = self.form(c).to_lowercase();
        for &f in &self.children[c] {
            if self.is(f, &["fixed"]) {
                s = format!("{s} {}", self.form(f).to_lowercase());
            }
        }
        Some(s)
    }

    /// The verb is in the passive.
    pub fn is_passive(&self, v: usize) -> bool {
        if self.children[v]
            .iter()
            .any(|&c| matches!(self.word(c).rel, "nsubj:pass" | "aux:pass" | "csubj:pass" | "obl:agent"))
        {
            return true;
        }
        if self.word(v).xpos == "VBN"
            && self.children[v].iter().any(|&c| self.is(c, &["aux", "cop"]) && self.lemma(c) == "be")
        {
            return true;
        }
        if self.word(v).xpos != "VBN" || self.child(v, &["aux", "nsubj"]).is_some() {
            return false;
        }
        match self.word(v).head {
            Some(h) if self.is(v, &["conj"]) => self.is_passive(h),
            Some(_) => self.is(v, &["acl", "amod"]) && self.child(v, &["obj"]).is_none(),
            None => false,
        }
    }

    /// The subject as it stands before the verb, or as the construction lends it: through coordination, control,
    /// participles and relative clauses.
    pub fn surface_subject(&self, v: usize) -> Option<usize> {
        self.lent_subject(v, 0)
    }

    fn lent_subject(&self, v: usize, depth: usize) -> Option<usize> {
        if let Some(s) = self.child(v, &["nsubj"]) {
            return Some(self.antecedent(s));
        }
        let h = self.word(v).head.filter(|_| depth < 8)?;
        if self.is(v, &["conj"]) {
            if self.is_nominal(h) && self.child(h, &["cop", "nsubj"]).is_none() {
                return None;
            }
            // "urged them to stop, and **oppose** …": a finite verb is no partner of an infinitive, but of what governs it.
            let finite = matches!(self.word(v).xpos, "VBD" | "VBP" | "VBZ");
            let governor = self
                .word(h)
                .head
                .filter(|_| finite && self.word(h).xpos == "VB" && self.is(h, &["xcomp", "acl", "advcl"]));
            return self.lent_subject(governor.unwrap_or(h), depth + 1);
        }
        if self.is(v, &["xcomp"]) {
            return self.controller(h).or_else(|| self.lent_subject(h, depth + 1));
        }
        if self.is(v, &["advcl"]) {
            // "Criticized the minister for selling arms", who sells them.
            let deed = self.word(v).xpos == "VBG" && self.child(v, &["mark"]).is_some_and(|m| self.lemma(m) == "for");
            let judged = deed && !self.is_passive(h) && JUDGING.contains(&self.lemma(h).as_str());
            let object = self.child(h, &["obj"]).filter(|_| judged).map(|o| self.antecedent(o));
            let itself = |o: &usize| self.form(*o).ends_with("self") || self.form(*o).ends_with("selves");
            return object.filter(|o| !itself(o)).or_else(|| self.lent_subject(h, depth + 1));
        }
        if self.is(v, &["ccomp"]) {
            return self.lent_subject(h, depth + 1);
        }
        if self.is(v, &["acl"]) {
            // "the troops occupying …", "the man who …", and "plans to …" of somebody.
            if self.word(v).xpos == "VB" || self.child(v, &["mark"]).is_some() {
                return self.owner(h, depth);
            }
            return Some(h);
        }
        if self.is(v, &["cop", "aux"]) {
            return self.lent_subject(h, depth + 1);
        }
        None
    }

    /// Whose plan, decision or right it is: the noun's possessor, or the subject of the verb it is the object of.
    fn owner(&self, noun: usize, depth: usize) -> Option<usize> {
        if let Some(p) = self.child(noun, &["nmod:poss"]) {
            return Some(p);
        }
        let h = self.word(noun).head?;
        self.is(noun, &["obj", "obl", "xcomp"]).then(|| self.lent_subject(h, depth + 1)).flatten()
    }

    /// The object that does what the governed infinitive says: "urged **Iran** to stop", "called on **Iran** to stop".
    fn controller(&self, h: usize) -> Option<usize> {
        if self.is_passive(h) {
            return None;
        }
        self.child(h, &["obj", "iobj"]).or_else(|| {
            let call = matches!(self.lemma(h).as_str(), "call" | "appeal" | "plead" | "prevail" | "wait" | "press");
            call.then(|| {
                self.children[h].iter().copied().find(|&c| {
                    self.is(c, &["obl"])
                        && self.case(c).is_some_and(|p| matches!(p.as_str(), "on" | "upon" | "to" | "for" | "with"))
                })
            })
            .flatten()
        })
    }

    /// A relative pronoun's noun; any other word itself.
    pub fn antecedent(&self, w: usize) -> usize {
        if !matches!(self.lemma(w).as_str(), "who" | "which" | "that" | "whom" | "whose") || self.word(w).upos == "NOUN"
        {
            return w;
        }
        if let Some(person) = self.person_before(w) {
            return person;
        }
        let mut at = w;
        for _ in 0..6 {
            let Some(h) = self.word(at).head else { return w };
            if self.is(at, &["acl"]) {
                return h;
            }
            at = h;
        }
        w
    }

    /// The person named right before "who", however the clause was parsed: "the rise of N, who".
    fn person_before(&self, w: usize) -> Option<usize> {
        let who = self.form(w).eq_ignore_ascii_case("who");
        let last = w.checked_sub(if w > 0 && self.form(w - 1) == "," { 2 } else { 1 }).filter(|_| who)?;
        let mut noun = last;
        while let Some(h) = self.word(noun).head.filter(|&h| h < w && self.is(noun, &["compound", "flat"])) {
            noun = h;
        }
        (self.word(last).upos == "PROPN" && self.kind(noun) == Some(Kind::Person)).then_some(noun)
    }

    /// The verb (or root) of the clause that a word stands in.
    pub fn clause(&self, w: usize) -> usize {
        let mut at = w;
        while !matches!(self.word(at).upos, "VERB" | "AUX") {
            match self.word(at).head {
                Some(h) => at = h,
                None => break,
            }
        }
        at
    }

    /// How far the words that tell when or where hang from an act, in clauses; `None` if they belong to another act.
    pub fn reach(&self, told: usize, act: usize) -> Option<usize> {
        // "A summit meeting in June".
        let noun = self.word(act).head.filter(|&h| self.is(act, &["compound"]) && self.is_nominal(h));
        let act = noun.unwrap_or(act);
        let home = self.clause(act);
        if act != home && self.subtree(act).contains(&told) {
            // Below a noun, but in a relative clause: "the criticism of a man who took office in 2009".
            let between = std::iter::successors(Some(told), |&x| self.word(x).head).take_while(|&x| x != act);
            return between.skip(1).all(|x| !self.is(x, &["acl:relcl"])).then_some(0);
        }
        let owner = self.clause(self.word(told).head.unwrap_or(told));
        if owner == home {
            return Some(1);
        }
        // Verbs that share a subject share the day that the first one gives: "met on Monday and signed".
        let mut at = home;
        for step in 2..6 {
            let shares = self.is(at, &["conj", "xcomp", "advcl"]) && self.child(at, &["nsubj", "mark"]).is_none();
            let h = self.word(at).head.filter(|_| shares)?;
            at = self.clause(h);
            if owner == at {
                return Some(step);
            }
        }
        // An infinitive or participle below the act: "agreed to meet on Tuesday" dates the meeting, not the accord.
        None
    }

    /// Who does it: the active subject, or the passive's "by".
    pub fn agent(&self, v: usize) -> Option<usize> {
        if self.is_passive(v) {
            return self.children[v].iter().copied().find(|&c| {
                self.word(c).rel == "obl:agent" || (self.is(c, &["obl"]) && self.case(c).as_deref() == Some("by"))
            });
        }
        self.surface_subject(v)
    }

    /// To whom it is done: the active object, or the passive's subject.
    pub fn patient(&self, v: usize) -> Option<usize> {
        if self.is_passive(v) {
            if let Some(s) = self.child(v, &["nsubj"]) {
                return Some(self.antecedent(s));
            }
            return match self.word(v).head {
                Some(h) if self.is(v, &["acl", "amod"]) => Some(h),
                _ => self.surface_subject(v),
            };
        }
        self.child(v, &["obj", "iobj"]).map(|o| self.antecedent(o))
    }

    /// What hangs from `w` by the preposition, directly or from its object.
    pub fn by_preposition(&self, w: usize, preposition: &str) -> Vec<usize> {
        let fits = |c: usize| {
            self.is(c, &["obl", "nmod", "advcl", "acl", "xcomp", "ccomp"])
                && self.case(c).as_deref() == Some(preposition)
        };
        let mut out: Vec<usize> = self.children[w].iter().copied().filter(|&c| fits(c)).collect();
        for o in self.children[w].iter().copied().filter(|&c| self.is(c, &["obj", "xcomp", "nsubj:pass", "obl"])) {
            out.extend(
                self.children[o]
                    .iter()
                    .copied()
                    .filter(|&c| self.is(c, &["nmod", "obl"]) && self.case(c).as_deref() == Some(preposition)),
            );
        }
        out
    }

    /// The clause that a word governs: "agreed **to withdraw**", "said that he **left**".
    pub fn governed(&self, w: usize) -> Option<usize> {
        self.child(w, &["xcomp", "ccomp"]).or_else(|| {
            self.children[w].iter().copied().find(|&c| {
                self.is(c, &["acl", "advcl"])
                    && self.children[c].iter().any(|&m| {
                        self.is(m, &["mark"]) && matches!(self.lemma(m).as_str(), "to" | "that" | "for" | "whether")
                    })
            })
        })
    }

    /// The word, with partners joined by "and": "Russia and China".
    pub fn partners(&self, w: usize) -> Vec<usize> {
        let mut out = vec![w];
        out.extend(self.children[w].iter().copied().filter(|&c| self.is(c, &["conj"]) && self.is_nominal(c)));
        out
    }

    /// "not", "never", "no" on the word itself, its auxiliaries or its subject.
    pub fn is_negated(&self, w: usize) -> bool {
        // "Neither state attacked", "no troops were sent": what nobody does is not done.
        let no = |&d: &usize| {
            let counts = self.is(d, &["det", "cc"]) && matches!(self.lemma(d).as_str(), "no" | "neither");
            counts && d + 1 < self.word_count() && self.word(d + 1).upos != "NUM" && self.form(d + 1) != "."
        };
        let nobody = |&c: &usize| {
            let itself = matches!(self.lemma(c).as_str(), "neither" | "none" | "nobody" | "nothing");
            self.is(c, &["nsubj"]) && (itself || self.children[c].iter().any(no))
        };
        self.children[w].iter().any(|&c| {
            let l = self.form(c).to_lowercase();
            matches!(l.as_str(), "not" | "n't" | "n’t" | "never" | "no" | "neither" | "nor" | "without" | "hardly")
                && self.is(c, &["advmod", "det", "cc", "case", "mark", "neg"])
        }) || self.word(w).upos == "VERB" && self.children[w].iter().any(nobody)
    }

    /// What kind of mention a word heads.
    pub fn kind(&self, w: usize) -> Option<Kind> {
        self.word(w).kind
    }
}
