//! Records as JSON. Spans become code points here and nowhere else.

use serde_json::{Map, Value, json};

use super::{About, Actor, Candidate, Event, Flag, Record, Resolved, SCHEMA, Statement, Topic, When, Where};
use crate::span::{CodePoints, Span};

/// Who made a record: versions of program, schema, weights, codebook and lexicon.
#[derive(Debug, Clone, Default)]
pub struct MadeBy {
    /// Short hash of the weights.
    pub weights: String,
    /// Short hash of the codebook.
    pub codebook: String,
    /// Short hash of the lexicons.
    pub lexicon: String,
}

/// One document's record, as the contract has it.
pub fn record(r: &Record, made_by: &MadeBy) -> Value {
    let at = Edge { text: &r.document.text, map: CodePoints::new(&r.document.text) };
    let d = &r.document;
    let mut document = Map::new();
    document.insert("id".into(), json!(d.id));
    document.insert("title".into(), json!(d.title.as_ref().map(|t| &t.text)));
    document.insert("published".into(), json!(d.published.map(|p| p.day.to_string())));
    document.insert("language".into(), json!(d.language));
    document.insert("publisher".into(), json!(d.publisher));
    document.insert("byline".into(), json!(d.byline));
    document.insert("url".into(), json!(d.url));
    let dateline = d.dateline.as_ref();
    document.insert(
        "dateline".into(),
        json!(dateline.map(|l| json!({"place": l.place, "agency": l.agency, "date": l.day.map(|x| x.to_string()), "span": at.span(l.span)}))),
    );
    document.insert("anchor".into(), json!(d.anchor.map(|a| json!({"date": a.day.to_string(), "found": a.found}))));
    document.insert("extra".into(), Value::Object(d.extra.clone()));
    document.insert("text".into(), json!(d.text));
    json!({
        "made_by": {
            "onrecord": env!("CARGO_PKG_VERSION"), "schema": SCHEMA,
            "weights": made_by.weights, "codebook": made_by.codebook, "lexicon": made_by.lexicon,
        },
        "document": document,
        "events": r.events.iter().map(|e| at.event(e)).collect::<Vec<_>>(),
        "statements": r.statements.iter().map(|s| at.statement(s)).collect::<Vec<_>>(),
        "places": r.places.iter().map(|p| at.place(p)).collect::<Vec<_>>(),
        "flags": r.flags.iter().map(|f| at.flag(f)).collect::<Vec<_>>(),
    })
}

/// Whom and when spans of a text mean.
pub fn resolved(text: &str, found: &[Resolved]) -> Value {
    let at = Edge { text, map: CodePoints::new(text) };
    let one = |r: &Resolved| {
        let mut v = at.span(r.span);
        v["actors"] = at.actors(&r.actors);
        v["stands_for"] = r.stands_for.map_or(Value::Null, |s| at.span(s));
        let candidate = |c: &Candidate| {
            let mut v = at.span(c.span);
            v["probability"] = probability(c.probability);
            v["features"] = c.features.iter().map(|f| probability(*f)).collect();
            v
        };
        v["candidates"] = r.candidates.iter().map(candidate).collect();
        v["date"] = when(&r.date.clone().and_then(Result::ok));
        v["place"] = json!(r.place.as_ref().map(|p| at.place(p)));
        v["no_date"] = json!(r.date.as_ref().and_then(|d| d.as_ref().err()));
        v
    };
    found.iter().map(one).collect()
}

/// A probability as it is printed: three decimals.
pub fn probability(p: f32) -> Value {
    json!((f64::from(p) * 1000.0).round() / 1000.0)
}

struct Edge<'a> {
    text: &'a str,
    map: CodePoints,
}

impl Edge<'_> {
    fn span(&self, s: Span) -> Value {
        json!({"start": self.map.at(self.text, s.start), "end": self.map.at(self.text, s.end), "text": s.of(self.text)})
    }

    fn spans(&self, s: &[Span]) -> Value {
        s.iter().map(|s| self.span(*s)).collect()
    }

    fn actor(&self, a: &Actor) -> Value {
        json!({
            "country": a.country, "sector": a.sector, "sectors": a.sectors, "name": a.name, "role": a.role,
            "id": a.id, "mention": a.mention.map(|m| self.span(m)), "expanded_from": a.expanded_from,
        })
    }

    fn actors(&self, list: &[Actor]) -> Value {
        list.iter().map(|a| self.actor(a)).collect()
    }

    fn event(&self, e: &Event) -> Value {
        json!({
            "id": e.id, "type": e.kind, "mode": e.mode, "contexts": e.contexts, "auxiliary": e.auxiliary,
            "quad": e.quad, "intensity": e.intensity, "cameo": Some(&e.cameo).filter(|c| !c.is_empty()), "actors": self.actors(&e.actors),
            "recipients": self.actors(&e.recipients), "reciprocal": e.reciprocal && e.actors.len() > 1,
            "date": when(&e.date), "place": e.place.as_ref().map(|p| self.place(p)),
            "trigger": self.span(e.trigger), "triggers": self.spans(&e.triggers), "evidence": self.spans(&e.evidence), "statement": e.statement,
            "confidence": probability(e.confidence), "rule": e.rule,
            "network": {
                "type": probability(e.seen.kind), "actor": e.seen.actor.map(probability),
                "recipient": e.seen.recipient.map(probability), "other_actor": probability(e.seen.other_actor),
                "other_recipient": probability(e.seen.other_recipient),
                "reference": probability(e.seen.reference),
            },
        })
    }

    fn statement(&self, s: &Statement) -> Value {
        json!({
            "id": s.id, "speakers": self.actors(&s.speakers), "source": s.source.map(|x| self.span(x)),
            "cue": s.cue.map(|x| self.span(x)), "content": self.spans(&s.content), "form": s.form, "act": s.act,
            "mode": s.mode, "distance": s.distance, "strength": s.strength, "auxiliary": s.auxiliary,
            "addressee": self.actors(&s.addressee),
            "about": s.about.iter().map(|a| self.about(a)).collect::<Vec<_>>(), "topics": s.topics.iter().map(|t| self.topic(t)).collect::<Vec<_>>(),
            "medium": s.medium.map(|x| self.span(x)), "occasion": s.occasion.map(|x| self.span(x)),
            "parent": s.parent, "event": s.event, "date": when(&s.date), "confidence": probability(s.confidence),
            "rule": s.rule,
            "network": s.heard.map(|h| json!({
                "attribution": probability(h.attribution), "source": h.source.map(probability),
                "content": probability(h.content), "act": h.act.map(probability), "nobodys": probability(h.nobodys),
            })),
        })
    }

    fn about(&self, a: &About) -> Value {
        json!({
            "actor": self.actor(&a.actor), "stance": a.stance, "span": a.span.map(|s| self.span(s)),
            "probability": a.seen.map(probability),
        })
    }

    fn topic(&self, t: &Topic) -> Value {
        json!({"id": t.id, "stance": t.stance, "span": t.span.map(|s| self.span(s))})
    }

    fn place(&self, p: &Where) -> Value {
        // Two decimals, as the gazetteer has them.
        let degrees = |d: f32| (f64::from(d) * 100.0).round() / 100.0;
        json!({
            "name": p.name, "country": p.country, "region": p.region, "latitude": p.point.map(|p| degrees(p.0)),
            "longitude": p.point.map(|p| degrees(p.1)), "geonames": p.geonames, "precision": p.precision, "literal": p.literal,
            "probability": probability(p.probability), "mention": self.span(p.span),
        })
    }

    fn flag(&self, f: &Flag) -> Value {
        json!({"kind": f.kind, "message": f.message, "span": f.span.map(|s| self.span(s))})
    }
}

fn when(w: &Option<When>) -> Value {
    json!(w.as_ref().map(|w| json!({
        "start": w.start.to_string(), "end": w.end.to_string(), "precision": w.precision, "found": w.found,
    })))
}
