//! Who said what: attributions read into statements.
//!
//! In: the attributions that `parse` found, the actors, the events, the codebook's topics. Out: statements in the text's order,
//! tied to the event that a statement is, and to the statement that it stands in. Nothing goes wrong; a source that can't be
//! resolved is a speaker by name only.

mod circumstances;
mod confidence;
pub mod cues;
mod sides;
mod signed;
mod speakers;
pub mod topics;
mod views;

use super::actors::Resolver;
use super::events::{Found, auxiliary};
use super::syntax::Syntax;
use crate::parse::Attribution;
use crate::record::{About, Actor, Heard, Statement};
use crate::span::Span;
use cues::{Cue, PLAIN};
use topics::Scheme;

/// Reads the attributions of a document. Each statement comes with the word at the heart of its cue.
pub fn code(
    s: &Syntax,
    actors: &Resolver,
    scheme: &Scheme,
    attributions: &[Attribution],
    events: &[Found],
) -> Vec<(Statement, Option<usize>)> {
    let says_something = |a: &&Attribution| {
        let mut words = a.content.iter().flat_map(|c| s.words_in(*c));
        words.any(|w| matches!(s.word(w).upos, "NOUN" | "PROPN" | "VERB" | "ADJ" | "NUM" | "ADV" | "INTJ"))
    };
    let spoken = scheme.spoken(s);
    let read = |a: &Attribution| {
        let (mut st, heart) = statement(s, actors, a, attributions, events);
        st.topics = views::topics(s, a, st.act, heart, spoken.of(s, a));
        (st, heart)
    };
    note_documents(s, actors, attributions);
    let signed = signed::find(s);
    // What a signature gives to somebody stands for what the network made of the same words without one.
    let within = |a: &Attribution, o: &Attribution| {
        let inside = |c: &Span| o.content.iter().any(|x| c.within(*x));
        a.content.iter().all(inside) && (a.source.is_empty() || a.cue.is_empty())
    };
    let unsigned = |a: &&Attribution| !signed.iter().any(|o| within(a, o) || a.cue.iter().any(|c| o.cue[0].within(*c)));
    let mut out: Vec<_> = attributions.iter().filter(says_something).filter(unsigned).map(read).collect();
    out.extend(signed.iter().map(|a| {
        // The act and the topics are those that the network sees in the words.
        let seen = attributions.iter().find(|o| within(o, a) && !o.acts.is_empty());
        let a = seen.map_or_else(
            || a.clone(),
            |o| Attribution {
                source: a.source.clone(),
                cue: a.cue.clone(),
                content: a.content.clone(),
                confidence: a.confidence,
                ..o.clone()
            },
        );
        let (mut st, heart) = read(&a);
        st.rule = Some("a name behind a dash".to_string());
        (st, heart)
    }));
    let taken: Vec<Attribution> = positions(s, actors, &out);
    out.extend(taken.iter().map(|a| {
        let (mut st, heart) = read(a);
        st.rule = heart.map(|w| format!("cues.tsv: {}", s.lemma(w)));
        (st, heart)
    }));
    out.sort_by_key(|(st, _)| (st.cue.or(st.source).unwrap_or(st.content[0]).start, st.content[0].start));
    carry_on(s, &mut out);
    out
}

/// "In a statement the company said …": the statement is the company's, and what it says further on too.
fn note_documents(s: &Syntax, actors: &Resolver, attributions: &[Attribution]) {
    for a in attributions {
        // "Said a statement by the directorate": what "the statement" says further on is the directorate's.
        if let Some(document) = hull(&a.source).and_then(|x| s.head_of(x)).filter(|&h| actors.is_document(h)) {
            actors.note_document(document, &actors.one(document));
        }
        let (Some(source), Some(w)) = (hull(&a.source), hull(&a.cue).and_then(|c| heart(s, c))) else { continue };
        let within = |&&c: &&usize| {
            let case = s.case(c).filter(|_| s.is(c, &["obl"]) && actors.is_document(c));
            case.is_some_and(|p| matches!(p.as_str(), "in" | "through" | "by" | "with"))
        };
        if let Some(&document) = s.children(w).iter().find(within) {
            actors.note_document(document, &speakers::speakers(s, actors, source));
        }
    }
    actors.settle();
}

/// Confidence from which an event tells the act of the statement that it is.
const LIKELY: f32 = 0.5;

/// Sureness of a position that only a rule found: under what is shown by default, since of ten judged three were right.
const BY_RULE: f32 = 0.3;

/// Positions that verbs of taking sides state without reporting words: "Russia **opposed** any form of …, and
/// **supported** the measures", where the network sees none.
fn positions(s: &Syntax, actors: &Resolver, known: &[(Statement, Option<usize>)]) -> Vec<Attribution> {
    let mut out = Vec::new();
    for w in 0..s.word_count() {
        if s.word(w).upos != "VERB" || s.is(w, &["amod"]) || s.is_passive(w) {
            continue;
        }
        let sides = cues::cue(&s.lemma(w)).filter(|c| SIDES.contains(&c.act) && c.mode == "said");
        let taken = known.iter().any(|(st, h)| *h == Some(w) || st.cue.is_some_and(|c| s.word(w).span.within(c)));
        let Some(subject) = s.agent(w).filter(|_| sides.is_some() && !taken) else { continue };
        let speakers = actors.all(subject);
        if speakers.is_empty() || speakers.iter().any(|a| a.country.is_none() && a.id.is_none()) {
            continue;
        }
        let Some(object) = s.child(w, &["obj", "ccomp", "xcomp"]) else { continue };
        let below = s.subtree(object);
        // "Embraced debt" says too little to be anybody's position.
        let names_somebody = || below.iter().any(|&x| s.is_nominal(x) && !actors.one(x).is_empty());
        if below.contains(&subject) || (below.len() < 3 && !names_somebody()) {
            continue;
        }
        let source = vec![s.span(&s.phrase(subject))];
        out.push(Attribution::by_rule(source, vec![s.word(w).span], vec![s.span(&below)], BY_RULE));
    }
    out
}

/// Acts that take a side.
const SIDES: [&str; 4] = ["support", "oppose", "accuse", "demand"];

fn statement(
    s: &Syntax,
    actors: &Resolver,
    a: &Attribution,
    others: &[Attribution],
    events: &[Found],
) -> (Statement, Option<usize>) {
    let cue_span = hull(&a.cue);
    let mut source = hull(&a.source).map(|x| speakers::whole(s, x, cue_span));
    let heart = cue_span.and_then(|c| heart(s, c));
    let cue = heart.map_or(PLAIN, |w| cue_of(s, w));
    // "He said … and added": a verb without a source of its own has its subject, which it may share with the verb before.
    if source.is_none()
        && let Some(w) = heart.filter(|&w| s.word(w).upos == "VERB" && !s.is_passive(w))
        && let Some(subject) = s.agent(w).filter(|&x| !a.content.iter().any(|c| s.word(x).span.overlaps(*c)))
    {
        // "Nobody will …", he said, adding that: not the one of whom he speaks, but he.
        let within = |o: &&Attribution, x: usize| o.content.iter().any(|c| s.word(x).span.within(*c));
        let other = others.iter().find(|o| within(o, subject) && !within(o, w));
        source = other.map_or_else(|| Some(s.span(&s.phrase(subject))), |o| hull(&o.source));
    }
    // A verb with a subject of its own is nobody's of another sentence.
    if let Some(w) = heart.filter(|&w| s.word(w).upos == "VERB" && !s.is_passive(w))
        && let Some(subject) = s.child(w, &["nsubj"]).filter(|&x| matches!(s.word(x).upos, "NOUN" | "PROPN"))
        && !a.content.iter().any(|c| s.word(subject).span.overlaps(*c))
        && source.and_then(|x| s.head_of(x)).is_some_and(|h| s.sentence(h) != s.sentence(w))
    {
        source = Some(s.span(&s.phrase(subject)));
    }
    let shared = heart.zip(source).and_then(|(w, x)| shared_source(s, others, w, x));
    let mut speakers = source.map_or_else(Vec::new, |span| speakers::speakers(s, actors, span));
    // "We expect …," says she: she.
    if speakers.is_empty()
        && let Some(me) = source.filter(|x| FIRST.contains(&x.of(s.text).to_lowercase().as_str()))
        && let Some(around) = others
            .iter()
            .filter(|o| o.content.iter().any(|c| me.within(*c)) && !o.source.is_empty())
            .min_by_key(|o| o.content.iter().map(|c| c.end - c.start).sum::<usize>())
    {
        let of = hull(&around.source).map_or_else(Vec::new, |x| speakers::speakers(s, actors, x));
        speakers = of.into_iter().map(|x| Actor { mention: Some(me), ..x }).collect();
    }
    let pair = heart.and_then(|w| actors.joint(w, &speakers));
    let mut sure_source = a.sure.and_then(|p| p.source).into_iter().chain(shared.map(|p| p * SHARED)).reduce(f32::max);
    if let Some(pair) = pair {
        // The words that the network took for the source name none of them.
        (speakers, source, sure_source) = (pair, None, None);
    }
    // An event that is unlikely itself says nothing of the act.
    let event = heart.and_then(|w| {
        events.iter().filter(|e| e.event.confidence >= LIKELY).find(|e| {
            e.word == w || (e.event.quad.starts_with("verbal") && cue_span.is_some_and(|c| c.overlaps(e.event.trigger)))
        })
    });
    // Who does the event that it is says it, if he is not spoken of.
    let spoken_of = |x: &Actor| x.mention.is_some_and(|m| a.content.iter().any(|c| m.overlaps(*c)));
    if speakers.is_empty()
        && source.is_none()
        && let Some(e) = event.filter(|e| e.event.quad.starts_with("verbal"))
    {
        speakers = e.event.actors.iter().filter(|x| !spoken_of(x)).cloned().collect();
    }
    let auxiliary = heart.map(|w| auxiliary::of(s, w)).unwrap_or_default();
    let mut act = act(a, cue, event);
    let mut about = views::about(s, actors, a, act, heart, event, &speakers);
    let of = |act: &str| a.acts.iter().find(|x| x.0 == act).map(|x| x.1);
    let mut sure_act = of(act);
    if let Some(against) = cue.against.filter(|_| act == cue.act && about.iter().any(|x| x.stance == Some(-1))) {
        sure_act = sure_act.map(|p| p + of(against).unwrap_or(0.0));
        act = against;
    }
    // "She was charged with": the one named is not who speaks.
    if let Some(w) = heart.filter(|&w| s.is_passive(w) && act == "accuse")
        && let Some(accused) = s.patient(w).filter(|&p| source.is_some_and(|x| s.word(p).span.within(x)))
    {
        speakers = s.agent(w).map(|d| actors.all(d)).unwrap_or_default();
        source = s.agent(w).map(|d| s.span(&s.phrase(d)));
        let accused = actors.all(accused).into_iter();
        about = accused.map(|actor| About { span: actor.mention, stance: Some(-1), actor, seen: None }).collect();
    }
    let (medium, occasion) = heart.map_or((None, None), |w| circumstances::circumstances(s, w));
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
        addressee: heart.map(|w| circumstances::addressee(s, actors, w)).unwrap_or_default(),
        medium,
        occasion,
        heard: a.sure.map(|p| Heard {
            attribution: a.confidence,
            source: sure_source,
            content: p.content,
            act: sure_act,
            nobodys: a.nobodys,
        }),
        ..Statement::default()
    };
    let confidence = confidence::confidence(&statement, a.confidence);
    let confidence = if says_nothing(s, a, heart) { confidence.min(BY_RULE) } else { confidence };
    (Statement { confidence, ..statement }, heart)
}

/// Who speaks of himself.
const FIRST: [&str; 2] = ["i", "we"];

/// How sure the source is of the verb that this one is joined to and shares its subject with: "Chad **opposed** …, and firmly **backed** …".
fn shared_source(s: &Syntax, others: &[Attribution], heart: usize, source: Span) -> Option<f32> {
    let mut at = heart;
    loop {
        at = s.word(at).head.filter(|_| s.is(at, &["conj"]) && s.child(at, &["nsubj"]).is_none())?;
        let of_it = |o: &&Attribution| {
            o.cue.iter().any(|c| s.word(at).span.within(*c)) && hull(&o.source).is_some_and(|x| x.overlaps(source))
        };
        if let Some(p) = others.iter().find(of_it).and_then(|o| o.sure?.source) {
            return Some(p);
        }
    }
}

/// So likely does a verb joined to another share its source. Of twelve on development texts eight did.
const SHARED: f32 = 0.8;

/// What the speaker does: what the network thinks likeliest, a little helped by the lemma of the cue; where only a rule found the statement, as
/// the event that it is or the cue has it.
fn act(a: &Attribution, cue: Cue, event: Option<&Found>) -> &'static str {
    let score = |(name, p): (&'static str, f32)| if name == cue.act && name != "assert" { p + CUE } else { p };
    let best = a.acts.iter().copied().reduce(|x, y| if score(y) > score(x) { y } else { x });
    best.map_or_else(|| event.map_or(cue.act, |e| by_event(&e.event.kind, cue.act)), |b| b.0)
}

/// What the lemma of the cue adds to the probability of its act.
const CUE: f32 = 0.15;

/// A sentence without source and cue that carries on a speech has the speakers of the statement before it, in its paragraph.
fn carry_on(s: &Syntax, out: &mut [(Statement, Option<usize>)]) {
    for k in 1..out.len() {
        let (before, rest) = out.split_at_mut(k);
        let st = &mut rest[0].0;
        if st.source.is_some() || st.cue.is_some() || !st.speakers.is_empty() {
            continue;
        }
        let outside = |o: &&(Statement, Option<usize>)| !o.0.content.iter().any(|c| st.content[0].within(*c));
        let Some((last, _)) = before.iter().rev().find(outside) else { continue };
        let end = last.content.iter().chain(&last.cue).map(|c| c.end).max().unwrap_or(0);
        let near = end <= st.content[0].start && !s.text[end..st.content[0].start].contains('\n');
        if near {
            st.speakers = last.speakers.iter().map(|a| Actor { mention: None, ..a.clone() }).collect();
        }
    }
}

/// What pictures are called.
const PICTURES: [&str; 9] = ["clip", "film", "footage", "image", "map", "photo", "photograph", "picture", "video"];

/// Verbs for making what has words in it: who does it does not say them here.
const MAKING: [&str; 7] = ["write", "publish", "record", "film", "print", "post", "author"];

/// What journalists send who ask for words.
const REQUESTS: [&str; 9] =
    ["request", "call", "message", "email", "e-mail", "inquiry", "enquiry", "query", "question"];

/// A verb that we know for no cue, with a mere thing for its content ("debated Mr. Roe", "addressed the symposium"): mostly
/// nobody's words. Nor do pictures say anything, nor is "declined to be named" what somebody had to say, and who does not answer says nothing.
fn says_nothing(s: &Syntax, a: &Attribution, heart: Option<usize>) -> bool {
    let source = hull(&a.source).and_then(|x| s.head_of(x));
    let pictured = source.is_some_and(|w| PICTURES.contains(&s.lemma(w).as_str()))
        && heart.is_some_and(|w| matches!(s.lemma(w).as_str(), "show" | "depict" | "capture" | "record" | "reveal"));
    let content = hull(&a.content).and_then(|x| s.head_of(x));
    let unnamed = content.is_some_and(|w| {
        s.is_passive(w) && s.is(w, &["xcomp"]) && matches!(s.lemma(w).as_str(), "name" | "identify" | "quote")
    });
    // "Asked about it, she said": she did not ask.
    let asked = heart.is_some_and(|w| {
        s.lemma(w) == "ask" && s.word(w).xpos == "VBN" && s.is(w, &["advcl"]) && s.child(w, &["nsubj", "aux"]).is_none()
    });
    // "Did not respond to requests for comment."
    let silent = heart.is_some_and(|w| {
        matches!(s.lemma(w).as_str(), "respond" | "reply" | "return" | "answer")
            && s.children(w).iter().any(|&c| matches!(s.lemma(c).as_str(), "not" | "n't" | "never"))
            && content.is_some_and(|c| REQUESTS.contains(&s.lemma(c).as_str()))
    });
    // "Wrote a memoir", "published his name", "recorded a video of the encounter".
    let made = heart.zip(content).is_some_and(|(w, c)| {
        let of = s.word(c).head.filter(|_| s.is(c, &["nmod"])).unwrap_or(c);
        MAKING.contains(&s.lemma(w).as_str())
            && form(s.text, &a.content) == "indirect"
            && [c, of].iter().any(|&x| s.is(x, &["obj"]) && s.word(x).head == Some(w) && s.is_nominal(x))
    });
    // "You tend to think": nobody in particular does.
    let anybody = a.source.iter().any(|x| matches!(&x.of(s.text).to_lowercase()[..], "you" | "one"))
        && heart.is_some_and(|w| cue_of(s, w).mode == "thinks");
    if pictured || unnamed || asked || silent || made || anybody {
        return true;
    }
    let unknown =
        heart.is_none_or(|w| s.word(w).upos == "VERB" && cue_of(s, w) == PLAIN && cues::cue(&s.lemma(w)).is_none());
    let mut words = a.content.iter().flat_map(|c| s.words_in(*c));
    unknown && form(s.text, &a.content) == "indirect" && !words.any(|w| matches!(s.word(w).upos, "VERB" | "AUX"))
}

/// The word of a cue that carries its meaning: its main verb or noun.
fn heart(s: &Syntax, cue: Span) -> Option<usize> {
    let range = s.words_in(cue);
    let known = range.clone().filter(|&w| matches!(s.word(w).upos, "VERB" | "NOUN" | "ADJ" | "ADP" | "AUX"));
    known.max_by_key(|&w| {
        let top = s.word(w).head.is_none_or(|h| !range.contains(&h));
        let verb = s.word(w).upos == "VERB";
        (cues::cue(&s.lemma(w)).is_some() && verb, verb, cues::cue(&s.lemma(w)).is_some(), top, std::cmp::Reverse(w))
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
        if let Some(hit) = particle.and_then(|p| cues::cue(&format!("{lemma}_{p}"))) {
            return hit;
        }
    }
    // "made a proposal", "has no doubt": the object says more than a light verb.
    if matches!(
        lemma.as_str(),
        "make" | "have" | "give" | "express" | "issue" | "voice" | "take" | "offer" | "raise" | "reach"
    ) && let Some(hit) = s.child(w, &["obj"]).and_then(|o| cues::cue(&s.lemma(o)))
    {
        return hit;
    }
    cues::cue(&lemma).unwrap_or(PLAIN)
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
    // Some papers print two strokes for a mark.
    let s = &s.replace("''", "\"").replace("``", "\"");
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
