//! Joint statements and the like: what they say was said on the day on which they were signed.

use super::actors::Resolver;
use super::events::Found;
use super::syntax::Syntax;
use crate::document::Document;
use crate::record::{Actor, Statement, When};

/// A document that speaks: who made it, and when.
struct Signed {
    word: usize,
    makers: Vec<Actor>,
    date: When,
}

/// Dates what a signed document says, where nothing nearer does. It speaks where it is the subject, where all its makers
/// act together, and where one of them acts in a paragraph in which it spoke before.
pub fn date(
    document: &Document,
    s: &Syntax,
    actors: &Resolver,
    found: &mut [Found],
    statements: &mut [(Statement, Option<usize>)],
) {
    let signed: Vec<Signed> = found
        .iter()
        .filter(|f| f.event.kind == "SUPPORT" && f.event.actors.len() > 1)
        .filter_map(|f| {
            let word = s.child(f.word, &["obj"]).filter(|&o| actors.is_document(o))?;
            Some(Signed { word, makers: f.event.actors.clone(), date: f.event.date.clone()? })
        })
        .collect();
    if signed.is_empty() {
        return;
    }
    let paragraph = |w: usize| document.paragraphs.partition_point(|p| p.end <= s.word(w).span.start);
    let mut spoke: Vec<(usize, usize)> = Vec::new();
    let mut speaks = |w: usize, who: &[Actor]| -> Option<When> {
        let (k, d) = signed.iter().enumerate().rev().find(|(_, d)| d.word < w)?;
        let maker = |a: &Actor| d.makers.iter().any(|m| m.country.is_some() && m.country == a.country);
        if who.is_empty() || !who.iter().all(maker) {
            return None;
        }
        let through = who.iter().filter_map(|a| a.mention).any(|m| s.words_in(m).any(|x| actors.is_document(x)));
        let together = d.makers.iter().all(|m| who.iter().any(|a| a.country == m.country));
        let here = (k, paragraph(w));
        if through || together {
            spoke.push(here);
        } else if !spoke.contains(&here) {
            return None;
        }
        Some(When { found: format!("{}, the day of the document that speaks here", d.date.found), ..d.date.clone() })
    };
    let mut order: Vec<(usize, bool, usize)> = found.iter().enumerate().map(|(i, f)| (f.word, true, i)).collect();
    order.extend(statements.iter().enumerate().filter_map(|(i, (_, heart))| heart.map(|h| (h, false, i))));
    order.sort_unstable();
    for (w, event, i) in order {
        if event {
            let e = &mut found[i].event;
            if let Some(day) = speaks(w, &e.actors)
                && e.date.is_none()
                && e.quad.starts_with("verbal")
                && e.kind != "CONSULT"
            {
                e.date = Some(day);
            }
        } else {
            let st = &mut statements[i].0;
            if let Some(day) = speaks(w, &st.speakers)
                && st.date.is_none()
            {
                st.date = Some(day);
            }
        }
    }
}
