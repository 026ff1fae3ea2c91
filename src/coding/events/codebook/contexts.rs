//! The page of the contexts: in what connection an event may be, each with words that speak for it.

use super::CodebookError;
use super::reading::Faults;

/// One context.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// Its name, in lower case.
    pub name: String,
    /// Lemmas that speak for it.
    pub words: Vec<String>,
    /// Sentences with an event in this connection, each with its line.
    pub examples: Vec<(usize, String)>,
    /// Sentences with an event that is not.
    pub counterexamples: Vec<(usize, String)>,
}

/// Reads a page of contexts: a second-level heading each, with a line `words: …` and examples `- so: …`, `- not so: …`.
///
/// # Errors
/// Every line at fault.
pub fn read(file: &str, text: &str) -> Result<Vec<Context>, Vec<CodebookError>> {
    let mut faults = Faults { file, list: Vec::new() };
    let mut out: Vec<Context> = Vec::new();
    for (k, raw) in text.lines().enumerate() {
        let (n, line) = (k + 1, raw.trim());
        if let Some(title) = line.strip_prefix("## ") {
            let name = title.trim().to_string();
            if !name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                faults.add(n, format!("{name:?} is no name for a context: lower case, joined by \"_\""));
            }
            if out.iter().any(|c| c.name == name) {
                faults.add(n, format!("the context {name} is here twice"));
            }
            out.push(Context { name, words: Vec::new(), examples: Vec::new(), counterexamples: Vec::new() });
            continue;
        }
        let Some(last) = out.last_mut() else { continue };
        if let Some(words) = line.strip_prefix("words:") {
            last.words.extend(words.split(',').map(|w| w.trim().to_string()).filter(|w| !w.is_empty()));
        } else if let Some(s) = line.strip_prefix("- so:") {
            last.examples.push((n, s.trim().to_string()));
        } else if let Some(s) = line.strip_prefix("- not so:") {
            last.counterexamples.push((n, s.trim().to_string()));
        } else if line.starts_with("- ") {
            faults.add(n, "an example begins with \"- so:\" or \"- not so:\"".into());
        }
    }
    if out.is_empty() {
        faults.add(1, "a page of contexts has a heading \"## name\" for each".into());
    }
    faults.or(|| out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_has_words_and_examples() {
        let c = read("contexts.md", "# Contexts\n## water\nOf rivers.\nwords: river, dam\n- so: Peru dammed it.\n")
            .unwrap();
        assert_eq!((c[0].name.as_str(), &c[0].words[..]), ("water", &["river".to_string(), "dam".to_string()][..]));
        assert_eq!(c[0].examples, [(5, "Peru dammed it.".to_string())]);
        let e = read("contexts.md", "## Water\n- because\n").unwrap_err();
        assert_eq!(e.iter().map(|f| f.line).collect::<Vec<_>>(), [1, 2]);
    }
}
