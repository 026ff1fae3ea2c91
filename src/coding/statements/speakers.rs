//! Who speaks: the actors that a source names, or its words.

use crate::coding::actors::Resolver;
use crate::coding::syntax::Syntax;
use crate::parse::Kind;
use crate::record::Actor;
use crate::span::Span;

/// A source that ends before its noun ("The" of "The accord's signatories") is taken up to it, unless the cue stands between.
pub fn whole(s: &Syntax, source: Span, cue: Option<Span>) -> Span {
    let Some(head) = s.head_of(source) else { return source };
    let noun = s
        .word(head)
        .head
        .filter(|&h| h > head && s.is_nominal(h) && s.is(head, &["det", "amod", "compound", "nmod:poss", "nummod"]));
    let Some(noun) = noun else { return source };
    let longer = source.hull(s.span(&s.phrase(noun)));
    if cue.is_some_and(|c| c.overlaps(longer)) { source } else { longer }
}

/// What a view is called that is somebody's.
const VIEWS: [&str; 5] = ["estimation", "judgment", "opinion", "telling", "view"];

/// The actors that a source names, or, where it names none that we know, its words.
pub fn speakers(s: &Syntax, actors: &Resolver, source: Span) -> Vec<Actor> {
    let Some(head) = s.head_of(source) else { return Vec::new() };
    // "In his view": his. "In the view of the court": the court's.
    if VIEWS.contains(&s.lemma(head).as_str())
        && let Some(&whose) = s
            .children(head)
            .iter()
            .find(|&&c| s.is(c, &["nmod:poss"]) || s.is(c, &["nmod"]) && s.case(c).is_some_and(|p| p == "of"))
    {
        let of = actors.all(whose);
        if !of.is_empty() {
            return of;
        }
    }
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
    // "The man who said" is the man. Whom another pronoun stands for and we can't tell is nobody rather than "it".
    let who = s.form(head).eq_ignore_ascii_case("who");
    let noun = who.then(|| s.antecedent(head)).filter(|&n| n != head && s.kind(n) == Some(Kind::Person));
    let words = noun.map(|n| s.span(&s.phrase(n))).or_else(|| (s.word(head).upos != "PRON").then_some(source));
    if let Some(mut words) = words.filter(|_| found.is_empty()) {
        // "Numbers that show".
        if let Some(last) = s.words_in(words).last().filter(|&w| w != head && s.word(w).xpos.starts_with('W')) {
            words.end = s.text[..s.word(last).span.start].trim_end().len();
        }
        let name = words.of(s.text).split_whitespace().collect::<Vec<_>>().join(" ");
        found.push(Actor { name: Some(name), mention: Some(words), ..Actor::default() });
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
