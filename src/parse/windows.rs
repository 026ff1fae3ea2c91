//! Paragraphs to windows: what the encoder reads at once.
//!
//! A window holds whole paragraphs as long as they fit; a paragraph that is longer is cut where a sentence seems
//! to end. So a window never depends on what stands outside its paragraphs.

use std::ops::Range;

use super::units::{Unit, shape, units};
use super::wordpiece::WordPiece;
use crate::span::Span;

/// Pieces in one window at the most, the opening and closing ones included; what the network was trained on.
const LIMIT: usize = 256;

/// One window: its pieces, and where each of its units lies among them.
pub struct Window {
    /// Which units of the document it holds.
    pub units: Range<usize>,
    /// Piece ids.
    pub ids: Vec<u32>,
    /// Shapes, one a piece.
    pub shapes: Vec<u8>,
    /// The pieces of each unit.
    pub pieces: Vec<Range<usize>>,
    /// Units (counted in the document) that begin a paragraph.
    pub paragraphs: Vec<usize>,
}

/// All units of the paragraphs, and the windows over them.
pub fn windows(text: &str, paragraphs: &[Span], vocabulary: &WordPiece) -> (Vec<Unit>, Vec<Window>) {
    let mut all: Vec<Unit> = Vec::new();
    let mut out: Vec<Window> = Vec::new();
    for p in paragraphs {
        let first = all.len();
        all.extend(units(p.of(text), p.start));
        let pieces: Vec<Vec<u32>> = all[first..]
            .iter()
            .map(|u| {
                let mut ids = Vec::with_capacity(2);
                vocabulary.cut(u.span.of(text), &mut ids);
                ids
            })
            .collect();
        for run in cut(text, &all[first..], &pieces) {
            let size: usize = pieces[run.clone()].iter().map(Vec::len).sum();
            if out.last().is_none_or(|w| w.ids.len() + size + 1 > LIMIT - 1) {
                finish(out.last_mut(), vocabulary);
                let at = first + run.start;
                out.push(Window {
                    units: at..at,
                    ids: vec![vocabulary.cls],
                    shapes: vec![0],
                    pieces: vec![],
                    paragraphs: vec![],
                });
            } else {
                finish(out.last_mut(), vocabulary);
            }
            let window = out.last_mut().expect("one was just made");
            window.paragraphs.push(first + run.start);
            for k in run {
                let u = all[first + k];
                let from = window.ids.len();
                window.ids.extend(&pieces[k]);
                window.shapes.resize(window.ids.len(), shape(u.span.of(text), u.glued) as u8);
                window.pieces.push(from..window.ids.len());
                window.units.end += 1;
            }
        }
    }
    finish(out.last_mut(), vocabulary);
    (all, out)
}

fn finish(window: Option<&mut Window>, vocabulary: &WordPiece) {
    if let Some(w) = window {
        w.ids.push(vocabulary.sep);
        w.shapes.push(0);
    }
}

/// A paragraph's units in runs that fit a window, cut behind a full stop if one stands in the later half.
fn cut(text: &str, units: &[Unit], pieces: &[Vec<u32>]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut size) = (0, 0);
    for k in 0..units.len() {
        if size + pieces[k].len() > LIMIT - 2 {
            let stop = |&x: &usize| matches!(units[x].span.of(text), "." | "?" | "!" | "。" | "؟");
            let end = (start + (k - start) / 2..k).rev().find(stop).map_or(k, |x| x + 1);
            runs.push(start..end);
            start = end;
            size = pieces[start..k].iter().map(Vec::len).sum();
        }
        size += pieces[k].len();
    }
    if start < units.len() {
        runs.push(start..units.len());
    }
    runs
}
