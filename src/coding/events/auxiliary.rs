//! What did not happen, or not yet: negated, future, hypothetical.

use crate::coding::syntax::Syntax;

/// Verbs and adjectives under which an act is denied or left undone.
const UNDONE: [&str; 21] = [
    "deny",
    "refuse",
    "fail",
    "decline",
    "refrain",
    "cease",
    "stop",
    "avoid",
    "prevent",
    "abstain",
    "neglect",
    "reject",
    "unable",
    "impossible",
    "unwilling",
    "reluctant",
    "powerless",
    "failure",
    "inability",
    "reluctance",
    "unwillingness",
];
/// Who does not do these acts all the same: "did not hesitate to strike".
const ALL_THE_SAME: [&str; 6] = ["afraid", "ashamed", "hesitate", "mind", "shy", "wait"];
/// Adverbs that leave an act undone, with the word before it: "steered clear of", "stopped short of", "held back from", "has yet to".
const AWAY: [(&str, &str); 6] =
    [("clear", "of"), ("short", "of"), ("back", "from"), ("away", "from"), ("off", "on"), ("yet", "to")];
/// Words right before an act that is left for another.
const INSTEAD: [(&str, &str); 3] = [("instead", "of"), ("rather", "than"), ("opposed", "to")];
/// Verbs under which a participle too is only thought of: "is considering apologising".
const MULLED: [&str; 8] = ["consider", "contemplate", "mull", "favor", "propose", "recommend", "suggest", "require"];
/// Adjectives of an act that is still to come, or may be.
const LATER: [&str; 6] = ["future", "upcoming", "forthcoming", "planned", "scheduled", "expected"];
const MAYBE: [&str; 5] = ["possible", "potential", "proposed", "hypothetical", "threatened"];
/// Verbs that make an act of their object; of others the object exists whether they happen or not: "did not follow its demand".
const LIGHT: [&str; 16] = [
    "make", "launch", "issue", "give", "take", "offer", "hold", "mount", "receive", "get", "win", "seek", "have",
    "carry", "stage", "pay",
];
/// Verbs whose clause tells of the time after them, whatever their own tense: "says he would", "announcing that they would".
const TELLING: [&str; 11] =
    ["say", "announce", "insist", "declare", "tell", "state", "add", "vow", "promise", "pledge", "indicate"];
/// Nouns of what one may do: "has three ways to seek enforcement".
const CHANCES: [&str; 8] = ["ability", "chance", "opportunity", "option", "possibility", "power", "right", "way"];
/// Verbs for doing what one may.
const TAKING: [&str; 6] = ["exercise", "find", "grab", "seize", "take", "use"];
/// Verbs and adjectives under which an act is still to come.
const TO_COME: [&str; 15] = [
    "plan", "intend", "expect", "prepare", "vow", "promise", "pledge", "aim", "due", "set", "ready", "schedule",
    "agree", "offer", "hope",
];
/// Verbs under which it is only thought of, feared or asked for.
const THOUGHT_OF: [&str; 32] = [
    "hard",
    "difficult",
    "fear",
    "threaten",
    "demand",
    "urge",
    "propose",
    "consider",
    "suggest",
    "warn",
    "want",
    "seek",
    "request",
    "ask",
    "call",
    "advise",
    "recommend",
    "wish",
    "contemplate",
    "doubt",
    "imagine",
    "require",
    "order",
    "tell",
    "press",
    "appeal",
    "insist",
    "try",
    "attempt",
    "encourage",
    "favor",
    "mull",
];

/// The auxiliary modes of the act that a word names.
pub fn of(s: &Syntax, w: usize) -> Vec<String> {
    let (mut negated, mut future, mut hypothetical) = (s.is_negated(w), false, false);
    // Right before it or before its adverb, however it was parsed.
    let starts = [Some(w), w.checked_sub(1).filter(|&k| s.is(k, &["advmod"]))];
    let before = |(a, b): &(&str, &str)| {
        let at = |k: usize| k >= 2 && s.form(k - 2).eq_ignore_ascii_case(a) && s.form(k - 1) == *b;
        starts.into_iter().flatten().any(at)
    };
    negated |= INSTEAD.iter().chain(&AWAY).any(before);
    negated |= w >= 2 && s.form(w - 2).eq_ignore_ascii_case("non") && s.form(w - 1) == "-";
    future |= is_to(s, w);
    hypothetical |= is_asked(s, w);
    for &c in s.children(w).iter().filter(|&&c| s.is(c, &["amod"])) {
        let adjective = s.form(c).to_lowercase();
        future |= LATER.contains(&adjective.as_str());
        hypothetical |= MAYBE.contains(&adjective.as_str());
    }
    let mut at = w;
    for step in 0..6 {
        for &c in s.children(at) {
            let l = s.form(c).to_lowercase();
            if s.is(c, &["aux"]) {
                match l.as_str() {
                    "will" | "'ll" | "’ll" | "shall" | "wo" => future = true,
                    // "Said it would lift the ban" is the future as seen from then.
                    "would" if is_reported(s, at) => future = true,
                    "would" | "could" | "may" | "might" | "should" => hypothetical = true,
                    "must" | "can" => hypothetical |= step == 0,
                    _ => {}
                }
            }
            if step == 0 && s.is(c, &["aux"]) && s.children(c).iter().any(|&n| s.is_negated(n)) {
                negated = true;
            }
            negated |= l == "yet" && s.is(c, &["advmod"]) && c + 1 < s.word_count() && s.form(c + 1) == "to";
            if s.is(c, &["mark"]) && matches!(l.as_str(), "if" | "unless" | "whether") {
                hypothetical = true;
            }
        }
        // A noun that is the object of a verb shares what is said of the verb.
        let Some(h) = s.word(at).head else { break };
        let clause = s.is(at, &["xcomp", "ccomp", "advcl", "acl"]);
        let marked = |mark: &str| s.children(at).iter().any(|&m| s.is(m, &["mark"]) && s.lemma(m) == mark);
        let adverb = |c: usize| s.is(c, &["advmod"]) && c < at;
        let away =
            AWAY.iter().any(|(a, mark)| marked(mark) && s.children(h).iter().any(|&c| adverb(c) && s.lemma(c) == *a));
        negated |= clause && away;
        let own =
            || s.is(at, &["obj"]) && s.child(at, &["nmod:poss"]).is_some() && !LIGHT.contains(&s.lemma(h).as_str());
        let noun_of_verb = s.is(at, &["obj", "nsubj:pass"]) && matches!(s.word(at).upos, "NOUN" | "PROPN") && !own();
        // "Makes it hard for N to attack."
        let made_so = s.child(h, &["expl"]).is_some() && s.child(h, &["xcomp"]).is_some_and(|x| x != at);
        let governed = (s.is(at, &["xcomp", "ccomp", "acl", "csubj"]) || s.is(at, &["advcl"]) && made_so)
            && !(s.is(at, &["acl"]) && s.word(at).rel == "acl:relcl");
        if noun_of_verb && at == w {
            negated |= s.is_negated(h);
        }
        if governed || noun_of_verb {
            let l = verb(s, h);
            // "Did not agree to", "was not able to", and "did not refuse to", which undoes it.
            let undone = UNDONE.contains(&l.as_str()) && !noun_of_verb;
            let denied = s.is_negated(h) && (undone || s.is(at, &["xcomp"])) && !ALL_THE_SAME.contains(&l.as_str());
            negated |=
                undone != denied || (noun_of_verb && matches!(l.as_str(), "deny" | "avoid" | "prevent" | "cancel"));
            if governed && s.is(at, &["xcomp", "acl"]) || noun_of_verb {
                future |= TO_COME.contains(&l.as_str()) && matches!(s.word(h).upos, "VERB" | "ADJ" | "NOUN");
            }
            let infinitive = s.children(at).iter().any(|&m| s.is(m, &["mark"]) && s.lemma(m) == "to")
                || noun_of_verb
                || (s.word(at).xpos == "VBG" && MULLED.contains(&l.as_str()));
            let taken = s.is(h, &["obj"]) && s.word(h).head.is_some_and(|v| TAKING.contains(&s.lemma(v).as_str()));
            let chance = s.is(at, &["acl"]) && CHANCES.contains(&l.as_str()) && !taken;
            hypothetical |= infinitive && (THOUGHT_OF.contains(&l.as_str()) || made_so || chance);
            if l == "go" && s.word(h).xpos == "VBG" {
                future = true;
            }
            if s.is(at, &["ccomp"]) && s.lemma(h) != "deny" {
                // What somebody says has its own tense.
                break;
            }
            at = h;
        } else if s.is(at, &["conj"]) && s.child(at, &["nsubj", "aux"]).is_none()
            || s.is(at, &["advcl"]) && marked("by")
        {
            // "Is expected to step in by calling him out": what it is done by is as much to come.
            at = h;
        } else if s.is(at, &["advcl"])
            && s.children(at).iter().any(|&m| s.is(m, &["mark"]) && matches!(s.lemma(m).as_str(), "if" | "unless"))
        {
            hypothetical = true;
            break;
        } else {
            break;
        }
    }
    // What somebody will not do is not done: no event to come.
    future &= !hypothetical && !negated;
    let mut out = Vec::new();
    for (is, name) in [(negated, "negated"), (future, "future"), (hypothetical, "hypothetical")] {
        if is {
            out.push(name.to_string());
        }
    }
    out
}

/// The lemma; of a word that the tagger took for no verb ("avoids", a particle) that of the verb in [`UNDONE`] whose form it is.
fn verb(s: &Syntax, w: usize) -> String {
    let (lemma, form) = (s.lemma(w), s.form(w).to_lowercase());
    let is = |u: &&&str| form.strip_prefix(**u).is_some_and(|end| matches!(end, "s" | "es" | "d" | "ed" | "ing"));
    if s.word(w).upos == "VERB" { lemma } else { UNDONE.iter().find(is).map_or(lemma, |u| u.to_string()) }
}

/// The clause is what somebody said in the past, and hangs on no condition.
fn is_reported(s: &Syntax, w: usize) -> bool {
    let condition = s.children(w).iter().any(|&c| {
        s.is(c, &["advcl"])
            && s.children(c).iter().any(|&m| s.is(m, &["mark"]) && matches!(s.lemma(m).as_str(), "if" | "unless"))
    });
    let governor = s.word(w).head.filter(|_| s.is(w, &["ccomp"]));
    !condition
        && governor.is_some_and(|h| {
            let lemma = s.lemma(h);
            TELLING.contains(&lemma.as_str())
                || (matches!(s.word(h).xpos, "VBD" | "VBN") && !THOUGHT_OF.contains(&lemma.as_str()))
        })
}

/// "Was to fly to Rome", and a headline's "Ankara to reopen consulate".
fn is_to(s: &Syntax, w: usize) -> bool {
    let infinitive = w >= 2 && s.word(w).xpos == "VB" && s.form(w - 1).eq_ignore_ascii_case("to");
    let be = || matches!(s.form(w - 2).to_lowercase().as_str(), "is" | "are" | "was" | "were");
    let headline = || s.word(w).head.is_none() && s.child(w, &["nsubj"]).is_some();
    infinitive && (be() || headline())
}

/// "Did the foundation refuse?"
fn is_asked(s: &Syntax, w: usize) -> bool {
    let first = s.children(w).iter().find(|&&c| !s.is(c, &["punct", "cc", "advmod", "discourse"]));
    let turned = first.is_some_and(|&c| s.is(c, &["aux"]) && c < w) && s.child(w, &["nsubj"]).is_some();
    s.word(w).head.is_none() && turned && s.parse.sentences[s.sentence(w)].span.of(s.text).trim_end().ends_with('?')
}
