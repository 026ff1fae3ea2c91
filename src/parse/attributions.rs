//! Attributions: which words say it (cue), whose words they are (source), and what is said (content).

use super::heads::{Heads, mean, sigmoid};
use super::units::Unit;
use crate::span::Span;

/// A stretch of text that attributes something to somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who, as named in the text; empty where nobody is named.
    pub source: Vec<Span>,
    /// The words that attribute.
    pub cue: Vec<Span>,
    /// What is attributed; never empty.
    pub content: Vec<Span>,
    /// The probability that something is attributed here, by the network or by what a rule is worth.
    pub confidence: f32,
    /// How sure the network is of the words; none where a rule found it.
    pub sure: Option<Sure>,
    /// The probability that these are nobody's words: a deed, or narration.
    pub nobodys: f32,
    /// What the speaker does, if there is one, with probabilities that sum to 1.
    pub acts: Vec<(&'static str, f32)>,
    /// What stood from its first word to its last before `whole.rs`, with the probabilities that it names somebody whom the speaker is against, has no side
    /// towards, or is for; what is left to 1 is that it names no target.
    pub views: Vec<(Span, [f32; 3])>,
    /// The topics of what is said, each with its probability.
    pub topics: Vec<(&'static str, f32)>,
    /// For each named issue the probabilities that the speaker is against it, has no side towards it, or is for it.
    pub sides: Vec<(&'static str, [f32; 3])>,
}

/// The mean probability of words that they are what they are taken for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sure {
    /// Of those of the source; none where there are none.
    pub source: Option<f32>,
    /// Of those of the content.
    pub content: f32,
}

impl Attribution {
    /// Its first stretch of cue or content.
    pub fn first(&self) -> Span {
        let all = self.cue.iter().chain(&self.content).copied();
        all.min_by_key(|s| s.start).unwrap_or(self.content[0])
    }

    /// Its place in the text's order.
    pub fn place(&self) -> (usize, usize) {
        (self.first().start, self.cue.first().map_or(0, |c| c.start))
    }

    /// One that a rule found, of which the network says nothing.
    pub fn by_rule(source: Vec<Span>, cue: Vec<Span>, content: Vec<Span>, confidence: f32) -> Attribution {
        let (acts, views, topics, sides) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Attribution { source, cue, content, confidence, sure: None, nobodys: 0.0, acts, views, topics, sides }
    }
}

/// Log-odds that a unit begins an attribution, above which it is looked at: .38. What is shown is chosen by confidence.
const ANCHOR: f32 = -0.5;

/// Reads the attributions of one window. `rows`: the vectors of its units.
#[inline(never)] // So that a profiler can tell its share.
pub fn read(heads: &Heads, text: &str, units: &[Unit], rows: &[f32]) -> Vec<Attribution> {
    let odds = heads.anchors(rows, units.len());
    let mut anchors: Vec<usize> =
        (0..units.len()).filter(|&u| odds[u] > ANCHOR && has_word(text, units[u].span)).collect();
    anchors.sort_by(|&a, &b| odds[b].total_cmp(&odds[a]).then(a.cmp(&b)));
    if anchors.is_empty() {
        return Vec::new();
    }
    let everywhere: Vec<_> = anchors.iter().map(|&a| (a, 0..units.len())).collect();
    let roles = heads.attribution.of(rows, units.len(), &everywhere);
    let mut told: Vec<Told> = Vec::new();
    for (&anchor, p) in anchors.iter().zip(roles) {
        if told.iter().any(|t| t.label[anchor] == 2) {
            continue;
        }
        let mut label: Vec<usize> = p.iter().map(best).collect();
        // Where no words attribute, a statement begins with its content.
        label[anchor] = if p[anchor][3] > p[anchor][2] { 3 } else { 2 };
        let sign: Vec<bool> = units.iter().map(|u| !has_word(text, u.span)).collect();
        close_gaps(&mut label, &sign);
        let cue = if label[anchor] == 2 { cue_around(&label, anchor) } else { Vec::new() };
        for (u, l) in label.iter_mut().enumerate() {
            if *l == 2 && !cue.contains(&u) {
                *l = 0;
            }
        }
        join_cue(&mut label, &sign);
        keep_best_run(&mut label, &p, 1);
        let one = Told { anchor, p, label };
        if one.units(3).iter().any(|&u| has_word(text, units[u].span)) && !told.iter().any(|t| t.says_the_same(&one)) {
            told.push(one);
        }
    }
    end_at_next(text, units, &mut told, &odds);
    part(&mut told);
    told.iter_mut().for_each(|t| drop_crumbs(&mut t.label));
    told.retain(|t| !spans(text, units, &t.label, 3).is_empty());
    let views = views(heads, units, rows, &told);
    let contents: Vec<(usize, Vec<usize>)> = told.iter().map(|t| (t.anchor, t.units(3))).collect();
    let acts = heads.acts.of(rows, units.len(), &contents);
    let sides = heads.sides.of(rows, units.len(), &contents);
    let mut out: Vec<Attribution> = told
        .iter()
        .zip(views)
        .zip(acts.into_iter().zip(sides))
        .zip(contents)
        .map(|(((t, views), ((acts, nobodys), sides)), (_, content))| {
            let role = |role| spans(text, units, &t.label, role);
            let acts = heads.labels.acts.iter().copied().zip(acts).collect();
            let topics = heads.labels.topics.iter().copied().zip(heads.topics(&mean(rows, &content))).collect();
            let sides = heads.labels.issues.iter().copied().zip(sides).collect();
            let confidence = sigmoid(odds[t.anchor]);
            let sure = Some(Sure { source: t.sure(1), content: t.sure(3).unwrap_or(0.0) });
            Attribution {
                source: role(1),
                cue: role(2),
                content: role(3),
                confidence,
                sure,
                nobodys,
                acts,
                views,
                topics,
                sides,
            }
        })
        .collect();
    out.sort_by_key(Attribution::place);
    out
}

/// For each attribution, which of its stretches name a target, and on which side the speaker is.
fn views(heads: &Heads, units: &[Unit], rows: &[f32], told: &[Told]) -> Vec<Vec<(Span, [f32; 3])>> {
    let around = |t: &Told| {
        let marked = || (0..units.len()).filter(|&u| t.label[u] != 0);
        let (first, last) = (marked().min().unwrap_or(t.anchor), marked().max().unwrap_or(t.anchor));
        (t.anchor, first..last + 1)
    };
    let anchors: Vec<_> = told.iter().map(around).collect();
    let of = heads.view.of(rows, units.len(), &anchors);
    let named = |((_, range), p): ((usize, std::ops::Range<usize>), Vec<[f32; 4]>)| {
        range.zip(p).map(|(u, p)| (units[u].span, [p[1], p[2], p[3]])).collect()
    };
    anchors.into_iter().zip(of).map(named).collect()
}

/// What an anchor has its units tell: their roles with the probabilities.
struct Told {
    anchor: usize,
    p: Vec<[f32; 4]>,
    label: Vec<usize>,
}

impl Told {
    fn units(&self, role: usize) -> Vec<usize> {
        (0..self.label.len()).filter(|&u| self.label[u] == role).collect()
    }

    /// The mean probability of a role over the units that have it.
    fn sure(&self, role: usize) -> Option<f32> {
        let p: Vec<f32> = self.label.iter().zip(&self.p).filter(|(l, _)| **l == role).map(|(_, p)| p[role]).collect();
        (!p.is_empty()).then(|| p.iter().sum::<f32>() / p.len() as f32)
    }

    /// Two words of one cue ("jointly criticizes") must not say the same twice.
    fn says_the_same(&self, other: &Told) -> bool {
        let content = |t: &Told| t.label.iter().filter(|&&l| l == 3).count();
        let shared = self.label.iter().zip(&other.label).filter(|(a, b)| **a == 3 && **b == 3).count();
        self.anchor.abs_diff(other.anchor) <= 3 && shared * 5 >= content(self).max(content(other)) * 4
    }
}

/// What stands before a verb that shares its subject with one before.
const JOINS: [&str; 6] = ["and", "but", "or", "then", ",", ";"];

/// "He **said** that it had rained, and **blamed** the forecast": what one says ends where another cue with the same source follows, for the rest of the
/// sentence. `odds`: of each unit that it is an anchor.
fn end_at_next(text: &str, units: &[Unit], told: &mut [Told], odds: &[f32]) {
    let form = |u: usize| units[u].span.of(text);
    for j in 0..told.len() {
        let source = told[j].units(1);
        let Some(first) = told[j].label.iter().position(|&l| l == 2).filter(|_| odds[told[j].anchor] > 0.0) else {
            continue;
        };
        let mut start = first;
        while start > 0 && JOINS.contains(&form(start - 1).to_lowercase().as_str()) {
            start -= 1;
        }
        if start == first {
            continue;
        }
        let end = (first..units.len()).find(|&u| matches!(form(u), "." | "!" | "?")).unwrap_or(units.len());
        for (k, a) in told.iter_mut().enumerate() {
            if k != j && a.anchor < first && a.label[first] == 3 && source.iter().any(|&u| a.label[u] == 1) {
                a.label[start..end].iter_mut().filter(|l| **l == 3).for_each(|l| *l = 0);
            }
        }
    }
}

/// Words are told by one of two that stand side by side, not by both: by the likelier. One inside the other's content is
/// another matter.
fn part(told: &mut [Told]) {
    for j in 1..told.len() {
        let (before, rest) = told.split_at_mut(j);
        let b = &mut rest[0];
        for a in before {
            if a.label[b.anchor] == 3 || b.label[a.anchor] == 3 {
                continue;
            }
            for u in 0..a.label.len() {
                if a.label[u] == 3 && b.label[u] == 3 {
                    let loser = if a.p[u][3] >= b.p[u][3] { &mut *b } else { &mut *a };
                    loser.label[u] = 0;
                }
            }
        }
    }
}

fn best(p: &[f32; 4]) -> usize {
    super::heads::top(p)
}

/// A few unlabelled units between two of the same role belong to them; so do more of them in the midst of content, where no
/// sign (a comma, a quotation mark) stands among them.
fn close_gaps(label: &mut [usize], sign: &[bool]) {
    let mut last: Option<usize> = None;
    for u in 0..label.len() {
        if label[u] == 0 {
            continue;
        }
        if let Some(l) = last
            && label[l] == label[u]
            && (u - l <= if label[u] == 3 { CONTENT_GAP } else { 2 }
                || (label[u] == 3 && u - l <= CLAUSE_GAP && !sign[l..u].contains(&true)))
        {
            let role = label[u];
            label[l + 1..u].fill(role);
        }
        last = Some(u);
    }
}

/// A few unlabelled words between the cue and the content behind it belong to the content.
fn join_cue(label: &mut [usize], sign: &[bool]) {
    let Some(end) = label.iter().rposition(|&l| l == 2) else { return };
    let Some(start) = (end + 1..label.len()).find(|&u| label[u] != 0).filter(|&u| label[u] == 3) else { return };
    if start - end <= JOIN && !sign[end + 1..start].contains(&true) {
        label[end + 1..start].fill(3);
    }
}

/// Distance between a cue and content that belongs to it. Chosen on PolNeAR dev.
const JOIN: usize = 4;

/// Distance between two units of content that belong together. Chosen on PolNeAR dev.
const CONTENT_GAP: usize = 4;
/// The same within a clause.
const CLAUSE_GAP: usize = 12;

/// Of several runs of a role the one with the most probability stays: a source is named in one place.
fn keep_best_run(label: &mut [usize], p: &[[f32; 4]], role: usize) {
    let mut runs: Vec<(f32, std::ops::Range<usize>)> = Vec::new();
    let mut u = 0;
    while u < label.len() {
        let start = u;
        while u < label.len() && label[u] == role {
            u += 1;
        }
        if u > start {
            runs.push((p[start..u].iter().map(|q| q[role]).sum(), start..u));
        } else {
            u += 1;
        }
    }
    let Some(best) = runs.iter().enumerate().max_by(|a, b| a.1.0.total_cmp(&b.1.0)).map(|(k, _)| k) else { return };
    for (k, (_, run)) in runs.iter().enumerate() {
        if k != best {
            label[run.clone()].fill(0);
        }
    }
}

/// Single units of content far from the rest of it are slips.
fn drop_crumbs(label: &mut [usize]) {
    let all = label.iter().filter(|&&l| l == 3).count();
    let mut u = 0;
    while u < label.len() {
        let start = u;
        while u < label.len() && label[u] == 3 {
            u += 1;
        }
        if u - start == 1 && all > CRUMB {
            label[start] = 0;
        }
        u = u.max(start + 1);
    }
}

/// Units of content beside which a single one stands for nothing.
const CRUMB: usize = 4;

/// The run of cue units around the anchor; it may be broken by two units of something else.
fn cue_around(label: &[usize], anchor: usize) -> Vec<usize> {
    let mut cue = vec![anchor];
    for step in [1isize, -1] {
        let (mut at, mut gap) = (anchor as isize + step, 0);
        while at >= 0 && (at as usize) < label.len() && gap < 1 {
            if label[at as usize] == 2 {
                cue.push(at as usize);
                gap = 0;
            } else {
                gap += 1;
            }
            at += step;
        }
    }
    cue
}

/// The runs of units with a role, as spans. Quotation marks stay, a comma or stop at an edge goes.
fn spans(text: &str, units: &[Unit], label: &[usize], role: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut u = 0;
    while u < units.len() {
        if label[u] != role {
            u += 1;
            continue;
        }
        let start = u;
        while u < units.len() && label[u] == role {
            u += 1;
        }
        let (mut a, mut b) = (start, u);
        // A colon can be all of a cue, so cues keep their edges.
        let edge = |k: usize| role != 2 && matches!(units[k].span.of(text), "," | "." | ";" | ":");
        while a < b && edge(a) {
            a += 1;
        }
        while b > a && edge(b - 1) {
            b -= 1;
        }
        // Words are taken whole: "21st" is two units.
        while a < b && goes_on(text, units, a) {
            a += 1;
        }
        while b > a && b < units.len() && goes_on(text, units, b) {
            b += 1;
        }
        // So are those joined by a hyphen: "Nash-Hahn".
        let least = out.last().map_or(0, |s| s.end);
        let free = |k: usize| (label[k] == 0 || label[k] == role) && units[k].span.start >= least;
        while a >= 2 && a < b && is_hyphen(text, units, a - 1) && free(a - 2) {
            a -= 2;
        }
        while b > a && b + 1 < units.len() && is_hyphen(text, units, b) && free(b + 1) {
            b += 2;
        }
        u = u.max(b);
        if a < b {
            let span = Span::new(units[a].span.start, units[b - 1].span.end);
            if role == 2 || has_word(text, span) {
                out.push(span);
            }
        }
    }
    out
}

/// A hyphen between two words that it joins.
fn is_hyphen(text: &str, units: &[Unit], u: usize) -> bool {
    let joins = |k: usize| units.get(k).is_some_and(|x| x.glued);
    units[u].span.of(text) == "-" && u > 0 && joins(u) && joins(u + 1)
}

/// A unit carries on the word of the unit before it.
fn goes_on(text: &str, units: &[Unit], u: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = u.checked_sub(1).map(|k| units[k].span);
    before.is_some_and(|b| b.end == units[u].span.start && letter(b.of(text).chars().next_back()))
        && letter(units[u].span.of(text).chars().next())
}

fn has_word(text: &str, span: Span) -> bool {
    span.of(text).chars().any(char::is_alphanumeric) || span.of(text) == ":"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::units::units;

    /// Roles of the units of a text: 0 none, 1 source, 2 cue, 3 content.
    fn told(anchor: usize, label: &[usize]) -> Told {
        Told { anchor, p: Vec::new(), label: label.to_vec() }
    }

    #[test]
    fn what_one_says_ends_where_another_cue_of_the_same_source_follows() {
        let text = "He said it rained, and blamed Ann for it. She left";
        let units = units(text, 0);
        let said = [1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0];
        let blamed = [1, 0, 0, 0, 0, 0, 2, 3, 3, 3, 0, 0, 0];
        let odds = [0.0, 4.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let mut both = [told(1, &said), told(6, &blamed)];
        end_at_next(text, &units, &mut both, &odds);
        assert_eq!(both[0].label, [1, 2, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(both[1].label, blamed);
        // Not where the other has a source of its own, nor where it is hardly a cue.
        let mut of_ann = blamed;
        of_ann[0] = 0;
        let mut both = [told(1, &said), told(6, &of_ann)];
        end_at_next(text, &units, &mut both, &odds);
        assert_eq!(both[0].label, said);
        let mut both = [told(1, &said), told(6, &blamed)];
        end_at_next(text, &units, &mut both, &odds.map(|o| o - 1.5));
        assert_eq!(both[0].label, said);
    }
}
