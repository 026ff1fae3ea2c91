//! Reading the pages. A fault names its line, and all faults of a page are told at once.

use std::borrow::Cow;

use super::{CodebookError, Example, Guide, Mode, Page, Part, Rule, Slot};

/// What a page's second-level headings may be.
const SECTIONS: [&str; 6] = ["definition", "boundaries", "modes", "rules", "coded so", "not coded so"];
const QUADS: [&str; 4] = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
const AUXILIARY: [&str; 4] = ["negated", "future", "hypothetical", "historical"];

/// Reads the page of a type.
///
/// # Errors
/// Every line at fault.
pub fn page(file: &str, text: Cow<'static, str>) -> Result<Page, Vec<CodebookError>> {
    let mut faults = Faults { file, list: Vec::new() };
    let mut page = Page {
        name: String::new(),
        quad: String::new(),
        intensity: 0.0,
        cameo: String::new(),
        announced: None,
        yields_to: None,
        modes: Vec::new(),
        rules: Vec::new(),
        examples: Vec::new(),
        counterexamples: Vec::new(),
        text: Cow::Borrowed(""),
        own: false,
    };
    let (mut section, mut fenced) = (String::new(), None);
    let (mut ruled, mut wrong_modes) = (false, false);
    for (k, raw) in text.lines().enumerate() {
        let (n, line) = (k + 1, raw.trim());
        if line.starts_with("```") {
            fenced = if fenced.is_some() { None } else { Some(n) };
        } else if let Some(title) = line.strip_prefix("## ").filter(|_| fenced.is_none()) {
            section = title.trim().to_lowercase();
            if !SECTIONS.contains(&section.as_str()) {
                faults.add(n, format!("no section {title:?}; a page has {}", SECTIONS.join(", ")));
            }
        } else if let Some(title) = line.strip_prefix("# ").filter(|_| fenced.is_none()) {
            page.name = title.trim().to_string();
            if !page.name.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '-' | '_')) {
                faults.add(n, format!("{title:?} is no name for a type: capitals, joined by \"-\" or \"_\""));
            }
        } else if fenced.is_some() && section == "rules" {
            if !line.is_empty() && !line.starts_with('#') {
                ruled = true;
                faults.keep(n, rule(line, n), &mut page.rules);
            }
        } else if section.is_empty() {
            match line.split_once(':').map(|(key, v)| (key, v.trim())) {
                Some(("quad", v)) if QUADS.contains(&v) => page.quad = v.to_string(),
                Some(("quad", v)) => faults.add(n, format!("no quad category {v:?}; there are {}", QUADS.join(", "))),
                Some(("intensity", v)) => match number(v) {
                    Some(x) => page.intensity = x,
                    None => faults.add(n, format!("the intensity {v:?} is no number")),
                },
                Some(("cameo", v)) => page.cameo = v.to_string(),
                Some(("announced", v)) => {
                    let (kind, mode) = v.split_once(' ').map_or((v, None), |(k, m)| (k, Some(m.trim().to_string())));
                    page.announced = Some((kind.to_string(), mode));
                }
                Some(("yields to", v)) => page.yields_to = Some(v.to_string()),
                _ if line.is_empty() => {}
                _ => faults.add(
                    n,
                    "above its sections a page has quad:, intensity:, cameo:, announced: and yields to: only".into(),
                ),
            }
        } else if let Some(item) = line.strip_prefix("- ") {
            match section.as_str() {
                "modes" => {
                    let read = mode(item);
                    wrong_modes |= read.is_err();
                    faults.keep(n, read, &mut page.modes);
                }
                "coded so" if !item.contains("=>") => {
                    faults.add(n, "an example has its record behind \"=>\": actors > recipients".into());
                }
                "coded so" => faults.keep(n, example(item, n, Some(&page.name)), &mut page.examples),
                "not coded so" => faults.keep(n, example(item, n, Some(&page.name)), &mut page.counterexamples),
                _ => {}
            }
        } else if !line.is_empty() && matches!(section.as_str(), "coded so" | "not coded so") {
            faults.add(n, "an example stands in one line and begins with \"- \"".into());
        }
    }
    if !ruled {
        faults.add(1, "the page has no rules: lines between two lines ``` under \"## Rules\"".into());
    }
    if let Some(n) = fenced {
        faults.add(n, "this ``` is never closed".into());
    }
    if page.name.is_empty() || page.quad.is_empty() {
        let message = "the page of a type begins with \"# NAME\" and has a line \"quad: …\"; topics stand in topics.md, contexts in contexts.md";
        faults.add(1, message.into());
    }
    // Where a mode is wrong itself, nothing is told of those that name it.
    let known = |m: &String| wrong_modes || page.modes.iter().any(|x| x.name == *m);
    for r in &page.rules {
        if let Some(m) = r.mode.as_ref().filter(|m| !known(m)) {
            faults.add(r.line, format!("the page has no mode {m}"));
        }
    }
    for e in page.examples.iter().chain(&page.counterexamples) {
        if let Some(m) = e.mode.as_ref().filter(|m| !known(m)) {
            faults.add(e.line, format!("the page has no mode {m}"));
        }
    }
    faults.or(|| Page { text, ..page })
}

/// Reads a page that explains and has examples, each with its type before its record.
///
/// # Errors
/// Every line at fault.
pub fn guide(name: &'static str, text: &'static str) -> Result<Guide, Vec<CodebookError>> {
    let file = format!("{name}.md");
    let mut faults = Faults { file: &file, list: Vec::new() };
    let mut guide = Guide { name, examples: Vec::new(), counterexamples: Vec::new(), text };
    let mut section = "";
    for (k, line) in text.lines().enumerate() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title.trim();
        } else if let Some(item) = line.strip_prefix("- ") {
            match section {
                "Coded so" => faults.keep(k + 1, example(item, k + 1, None), &mut guide.examples),
                "Not coded so" => faults.keep(k + 1, example(item, k + 1, None), &mut guide.counterexamples),
                _ => {}
            }
        }
    }
    faults.or(|| guide)
}

/// The faults of one page.
pub struct Faults<'a> {
    /// The page's file.
    pub file: &'a str,
    /// In the order in which they were met.
    pub list: Vec<CodebookError>,
}

impl Faults<'_> {
    /// One more.
    pub fn add(&mut self, line: usize, message: String) {
        self.list.push(CodebookError { page: self.file.to_string(), line, message });
    }

    fn keep<T>(&mut self, line: usize, read: Result<T, String>, list: &mut Vec<T>) {
        match read {
            Ok(x) => list.push(x),
            Err(message) => self.add(line, message),
        }
    }

    /// What was read, if nothing is wrong with it.
    pub fn or<T>(mut self, read: impl FnOnce() -> T) -> Result<T, Vec<CodebookError>> {
        self.list.sort_by_key(|f| f.line);
        if self.list.is_empty() { Ok(read()) } else { Err(self.list) }
    }
}

fn number(s: &str) -> Option<f32> {
    s.trim().replace('−', "-").parse().ok().filter(|x: &f32| x.is_finite())
}

/// "disapprove (-2; 111): …": name, score or "no score", CAMEO code.
fn mode(item: &str) -> Result<Mode, String> {
    let shape =
        "a mode is \"name (score): meaning\" or \"name (score; CAMEO code): meaning\"; the score may be \"no score\"";
    let (name, rest) = item.split_once('(').ok_or(shape)?;
    let (inside, _) = rest.split_once("):").ok_or(shape)?;
    let (score, cameo) = inside.split_once(';').unwrap_or((inside, ""));
    let score = match score.trim() {
        "no score" => None,
        s => Some(number(s).ok_or_else(|| format!("{s:?} is no score; {shape}"))?),
    };
    let cameo = Some(cameo.trim().to_string()).filter(|c| !c.is_empty());
    Ok(Mode { name: name.trim().to_string(), score, cameo })
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
    if let Some((t, _)) = r.triggers.iter().find(|(t, _)| t.chars().any(|c| c.is_uppercase() || c.is_whitespace())) {
        return Err(format!("{t:?} is no trigger: one word in lower case, a particle joined by \"_\""));
    }
    if r.part == Part::Noun && !r.objects.is_empty() {
        return Err("a noun has no object behind \"+\"; what must stand below it goes behind \"if\"".into());
    }
    if let Some(Slot::By(p)) =
        r.recipient.iter().chain(&r.actor).find(|s| matches!(s, Slot::By(p) if !is_preposition(p)))
    {
        return Err(format!("{p:?} is no slot: obj, poss, comp, inside, none, or a preposition"));
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

/// Prepositions that a slot may be, those of several words joined by "_".
const PREPOSITIONS: [&str; 42] = [
    "about",
    "above",
    "across",
    "after",
    "against",
    "ahead of",
    "along",
    "alongside",
    "among",
    "around",
    "as",
    "at",
    "because of",
    "before",
    "behind",
    "between",
    "beyond",
    "by",
    "during",
    "following",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "out of",
    "outside",
    "over",
    "through",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "upon",
    "with",
];

fn is_preposition(p: &str) -> bool {
    PREPOSITIONS.contains(&p)
}

/// A sentence with its record. `kind`: the page's type; without it, the record names the type first.
fn example(item: &str, line: usize, kind: Option<&str>) -> Result<Example, String> {
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
    for mark in ["a", "r", "t"] {
        let (open, close) = (format!("<{mark}>"), format!("</{mark}>"));
        if sentence.matches(&open).count() != sentence.matches(&close).count() {
            return Err(format!("a mark {open} is not closed, or {close} not opened"));
        }
        text = text.replace(&open, "").replace(&close, "");
    }
    let mut parts = record.split(';').map(str::trim);
    let kind = match kind {
        Some(k) => k.to_string(),
        None => parts.next().unwrap_or("").to_string(),
    };
    let mut e = Example { line, kind, text, not_yet, ..Example::default() };
    let codes = |s: &str| -> Result<Vec<String>, String> {
        let of = s.split([',', ' ']).map(str::trim).filter(|c| !matches!(*c, "" | "-" | "none" | "?"));
        of.map(|c| match c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase()) {
            true => Ok(c.to_string()),
            false => Err(format!("{c:?} is no code of a country or sector: three capitals")),
        })
        .collect()
    };
    let sides = parts.next().unwrap_or("");
    if let Some((a, b)) = sides.split_once('>') {
        (e.actors, e.recipients) = (codes(a)?, codes(b)?);
    } else if sides.contains('=') {
        e.actors = codes(&sides.replace('=', " "))?;
        e.reciprocal = true;
    } else {
        // "(AGREE)" and the like are for the reader.
        e.actors = codes(sides.split('(').next().unwrap_or(""))?;
    }
    for part in parts.filter(|p| !p.is_empty()) {
        if let Some(m) = part.strip_prefix("mode ") {
            e.mode = Some(m.trim().to_string());
            continue;
        }
        let aux = part.split(['(', ' ']).next().unwrap_or("");
        if !AUXILIARY.contains(&aux) {
            return Err(format!("{part:?} is neither \"mode NAME\" nor one of {}", AUXILIARY.join(", ")));
        }
        e.auxiliary.push(aux.to_string());
    }
    Ok(e)
}

#[cfg(test)]
mod tests {
    use super::super::codebook;
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

    fn faults(text: &'static str) -> Vec<String> {
        page("x.md", text.into()).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_broken_page_names_file_and_line() {
        let e = faults("# X\nquad: verbal conflict\n## Rules\n```\nverb accuse obj\n```\n");
        assert_eq!(e, ["x.md:5: a rule has a colon before its slots"]);
        let e = faults("# X\nquad: verbal conflict\n## Rules\n```\nverb accuse: obj; mode wild\n```\n");
        assert_eq!(e, ["x.md:5: the page has no mode wild"]);
    }

    #[test]
    fn what_would_never_fire_is_a_fault() {
        let e = faults("# X\nquad: verbal conflict\n## Rules\nverb accuse: obj\n");
        assert_eq!(e, ["x.md:1: the page has no rules: lines between two lines ``` under \"## Rules\""]);
        let e = faults(concat!(
            "# X\nquad: verbal conflict\n## Rules\n```\nnoun closure + border: with\nverb close: wiht\n",
            "verb shut: with to\n```\n## Coded so\n- Peru shut its border.\nPeru shut it. => PER\n"
        ));
        let lines: Vec<&str> = e.iter().map(|f| f.split(':').nth(1).unwrap_or("")).collect();
        assert_eq!(lines, ["5", "6", "7", "10", "11"], "{e:#?}");
    }

    #[test]
    fn every_fault_of_a_page_is_told() {
        let e = faults(concat!(
            "# x y\nquad: conflict\ntone: sad\n## Modes\n- loud: 3\n## Rules\n```\nverb Ban: obj\nverb ban: to7\n```\n",
            "## Coded as\n## Coded so\n- <a>Peru left. => PER\n- Peru left. => PERU\n- Peru left. => PER; perhaps\n```\n"
        ));
        let lines: Vec<&str> = e.iter().map(|f| f.split(':').nth(1).unwrap_or("")).collect();
        assert_eq!(lines, ["1", "1", "2", "3", "5", "8", "9", "11", "13", "14", "15", "16"], "{e:#?}");
    }

    #[test]
    fn an_example_is_read() {
        let e =
            example("<a>Peru</a> and <a>Chile</a> <t>held talks</t>. => PER = CHL; future", 1, Some("AGREE")).unwrap();
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
