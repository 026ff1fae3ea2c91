//! The syntax as CoNLL-U (UD version 2), with `# text` and character ranges in MISC.

use std::fmt::Write;

use super::Parse;
use crate::span::{CodePoints, Span};

/// Renders one document; ranges count code points of its text. `id` names it in `# newdoc id`.
pub fn render(id: &str, text: &str, parse: &Parse) -> String {
    let map = CodePoints::new(text);
    let mut out = String::new();
    let one_line = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(out, "# newdoc id = {}", one_line(id));
    for (k, s) in parse.sentences.iter().enumerate() {
        let _ = writeln!(out, "# sent_id = {}\n# text = {}", k + 1, one_line(s.span.of(text)));
        let words = &parse.words[s.words.clone()];
        let mut i = 0;
        while i < words.len() {
            // Words that are written as one ("don't", "cannot") share a token.
            let mut j = i + 1;
            while j < words.len() && words[j].clitic {
                j += 1;
            }
            if j > i + 1 {
                let (a, b) = (words[i].span.start, words[j - 1].span.end);
                let _ = writeln!(
                    out,
                    "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}",
                    i + 1,
                    j,
                    &text[a..b],
                    misc(text, &map, a, b, words.get(j).map(|w| w.span.start))
                );
            }
            for (k, w) in words.iter().enumerate().take(j).skip(i) {
                let form: String = w.span.of(text).split_whitespace().collect();
                let head = w.head.map_or(0, |h| h - s.words.start + 1);
                let misc = if j > i + 1 {
                    format!("start_char={}|end_char={}", map.at(text, w.span.start), map.at(text, w.span.end))
                } else {
                    misc(text, &map, w.span.start, w.span.end, words.get(j).map(|w| w.span.start))
                };
                let _ = writeln!(
                    out,
                    "{}\t{form}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{misc}",
                    k + 1,
                    w.lemma,
                    w.upos,
                    w.xpos,
                    w.rel
                );
            }
            i = j;
        }
        out.push('\n');
    }
    out
}

/// Reads CoNLL-U, keeps its sentences and words, predicts lemmas, tags and dependencies anew, and renders it with the
/// given ids.
pub fn again(given: &str) -> String {
    let mut out = String::new();
    for document in documents(given) {
        let spans: Vec<Vec<Span>> =
            document.sentences.iter().map(|s| s.words.iter().map(|w| w.span).collect()).collect();
        if spans.is_empty() {
            continue;
        }
        let parse = super::parser().parse_segmented(&document.text, &spans);
        let mut at = 0;
        for s in &document.sentences {
            for c in &s.comments {
                let _ = writeln!(out, "{c}");
            }
            for (k, w) in s.words.iter().enumerate() {
                if let Some(token) = &w.token {
                    let _ = writeln!(out, "{token}");
                }
                let p = &parse.words[at + k];
                let head = p.head.map_or(0, |h| h - at + 1);
                let _ = writeln!(
                    out,
                    "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{}",
                    k + 1,
                    w.form,
                    p.lemma,
                    p.upos,
                    p.xpos,
                    p.rel,
                    p.kind.map_or("_".into(), |k| format!("Kind={}", k.name()))
                );
            }
            out.push('\n');
            at += s.words.len();
        }
    }
    out
}

struct Given {
    text: String,
    sentences: Vec<GivenSentence>,
}

struct GivenSentence {
    comments: Vec<String>,
    words: Vec<GivenWord>,
}

struct GivenWord {
    form: String,
    span: Span,
    /// The line of the token that begins with this word.
    token: Option<String>,
}

fn documents(given: &str) -> Vec<Given> {
    let mut out: Vec<Given> = Vec::new();
    for block in given.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let lines: Vec<&str> = block.lines().collect();
        if out.is_empty() || lines.iter().any(|l| l.starts_with("# newdoc")) {
            out.push(Given { text: String::new(), sentences: Vec::new() });
        }
        let document = out.last_mut().expect("one was just made");
        let mut s = GivenSentence { comments: Vec::new(), words: Vec::new() };
        // Words inside a token written as one share its stretch, cut where their forms fit it.
        let mut inside: Option<(usize, Span)> = None;
        let mut token = None;
        for l in lines {
            if l.starts_with('#') {
                s.comments.push(l.to_string());
                continue;
            }
            let cells: Vec<&str> = l.split('\t').collect();
            let [id, form, ..] = cells[..] else { continue };
            let misc = cells.get(9).copied().unwrap_or("");
            let mut put = |form: &str| {
                let start = document.text.len();
                document.text.push_str(form);
                let span = Span::new(start, document.text.len());
                if !misc.contains("SpaceAfter=No") {
                    document.text.push(' ');
                }
                span
            };
            if let Some((_, last)) = id.split_once('-') {
                inside = Some((last.parse().unwrap_or(0), put(form)));
                token = Some(l.to_string());
            } else if let Ok(n) = id.parse::<usize>() {
                let span = match &mut inside {
                    Some((last, rest)) if n <= *last => {
                        let here = rest.of(&document.text);
                        let fits =
                            here.to_lowercase().starts_with(&form.to_lowercase()) && here.is_char_boundary(form.len());
                        let span = if fits { Span::new(rest.start, rest.start + form.len()) } else { *rest };
                        if fits && n < *last {
                            rest.start = span.end.min(rest.end);
                        }
                        span
                    }
                    _ => {
                        inside = None;
                        put(form)
                    }
                };
                s.words.push(GivenWord { form: form.to_string(), span, token: token.take() });
            }
        }
        if !s.words.is_empty() {
            document.sentences.push(s);
        }
    }
    out
}

fn misc(text: &str, map: &CodePoints, start: usize, end: usize, next: Option<usize>) -> String {
    let space = if next == Some(end) { "SpaceAfter=No|" } else { "" };
    format!("{space}start_char={}|end_char={}", map.at(text, start), map.at(text, end))
}
