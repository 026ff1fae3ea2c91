//! The side that words take towards what other words name: "supports", "opposition to", "stop". Those between the cue and a name turn each
//! other round: "opposes those who oppose it", "called for the ban to be lifted".
//!
//! They are read in their order rather than by syntax, since one wrong arc would turn a friend into a foe.

use super::cues;
use crate::coding::syntax::Syntax;
use crate::span::Span;

/// The side towards what `named` names, 1 for or -1 against; none where no word takes one, or where it is somebody else's. `from`: where the
/// statement's own words begin, at its cue or before its content; `heart`: the word at the heart of its cue.
pub fn towards(s: &Syntax, named: Span, from: usize, heart: Option<usize>) -> Option<i8> {
    let words = s.words_in(named);
    let before = s.words_in(Span::new(from.min(named.start), named.start));
    let mut sign = product(s, before.clone(), heart)?;
    // "the ban to be lifted", "the war must end"
    let behind = words.end..(words.end + REACH).min(s.word_count());
    for w in behind.take_while(|&w| s.sentence(w) == s.sentence(words.start) && !is_break(s, w)) {
        if matches!(s.word(w).upos, "AUX" | "PART" | "ADV") {
            continue;
        }
        if ENDS.contains(&stem(s, w).as_str()) {
            sign = Some(-sign.unwrap_or(1));
        }
        break;
    }
    sign
}

/// The side towards somebody, where words that take sides stand on top of each other and nothing else stands between: "rejected criticism of
/// Togo". Of deeds done to somebody ("stop shelling Togo") nothing follows.
pub fn turned(s: &Syntax, w: usize, from: usize, heart: Option<usize>) -> Option<i8> {
    let named = s.word(w).span;
    let between = s.words_in(Span::new(from.min(named.start), named.start));
    let speaks = |&k: &usize| side(s, k).is_some() && !ENDS.contains(&stem(s, k).as_str());
    let full = |&k: &usize| matches!(s.word(k).upos, "NOUN" | "VERB" | "ADJ" | "PROPN") || speaks(&k);
    let words: Vec<usize> = between.clone().filter(full).collect();
    // "Refused to condemn" and "denied backing" tell no side.
    let turns = words.len() > 1 && words.iter().all(speaks) && words.last().is_some_and(|&k| s.word(k).upos == "NOUN");
    turns.then(|| product(s, between, heart)?).flatten()
}

/// Words behind a name that may still say that it shall end.
const REACH: usize = 5;

/// What the words of a stretch make of each other; the inner none where none takes a side, the outer none where somebody else's side is told.
fn product(s: &Syntax, words: std::ops::Range<usize>, heart: Option<usize>) -> Option<Option<i8>> {
    let mut sign: Option<i8> = None;
    let mut not = false;
    for w in words.clone() {
        if is_break(s, w) {
            (sign, not) = (None, false);
            continue;
        }
        if NOT.contains(&s.form(w).to_lowercase().as_str()) {
            not = true;
            continue;
        }
        let Some(side) = side(s, w) else { continue };
        let other =
            s.child(w, &["nsubj"]).filter(|&x| matches!(s.word(x).upos, "NOUN" | "PROPN") && words.contains(&x));
        if Some(w) != heart && other.is_some() && !s.is_passive(w) {
            return None;
        }
        let side = if std::mem::take(&mut not) { -side } else { side };
        sign = Some(sign.unwrap_or(1) * side);
    }
    // "there must be no sanctions"
    if not && words.rev().take(3).any(|w| s.form(w).eq_ignore_ascii_case("no")) {
        sign = Some(-sign.unwrap_or(1));
    }
    Some(sign)
}

/// Words that say that something is not so.
const NOT: [&str; 6] = ["not", "n't", "n’t", "never", "no", "neither"];

/// Where another clause begins.
fn is_break(s: &Syntax, w: usize) -> bool {
    matches!(s.form(w), "," | ";" | ":" | "and" | "but" | "while" | "whereas" | ".")
}

/// Stems of verbs and nouns for making something end or not happen.
const ENDS: [&str; 29] = [
    "abandon",
    "abolish",
    "abolition",
    "avert",
    "avoid",
    "ban",
    "block",
    "breach",
    "cancel",
    "cease",
    "combat",
    "curb",
    "ditch",
    "drop",
    "end",
    "fight",
    "halt",
    "lift",
    "prevent",
    "prohibit",
    "quit",
    "refrain",
    "repeal",
    "revoke",
    "scrap",
    "stop",
    "suspend",
    "undermine",
    "violate",
];

/// The side that a word takes towards what it is about.
fn side(s: &Syntax, w: usize) -> Option<i8> {
    // Verbs of short sentences are tagged as anything.
    if matches!(s.word(w).upos, "DET" | "PRON" | "PROPN" | "NUM" | "PUNCT") {
        return None;
    }
    let (stem, next) = (stem(s, w), if w + 1 < s.word_count() { s.form(w + 1).to_lowercase() } else { String::new() });
    let known = cues::cue(&format!("{stem}_{next}")).or_else(|| cues::cue(&stem));
    match known.map(|c| c.act) {
        Some("support" | "demand" | "promise") => Some(1),
        Some("oppose" | "accuse" | "refuse" | "deny" | "threaten") => Some(-1),
        _ if ENDS.contains(&stem.as_str()) || stem == "against" => Some(-1),
        _ => None,
    }
}

/// The lemma, or where the tagger took a verb for something else what is left without its ending.
fn stem(s: &Syntax, w: usize) -> String {
    let lemma = s.lemma(w).to_lowercase();
    let known = |x: &str| cues::cue(x).is_some() || ENDS.contains(&x);
    if known(&lemma) {
        return lemma;
    }
    let cut = ["ing", "ed", "es", "d", "s"].iter().filter_map(|e| lemma.strip_suffix(e));
    let stems = cut.flat_map(|x| [x.to_string(), format!("{x}e")]);
    stems.into_iter().find(|x| known(x)).unwrap_or(lemma)
}
