//! To whom something was said, through what, and on what occasion.

use crate::coding::actors::Resolver;
use crate::coding::syntax::Syntax;
use crate::record::Actor;
use crate::span::Span;

/// "Told **reporters**", "urged **Iran**".
pub fn addressee(s: &Syntax, actors: &Resolver, w: usize) -> Vec<Actor> {
    if !matches!(
        s.lemma(w).as_str(),
        "tell"
            | "inform"
            | "assure"
            | "warn"
            | "ask"
            | "urge"
            | "remind"
            | "notify"
            | "advise"
            | "promise"
            | "thank"
            | "request"
    ) {
        return Vec::new();
    }
    s.child(w, &["obj", "iobj"]).map(|o| actors.all(o)).unwrap_or_default()
}

/// What carries words, by the lemma of its head.
const MEDIA: [&str; 34] = [
    "letter",
    "interview",
    "statement",
    "tweet",
    "post",
    "television",
    "tv",
    "radio",
    "newspaper",
    "email",
    "e-mail",
    "broadcast",
    "article",
    "blog",
    "video",
    "memo",
    "telegram",
    "note",
    "message",
    "report",
    "column",
    "editorial",
    "memoir",
    "book",
    "twitter",
    "facebook",
    "x",
    "communiqué",
    "release",
    "website",
    "channel",
    "essay",
    "podcast",
    "magazine",
];

/// Where words are spoken.
const OCCASIONS: [&str; 26] = [
    "conference",
    "briefing",
    "meeting",
    "summit",
    "speech",
    "visit",
    "rally",
    "hearing",
    "talk",
    "ceremony",
    "debate",
    "session",
    "address",
    "sideline",
    "forum",
    "dinner",
    "reception",
    "call",
    "testimony",
    "congress",
    "assembly",
    "inauguration",
    "funeral",
    "parade",
    "lecture",
    "trial",
];

/// Through what something was said ("in a letter to", "on state television"), and on what occasion ("at a summit in").
pub fn circumstances(s: &Syntax, heart: usize) -> (Option<Span>, Option<Span>) {
    let (mut medium, mut occasion) = (None, None);
    for &c in s.children(heart) {
        if !s.is(c, &["obl", "nmod"]) {
            continue;
        }
        let Some(case) = s.case(c) else { continue };
        let lemma = s.lemma(c);
        let words = || Some(s.span(&s.phrase(c)));
        if MEDIA.contains(&lemma.as_str())
            && matches!(case.as_str(), "in" | "on" | "via" | "through" | "by" | "to" | "over")
        {
            medium = medium.or_else(words);
        } else if OCCASIONS.contains(&lemma.as_str())
            && matches!(
                case.as_str(),
                "at" | "during" | "after" | "before" | "in" | "on" | "following" | "ahead" | "to"
            )
        {
            occasion = occasion.or_else(words);
        }
    }
    (medium, occasion)
}
