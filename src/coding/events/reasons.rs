//! What found an event, for people.

use super::Coder;
use crate::record::Event;

/// Characters of a rule that are shown.
const LONGEST_RULE: usize = 300;

impl Coder<'_> {
    /// What found an event: the rule with its line, and what the network says.
    pub fn reasons(&self, e: &Event) -> Vec<String> {
        let mut out = Vec::new();
        match &e.rule {
            None => out.push("no rule of the codebook: the network alone found it".to_string()),
            Some(at) => {
                let line = at.split_once(':').and_then(|(page, line)| {
                    let page = self.codebook.text(page.trim_end_matches(".md"))?;
                    page.lines().nth(line.parse::<usize>().ok()?.checked_sub(1)?)
                });
                let line = line.unwrap_or("a page that is not here");
                let cut =
                    line.char_indices().nth(LONGEST_RULE).map_or(line.to_string(), |(k, _)| format!("{}…", &line[..k]));
                out.push(format!("rule {at}: {cut}"));
            }
        }
        let p = |x: Option<f32>| x.map_or("nobody".to_string(), |x| format!("{x:.2}"));
        let (kind, actor, recipient) = (e.seen.kind, p(e.seen.actor), p(e.seen.recipient));
        out.push(format!("the network: {} {kind:.2}, its actor {actor}, its recipient {recipient}", e.kind));
        if e.seen.reference < 1.0 {
            out.push(format!(
                "that its pronouns mean whom they were taken for: {:.2} of the least sure",
                e.seen.reference
            ));
        }
        let of = if self.codebook.page(&e.kind).is_some_and(|p| p.own) {
            "the same for all of a category of one's own; nothing was measured"
        } else {
            "an estimate, from these, that type, actors and recipients are right"
        };
        out.push(format!("confidence {:.2}: {of}", e.confidence));
        out
    }
}
