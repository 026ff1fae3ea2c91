//! The codebook: pages of Markdown that are the manual, the rules and the tests.
//!
//! `codebook/README.md` describes the format. A page that breaks it is refused with file and line.

pub mod examples;
mod reading;
mod subjects;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::record::hex;
pub use subjects::{Subject, Turn};

/// All pages.
pub struct Codebook {
    /// The types: a user's own first, then in the order of PLOVER's table.
    pub pages: Vec<Page>,
    /// The pages on what all types share: modes and auxiliary modes.
    pub guides: Vec<Guide>,
    /// In what connection an event may be.
    pub contexts: Vec<Subject>,
    /// What a statement may be about.
    pub topics: Vec<Subject>,
    /// What a speaker may do.
    pub acts: Vec<Subject>,
    /// Sentences in which the stance is easily misread.
    pub turns: Vec<Turn>,
    /// The pages of these four as written, by file.
    subjects_texts: Vec<(&'static str, Cow<'static, str>)>,
    /// Short hash of the pages.
    pub version: String,
}

/// A page that explains and has examples, but no rules.
#[derive(Debug, Clone)]
pub struct Guide {
    /// Its name, as a user asks for it: "modes", "auxiliary".
    pub name: &'static str,
    /// Sentences that must be coded so.
    pub examples: Vec<Example>,
    /// Sentences that must not.
    pub counterexamples: Vec<Example>,
    /// The page as written.
    pub text: &'static str,
}

/// One category.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its name, in capitals.
    pub name: String,
    /// Quad category.
    pub quad: String,
    /// Score of the type.
    pub intensity: f32,
    /// The CAMEO code that stands for the type in interchange; empty where none does.
    pub cameo: String,
    /// What an act of this type is that is only announced: another type, with a mode.
    pub announced: Option<(String, Option<String>)>,
    /// A type beside which this one is left out: where the same actor does that in the same article.
    pub yields_to: Option<String>,
    /// Modes.
    pub modes: Vec<Mode>,
    /// What its rules say.
    pub rules: Vec<Rule>,
    /// Sentences that must be coded so.
    pub examples: Vec<Example>,
    /// Sentences that must not.
    pub counterexamples: Vec<Example>,
    /// The page as written.
    pub text: Cow<'static, str>,
    /// A category of a user's own: the network never learned it, so its rules alone decide.
    pub own: bool,
}

/// One way in which an event of a type happens.
#[derive(Debug, Clone, PartialEq)]
pub struct Mode {
    /// Its name; other types may have a mode of the same name and another meaning.
    pub name: String,
    /// PLOVER's score; none where it gives none.
    pub score: Option<f32>,
    /// CAMEO code, where one is nearer than the type's.
    pub cameo: Option<String>,
}

/// What kind of word a trigger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A verb, a participle among them.
    Verb,
    /// A noun.
    Noun,
    /// A predicate adjective.
    Adjective,
}

/// Where an actor hangs, seen from the trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// The verb's active subject, or the passive's "by".
    Subject,
    /// The object, or the passive's subject.
    Object,
    /// What hangs by this preposition.
    By(String),
    /// A possessive, adjective or noun before.
    Possessor,
    /// In the governed clause: its subject, else any actor.
    Complement,
    /// The nearest actor below.
    Inside,
    /// Nowhere.
    Nowhere,
}

/// One line of a page's rules.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Line of the page, from 1.
    pub line: usize,
    /// Kind of trigger.
    pub part: Part,
    /// Lemmas, each with the particle or preposition it needs.
    pub triggers: Vec<(String, Option<String>)>,
    /// Lemmas of which the object must be one; empty asks nothing.
    pub objects: Vec<String>,
    /// Where the recipient hangs, best first.
    pub recipient: Vec<Slot>,
    /// Where the actor hangs, best first.
    pub actor: Vec<Slot>,
    /// Mode.
    pub mode: Option<String>,
    /// Recipients act too.
    pub reciprocal: bool,
    /// No event without a recipient.
    pub needs_recipient: bool,
    /// No event without a governed clause.
    pub needs_clause: bool,
    /// Events in what it governs are its content.
    pub takes: bool,
    /// One of these lemmas must stand below.
    pub having: Vec<String>,
    /// None of these may.
    pub lacking: Vec<String>,
}

/// A sentence with the record it must, or must not, give.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Example {
    /// Line of the page, from 1.
    pub line: usize,
    /// The type that it must, or must not, be.
    pub kind: String,
    /// The sentence without its marks.
    pub text: String,
    /// Codes of the actors.
    pub actors: Vec<String>,
    /// Codes of the recipients.
    pub recipients: Vec<String>,
    /// Everybody is an actor.
    pub reciprocal: bool,
    /// Mode, where one is asked for.
    pub mode: Option<String>,
    /// Auxiliary modes.
    pub auxiliary: Vec<String>,
    /// Why the program gets it wrong so far.
    pub not_yet: Option<String>,
}

/// A page that breaks the format.
#[derive(Debug, Clone, PartialEq)]
pub struct CodebookError {
    /// Name of the page's file.
    pub page: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for CodebookError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:{}: {}", self.page, self.line, self.message)
    }
}

const PAGES: [(&str, &str); 16] = [
    ("agree.md", include_str!("../../../codebook/agree.md")),
    ("consult.md", include_str!("../../../codebook/consult.md")),
    ("support.md", include_str!("../../../codebook/support.md")),
    ("concede.md", include_str!("../../../codebook/concede.md")),
    ("cooperate.md", include_str!("../../../codebook/cooperate.md")),
    ("aid.md", include_str!("../../../codebook/aid.md")),
    ("retreat.md", include_str!("../../../codebook/retreat.md")),
    ("request.md", include_str!("../../../codebook/request.md")),
    ("accuse.md", include_str!("../../../codebook/accuse.md")),
    ("reject.md", include_str!("../../../codebook/reject.md")),
    ("threaten.md", include_str!("../../../codebook/threaten.md")),
    ("protest.md", include_str!("../../../codebook/protest.md")),
    ("sanction.md", include_str!("../../../codebook/sanction.md")),
    ("mobilize.md", include_str!("../../../codebook/mobilize.md")),
    ("coerce.md", include_str!("../../../codebook/coerce.md")),
    ("assault.md", include_str!("../../../codebook/assault.md")),
];

/// The pages of contexts, topics, acts and stances.
const SUBJECTS: [(&str, &str); 4] = [
    ("contexts.md", include_str!("../../../codebook/contexts.md")),
    ("topics.md", include_str!("../../../codebook/topics.md")),
    ("acts.md", include_str!("../../../codebook/acts.md")),
    ("stance.md", include_str!("../../../codebook/stance.md")),
];
const GUIDES: [(&str, &str); 2] = [
    ("modes", include_str!("../../../codebook/modes.md")),
    ("auxiliary", include_str!("../../../codebook/auxiliary.md")),
];

/// The codebook that the binary carries, read on first use.
///
/// # Panics
/// If a page breaks the format; a test reads them all.
pub fn codebook() -> &'static Codebook {
    static CODEBOOK: LazyLock<Codebook> = LazyLock::new(|| {
        let fine = |e: Vec<CodebookError>| -> ! { panic!("codebook/{}", e[0]) };
        let pages = PAGES.iter().map(|&(file, text)| reading::page(file, text.into()).unwrap_or_else(|e| fine(e)));
        let guides = GUIDES.iter().map(|&(name, text)| reading::guide(name, text).unwrap_or_else(|e| fine(e)));
        let list = |k: usize| subjects::read(SUBJECTS[k].0, SUBJECTS[k].1).unwrap_or_else(|e| fine(e));
        Codebook {
            pages: pages.collect(),
            guides: guides.collect(),
            contexts: list(0),
            topics: list(1),
            acts: list(2),
            turns: subjects::turns(SUBJECTS[3].0, SUBJECTS[3].1).unwrap_or_else(|e| fine(e)),
            subjects_texts: SUBJECTS.map(|(file, text)| (file, text.into())).to_vec(),
            version: String::new(),
        }
        .versioned()
    });
    &CODEBOOK
}

impl Codebook {
    /// A type's page by name, whatever the case.
    pub fn page(&self, name: &str) -> Option<&Page> {
        self.pages.iter().find(|p| p.name.eq_ignore_ascii_case(name))
    }

    /// The text of any page by name: a type's, "contexts", "topics", "acts", "modes", "auxiliary" or "stance"; of a topic or context
    /// the part of its page.
    pub fn text(&self, name: &str) -> Option<&str> {
        let guide = || self.guides.iter().find(|g| g.name.eq_ignore_ascii_case(name)).map(|g| g.text);
        let page = |file: &str| file.strip_suffix(".md").is_some_and(|n| n.eq_ignore_ascii_case(name));
        let subjects = || self.subjects_texts.iter().find(|t| page(t.0)).map(|t| &*t.1);
        self.page(name).map(|p| &*p.text).or_else(guide).or_else(subjects).or_else(|| self.part(name))
    }

    /// The text under the heading of a topic, an act or a context.
    fn part(&self, name: &str) -> Option<&str> {
        let heading = format!("## {}\n", name.to_lowercase());
        self.subjects_texts.iter().rev().find_map(|(_, text)| {
            let at = text.find(&heading).filter(|&at| at == 0 || text[..at].ends_with('\n'))?;
            let rest = &text[at..];
            let end = [rest[3..].find("\n## "), rest[3..].find("\n# ")].into_iter().flatten().min();
            Some(&rest[..end.map_or(rest.len(), |e| e + 4)])
        })
    }

    /// The subjects of a page of contexts, topics or acts, by its file, with the page as written.
    pub fn subjects(&self, file: &str) -> Option<(&[Subject], &str)> {
        let list = match file {
            "contexts.md" => &self.contexts,
            "topics.md" => &self.topics,
            "acts.md" => &self.acts,
            _ => return None,
        };
        self.subjects_texts.iter().find(|t| t.0 == file).map(|t| (&list[..], &*t.1))
    }

    /// The codebook that the binary carries with a user's pages, each `(file name, text)`: a page of a name that is there
    /// takes its place, others are added before the rest, and `contexts.md` and `topics.md` add some or take the place of some.
    ///
    /// # Errors
    /// Every fault in the pages, with file and line.
    pub fn with(files: &[(String, String)]) -> Result<Codebook, Vec<CodebookError>> {
        let built_in = codebook();
        let (mut own, mut faults) = (Vec::new(), Vec::new());
        let (mut contexts, mut topics) = (built_in.contexts.clone(), built_in.topics.clone());
        let mut subjects_texts = built_in.subjects_texts.clone();
        for (file, text) in files {
            if let Some(list) = match file.as_str() {
                "contexts.md" => Some(&mut contexts),
                "topics.md" => Some(&mut topics),
                _ => None,
            } {
                match subjects::read(file, text) {
                    Ok(new) => {
                        let majors =
                            |t: &&subjects::Subject| list.iter().any(|m| m.name == t.name && m.part_of.is_none());
                        let own = new.iter().filter(|t| file == "topics.md" && !majors(t));
                        let lacking = own.flat_map(|t| subjects::lacks(t).into_iter().map(|message| (t.line, message)));
                        faults.extend(lacking.map(|(line, message)| CodebookError {
                            page: file.clone(),
                            line,
                            message,
                        }));
                        list.retain(|c| !new.iter().any(|n| n.name == c.name));
                        list.extend(new);
                        if let Some(t) = subjects_texts.iter_mut().find(|t| t.0 == file) {
                            t.1 = Cow::Owned(text.clone());
                        }
                    }
                    Err(e) => faults.extend(e),
                }
                continue;
            }
            match reading::page(file, Cow::Owned(text.clone())) {
                Ok(p) if own.iter().any(|o: &Page| o.name == p.name) => {
                    faults.push(CodebookError {
                        page: file.clone(),
                        line: 1,
                        message: format!("another page has the name {} already", p.name),
                    });
                }
                Ok(mut p) => {
                    p.own = built_in.page(&p.name).is_none();
                    own.push(p);
                }
                Err(e) => faults.extend(e),
            }
        }
        for (file, p) in files.iter().filter_map(|(f, t)| Some((f, own.iter().find(|p| *p.text == **t)?))) {
            let known = |kind: &str| own.iter().chain(&built_in.pages).any(|p| p.name == kind);
            if let Some((kind, _)) = p.announced.as_ref().filter(|(kind, _)| !known(kind)) {
                let line = p.text.lines().position(|l| l.starts_with("announced:")).map_or(1, |k| k + 1);
                let message = format!("announced: there is no type {kind}");
                faults.push(CodebookError { page: file.clone(), line, message });
            }
        }
        let majors = |name: &str| topics.iter().any(|t| t.name == name && t.part_of.is_none());
        let unknown = topics.iter().filter(|t| t.part_of.as_deref().is_some_and(|p| !majors(p)));
        faults.extend(unknown.map(|t| CodebookError {
            page: "topics.md".into(),
            line: t.line,
            message: format!(
                "{} is part of {}, which is no major topic (onrecord codebook topics lists them)",
                t.name,
                t.part_of.as_deref().unwrap_or_default()
            ),
        }));
        if !faults.is_empty() {
            return Err(faults);
        }
        let rest: Vec<Page> =
            built_in.pages.iter().filter(|p| !own.iter().any(|o| o.name == p.name)).cloned().collect();
        own.extend(rest);
        let guides = built_in.guides.clone();
        let (acts, turns) = (built_in.acts.clone(), built_in.turns.clone());
        Ok(Codebook { pages: own, guides, contexts, topics, acts, turns, subjects_texts, version: String::new() }
            .versioned())
    }

    fn versioned(mut self) -> Codebook {
        let mut hash = Sha256::new();
        for p in &self.pages {
            hash.update(p.text.as_bytes());
        }
        for c in self.contexts.iter().chain(&self.topics).chain(&self.acts) {
            hash.update(format!("{c:?}"));
        }
        self.version = hex(&hash.finalize()[..6]);
        self
    }
}
