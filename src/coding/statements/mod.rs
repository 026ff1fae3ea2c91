//! Who said what: attributions read into statements.
//!
//! In: the attributions that `parse` found, the actors, the events. Out: statements in the text's order, tied to the
//! event that a statement is, and to the statement that it stands in. Nothing goes wrong; a source that can't be
//! resolved is a speaker by name only.

pub mod acts;

use super::actors::Resolver;
use super::events::{Found, auxiliary};
use super::syntax::Syntax;
use crate::parse::{Attribution, Kind};
use crate::record::{About, Actor, Statement};
use crate::span::Span;
use acts::{Cue, PLAIN};

/// Reads the attributions of a document. Each statement comes with the word at the heart of its cue.
pub fn code(
    s: &Syntax,
    actors: &Resolver,
    attributions: &[Attribution],
    events: &[Found],
) -> Vec<(Statement, Option<usize>)> {
    let says_something = |a: &&Attribution| {
        let mut words = a.content.iter().flat_map(|c| s.words_in(*c));
        words.any(|w| matches!(s.word(w).upos, "NOUN" | "PROPN" | "VERB" | "ADJ" | "NUM" | "ADV" | "INTJ"))
    };
    let mut out: Vec<_> = attributions.iter().filter(says_something).map(|a| statement(s, actors, a, events)).collect();
    let stances = positions(s, actors, &out, events);
    out.extend(stances);
    out.sort_by_key(|(st, _)| (st.cue.or(st.source).unwrap_or(st.content[0]).start, st.content[0].start));
    out
}

/// Confidence from which an event tells the act of the statement that it is.
const LIKELY: f32 = 0.5;

/// Sureness of a position that only a rule found: under what is shown by default, since of ten judged three were right.
const BY_RULE: f32 = 0.45;

/// Positions that verbs of taking sides state without reporting words: "Russia **opposed** any form of …, and
/// **supported** the measures". The network was not taught to see them as attributions.
fn positions(
    s: &Syntax,
    actors: &Resolver,
    known: &[(Statement, Option<usize>)],
    events: &[Found],
) -> Vec<(Statement, Option<usize>)> {
    let mut out = Vec::new();
    for w in 0..s.word_count() {
        if s.word(w).upos != "VERB" || s.is(w, &["amod"]) || s.is_passive(w) {
            continue;
        }
        let lemma = s.lemma(w);
        let Some(cue) = acts::cue(&lemma).filter(|c| SIDES.contains(&c.act) && c.mode == "said") else { continue };
        let taken = known.iter().any(|(st, h)| *h == Some(w) || st.cue.is_some_and(|c| s.word(w).span.within(c)));
        let Some(subject) = s.agent(w).filter(|_| !taken) else { continue };
        let speakers = actors.all(subject);
        if speakers.is_empty() || speakers.iter().any(|a| a.country.is_none() && a.id.is_none()) {
            continue;
        }
        let Some(object) = s.child(w, &["obj", "ccomp", "xcomp"]) else { continue };
        let below = s.subtree(object);
        if below.contains(&subject) {
            continue;
        }
        let content = vec![s.span(&below)];
        let a =
            Attribution { source: vec![s.word(subject).span], cue: vec![s.word(w).span], content, confidence: BY_RULE };
        let (mut st, heart) = statement(s, actors, &a, events);
        st.act = cue.act;
        st.speakers = speakers;
        st.source = Some(s.span(&s.phrase(subject)));
        st.about = about(s, actors, &a, cue.act, events.iter().find(|e| e.word == w), &st.speakers);
        // "Embraced debt" says too little to be anybody's position.
        if st.about.is_empty() && below.len() < 3 {
            continue;
        }
        st.rule = Some(format!("cues.tsv: {lemma}"));
        out.push((st, heart));
    }
    out
}

/// Acts that take a side.
const SIDES: [&str; 4] = ["support", "oppose", "accuse", "demand"];

fn statement(s: &Syntax, actors: &Resolver, a: &Attribution, events: &[Found]) -> (Statement, Option<usize>) {
    let cue_span = hull(&a.cue);
    let source = hull(&a.source).map(|x| whole(s, x, cue_span));
    let heart = cue_span.and_then(|c| heart(s, c));
    let cue = heart.map_or(PLAIN, |w| cue_of(s, w));
    let speakers = source.map_or_else(Vec::new, |span| speakers(s, actors, span));
    // An event that is unlikely itself says nothing of the act.
    let event = heart.and_then(|w| {
        events.iter().filter(|e| e.event.confidence >= LIKELY).find(|e| {
            e.word == w || (e.event.quad.starts_with("verbal") && cue_span.is_some_and(|c| c.overlaps(e.event.trigger)))
        })
    });
    let mut act = cue.act;
    let mut auxiliary = heart.map(|w| auxiliary::of(s, w)).unwrap_or_default();
    if auxiliary.iter().any(|x| x == "negated")
        && act == "assert"
        && heart.is_some_and(|w| matches!(s.lemma(w).as_str(), "comment" | "answer" | "respond"))
    {
        act = "refuse";
        auxiliary.retain(|x| x != "negated");
    }
    if let Some(e) = event {
        act = by_event(&e.event.kind, act);
    }
    let mut about = about(s, actors, a, act, event, &speakers);
    if act == "assert"
        && cue.mode == "said"
        && let Some(blamed) = blamed(s, actors, a, &speakers)
    {
        act = "accuse";
        about = blamed.into_iter().map(|actor| About { span: actor.mention, stance: Some(-1), actor }).collect();
    }
    // "She was charged with": the one named is not who speaks.
    let (mut speakers, mut source) = (speakers, source);
    if let Some(w) = heart.filter(|&w| s.is_passive(w) && act == "accuse")
        && let Some(accused) = s.patient(w).filter(|&p| source.is_some_and(|x| s.word(p).span.within(x)))
    {
        speakers = s.agent(w).map(|d| actors.all(d)).unwrap_or_default();
        source = s.agent(w).map(|d| s.span(&s.phrase(d)));
        let accused = actors.all(accused).into_iter();
        about = accused.map(|actor| About { span: actor.mention, stance: Some(-1), actor }).collect();
    }
    let statement = Statement {
        form: form(s.text, &a.content),
        act,
        mode: cue.mode,
        distance: cue.distance,
        strength: cue.strength.filter(|_| matches!(act, "accuse" | "oppose" | "demand")),
        auxiliary,
        about,
        speakers,
        source,
        cue: cue_span,
        content: a.content.clone(),
        addressee: heart.map(|w| addressee(s, actors, w)).unwrap_or_default(),
        confidence: if says_nothing(s, a, heart) { a.confidence.min(BY_RULE) } else { a.confidence },
        ..Statement::default()
    };
    (statement, heart)
}

/// A verb that we know for no cue, with a mere thing for its content ("debated Mr. Roe", "addressed the symposium"): mostly
/// nobody's words.
fn says_nothing(s: &Syntax, a: &Attribution, heart: Option<usize>) -> bool {
    let unknown =
        heart.is_none_or(|w| s.word(w).upos == "VERB" && cue_of(s, w) == PLAIN && acts::cue(&s.lemma(w)).is_none());
    let mut words = a.content.iter().flat_map(|c| s.words_in(*c));
    unknown && form(s.text, &a.content) == "indirect" && !words.any(|w| matches!(s.word(w).upos, "VERB" | "AUX"))
}

/// A source that ends before its noun ("The" of "The accord's signatories") is taken up to it, unless the cue stands between.
fn whole(s: &Syntax, source: Span, cue: Option<Span>) -> Span {
    let Some(head) = s.head_of(source) else { return source };
    let noun = s
        .word(head)
        .head
        .filter(|&h| h > head && s.is_nominal(h) && s.is(head, &["det", "amod", "compound", "nmod:poss", "nummod"]));
    let Some(noun) = noun else { return source };
    let longer = source.hull(s.span(&s.phrase(noun)));
    if cue.is_some_and(|c| c.overlaps(longer)) { source } else { longer }
}

/// The word of a cue that carries its meaning: its main verb or noun.
fn heart(s: &Syntax, cue: Span) -> Option<usize> {
    let range = s.words_in(cue);
    let known = range.clone().filter(|&w| matches!(s.word(w).upos, "VERB" | "NOUN" | "ADJ" | "ADP" | "AUX"));
    known.max_by_key(|&w| {
        let top = s.word(w).head.is_none_or(|h| !range.contains(&h));
        let verb = s.word(w).upos == "VERB";
        (acts::cue(&s.lemma(w)).is_some() && verb, verb, acts::cue(&s.lemma(w)).is_some(), top, std::cmp::Reverse(w))
    })
}

fn cue_of(s: &Syntax, w: usize) -> Cue {
    let lemma = s.lemma(w);
    for &c in s.children(w) {
        let particle = if s.is(c, &["compound:prt"]) {
            Some(s.form(c).to_lowercase())
        } else {
            s.case(c).filter(|_| s.is(c, &["obl", "advcl"]))
        };
        if let Some(hit) = particle.and_then(|p| acts::cue(&format!("{lemma}_{p}"))) {
            return hit;
        }
    }
    // "made a proposal", "has no doubt": the object says more than a light verb.
    if matches!(
        lemma.as_str(),
        "make" | "have" | "give" | "express" | "issue" | "voice" | "take" | "offer" | "raise" | "reach"
    ) && let Some(hit) = s.child(w, &["obj"]).and_then(|o| acts::cue(&s.lemma(o)))
    {
        return hit;
    }
    acts::cue(&lemma).unwrap_or(PLAIN)
}

fn by_event(kind: &str, act: &'static str) -> &'static str {
    match (kind, act) {
        ("ACCUSE", "oppose" | "accuse") => act,
        ("ACCUSE", _) => "accuse",
        ("REQUEST", _) => "demand",
        ("REJECT", "deny") => "deny",
        ("REJECT", _) => "refuse",
        ("THREATEN", _) => "threaten",
        ("SUPPORT", "assert") => "support",
        ("AGREE", "assert") => "promise",
        ("CONCEDE", "assert") => "acknowledge",
        _ => act,
    }
}

/// The actors that a source names, or, where it names none that we know, its words.
fn speakers(s: &Syntax, actors: &Resolver, source: Span) -> Vec<Actor> {
    let Some(head) = s.head_of(source) else { return Vec::new() };
    let mut found = actors.all(head);
    found.retain(|a| a.mention.is_none_or(|m| m.overlaps(source)) || s.word(head).upos == "PRON");
    // Partners that we know nothing of are speakers all the same: "Mr. Grassley and Mr. Leahy".
    let somebody = !found.is_empty();
    for p in s.partners(head).into_iter().filter(|&p| p != head || somebody) {
        let named = s.word(p).upos == "PROPN" && s.word(p).span.within(source) && actors.one(p).is_empty();
        if named {
            let words = s.span(&s.phrase(p));
            found.push(Actor { name: Some(words.of(s.text).to_string()), mention: Some(words), ..Actor::default() });
        }
    }
    // A proper name beside a description is the name: "Douglas Brinkley, a historian".
    if let [one] = &mut found[..]
        && one.country.is_none()
        && one.id.is_none()
        && let Some(name) = personal_name(s, source)
    {
        one.name = Some(name);
    }
    // Whom a pronoun stands for and we can't tell is nobody rather than "it".
    if found.is_empty() && s.word(head).upos != "PRON" {
        let name = source.of(s.text).split_whitespace().collect::<Vec<_>>().join(" ");
        found.push(Actor { name: Some(name), mention: Some(source), ..Actor::default() });
    }
    found
}

/// The first run of capitalised names in a source that a person's mention heads.
fn personal_name(s: &Syntax, source: Span) -> Option<String> {
    let words: Vec<usize> = s.words_in(source).collect();
    let first = words.iter().position(|&w| {
        s.word(w).upos == "PROPN" && s.kind(w) == Some(Kind::Person) && !s.is(w, &["nmod", "compound"])
    })?;
    let run: Vec<usize> = words[first..].iter().copied().take_while(|&w| s.word(w).upos == "PROPN").collect();
    (run.len() > 1).then(|| s.span(&run).of(s.text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// "Told **reporters**", "urged **Iran**".
fn addressee(s: &Syntax, actors: &Resolver, w: usize) -> Vec<Actor> {
    if !matches!(
        s.lemma(w).as_str(),
        "tell" | "inform" | "assure" | "warn" | "ask" | "urge" | "remind" | "notify" | "advise"
    ) {
        return Vec::new();
    }
    s.child(w, &["obj", "iobj"]).map(|o| actors.all(o)).unwrap_or_default()
}

/// Whom a statement is about, and whether for or against: the target of the event that it is, else, for an act that
/// takes sides, the first actor of its content.
fn about(
    s: &Syntax,
    actors: &Resolver,
    a: &Attribution,
    act: &str,
    event: Option<&Found>,
    speakers: &[Actor],
) -> Vec<About> {
    let stance = match act {
        "accuse" | "oppose" | "threaten" | "refuse" | "deny" => Some(-1),
        "support" => Some(1),
        _ => None,
    };
    let targets: Vec<Actor> = match event {
        Some(e) if !e.event.recipients.is_empty() => {
            e.event.recipients.iter().filter(|r| !speakers.iter().any(|p| p.same_as(r))).cloned().collect()
        }
        _ => {
            let mut hits = Vec::new();
            for span in &a.content {
                for w in s.words_in(*span) {
                    let role = s.is(w, &["nsubj", "obj", "obl", "nmod", "root", "nsubj:pass"]);
                    if hits.is_empty() && role && s.is_nominal(w) && s.word(w).upos != "PRON" {
                        hits.extend(actors.one(w).into_iter().filter(|x| {
                            (x.country.is_some() || x.id.is_some()) && !speakers.iter().any(|p| p.same_as(x))
                        }));
                    }
                }
            }
            hits
        }
    };
    targets.into_iter().map(|actor| About { span: actor.mention, stance, actor }).collect()
}

/// Whom a plain assertion blames: the actors that its clauses say do what only an accuser says of them ("has continued to
/// publish false statements", "violated the truce"). Nobody if a clause denies it.
fn blamed(s: &Syntax, actors: &Resolver, a: &Attribution, speakers: &[Actor]) -> Option<Vec<Actor>> {
    let mut out: Vec<Actor> = Vec::new();
    for span in &a.content {
        for w in s.words_in(*span) {
            if s.word(w).upos != "VERB" || s.is(w, &["amod", "acl", "advcl"]) || s.is_negated(w) || s.is_passive(w) {
                continue;
            }
            let bad = s.subtree(w).into_iter().any(|x| acts::is_blame(&s.lemma(x)) && s.words_in(*span).contains(&x));
            let doer = if bad { s.agent(w) } else { None };
            let Some(doer) = doer.filter(|d| s.word(*d).upos != "PRON") else { continue };
            for d in actors.all(doer) {
                let placed = d.country.is_some() || d.id.is_some();
                if placed && !speakers.iter().any(|p| p.same_as(&d)) && !out.iter().any(|o| o.same_as(&d)) {
                    out.push(d);
                }
            }
        }
    }
    // Private people tell of misdeeds without accusing a state of them.
    let public = |a: &Actor| {
        (a.country.is_some() || a.id.is_some())
            && a.sector
                .as_deref()
                .is_none_or(|s| !matches!(s, "BUS" | "CVL" | "JRN" | "MED" | "EDU" | "SOC" | "COP" | "JUD"))
    };
    (!out.is_empty() && !speakers.is_empty() && speakers.iter().all(public) && out.iter().all(public)).then_some(out)
}

/// Direct if all of it stands in quotation marks, mixed if a part does.
fn form(text: &str, content: &[Span]) -> &'static str {
    let quoted: usize = content.iter().map(|c| quoted_letters(c.of(text))).sum();
    let all: usize = content.iter().map(|c| c.of(text).chars().filter(|c| c.is_alphanumeric()).count()).sum();
    match quoted {
        0 => "indirect",
        q if q * 10 >= all * 9 => "direct",
        _ => "mixed",
    }
}

fn quoted_letters(s: &str) -> usize {
    let (mut inside, mut n) = (false, 0);
    let opened = s.chars().filter(|c| matches!(c, '"' | '“' | '”' | '«' | '»' | '„')).count();
    for c in s.chars() {
        match c {
            '“' | '«' | '„' => inside = true,
            '”' | '»' => inside = false,
            '"' => inside = !inside,
            c if c.is_alphanumeric() && inside => n += 1,
            _ => {}
        }
    }
    if opened == 0 { 0 } else { n }
}

fn hull(spans: &[Span]) -> Option<Span> {
    spans.iter().copied().reduce(Span::hull)
}
