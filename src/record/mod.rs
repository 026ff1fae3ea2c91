//! What is on record once coded: events, statements, flags. This is our promise to the outside.
//!
//! Inside, spans count bytes of the document's text; [`json`] turns them to code points, once. The shape that it
//! writes is described by `schema/record.schema.json`, and only ever grows.

pub mod json;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::document::Document;
use crate::span::Span;

/// Version of the JSON shape.
pub const SCHEMA: &str = "1.0";

/// All that one document puts on record.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The text that all spans mean, and what is known of it.
    pub document: Document,
    /// Who did what to whom, in the text's order.
    pub events: Vec<Event>,
    /// Who said what, in the text's order.
    pub statements: Vec<Statement>,
    /// The places that the text names, in its order.
    pub places: Vec<Where>,
    /// What a careful reader should look at.
    pub flags: Vec<Flag>,
}

/// Somebody who acts, or is acted on, speaks, or is spoken of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Actor {
    /// ISO 3166-1 alpha-3; none for a body of many states and for whom we can't place.
    pub country: Option<String>,
    /// PLOVER sector that says most.
    pub sector: Option<String>,
    /// All sectors that fit, the first among them.
    pub sectors: Vec<String>,
    /// The name, or the words that stand for one.
    pub name: Option<String>,
    /// Office or part played, as the lexicon names it.
    pub role: Option<String>,
    /// A particular body ("UNO", "NATO").
    pub id: Option<String>,
    /// Where it is named.
    pub mention: Option<Span>,
    /// The group that was replaced by its members, this being one.
    pub expanded_from: Option<String>,
}

impl Actor {
    /// Country, else the body's sector, else nothing: what dyads are compared by.
    pub fn code(&self) -> Option<&str> {
        self.country.as_deref().or(self.sector.as_deref())
    }

    /// Who it is, whatever the words that name it.
    pub fn same_as(&self, other: &Actor) -> bool {
        if self.id.is_some() || other.id.is_some() {
            return self.id == other.id;
        }
        match (self.code(), other.code()) {
            (Some(a), Some(b)) => {
                a == b && (self.sector == other.sector || self.sector.is_none() || other.sector.is_none())
            }
            (None, None) => self.name == other.name,
            _ => false,
        }
    }
}

/// Days on which something happened.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// `day`, `week`, `month`, `quarter`, `year`, `decade`, `century` or `range`.
    pub precision: &'static str,
    /// How the days were found: the words, and what they were seen from.
    pub found: String,
}

/// Where something is: the place that some words name.
#[derive(Debug, Clone, PartialEq)]
pub struct Where {
    /// Its name; a state's in English.
    pub name: String,
    /// ISO 3166-1 alpha-3; none for a continent.
    pub country: Option<String>,
    /// The first-level region that it is or lies in.
    pub region: Option<String>,
    /// Latitude and longitude in degrees; of a region or district its middle, of states and continents none.
    pub point: Option<(f32, f32)>,
    /// GeoNames id, where known.
    pub geonames: Option<u32>,
    /// `place`, `district`, `region`, `country` or `continent`.
    pub precision: &'static str,
    /// The words name the place itself, not its people or what is theirs ("Syrian").
    pub literal: bool,
    /// How sure it is that this one of its name is meant.
    pub probability: f32,
    /// The words.
    pub span: Span,
}

/// Whom, when and where some words of a text mean.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The words.
    pub span: Span,
    /// Whom they name; empty where nobody.
    pub actors: Vec<Actor>,
    /// What a pronoun or a part of a name stands for: words that stand before it.
    pub stands_for: Option<Span>,
    /// Whom a pronoun may stand for, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// The days that they name, or why none can be told; none where they hold no expression of time.
    pub date: Option<Result<When, &'static str>>,
    /// The place that they name.
    pub place: Option<Where>,
}

/// One whom a pronoun may stand for.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Words that name it, before the pronoun.
    pub span: Span,
    /// That the pronoun stands for it.
    pub probability: f32,
    /// What speaks for it, as numbers: the network's share, as a logarithm, then 0 or 1 for each fact that counts.
    pub features: Vec<f32>,
}

/// Why a part of a record is as it is.
#[derive(Debug, Clone)]
pub struct Explained {
    /// `type`, `actor`, `recipient`, `date`, `place`, `statement`, `act`, `speaker`, `addressee`, `about` or `topic`.
    pub part: &'static str,
    /// Whom it is about, where it is about somebody.
    pub actor: Option<Actor>,
    /// Sentences for people.
    pub reasons: Vec<String>,
}

/// Who did what to whom.
#[derive(Debug, Clone, Default)]
pub struct Event {
    /// From the text, the type and the spans; survives reruns.
    pub id: String,
    /// One of PLOVER's sixteen.
    pub kind: String,
    /// How, where the page of the type knows modes.
    pub mode: Option<String>,
    /// In what connection.
    pub contexts: Vec<String>,
    /// `negated`, `future`, `hypothetical`, `historical`.
    pub auxiliary: Vec<String>,
    /// Quad category of the type.
    pub quad: String,
    /// PLOVER's score of type or mode.
    pub intensity: f32,
    /// The CAMEO code that stands for type and mode in interchange; empty where none does.
    pub cameo: String,
    /// Who acts; everybody in a reciprocal event.
    pub actors: Vec<Actor>,
    /// On whom.
    pub recipients: Vec<Actor>,
    /// Everybody acts on everybody: "A and B met".
    pub reciprocal: bool,
    /// When; none where nobody says.
    pub date: Option<When>,
    /// Where; none where its clause does not say.
    pub place: Option<Where>,
    /// The words that say what happened, where it is first mentioned.
    pub trigger: Span,
    /// The same of each mention in the article, in the text's order.
    pub triggers: Vec<Span>,
    /// What each mention stands on, as many as `triggers`.
    pub evidence: Vec<Span>,
    /// The statement that reports or is it.
    pub statement: Option<String>,
    /// How sure: an estimate between 0 and 1 that type, actors and recipients are right.
    pub confidence: f32,
    /// The rule that found it: page and line. None where the network alone did.
    pub rule: Option<String>,
    /// What the network says of it.
    pub seen: Seen,
}

/// The network's probabilities for an event: that its trigger tells an event of this type, and that the mentions of its
/// actors and recipients (the best of each) have these roles, none where nobody has the role; and that a word outside all
/// recorded mentions has the role.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Seen {
    /// Of the type.
    pub kind: f32,
    /// Of the actor.
    pub actor: Option<f32>,
    /// Of the recipient.
    pub recipient: Option<f32>,
    /// That somebody else acts.
    pub other_actor: f32,
    /// That somebody else is acted on.
    pub other_recipient: f32,
    /// That pronouns and definite nouns among them stand for whom they were taken for: of the least sure; 1 where all are named.
    pub reference: f32,
}

/// Who said what.
#[derive(Debug, Clone, Default)]
pub struct Statement {
    /// From the text and the spans; survives reruns.
    pub id: String,
    /// Who speaks.
    pub speakers: Vec<Actor>,
    /// The words that name the speaker.
    pub source: Option<Span>,
    /// The words that attribute.
    pub cue: Option<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// `direct`, `indirect` or `mixed`.
    pub form: &'static str,
    /// One of thirteen acts, lower case.
    pub act: &'static str,
    /// `said`, `wrote`, `decided`, `thinks`, `shows`.
    pub mode: &'static str,
    /// The reporter's distance: `neutral`, `endorsing`, `doubting`.
    pub distance: &'static str,
    /// Rung of the ladder of demands and accusations, from 1.
    pub strength: Option<u8>,
    /// As for events.
    pub auxiliary: Vec<String>,
    /// Whom it is said to.
    pub addressee: Vec<Actor>,
    /// Whom it is about.
    pub about: Vec<About>,
    /// What it is about, beside whom.
    pub topics: Vec<Topic>,
    /// Through what it was said: "in a letter".
    pub medium: Option<Span>,
    /// On what occasion: "at a summit".
    pub occasion: Option<Span>,
    /// The statement inside whose content this one stands.
    pub parent: Option<String>,
    /// The event that it is.
    pub event: Option<String>,
    /// When it was said.
    pub date: Option<When>,
    /// How sure: the probability that it is a statement with the right speaker, act and stance.
    pub confidence: f32,
    /// The rule that found it; none where the network did.
    pub rule: Option<String>,
    /// What the network gave; none where a rule found the statement.
    pub heard: Option<Heard>,
}

/// What the network gave for a statement.
#[derive(Debug, Clone, Copy, Default)]
pub struct Heard {
    /// The probability that something is attributed here.
    pub attribution: f32,
    /// Of the words of the source, on average, that they are the source; none where no words are.
    pub source: Option<f32>,
    /// The same of the words of the content.
    pub content: f32,
    /// Of the act; none where no words attribute.
    pub act: Option<f32>,
    /// That these are nobody's words: a deed, or narration.
    pub nobodys: f32,
}

/// A target of a statement.
#[derive(Debug, Clone)]
pub struct About {
    /// Whom.
    pub actor: Actor,
    /// 1 for, -1 against, 0 neither; none where it can't be told.
    pub stance: Option<i8>,
    /// The words that name it.
    pub span: Option<Span>,
    /// The network's probability that it is a target, with this stance; none where something else told it.
    pub seen: Option<f32>,
}

/// A topic of a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its name in the codebook.
    pub id: String,
    /// 1 for, -1 against, 0 neither; none where it can't be told.
    pub stance: Option<i8>,
    /// The words of the content that name it, where some do.
    pub span: Option<Span>,
}

/// Something that a careful reader should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Flag {
    /// Short name of the kind.
    pub kind: &'static str,
    /// One sentence for people.
    pub message: String,
    /// Where; none where it is about the whole text.
    pub span: Option<Span>,
}

/// An id from a text's hash, a type and spans.
pub fn id(prefix: &str, text_hash: &str, kind: &str, spans: &[Span]) -> String {
    let mut h = Sha256::new();
    h.update(text_hash);
    h.update(kind);
    for s in spans {
        h.update(s.start.to_le_bytes());
        h.update(s.end.to_le_bytes());
    }
    format!("{prefix}{}", hex(&h.finalize()[..6]))
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
