//! What the parser is known to get wrong, mended: trees that no grammar allows.

use std::collections::HashMap;

use super::{Kind, Word};

/// Mends what the parser is known to get wrong. `forms`: the words as written. What would make a circle of the tree is left as it was.
pub fn mend(words: &mut Vec<Word>, forms: &[&str]) {
    let subjects: fn(&mut [Word], &[&str]) = |w, _| one_subject(w);
    let names: fn(&mut [Word], &[&str]) = |w, _| one_name(w);
    let pairs: fn(&mut [Word], &[&str]) = |w, _| pairs(w);
    for way in [possessors, ofs, pairs, subjects, one_noun, one_title, names] {
        let before = words.clone();
        way(words, forms);
        if !is_tree(words) {
            *words = before;
        }
    }
}

/// From every word one comes to a root.
fn is_tree(words: &[Word]) -> bool {
    let mut seen = vec![0; words.len()]; // By which walk.
    for start in 0..words.len() {
        let mut at = Some(start);
        while let Some(w) = at.filter(|&w| seen[w] == 0) {
            seen[w] = start + 1;
            at = words[w].head;
        }
        if at.is_some_and(|w| seen[w] == start + 1) {
            return false;
        }
    }
    true
}

/// The mark of possession hangs from the possessor, whose last word stands right before it, and so do the words before that: in "the South **Korean's**
/// president" none of them hangs from the president. In front of a text it is taken for an article.
fn possessors(words: &mut [Word], forms: &[&str]) {
    for i in 1..words.len() {
        let mark = words[i].xpos == "POS" || words[i].upos == "DET" && matches!(forms[i], "'s" | "’s");
        if !mark || words[i].rel == "case" && words[i].head.is_some_and(|h| h < i) {
            continue;
        }
        let of = words[i].head;
        let mut possessor = i - 1;
        // What was mended before may have made a circle, which `mend` sees in the end: no more steps than there are words.
        for _ in 0..i {
            let Some(h) = words[possessor].head.filter(|&h| h < i && Some(h) != of) else { break };
            possessor = h;
        }
        if !matches!(words[possessor].upos, "NOUN" | "PROPN" | "PRON") {
            continue;
        }
        let w = &mut words[i];
        (w.head, w.rel, w.upos, w.xpos) = (Some(possessor), "case", "PART", "POS");
        let mut k = possessor;
        while k > 0 && matches!(words[k - 1].upos, "PROPN" | "DET") && words[k - 1].head == of {
            k -= 1;
            (words[k].head, words[k].rel) = (Some(possessor), if words[k].upos == "DET" { "det" } else { "compound" });
        }
    }
}

/// Words between "of" and the noun of it, at most.
const OF_IT: usize = 4;

/// Of a noun's "of" hangs the next word that hangs from the noun too: in "the president **of the ANC**" neither "of" nor "the" hangs from the
/// president.
fn ofs(words: &mut [Word], forms: &[&str]) {
    for of in 1..words.len() {
        let noun = of - 1;
        if forms[of] != "of" || !matches!(words[noun].upos, "NOUN" | "PROPN") {
            continue;
        }
        let nominal = |c: &usize| matches!(words[*c].upos, "NOUN" | "PROPN" | "PRON" | "NUM");
        let hangs = |c: &usize| {
            words[*c].head == Some(noun) && matches!(words[*c].rel, "nmod" | "appos" | "flat" | "compound" | "dep")
        };
        let last = words.len().min(of + 2 + OF_IT);
        let Some(it) = (of + 1..last).filter(nominal).find(hangs) else { continue };
        if words[of].head == Some(it) && words[it].rel == "nmod" {
            continue;
        }
        (words[it].head, words[it].rel) = (Some(noun), "nmod");
        let w = &mut words[of];
        (w.head, w.rel, w.upos, w.xpos) = (Some(it), "case", "ADP", "IN");
        for w in &mut words[of + 1..it] {
            if w.head == Some(noun) || w.head == Some(of) {
                w.head = Some(it);
            }
        }
    }
}

/// Who stands behind an "and" of his own is joined to somebody: of two subjects or two objects of one verb he is the second of a pair.
fn pairs(words: &mut [Word]) {
    for and in 1..words.len() {
        let Some(second) = words[and].head.filter(|&h| h > and && words[and].rel == "cc") else { continue };
        let Some(verb) = words[second].head else { continue };
        let of_verb = |w: usize| words[w].head == Some(verb) && words[w].rel == words[second].rel;
        let first = (0..and).rev().find(|&w| of_verb(w));
        let parted = |first: usize| (first..second).contains(&verb);
        let joins = matches!(words[second].rel, "nsubj" | "nsubj:pass" | "obj" | "iobj");
        if let Some(first) = first.filter(|&f| joins && !parted(f)) {
            (words[second].head, words[second].rel) = (Some(first), "conj");
        }
    }
}

/// A verb has one subject, and what a preposition introduces is none: in "the spokesman for the police spoke" a second subject behind
/// the first hangs from the noun before its preposition.
fn one_subject(words: &mut [Word]) {
    let mut first: HashMap<usize, usize> = HashMap::new();
    let mut preposition: HashMap<usize, usize> = HashMap::new();
    for (i, w) in words.iter().enumerate() {
        if let Some(h) = w.head.filter(|&h| w.rel == "case" && w.upos == "ADP" && i < h) {
            preposition.entry(h).or_insert(i);
        }
    }
    for i in 0..words.len() {
        let Some(verb) = words[i].head.filter(|_| words[i].rel.starts_with("nsubj")) else { continue };
        match (first.get(&verb), preposition.get(&i)) {
            (Some(&subject), Some(&p)) if p > 0 && i < verb => {
                let before = p - 1;
                let mut above = Some(before);
                while let Some(a) = above.filter(|&a| a != i) {
                    above = words[a].head;
                }
                let noun = matches!(words[before].upos, "NOUN" | "PROPN") && above.is_none();
                words[i].head = Some(if noun { before } else { subject });
                words[i].rel = "nmod";
            }
            _ => {
                first.entry(verb).or_insert(i);
            }
        }
    }
}

/// "Tehran's top diplomat left" has one subject: who stands before the mark of possession is the possessor of the noun behind it, and a name
/// right before a noun is a part of it where both hang from one word in one way ("the UN spokesman"), as is a noun where both are subjects.
fn one_noun(words: &mut [Word], forms: &[&str]) {
    let nominal = |w: &Word| matches!(w.upos, "NOUN" | "PROPN");
    for mark in 1..words.len() {
        let owner = mark - 1;
        if words[mark].xpos != "POS" || !nominal(&words[owner]) || forms[mark].len() < 2 {
            continue;
        }
        let inside = |w: &&Word| nominal(w) || matches!(w.upos, "ADJ" | "NUM") || w.xpos == "HYPH";
        let run = words[mark + 1..].iter().take_while(inside).count();
        let Some(noun) = (mark + 1..mark + 1 + run).rev().find(|&n| nominal(&words[n])) else { continue };
        let torn = words[owner].head.is_some() && words[owner].head == words[noun].head;
        if torn {
            (words[owner].head, words[owner].rel) = (Some(noun), "nmod:poss");
            (words[mark].head, words[mark].rel) = (Some(owner), "case");
        }
    }
    // "The Bank of Japan's governor" is none of Japan's.
    for mark in 3..words.len() {
        let (owner, of, whole) = (mark - 1, mark - 2, mark - 3);
        let name = |w: usize| words[w].upos == "PROPN";
        let Some(noun) = words[owner].head.filter(|_| words[mark].xpos == "POS" && name(owner) && name(whole)) else {
            continue;
        };
        if noun > mark
            && forms[of] == "of"
            && words[of].head == Some(noun)
            && words[noun].head == Some(whole)
            && !name(noun)
        {
            (words[noun].head, words[noun].rel) = (words[whole].head, words[whole].rel);
            (words[whole].head, words[whole].rel) = (Some(noun), "nmod:poss");
            (words[owner].head, words[owner].rel) = (Some(whole), "nmod");
            words[of].head = Some(owner);
            words[mark].head = Some(whole);
        }
    }
    for first in 0..words.len().saturating_sub(1) {
        // "AUKUS member states": up to the noun that the words behind it are parts of.
        let part = |w: usize| words[w].rel == "compound" && words[w].head.is_some_and(|h| h > w);
        let mut noun = first + 1;
        while let Some(h) =
            words[noun].head.filter(|&h| part(noun) && (noun + 1..h).all(|w| part(w) && words[w].head == Some(h)))
        {
            noun = h;
        }
        let name = words[first].upos == "PROPN" || words[first].upos == "NOUN" && words[first].rel == "nsubj";
        let torn = name && nominal(&words[noun]) && words[first].head.is_some();
        let alone = matches!(words[first].rel, "nsubj" | "nsubj:pass" | "obj" | "iobj" | "obl" | "obl:agent" | "nmod");
        // "Urged AUKUS member states to leave": who is urged has nobody before him to whom it goes.
        let urged = words[first].rel == "iobj"
            && words[noun].rel == "obj"
            && words.iter().any(|w| w.rel == "xcomp" && w.head == words[first].head);
        if torn && alone && words[first].head == words[noun].head && (words[first].rel == words[noun].rel || urged) {
            (words[first].head, words[first].rel) = (Some(noun), "compound");
        }
    }
}

/// The first word of a person's name is its head: a given name that hangs from the family name behind it, as a compound, changes places
/// with it. The network has the kind of a mention at its head alone, so a family name that has none is no head.
fn one_name(words: &mut [Word]) {
    for given in 0..words.len().saturating_sub(1) {
        let family = given + 1;
        let name = |w: &Word| w.upos == "PROPN";
        let under = words[given].rel == "compound" && words[given].head == Some(family);
        let person = words[given].kind == Some(Kind::Person) && words[family].kind.is_none();
        if !under || !person || !name(&words[given]) || !name(&words[family]) {
            continue;
        }
        for word in words.iter_mut().filter(|w| w.head == Some(family)) {
            word.head = Some(given);
        }
        (words[given].head, words[given].rel) = (words[family].head, words[family].rel);
        (words[family].head, words[family].rel) = (Some(given), "flat");
    }
}

/// Titles that have "general" behind them.
const BEFORE_GENERAL: [&str; 10] = [
    "secretary",
    "director",
    "attorney",
    "governor",
    "prosecutor",
    "procurator",
    "solicitor",
    "inspector",
    "consul",
    "surgeon",
];

/// "Attorney general" and "secretary-general" are one noun, whatever hangs from which: the first word hangs from the second, and what
/// hung from the first does too. `forms`: the words as written.
fn one_title(words: &mut [Word], forms: &[&str]) {
    for at in 1..words.len() {
        let before = if forms[at - 1] == "-" { at.checked_sub(2) } else { Some(at - 1) };
        let Some(first) = before.filter(|_| forms[at].eq_ignore_ascii_case("general")) else { continue };
        if !BEFORE_GENERAL.contains(&forms[first].to_lowercase().as_str()) {
            continue;
        }
        if words[first].head.is_none() || above(words, at).any(|w| w == first) {
            (words[at].head, words[at].rel) = (words[first].head, words[first].rel);
        }
        for (w, word) in words.iter_mut().enumerate() {
            if w != at && word.head == Some(first) {
                word.head = Some(at);
            }
        }
        (words[first].head, words[first].rel) = (Some(at), "compound");
        if at - first > 1 {
            (words[at - 1].head, words[at - 1].rel) = (Some(at), "punct");
        }
        if words[at].upos != "PROPN" {
            (words[at].upos, words[at].xpos) = ("NOUN", "NN");
        }
    }
}

/// The words that a word hangs from, the nearest first; of a circle no more than there are words.
fn above(words: &[Word], at: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(words[at].head, |&w| words[w].head).take(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(upos: &'static str, head: Option<usize>, rel: &'static str) -> Word {
        let xpos = if rel == "'s" { "POS" } else { "" };
        let (span, lemma) = (crate::span::Span::new(0, 0), String::new());
        Word { span, lemma, upos, xpos, head, rel, kind: None, clitic: false }
    }

    #[test]
    fn a_circle_that_one_mark_makes_does_not_hold_up_the_next() {
        // Two marks of possession; the first name hangs from the first mark, and so does the noun before the second.
        let mut words = vec![
            word("PROPN", Some(1), "nmod"),
            word("PART", Some(4), "'s"),
            word("NOUN", Some(1), "nmod"),
            word("PART", Some(4), "'s"),
            word("VERB", None, "root"),
        ];
        mend(&mut words, &["Tehran", "'s", "envoy", "'s", "left"]);
        assert!(is_tree(&words));
    }

    #[test]
    fn what_would_be_a_circle_stays_as_it_was() {
        // "Tehran's diplomat", both nouns under the mark: the possessor to its noun, the mark to the possessor, and round it goes.
        let mut words = vec![word("PROPN", Some(1), "nsubj"), word("PART", None, "'s"), word("NOUN", Some(1), "nsubj")];
        let before = words.clone();
        one_noun(&mut words, &["Tehran", "'s", "diplomat"]);
        assert!(!is_tree(&words), "this test needs a circle");
        words = before.clone();
        mend(&mut words, &["Tehran", "'s", "diplomat"]);
        assert!(is_tree(&words));
    }

    #[test]
    fn what_is_of_a_noun_hangs_from_it_by_of() {
        // "The president of the ANC danced", with "of" and "the" under the president.
        let mut words = vec![
            word("DET", Some(1), "det"),
            word("NOUN", Some(5), "nsubj"),
            word("ADP", Some(1), "case"),
            word("DET", Some(1), "det"),
            word("PROPN", Some(1), "nmod"),
            word("VERB", None, "root"),
        ];
        mend(&mut words, &["The", "president", "of", "the", "ANC", "danced"]);
        let heads: Vec<_> = words.iter().map(|w| (w.head, w.rel)).collect();
        assert_eq!(heads[2..5], [(Some(4), "case"), (Some(4), "det"), (Some(1), "nmod")]);
    }

    #[test]
    fn a_possessor_hangs_from_its_noun() {
        // "Tehran's diplomat left", with two subjects.
        let mut words = vec![
            word("PROPN", Some(3), "nsubj"),
            word("PART", Some(3), "'s"),
            word("NOUN", Some(3), "nsubj"),
            word("VERB", None, "root"),
        ];
        one_noun(&mut words, &["Tehran", "'s", "diplomat", "left"]);
        assert_eq!((words[0].head, words[0].rel, words[2].head), (Some(2), "nmod:poss", Some(3)));
        // "the UN spokesman left"; names joined in one name stay as they are.
        let mut words =
            vec![word("PROPN", Some(2), "nsubj"), word("NOUN", Some(2), "nsubj"), word("VERB", None, "root")];
        one_noun(&mut words, &["UN", "spokesman", "left"]);
        assert_eq!((words[0].head, words[0].rel), (Some(1), "compound"));
        let mut words =
            vec![word("PROPN", None, "root"), word("PROPN", Some(0), "flat"), word("PROPN", Some(0), "flat")];
        let before = words.clone();
        one_noun(&mut words, &["Ban", "Ki", "moon"]);
        assert_eq!(words, before);
        // "Bank of Japan's governor spoke", the governor being the bank's.
        let mut words = vec![
            word("PROPN", Some(5), "nsubj"),
            word("ADP", Some(4), "case"),
            word("PROPN", Some(4), "nmod:poss"),
            word("PART", Some(2), "'s"),
            word("NOUN", Some(0), "nmod"),
            word("VERB", None, "root"),
        ];
        one_noun(&mut words, &["Bank", "of", "Japan", "'s", "governor", "spoke"]);
        let heads: Vec<_> = words.iter().map(|w| w.head).collect();
        assert_eq!(heads, [Some(4), Some(2), Some(0), Some(0), Some(5), None]);
    }

    #[test]
    fn who_has_an_and_before_him_is_joined() {
        // "Ada and Ben left", torn into two subjects.
        let mut words = vec![
            word("PROPN", Some(3), "nsubj"),
            word("CCONJ", Some(2), "cc"),
            word("PROPN", Some(3), "nsubj"),
            word("VERB", None, "root"),
        ];
        pairs(&mut words);
        assert_eq!((words[2].head, words[2].rel), (Some(0), "conj"));
        // "Ada left and Ben": a verb between parts them.
        let mut words = vec![
            word("PROPN", Some(1), "nsubj"),
            word("VERB", None, "root"),
            word("CCONJ", Some(3), "cc"),
            word("PROPN", Some(1), "nsubj"),
        ];
        let before = words.clone();
        pairs(&mut words);
        assert_eq!(words, before);
    }

    #[test]
    fn a_given_name_is_the_head_of_its_name() {
        // "Ada Lovelace left", the given name as a compound of the family name.
        let mut words = vec![
            Word { kind: Some(Kind::Person), ..word("PROPN", Some(1), "compound") },
            word("PROPN", Some(2), "nsubj"),
            word("VERB", None, "root"),
        ];
        one_name(&mut words);
        let heads: Vec<_> = words.iter().map(|w| (w.head, w.rel)).collect();
        assert_eq!(heads, [(Some(2), "nsubj"), (Some(0), "flat"), (None, "root")]);
        // "The Kremlin spokesman left": no name of a person.
        let mut words = vec![
            Word { kind: Some(Kind::Organisation), ..word("PROPN", Some(1), "compound") },
            word("NOUN", Some(2), "nsubj"),
            word("VERB", None, "root"),
        ];
        let before = words.clone();
        one_name(&mut words);
        assert_eq!(words, before);
    }

    #[test]
    fn a_second_subject_behind_a_preposition_hangs_from_the_noun() {
        // "spokesman for police spoke", torn.
        let mut words = vec![
            word("NOUN", Some(3), "nsubj"),
            word("ADP", Some(2), "case"),
            word("NOUN", Some(3), "nsubj"),
            word("VERB", None, "root"),
        ];
        one_subject(&mut words);
        assert_eq!((words[2].head, words[2].rel, words[0].head), (Some(0), "nmod", Some(3)));
        // A noun that hangs from what is moved cannot hold it: no circle.
        let mut words: Vec<Word> = vec![
            word("NOUN", Some(4), "nsubj"),
            word("NOUN", Some(3), "nmod"),
            word("ADP", Some(3), "case"),
            word("NOUN", Some(4), "nsubj"),
            word("VERB", None, "root"),
        ];
        one_subject(&mut words);
        assert_eq!(words[3].head, Some(0));
    }

    #[test]
    fn a_title_with_general_behind_it_is_one_noun() {
        // "its secretary-general spoke", torn into two subjects; then the first as the head of the second.
        let torn = vec![
            word("PRON", Some(1), "nmod:poss"),
            word("NOUN", Some(4), "nsubj"),
            word("PUNCT", Some(1), "punct"),
            word("NOUN", Some(4), "nsubj"),
            word("VERB", None, "root"),
        ];
        let mut under = torn.clone();
        (under[3].head, under[3].rel) = (Some(1), "amod");
        for mut words in [torn, under] {
            one_title(&mut words, &["its", "secretary", "-", "general", "spoke"]);
            let heads: Vec<_> = words.iter().map(|w| w.head).collect();
            assert_eq!(heads, [Some(3), Some(3), Some(3), Some(4), None]);
            assert_eq!((words[1].rel, words[3].rel), ("compound", "nsubj"));
        }
    }
}
