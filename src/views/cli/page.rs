//! A record as a page for people: title, date, then events and statements in the article's order, with their words.

use std::fmt::Write;

use textwrap::Options;

use crate::record::{Actor, Event, Explained, Record, Statement, Topic, When};
use crate::span::Span;

/// Width and colours.
pub struct Look {
    width: usize,
    colour: bool,
}

impl Look {
    /// As the terminal is; without one, 88 columns and no colours. `NO_COLOR` is obeyed.
    pub fn of_terminal(terminal: bool) -> Look {
        let columns = terminal_size::terminal_size().map(|(w, _)| w.0 as usize).filter(|_| terminal);
        Look { width: columns.unwrap_or(88).clamp(40, 110), colour: terminal && std::env::var_os("NO_COLOR").is_none() }
    }

    fn paint(&self, code: &str, s: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{s}\u{1b}[0m") } else { s.to_string() }
    }
}

/// Characters of a quotation beyond which its middle is left out.
const LONGEST_QUOTE: usize = 420;

/// Renders one document's record.
pub fn render(r: &Record, look: &Look) -> String {
    let mut out = String::new();
    let d = &r.document;
    let title = d.title.as_ref().map_or(d.id.as_str(), |t| t.text.as_str());
    for line in textwrap::wrap(&plain(title), look.width) {
        let _ = writeln!(out, "{}", look.paint("1", &line));
    }
    let _ = writeln!(out, "{}", look.paint("2", &facts(r)));
    let mut entries: Vec<(usize, String)> = Vec::new();
    for e in &r.events {
        entries.push((e.trigger.start, event(e, r, look)));
    }
    for s in r.statements.iter().filter(|s| s.event.is_none()) {
        let at = s.cue.or(s.source).map_or(s.content[0].start, |c| c.start);
        entries.push((at, statement(s, r, look)));
    }
    entries.sort_by_key(|e| e.0);
    if entries.is_empty() {
        let _ = writeln!(out, "\nNothing on record here.");
    }
    for (_, text) in entries {
        let _ = write!(out, "\n{text}");
    }
    if !r.flags.is_empty() {
        let _ = writeln!(out, "\n{}", look.paint("1", "To check"));
        for f in &r.flags {
            wrapped(&mut out, &f.message, "  ! ", "    ", look);
        }
    }
    out
}

/// Records with the reasons for each part of them.
pub fn explained(r: &Record, why: &[Explained], look: &Look) -> String {
    let mut out = String::new();
    for e in &r.events {
        let _ = writeln!(out, "{}", look.paint("2", &format!("{} · {}", e.id, plain(&r.document.id))));
        out.push_str(&event(e, r, look));
    }
    for s in &r.statements {
        let _ = writeln!(out, "{}", look.paint("2", &format!("{} · {}", s.id, plain(&r.document.id))));
        out.push_str(&statement(s, r, look));
    }
    for e in why {
        let whom = e.actor.as_ref().map_or(String::new(), |a| format!("  {}", actor(a)));
        let _ = writeln!(out, "\n{}{whom}", look.paint("1", e.part));
        for reason in &e.reasons {
            wrapped(&mut out, &plain(reason), "  - ", "    ", look);
        }
    }
    out
}

fn facts(r: &Record) -> String {
    let d = &r.document;
    let mut parts = Vec::new();
    if d.title.is_some() {
        parts.push(d.id.clone());
    }
    parts.extend(d.publisher.clone());
    parts.extend(d.byline.as_ref().map(|b| format!("by {}", plain(b))));
    parts.extend(d.dateline.as_ref().map(|l| l.place.clone()));
    match (d.published, d.anchor) {
        (Some(p), _) => parts.push(format!("published {}", p.day)),
        (None, Some(a)) => parts.push(format!("dated {} by its {}", a.day, a.found)),
        (None, None) => parts.push("no date found".into()),
    }
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    parts.push(format!("{}, {}", count(r.events.len(), "event"), count(r.statements.len(), "statement")));
    parts.join(" · ")
}

fn event(e: &Event, r: &Record, look: &Look) -> String {
    let mut head = actors(&e.actors);
    let kind = match &e.mode {
        Some(m) => format!("{} ({m})", e.kind),
        None => e.kind.clone(),
    };
    let colour = match e.quad.as_str() {
        "verbal cooperation" => "36",
        "material cooperation" => "32",
        "verbal conflict" => "33",
        _ => "31",
    };
    let _ = write!(head, "  {}", look.paint(&format!("1;{colour}"), &kind));
    if !e.recipients.is_empty() {
        let _ = write!(head, "  {}", actors(&e.recipients));
    } else if e.reciprocal && e.actors.len() > 1 {
        head.push_str("  with each other");
    }
    // The statement that it is stands nowhere else on the page.
    let said = r.statements.iter().find(|s| s.event.as_ref() == Some(&e.id));
    head.push_str(&said.map(topics).unwrap_or_default());
    let mut notes: Vec<String> = e.auxiliary.clone();
    notes.push(date(&e.date));
    notes.extend(e.place.as_ref().map(|p| format!("in {}", plain(&p.name))));
    notes.push(format!("{:.2}", e.confidence));
    notes.push(short(&e.id));
    let mut out = String::new();
    wrapped(&mut out, &format!("{head}  {}", look.paint("2", &notes.join(", "))), "", "    ", look);
    quote(&mut out, e.evidence.first().copied().unwrap_or(e.trigger), Some(e.trigger), r, look);
    out
}

fn statement(s: &Statement, r: &Record, look: &Look) -> String {
    let unnamed = s.speakers.iter().all(|a| a.name.is_none() && a.code().is_none());
    let who = if unnamed { "somebody unnamed".to_string() } else { actors(&s.speakers) };
    let mut notes: Vec<String> = s.auxiliary.clone();
    notes.push(s.form.to_string());
    notes.extend(s.date.is_some().then(|| date(&s.date)));
    notes.push(format!("{:.2}", s.confidence));
    notes.push(short(&s.id));
    let about: Vec<String> = s
        .about
        .iter()
        .map(|a| {
            let stance = match a.stance {
                Some(1) => " for",
                Some(-1) => " against",
                _ => " about",
            };
            format!("{stance} {}", actor(&a.actor))
        })
        .collect();
    let mut out = String::new();
    let (who_about, what) = (about.join(","), topics(s));
    let head = format!("{who}  {}{who_about}{what}  {}", look.paint("1;35", s.act), look.paint("2", &notes.join(", ")));
    wrapped(&mut out, &head, "", "    ", look);
    let text = &r.document.text;
    let words: Vec<String> = s.content.iter().map(|c| plain(c.of(text))).collect();
    match led_by(s, text) {
        Some(cue) => {
            let first = plain(Span::new(cue.end, s.content[0].end).of(text));
            let space = if text[cue.end..].starts_with(char::is_whitespace) { " " } else { "" };
            let rest = [&[format!("{}{space}{first}", look.paint("4", &plain(cue.of(text))))], &words[1..]].concat();
            quoted(&mut out, rest.join(" … "), look);
        }
        None => quoted(&mut out, words.join(" … "), look),
    }
    out
}

/// The cue that leads up to the words, without which they would hang in the air: "criticized **the ban**".
fn led_by(s: &Statement, text: &str) -> Option<Span> {
    let mark = |c: char| matches!(c, '\n' | '.' | '“' | '”' | '"' | '«' | '»');
    let first = s.content[0];
    let between = |c: &Span| {
        c.end <= first.start && !text[c.end..first.start].contains(mark) && !first.of(text).starts_with(mark)
    };
    let near = |c: &Span| first.start - c.end <= LONGEST_LEAD && c.of(text).contains(char::is_alphabetic);
    s.cue.filter(between).filter(near)
}

/// Bytes between a cue and the words that it leads up to.
const LONGEST_LEAD: usize = 40;

/// " on sanctions (against), human rights": the issues that its words name, or where there are none the major topic.
fn topics(s: &Statement) -> String {
    let side = |stance: Option<i8>| match stance {
        Some(1) => " (for)",
        Some(-1) => " (against)",
        _ => "",
    };
    let mut named: Vec<&Topic> = s.topics.iter().skip(1).filter(|t| t.span.is_some()).collect();
    if named.is_empty() {
        named.extend(s.topics.first());
    }
    let list: Vec<String> = named.iter().map(|t| format!("{}{}", t.id.replace('_', " "), side(t.stance))).collect();
    if list.is_empty() { String::new() } else { format!(" on {}", list.join(", ")) }
}

/// The words that a record stands on, the trigger underlined; the middle of long ones is left out.
fn quote(out: &mut String, span: Span, trigger: Option<Span>, r: &Record, look: &Look) {
    let text = &r.document.text;
    let mut words = plain(span.of(text));
    if look.colour
        && let Some(t) = trigger
    {
        let t = plain(t.of(text));
        if let Some(at) = words.find(&t) {
            words = format!("{}{}{}", &words[..at], look.paint("4", &t), &words[at + t.len()..]);
        }
    }
    quoted(out, words, look);
}

fn quoted(out: &mut String, mut words: String, look: &Look) {
    if words.chars().count() > LONGEST_QUOTE {
        let head: String = words.chars().take(LONGEST_QUOTE * 2 / 3).collect();
        let tail: String = words.chars().rev().take(LONGEST_QUOTE / 4).collect::<String>().chars().rev().collect();
        words = format!("{head} … {tail}");
    }
    let (open, close) = if words.starts_with(['“', '"', '«']) { ("", "") } else { ("“", "”") };
    wrapped(out, &format!("{open}{words}{close}"), "    ", "    ", look);
}

fn wrapped(out: &mut String, text: &str, first: &str, next: &str, look: &Look) {
    let options = Options::new(look.width).initial_indent(first).subsequent_indent(next);
    for line in textwrap::wrap(text, options) {
        let _ = writeln!(out, "{line}");
    }
}

fn actors(list: &[Actor]) -> String {
    let mut shown: Vec<String> = Vec::new();
    for a in list {
        let s = actor(a);
        if !shown.contains(&s) {
            shown.push(s);
        }
    }
    shown.join(" + ")
}

/// "CHN GOV (Xi Jinping)", "NATO", "Bryant".
fn actor(a: &Actor) -> String {
    let name = a.name.as_deref().map(plain).unwrap_or_default();
    let mut code: Vec<&str> = Vec::new();
    match (&a.id, &a.country) {
        (Some(id), None) => code.push(id),
        (_, country) => code.extend(country.as_deref()),
    }
    if a.country.is_some() || a.id.is_none() {
        code.extend(a.sector.as_deref());
    }
    match (code.is_empty(), name.is_empty()) {
        (true, _) => name,
        (false, true) => code.join(" "),
        (false, false) => format!("{} ({})", code.join(" "), name),
    }
}

fn date(w: &Option<When>) -> String {
    match w {
        None => "day not given".into(),
        Some(w) if w.start == w.end => w.start.to_string(),
        Some(w) => format!("{} to {}", w.start, w.end),
    }
}

/// As much of an id as `explain` needs.
fn short(id: &str) -> String {
    id.chars().take(7).collect()
}

/// One line, without control characters that a terminal would obey.
fn plain(s: &str) -> String {
    s.split_whitespace()
        .map(|w| w.chars().filter(|c| !c.is_control()).collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}
