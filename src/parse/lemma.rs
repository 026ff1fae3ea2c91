//! Dictionary forms, by the word's tag, a list of irregular forms, and the rules of English spelling.
//!
//! Where spelling leaves a choice ("hop" or "hope" for "hoping") the form that is a word of the tokenizer's vocabulary
//! wins. A classifier in the network was tried first and spelt badly ("expell", "threatene").

use std::collections::HashMap;
use std::sync::LazyLock;

const IRREGULAR: &str = include_str!("../../lexicons/irregular_forms.tsv");

/// The dictionary form of a word with its tags (UD and Penn). `is_word` knows common base forms in lower case.
pub fn lemma(form: &str, upos: &str, xpos: &str, is_word: impl Fn(&str) -> bool) -> String {
    if matches!(upos, "PROPN" | "NUM" | "PUNCT" | "SYM" | "X") {
        return form.to_string();
    }
    let lower = form.to_lowercase().replace('’', "'");
    match lower.as_str() {
        "n't" | "nt" if upos == "PART" => return "not".into(),
        "'s" if matches!(upos, "AUX" | "VERB") => return "be".into(),
        "an" if upos == "DET" => return "a".into(),
        "me" | "i" if upos == "PRON" => return "I".into(),
        "him" if upos == "PRON" => return "he".into(),
        "them" if upos == "PRON" => return "they".into(),
        "us" if upos == "PRON" => return "we".into(),
        "these" => return "this".into(),
        "those" => return "that".into(),
        _ => {}
    }
    let class = match upos {
        "VERB" | "AUX" => 'v',
        "NOUN" => 'n',
        "ADJ" | "ADV" => 'a',
        _ => return lower,
    };
    // A participle before a noun keeps its form; so does a noun in the singular.
    let inflected = match class {
        'v' => {
            !matches!(xpos, "VB" | "VBP")
                || upos == "AUX"
                || matches!(lower.as_str(), "are" | "am" | "'re" | "'m" | "'ve")
        }
        'n' => matches!(xpos, "NNS" | "NNPS"),
        _ => matches!(xpos, "JJR" | "JJS" | "RBR" | "RBS"),
    };
    if !inflected {
        return lower;
    }
    if let Some(l) = irregular(&lower, class) {
        return l.to_string();
    }
    let found = match class {
        'v' if lower.ends_with("ing") => lower.strip_suffix("ing").map(|s| base(s, &is_word)),
        'v' if lower.ends_with("ied") && lower.len() > 4 => lower.strip_suffix("ied").map(|s| format!("{s}y")),
        'v' if lower.ends_with("ed") => lower.strip_suffix("ed").map(|s| base(s, &is_word)),
        'v' | 'n' if lower.ends_with('s') => Some(without_s(&lower)),
        'a' => lower.strip_suffix("est").or(lower.strip_suffix("er")).map(|s| match s.strip_suffix('i') {
            Some(y) => format!("{y}y"),
            None => base(s, &is_word),
        }),
        _ => None,
    };
    found.filter(|f| f.chars().count() > 1).unwrap_or(lower)
}

fn irregular(form: &str, class: char) -> Option<&'static str> {
    static FORMS: LazyLock<HashMap<(&'static str, char), &'static str>> = LazyLock::new(|| {
        let rows = IRREGULAR.lines().filter(|l| !l.starts_with('#'));
        rows.filter_map(|l| {
            let mut c = l.split('\t');
            Some(((c.next()?, c.next()?.chars().next()?), c.next()?))
        })
        .collect()
    });
    FORMS.get(&(form, class)).copied()
}

/// A stem without its "-ing" or "-ed": as it is, with an "e", or with its last letter single.
fn base(stem: &str, is_word: &impl Fn(&str) -> bool) -> String {
    let letters: Vec<char> = stem.chars().collect();
    let n = letters.len();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let with_e = format!("{stem}e");
    if n < 2 {
        return with_e;
    }
    if letters[n - 1] == letters[n - 2] && !vowel(letters[n - 1]) {
        let single: String = letters[..n - 1].iter().collect();
        let keeps = matches!(letters[n - 1], 'l' | 's' | 'f' | 'z');
        return match (is_word(stem), is_word(&single)) {
            (true, false) => stem.to_string(),
            (false, true) => single,
            _ if keeps => stem.to_string(),
            _ => single,
        };
    }
    match (is_word(stem), is_word(&with_e)) {
        (true, false) => return stem.to_string(),
        (false, true) => return with_e,
        _ => {}
    }
    // Neither is known, or both: by the shape of the end.
    let end: String = letters[n.saturating_sub(2)..].iter().collect();
    let one_vowel_before = vowel(letters[n - 2]) && (n < 3 || !vowel(letters[n - 3]));
    let takes_e = matches!(letters[n - 1], 'c' | 'v' | 'u' | 'z')
        || matches!(
            end.as_str(),
            "ag" | "dg"
                | "rg"
                | "ng"
                | "as"
                | "is"
                | "os"
                | "us"
                | "rs"
                | "ns"
                | "ls"
                | "at"
                | "ut"
                | "iz"
                | "bl"
                | "dl"
                | "tl"
                | "pl"
                | "gl"
                | "cl"
                | "fl"
                | "kl"
        )
        || (one_vowel_before && n <= 4 && !matches!(letters[n - 1], 'w' | 'x' | 'y'))
        || (one_vowel_before
            && matches!(
                end.as_str(),
                "in" | "ir"
                    | "ar"
                    | "od"
                    | "id"
                    | "ad"
                    | "ok"
                    | "ak"
                    | "ik"
                    | "ip"
                    | "op"
                    | "ap"
                    | "or"
                    | "ur"
                    | "ud"
                    | "il"
                    | "ol"
                    | "ul"
            ));
    if takes_e { with_e } else { stem.to_string() }
}

/// A plural, or a verb's third person, without its "s".
fn without_s(form: &str) -> String {
    let cut = |n: usize, add: &str| format!("{}{add}", &form[..form.len() - n]);
    if form.ends_with("ies") && form.len() > 4 {
        return cut(3, "y");
    }
    if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|e| form.ends_with(e)) {
        return cut(2, "");
    }
    if form.ends_with("ss") || form.ends_with("us") || form.ends_with("is") {
        return form.to_string();
    }
    cut(1, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Base forms that the vocabulary has.
    const WORDS: [&str; 14] = [
        "hope", "hop", "reject", "deploy", "impose", "cite", "claim", "deliver", "slap", "bless", "resume", "postpone",
        "annex", "condemn",
    ];

    fn check(form: &str, upos: &str, xpos: &str, want: &str) {
        assert_eq!(lemma(form, upos, xpos, |w| WORDS.contains(&w)), want, "{form} {upos} {xpos}");
    }

    #[test]
    fn verbs() {
        for (form, xpos, want) in [
            ("expelled", "VBD", "expel"),
            ("killed", "VBD", "kill"),
            ("rejected", "VBN", "reject"),
            ("imposing", "VBG", "impose"),
            ("condemns", "VBZ", "condemn"),
            ("accuses", "VBZ", "accuse"),
            ("denied", "VBD", "deny"),
            ("reaffirmed", "VBD", "reaffirm"),
            ("criticized", "VBD", "criticize"),
            ("denouncing", "VBG", "denounce"),
            ("slapped", "VBD", "slap"),
            ("took", "VBD", "take"),
            ("pushes", "VBZ", "push"),
            ("deployed", "VBN", "deploy"),
            ("annexed", "VBD", "annex"),
            ("evacuating", "VBG", "evacuate"),
            ("meet", "VB", "meet"),
        ] {
            check(form, "VERB", xpos, want);
        }
        check("’s", "AUX", "VBZ", "be");
        check("wo", "AUX", "MD", "will");
        check("n’t", "PART", "RB", "not");
    }

    #[test]
    fn nouns_names_and_adjectives() {
        check("Ministries", "NOUN", "NNS", "ministry");
        check("troops", "NOUN", "NNS", "troop");
        check("crises", "NOUN", "NNS", "crisis");
        check("States", "PROPN", "NNPS", "States");
        check("status", "NOUN", "NN", "status");
        check("churches", "NOUN", "NNS", "church");
        check("heavier", "ADJ", "JJR", "heavy");
        check("them", "PRON", "PRP", "they");
    }
}
