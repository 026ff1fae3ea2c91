//! The codebook: pages of Markdown that are the manual, the rules and the tests.
//!
//! `codebook/README.md` describes the format. A page that breaks it is refused with file and line.

use std::fmt;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::record::hex;

/// All pages.
pub struct Codebook {
    /// In the order of PLOVER's table.
    pub pages: Vec<Page>,
    /// Short hash of the pages.
    pub version: String,
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
    /// Modes with their scores.
    pub modes: Vec<(String, f32)>,
    /// What its rules say.
    pub rules: Vec<Rule>,
    /// Sentences that must be coded so.
    pub examples: Vec<Example>,
    /// Sentences that must not.
    pub counterexamples: Vec<Example>,
    /// The page as written.
    pub text: &'static str,
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

/// The codebook that the binary carries, read on first use.
///
/// # Panics
/// If a page breaks the format; a test reads them all.
pub fn codebook() -> &'static Codebook {
    static CODEBOOK: LazyLock<Codebook> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        let pages = PAGES
            .iter()
            .map(|(file, text)| {
                hash.update(text);
                page(file, text).unwrap_or_else(|e| panic!("codebook/{e}"))
            })
            .collect();
        Codebook { pages, version: hex(&hash.finalize()[..6]) }
    });
    &CODEBOOK
}

impl Codebook {
    /// A page by name, whatever the case.
    pub fn page(&self, name: &str) -> Option<&Page> {
        self.pages.iter().find(|p| p.name.eq_ignore_ascii_case(name))
    }
}

/// Reads one page.
///
/// # Errors
/// With the line at fault.
pub fn page(file: &str, text: &'static str) -> Result<Page, CodebookError> {
    let err = |line: usize, message: &str| CodebookError { page: file.to_string(), line, message: message.to_string() };
    let mut page = Page {
        name: String::new(),
        quad: String::new(),
        intensity: 0.0,
        modes: Vec::new(),
        rules: Vec::new(),
        examples: Vec::new(),
        counterexamples: Vec::new(),
        text,
    };
    let (mut section, mut fenced) = (String::new(), false);
    for (k, raw) in text.lines().enumerate() {
        let (n, line) = (k + 1, raw.trim());
        if line.starts_with("```") {
            fenced = !fenced;
        } else if let Some(title) = line.strip_prefix("## ") {
            section = title.trim().to_lowercase();
        } else if let Some(title) = line.strip_prefix("# ").filter(|_| !fenced) {
            page.name = title.trim().to_string();
        } else if fenced && section == "rules" {
            if !line.is_empty() && !line.starts_with('#') {
                page.rules.push(rule(line, n).map_err(|m| err(n, &m))?);
            }
        } else if section.is_empty() {
            if let Some(v) = line.strip_prefix("quad:") {
                page.quad = v.trim().to_string();
            } else if let Some(v) = line.strip_prefix("intensity:") {
                page.intensity = v.trim().parse().map_err(|_| err(n, "the intensity is no number"))?;
            }
        } else if let Some(item) = line.strip_prefix("- ") {
            match section.as_str() {
                "modes" => page.modes.extend(mode(item)),
                "coded so" => page.examples.push(example(item, n).map_err(|m| err(n, &m))?),
                "not coded so" => page.counterexamples.push(example(item, n).map_err(|m| err(n, &m))?),
                _ => {}
            }
        }
    }
    if page.name.is_empty() || page.quad.is_empty() {
        return Err(err(1, "a page begins with \"# NAME\" and names its quad"));
    }
    for r in &page.rules {
        if let Some(m) = &r.mode
            && !page.modes.iter().any(|(name, _)| name == m)
        {
            return Err(err(r.line, &format!("the page has no mode {m}")));
        }
    }
    Ok(page)
}

/// "disapprove (-2): …"
fn mode(item: &str) -> Option<(String, f32)> {
    let (name, rest) = item.split_once('(')?;
    let score = rest.split(')').next()?.trim().replace('−', "-").parse().unwrap_or(f32::NAN);
    Some((name.trim().trim_matches(['*', '`']).to_string(), score))
}

fn rule(line: &str, n: usize) -> Result<Rule, String> {
    let (part, rest) = line.split_once(' ').ok_or("a rule begins with verb, noun or adj")?;
    let part = match part {
        "verb" => Part::Verb,
        "noun" => Part::Noun,
        "adj" => Part::Adjective,
        other => return Err(format!("a rule begins with verb, noun or adj, not {other:?}")),
    };
    let (triggers, rest) = rest.split_once(':').ok_or("a rule has a colon before its slots")?;
    let (triggers, objects) = triggers.split_once('+').unwrap_or((triggers, ""));
    let words =
        |s: &str| -> Vec<String> { s.split(',').map(|w| w.trim().to_string()).filter(|w| !w.is_empty()).collect() };
    let mut parts = rest.split(';');
    let slots = |s: &str| -> Vec<Slot> { words(s).iter().map(|w| slot(w)).collect() };
    let recipient = slots(parts.next().unwrap_or(""));
    let mut r = Rule {
        line: n,
        part,
        triggers: words(triggers)
            .into_iter()
            .map(|t| match t.split_once('_') {
                Some((a, b)) => (a.to_string(), Some(b.to_string())),
                None => (t, None),
            })
            .collect(),
        objects: words(objects),
        recipient,
        actor: match part {
            Part::Noun => vec![Slot::Possessor, Slot::By("by".into()), Slot::By("of".into()), Slot::Subject],
            _ => vec![Slot::Subject],
        },
        mode: None,
        reciprocal: false,
        needs_recipient: false,
        needs_clause: false,
        takes: false,
        having: Vec::new(),
        lacking: Vec::new(),
    };
    for c in parts {
        let c = c.trim();
        match c {
            "" => {}
            "reciprocal" => r.reciprocal = true,
            "needs recipient" => r.needs_recipient = true,
            "needs clause" => r.needs_clause = true,
            "takes" => r.takes = true,
            _ => match c.split_once(' ') {
                Some(("mode", m)) => r.mode = Some(m.trim().to_string()),
                Some(("actor", s)) => r.actor = slots(s),
                Some(("if", s)) => r.having = words(s),
                Some(("unless", s)) => r.lacking = words(s),
                _ => return Err(format!("{c:?} is no condition")),
            },
        }
    }
    if r.triggers.is_empty() || r.recipient.is_empty() {
        return Err("a rule has triggers before its colon and slots behind it".into());
    }
    Ok(r)
}

fn slot(word: &str) -> Slot {
    match word {
        "subj" => Slot::Subject,
        "obj" => Slot::Object,
        "poss" => Slot::Possessor,
        "comp" => Slot::Complement,
        "inside" => Slot::Inside,
        "none" => Slot::Nowhere,
        preposition => Slot::By(preposition.replace('_', " ")),
    }
}

fn example(item: &str, line: usize) -> Result<Example, String> {
    let (item, not_yet) = match item.rfind("(not yet:") {
        Some(at) => (item[..at].trim(), Some(item[at + 9..].trim_end_matches(')').trim().to_string())),
        None => (item, None),
    };
    let (sentence, record) = item.split_once("=>").unwrap_or((item, ""));
    let mut sentence = sentence.trim();
    // A neighbouring type's name in brackets is for the reader.
    if let Some(open) = sentence.rfind(" (")
        && sentence.ends_with(')')
        && sentence[open + 2..sentence.len() - 1]
            .chars()
            .all(|c| c.is_ascii_uppercase() || matches!(c, ' ' | ',' | '-'))
    {
        sentence = sentence[..open].trim_end();
    }
    let mut text = sentence.to_string();
    for tag in ["<a>", "</a>", "<r>", "</r>", "<t>", "</t>"] {
        text = text.replace(tag, "");
    }
    let mut e = Example { line, text, not_yet, ..Example::default() };
    let codes = |s: &str| -> Vec<String> {
        s.split([',', ' '])
            .map(|c| c.trim().to_string())
            .filter(|c| !c.is_empty() && c != "-" && c != "none" && c != "?")
            .collect()
    };
    for (k, part) in record.split(';').enumerate() {
        let part = part.trim();
        if k == 0 {
            if let Some((a, b)) = part.split_once('>') {
                (e.actors, e.recipients) = (codes(a), codes(b));
            } else if part.contains('=') {
                e.actors = part.split('=').flat_map(&codes).collect();
                e.reciprocal = true;
            } else {
                // "(AGREE)" and the like are for the reader.
                e.actors = codes(part.split('(').next().unwrap_or(""));
            }
        } else if let Some(m) = part.strip_prefix("mode ") {
            e.mode = Some(m.trim().to_string());
        } else if !part.is_empty() {
            e.auxiliary.push(part.split(['(', ' ']).next().unwrap_or("").to_string());
        }
    }
    Ok(e)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_line_is_read() {
        let r =
            rule("verb impose, slap + sanction, tariff: on, against; needs recipient; mode x; unless film", 3).unwrap();
        assert_eq!(r.triggers, [("impose".to_string(), None), ("slap".to_string(), None)]);
        assert_eq!(r.objects, ["sanction", "tariff"]);
        assert_eq!(r.recipient, [Slot::By("on".into()), Slot::By("against".into())]);
        assert!(r.needs_recipient && !r.takes);
        assert_eq!(r.lacking, ["film"]);
        let r = rule("verb call_on: on, comp; takes", 1).unwrap();
        assert_eq!(r.triggers, [("call".to_string(), Some("on".to_string()))]);
    }

    #[test]
    fn a_broken_page_names_file_and_line() {
        let e = page("x.md", "# X\nquad: verbal conflict\n## Rules\n```\nverb accuse obj\n```\n").unwrap_err();
        assert_eq!(e.to_string(), "x.md:5: a rule has a colon before its slots");
        let e =
            page("x.md", "# X\nquad: verbal conflict\n## Rules\n```\nverb accuse: obj; mode wild\n```\n").unwrap_err();
        assert_eq!(e.line, 5);
    }

    #[test]
    fn an_example_is_read() {
        let e = example("<a>Peru</a> and <a>Chile</a> <t>held talks</t>. => PER = CHL; future", 1).unwrap();
        assert_eq!((e.text.as_str(), e.reciprocal), ("Peru and Chile held talks.", true));
        assert_eq!((e.actors, e.auxiliary), (vec!["PER".to_string(), "CHL".to_string()], vec!["future".to_string()]));
    }

    #[test]
    fn every_page_is_well_formed_and_has_examples() {
        for p in &codebook().pages {
            assert!(p.rules.len() >= 5, "{} has few rules", p.name);
            assert!(p.examples.len() >= 5 && p.counterexamples.len() >= 5, "{} has few examples", p.name);
        }
    }
}
