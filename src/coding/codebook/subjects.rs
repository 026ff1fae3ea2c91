//! Pages of what is spoken of (contexts of events, topics of statements) and of what speakers do: a heading for each, with
//! words that speak for it and sentences that must and must not have it.

use super::CodebookError;
use super::reading::Faults;

/// One of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Subject {
    /// Its name, in lower case.
    pub name: String,
    /// The major topic that a named issue is part of.
    pub part_of: Option<String>,
    /// The line of its heading, from 1.
    pub line: usize,
    /// Lemmas, of topics also several in a row, that speak for it.
    pub words: Vec<String>,
    /// Words that name its opposite.
    pub against: Vec<String>,
    /// Words that speak for it where the text does.
    pub hints: Vec<String>,
    /// Of an act: the type, or type and mode, of the event that it is where somebody does it to somebody; with its line.
    pub event: Option<(usize, String)>,
    /// Sentences that have it, each with its line.
    pub examples: Vec<(usize, String)>,
    /// Sentences that have not.
    pub counterexamples: Vec<(usize, String)>,
}

/// Reads such a page: a second-level heading each, with lines `words: …`, `against: …`, `hints: …`, `part of: …`, `event: …` and examples
/// `- so: …`, `- not so: …`. What stands under other headings is prose.
///
/// # Errors
/// Every line at fault.
pub fn read(file: &str, text: &str) -> Result<Vec<Subject>, Vec<CodebookError>> {
    let mut faults = Faults { file, list: Vec::new() };
    let mut out: Vec<Subject> = Vec::new();
    let mut prose = true;
    for (k, raw) in text.lines().enumerate() {
        let (n, line) = (k + 1, raw.trim());
        if let Some(title) = line.strip_prefix("## ") {
            let name = title.trim().to_string();
            if !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                faults.add(n, format!("{name:?} is no name for a heading here: lower case, joined by \"_\""));
            }
            if out.iter().any(|c| c.name == name) {
                faults.add(n, format!("{name} is here twice"));
            }
            out.push(Subject { name, line: n, ..Subject::default() });
            prose = false;
            continue;
        }
        prose |= line.starts_with('#');
        let Some(last) = out.last_mut().filter(|_| !prose) else { continue };
        let list = |words: &str| -> Vec<String> {
            words.split(',').map(|w| w.trim().to_string()).filter(|w| !w.is_empty()).collect()
        };
        if let Some(words) = line.strip_prefix("words:") {
            last.words.extend(list(words));
        } else if let Some(words) = line.strip_prefix("against:") {
            last.against.extend(list(words));
        } else if let Some(words) = line.strip_prefix("hints:") {
            last.hints.extend(list(words));
        } else if let Some(kind) = line.strip_prefix("event:") {
            last.event = Some((n, kind.trim().to_string()));
        } else if let Some(name) = line.strip_prefix("part of:") {
            last.part_of = Some(name.trim().to_string());
        } else if let Some(s) = line.strip_prefix("- so:") {
            last.examples.push((n, s.trim().to_string()));
        } else if let Some(s) = line.strip_prefix("- not so:") {
            last.counterexamples.push((n, s.trim().to_string()));
        } else if line.starts_with("- ") || line.starts_with("* ") {
            faults.add(n, "an example begins with \"- so:\" or \"- not so:\"".into());
        } else if let Some((key, _)) = line.split_once(':').filter(|(key, _)| is_key(key)) {
            faults.add(n, format!("there is no line {key:?} here, but {} in lower case", KEYS.join(", ")));
        }
    }
    if out.is_empty() {
        faults.add(1, "such a page has a heading \"## name\" for each".into());
    }
    faults.or(|| out)
}

const KEYS: [&str; 5] = ["words", "against", "hints", "part of", "event"];

/// Prose begins with a capital or is longer than this before its colon.
fn is_key(s: &str) -> bool {
    (s.starts_with(|c: char| c.is_ascii_lowercase()) || KEYS.contains(&s.to_lowercase().as_str()))
        && s.split_whitespace().count() <= 2
        && s.chars().all(|c| c.is_alphabetic() || " _-".contains(c))
}

/// What a user's own topic lacks: words, a major topic that it is part of.
pub fn lacks(topic: &Subject) -> Vec<String> {
    let lacks =
        [(topic.words.is_empty(), "words: …"), (topic.part_of.is_none(), "part of: …, one of the major topics")];
    lacks.iter().filter(|l| l.0).map(|(_, line)| format!("{} has no line {line}", topic.name)).collect()
}

/// A sentence with the act and the stances that its statement must have.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Line of the page, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// The act, where one is asked for.
    pub act: Option<String>,
    /// Actors (by code) and topics (by name), each with its stance.
    pub stances: Vec<(String, i8)>,
    /// Why the program gets it wrong so far.
    pub not_yet: Option<String>,
}

/// Reads the sentences of the page on stance: `- sentence => act; name stance; …`.
///
/// # Errors
/// Every line at fault.
pub fn turns(file: &str, text: &str) -> Result<Vec<Turn>, Vec<CodebookError>> {
    let mut faults = Faults { file, list: Vec::new() };
    let mut out = Vec::new();
    for (k, line) in text.lines().enumerate() {
        let Some((sentence, wanted)) = line.strip_prefix("- ").and_then(|l| l.split_once("=>")) else { continue };
        let (wanted, not_yet) = match wanted.split_once("(not yet:") {
            Some((w, why)) => (w, Some(why.trim().trim_end_matches(')').to_string())),
            None => (wanted, None),
        };
        let mut turn = Turn { line: k + 1, text: sentence.trim().into(), act: None, stances: Vec::new(), not_yet };
        for part in wanted.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            match part.split_once(' ') {
                None => turn.act = Some(part.to_string()),
                Some((name, stance)) => match stance.trim().parse() {
                    Ok(s @ -1..=1) => turn.stances.push((name.to_string(), s)),
                    _ => faults.add(k + 1, format!("a stance is 1, 0 or -1, not {stance:?}")),
                },
            }
        }
        out.push(turn);
    }
    faults.or(|| out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_has_words_and_examples() {
        let c = read("contexts.md", "# Contexts\n## water\nOf rivers.\nwords: river, dam\n- so: Peru dammed it.\n")
            .unwrap();
        assert_eq!((c[0].name.as_str(), &c[0].words[..]), ("water", &["river".to_string(), "dam".to_string()][..]));
        assert_eq!(c[0].examples, [(5, "Peru dammed it.".to_string())]);
        let e = read("contexts.md", "## Water\n- because\n").unwrap_err();
        assert_eq!(e.iter().map(|f| f.line).collect::<Vec<_>>(), [1, 2]);
        let e = read("topics.md", "## seas\nWords: sea\n* so: The sea is wide.\nHow it is: wide.\n").unwrap_err();
        assert_eq!(e.iter().map(|f| f.line).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn a_topic_of_ones_own_lacks_nothing() {
        let t = read("topics.md", "## seas\npart of: defense\nwords: sea\n- so: The sea is wide.\n## lakes\n").unwrap();
        assert_eq!((lacks(&t[0]).len(), lacks(&t[1]).len()), (0, 2));
    }

    #[test]
    fn a_topic_may_be_part_of_another_and_have_an_opposite() {
        let page =
            "# Topics\n### How\n- prose\n## seas\npart of: defense\nagainst: piracy\nhints: sea\n# More\n- prose\n";
        let t = read("topics.md", page).unwrap();
        assert_eq!((t[0].part_of.as_deref(), &t[0].against[..]), (Some("defense"), &["piracy".to_string()][..]));
        assert_eq!(t[0].hints, ["sea".to_string()]);
    }
}
