//! The heads: what is read off the encoder's vectors. Every function here takes vectors and answers numbers;
//! what they mean is decided in `parse/mod.rs` and the files beside it.

mod acts;
mod references;
mod roles;
mod sides;

use std::collections::HashMap;

use super::encoder::{Dense, Linear, Machine, Rows, WIDTH, Weights, exp, fold, gelu, multiply, note, padded};
use super::tags;
pub use acts::Acts;
pub use references::{References, Referring, Refers};
pub use roles::Roles;
pub use sides::Sides;

const ARC: usize = 192;
const REL: usize = 128;
const ROLE: usize = 128;

/// All heads with the names of their classes.
pub struct Heads {
    /// Two outputs a unit: joins the unit before; begins a sentence.
    pub seg: Dense,
    /// Universal part of speech.
    pub upos: Dense,
    /// Penn tag.
    pub xpos: Dense,
    /// Kind of the mention that the word heads.
    pub kind: Dense,
    arc_dep: Dense,
    arc_head: Dense,
    rel_dep: Dense,
    rel_head: Dense,
    arc: Dense,
    rel: Linear,
    root: Vec<f32>,
    anchor: Dense,
    /// Of an attribution, for each unit: none, source, cue, content.
    pub attribution: Roles<4>,
    /// What the speaker of an attribution does.
    pub acts: Acts,
    /// Of an attribution, for each unit: what the speaker has towards what it names, none where it names no target, against, neither,
    /// for.
    pub view: Roles<4>,
    topic_hidden: Dense,
    topic_out: Dense,
    /// On which side the speaker of an attribution is towards each named issue.
    pub sides: Sides,
    trigger: Dense,
    auxiliary: Dense,
    mode: Dense,
    context: Dense,
    /// Of an event, for each unit: none, actor, recipient.
    pub event: Roles<3>,
    /// What a word refers back to.
    pub references: References,
    pair: Dense,
    relation: Dense,
    machine: Machine,
    /// The classes' names.
    pub labels: Labels,
}

/// Names of the classes, as stored with the weights. They live as long as the program, as the parser does.
pub struct Labels {
    /// Dependency relations.
    pub rels: Vec<&'static str>,
    /// Penn tags.
    pub xpos: Vec<&'static str>,
    /// Universal parts of speech.
    pub upos: Vec<&'static str>,
    /// The numbers of universal and Penn tags that go together.
    pub together: Vec<(usize, usize)>,
    /// Event types, `none` last.
    pub types: Vec<&'static str>,
    /// Modes as `TYPE/mode`; `TYPE/-` where none fits.
    pub modes: Vec<&'static str>,
    /// Auxiliary modes of an event.
    pub auxiliary: Vec<&'static str>,
    /// Contexts of an event.
    pub contexts: Vec<&'static str>,
    /// What a speaker does.
    pub acts: Vec<&'static str>,
    /// Topics.
    pub topics: Vec<&'static str>,
    /// Those of them that are named issues, in the order of their vectors.
    pub issues: Vec<&'static str>,
}

impl Labels {
    fn read(json: &str) -> Labels {
        let mut lists: HashMap<String, Vec<String>> = serde_json::from_str(json).expect("labels are well formed");
        let mut take = |name: &str| -> Vec<&'static str> {
            let list = lists.remove(name).unwrap_or_else(|| panic!("the weights name their {name}"));
            list.into_iter().map(|s| &*Box::leak(s.into_boxed_str())).collect()
        };
        let (upos, xpos) = (take("upos"), take("xpos"));
        Labels {
            rels: take("rels"),
            together: tags::together(&upos, &xpos),
            xpos,
            upos,
            types: take("types"),
            modes: take("modes"),
            auxiliary: take("auxiliary"),
            contexts: take("contexts"),
            acts: take("acts"),
            topics: take("topics"),
            issues: take("issues"),
        }
    }
}

impl Heads {
    /// Reads the heads from the weights file.
    pub fn new(bytes: &[u8], weights: &Weights, machine: Machine) -> Heads {
        let dense = |name: &str| Dense::load(weights, name, machine);
        let labels = Labels::read(&note(bytes, "labels").expect("the weights name their labels"));
        // By far the largest of the heads: in int8.
        let (rel, inputs, outputs) = turned(weights, "rel", REL);
        Heads {
            seg: dense("seg"),
            upos: dense("upos"),
            xpos: dense("xpos"),
            kind: dense("kind"),
            arc_dep: dense("arc_dep"),
            arc_head: dense("arc_head"),
            rel_dep: dense("rel_dep"),
            rel_head: dense("rel_head"),
            arc: biaffine(weights, "arc", ARC, machine),
            rel: Linear::quantise(&rel, inputs, outputs),
            root: weights.floats("root").0,
            anchor: dense("anchor"),
            attribution: Roles {
                anchor: dense("attr_cue"),
                unit: dense("attr_unit"),
                pair: biaffine(weights, "attr", ROLE, machine),
                distance: weights.floats("distance").0,
            },
            acts: Acts {
                query: dense("act_query"),
                key: dense("act_key"),
                hidden: dense("act_hidden"),
                out: dense("act_out"),
            },
            view: Roles {
                anchor: dense("view_cue"),
                unit: dense("view_unit"),
                pair: biaffine(weights, "view", ROLE, machine),
                distance: weights.floats("view_distance").0,
            },
            topic_hidden: dense("topic_hidden"),
            topic_out: dense("topic_out"),
            sides: Sides::load(weights, machine),
            trigger: dense("trigger"),
            auxiliary: dense("auxiliary"),
            mode: dense("mode"),
            context: dense("context"),
            event: Roles {
                anchor: dense("event_trigger"),
                unit: dense("event_unit"),
                pair: biaffine(weights, "event", ROLE, machine),
                distance: weights.floats("event_distance").0,
            },
            references: References {
                word: dense("refer_word"),
                mention: dense("refer_mention"),
                pair: biaffine(weights, "refer", ROLE, machine),
                none: dense("refer_none"),
                sentences: weights.floats("refer_sentences").0,
                mentions: weights.floats("refer_mentions").0,
            },
            pair: dense("pair"),
            relation: dense("relation"),
            machine,
            labels,
        }
    }

    /// The dependency scores of the sentences of a window. `rows`: the vectors of all words; `sizes`: words a sentence.
    pub fn arcs(&self, rows: &[f32], sizes: &[usize]) -> Vec<Vec<f32>> {
        let mut with_root = Vec::with_capacity(rows.len() + sizes.len() * WIDTH);
        let mut at = 0;
        for n in sizes {
            with_root.extend_from_slice(&self.root);
            with_root.extend_from_slice(&rows[at * WIDTH..(at + n) * WIDTH]);
            at += n;
        }
        let all = at + sizes.len();
        let dep = hidden(&self.arc_dep, &with_root, all);
        let head = hidden(&self.arc_head, &with_root, all);
        let left = self.arc.apply(&dep, all);
        let mut out = Vec::with_capacity(sizes.len());
        let mut at = 0;
        for n in sizes {
            let size = n + 1;
            let wide = padded(size);
            let mut turned = vec![0f32; (ARC + 1) * wide];
            for h in 0..size {
                for (d, &v) in head[(at + h) * (ARC + 1)..][..ARC + 1].iter().enumerate() {
                    turned[d * wide + h] = v;
                }
            }
            let mut scores = vec![0f32; n * wide];
            let first_word = &left[(at + 1) * self.arc.step..];
            multiply(
                self.machine,
                Rows(first_word, self.arc.step),
                Rows(&turned, wide),
                &mut scores,
                [*n, ARC + 1, wide],
            );
            out.push(scores.chunks_exact(wide).flat_map(|r| r[..size].iter().copied()).collect());
            at += size;
        }
        out
    }

    /// The relation of each word to its head. `heads[i]`: the row of the head among `rows`, `None` for the root.
    pub fn relations(&self, rows: &[f32], heads: &[Option<usize>]) -> Vec<usize> {
        let n = heads.len();
        let dep = hidden(&self.rel_dep, rows, n);
        let mut with_root = rows.to_vec();
        with_root.extend_from_slice(&self.root);
        let head = hidden(&self.rel_head, &with_root, n + 1);
        let left = self.rel.apply(self.machine, &dep, n);
        let wide = REL + 1;
        (0..n)
            .map(|i| {
                let h = &head[heads[i].unwrap_or(n) * wide..][..wide];
                let scores: Vec<f32> = left[i * self.rel.outputs()..][..self.labels.rels.len() * wide]
                    .chunks_exact(wide)
                    .map(|l| dot(l, h))
                    .collect();
                top(&scores)
            })
            .collect()
    }

    /// For each unit the log-odds of beginning a cue.
    pub fn anchors(&self, rows: &[f32], n: usize) -> Vec<f32> {
        self.anchor.apply(rows, n).chunks_exact(self.anchor.step).map(|r| r[0]).collect()
    }

    /// The probabilities of the topics of a content; `row` is the mean of its units' vectors.
    pub fn topics(&self, row: &[f32]) -> Vec<f32> {
        let scores = self.topic_out.apply(&bent(&self.topic_hidden, row, 1), 1);
        scores[..self.topic_out.outputs].iter().map(|&x| sigmoid(x)).collect()
    }

    /// For each unit the probabilities of the event types, `none` last, of an event that it begins.
    pub fn triggers(&self, rows: &[f32], n: usize) -> Vec<Vec<f32>> {
        let scores = self.trigger.apply(rows, n);
        scores.chunks_exact(self.trigger.step).map(|r| shares(&r[..self.trigger.outputs])).collect()
    }

    /// The probabilities of the auxiliary modes of an event that begins with a unit, whose vector is `row`.
    pub fn auxiliary(&self, row: &[f32]) -> Vec<f32> {
        self.auxiliary.apply(row, 1)[..self.auxiliary.outputs].iter().map(|&x| sigmoid(x)).collect()
    }

    /// The probabilities of the contexts of an event that begins with a unit, whose vector is `row`.
    pub fn contexts(&self, row: &[f32]) -> Vec<f32> {
        self.context.apply(row, 1)[..self.context.outputs].iter().map(|&x| sigmoid(x)).collect()
    }

    /// The likeliest mode of an event of a type, and its probability among the type's modes.
    pub fn mode(&self, row: &[f32], kind: &str) -> (Option<&'static str>, f32) {
        let scores = self.mode.apply(row, 1);
        let own: Vec<(usize, &str)> = (0..self.labels.modes.len())
            .filter_map(|k| {
                let (of, mode) = self.labels.modes[k].split_once('/')?;
                (of == kind).then_some((k, mode))
            })
            .collect();
        let p = shares(&own.iter().map(|&(k, _)| scores[k]).collect::<Vec<_>>());
        let best = top(&p);
        match own.get(best) {
            Some(&(_, "-")) | None => (None, p.get(best).copied().unwrap_or(0.0)),
            Some(&(_, mode)) => (Some(mode), p[best]),
        }
    }

    /// The probabilities of the event types for a window in which a pair is marked; `a` and `b` are the rows of the
    /// marks before actor and recipient.
    pub fn types(&self, hidden: &[f32], a: usize, b: usize) -> Vec<f32> {
        let row = |i: usize| &hidden[i * WIDTH..(i + 1) * WIDTH];
        let x: Vec<f32> = [row(0), row(a), row(b)].concat();
        let mut y = self.pair.apply(&x, 1);
        y.iter_mut().for_each(|v| *v = tanh(*v));
        shares(&self.relation.apply(&y[..WIDTH], 1)[..self.labels.types.len()])
    }
}

/// A biaffine tensor [labels, d, e] turned to a matrix from d to labels × e: the matrix, its inputs and outputs.
fn turned(weights: &Weights, name: &str, size: usize) -> (Vec<f32>, usize, usize) {
    let (w, shape) = weights.floats(&format!("{name}.weight"));
    let (n, d, e) = (shape[0], size + 1, size + 1);
    let mut rows = vec![0f32; n * e * d];
    for l in 0..n {
        for i in 0..d {
            for j in 0..e {
                rows[(l * e + j) * d + i] = w[(l * d + i) * e + j];
            }
        }
    }
    (rows, d, n * e)
}

fn biaffine(weights: &Weights, name: &str, size: usize, machine: Machine) -> Dense {
    let (rows, inputs, outputs) = turned(weights, name, size);
    Dense::turn(&rows, vec![0.0; outputs], inputs, outputs, machine)
}

/// The share of each class.
fn shares(scores: &[f32]) -> Vec<f32> {
    let best = scores.iter().copied().fold(f32::MIN, f32::max);
    let e: Vec<f32> = scores.iter().map(|s| exp(s - best)).collect();
    let total: f32 = e.iter().sum();
    e.iter().map(|v| v / total).collect()
}

/// The class with the highest score; the first of equals.
pub fn top(scores: &[f32]) -> usize {
    let mut at = 0;
    for (i, &s) in scores.iter().enumerate() {
        if s > scores[at] {
            at = i;
        }
    }
    at
}

/// The logistic function.
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The share of each class.
pub fn probabilities<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let best = scores.iter().copied().fold(f32::MIN, f32::max);
    let e = scores.map(|s| exp(s - best));
    let total: f32 = e.iter().sum();
    e.map(|v| v / total)
}

/// A layer with GELU, and a 1 put behind each row for the biaffine's bias.
fn hidden(layer: &Dense, x: &[f32], rows: usize) -> Vec<f32> {
    let y = layer.apply(x, rows);
    let mut out = Vec::with_capacity(rows * (layer.outputs + 1));
    for row in y.chunks_exact(layer.step) {
        out.extend(row[..layer.outputs].iter().map(|&v| gelu(v)));
        out.push(1.0);
    }
    out
}

/// The mean of some units' vectors.
pub fn mean(rows: &[f32], units: &[usize]) -> Vec<f32> {
    let mut mean = vec![0f32; WIDTH];
    for u in units {
        mean.iter_mut().zip(&rows[u * WIDTH..]).for_each(|(m, x)| *m += x / units.len() as f32);
    }
    mean
}

/// How much a query looks at each of some units, by how well their keys answer it. `step`: numbers a row of keys.
fn attention(query: &[f32], keys: &[f32], step: usize, units: &[usize]) -> Vec<f32> {
    let answer = |u: &usize| dot(query, &keys[u * step..][..query.len()]) / (query.len() as f32).sqrt();
    shares(&units.iter().map(answer).collect::<Vec<_>>())
}

/// What a query looks at among some units: the mean of their vectors, weighed by how well their keys answer it.
fn attended(rows: &[f32], query: &[f32], keys: &[f32], step: usize, units: &[usize]) -> Vec<f32> {
    let mut seen = vec![0f32; WIDTH];
    for (&u, share) in units.iter().zip(attention(query, keys, step, units)) {
        seen.iter_mut().zip(&rows[u * WIDTH..][..WIDTH]).for_each(|(s, v)| *s += v * share);
    }
    seen
}

/// A layer with GELU.
fn bent(layer: &Dense, x: &[f32], rows: usize) -> Vec<f32> {
    let y = layer.apply(x, rows);
    y.chunks_exact(layer.step).flat_map(|row| row[..layer.outputs].iter().map(|&v| gelu(v))).collect()
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut products = [0f32; 256];
    for ((p, x), y) in products.iter_mut().zip(a).zip(b) {
        *p = x * y;
    }
    fold(&products[..a.len()], 0.0, |x, y| x + y)
}

fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}
