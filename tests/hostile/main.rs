//! What no sane source sends: every reader gets 2,000 inputs made of pieces that its format gives a meaning to, cut and
//! joined at random, and must answer each without a panic. The stream of numbers has a fixed seed, so a failure comes
//! back; it prints the seed's number and the input. `fuzz/` looks for the same with coverage and for longer.
//!
//! What is asked of an answer beyond its coming: spans lie on character boundaries of the text, in order and inside
//! it; probabilities lie between 0 and 1; intervals do not end before they begin.

mod readers;
mod stages;

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Inputs for each reader; fewer without optimisation, where the network is slow.
const INPUTS: u64 = if cfg!(debug_assertions) { 100 } else { 2_000 };

/// A stream of numbers that is the same everywhere (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// The stream with this number.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bf0_3635)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// One of these.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// Up to `most` pieces in a row. Now and then a piece is cut in two, said twice, or is any letter of Unicode.
    pub fn text(&mut self, pieces: &[&str], most: usize) -> String {
        let mut out = String::new();
        for _ in 0..self.below(most) + 1 {
            match self.below(12) {
                0 => out.push(char::from_u32(self.below(0x11_0000) as u32).unwrap_or('\u{fffd}')),
                1 => {
                    let piece = self.one(pieces);
                    let at = self.below(piece.chars().count() + 1);
                    out.extend(piece.chars().take(at));
                }
                2 => out.push_str(&self.one(pieces).repeat(2)),
                _ => out.push_str(self.one(pieces)),
            }
            if self.below(3) > 0 {
                out.push(' ');
            }
        }
        out
    }

    /// The same in bytes, some of them struck by accident.
    pub fn bytes(&mut self, pieces: &[&str], most: usize) -> Vec<u8> {
        let mut out = self.text(pieces, most).into_bytes();
        if self.below(2) == 0 {
            for _ in 0..self.below(4) {
                let at = self.below(out.len());
                out[at] = self.below(256) as u8;
            }
            out.truncate(self.below(out.len()) + 1);
        }
        out
    }
}

/// Inputs that are not read, after which the rest are not tried.
const ENOUGH: usize = 5;

/// Gives a reader its inputs. Shows the shortest of those that make it panic.
#[track_caller]
pub fn all<T: std::fmt::Debug>(make: impl Fn(&mut Dice) -> T, read: impl Fn(&T)) {
    let mut bad: Vec<(u64, String)> = Vec::new();
    for seed in 0..INPUTS {
        let input = make(&mut Dice::new(seed));
        if catch_unwind(AssertUnwindSafe(|| read(&input))).is_err() {
            bad.push((seed, format!("{input:?}")));
        }
        if bad.len() >= ENOUGH {
            break;
        }
    }
    if let Some((seed, input)) = bad.iter().min_by_key(|b| b.1.len()) {
        panic!(
            "{} of at most {INPUTS} inputs are not read; the reasons stand above. Cut the shortest (number {seed}) down, keep it as a test of the reader, and mend the reader:\n{input}",
            bad.len()
        );
    }
}

/// Pieces of news, and of what breaks it.
pub const NEWS: [&str; 64] = [
    "Kenya",
    "Uganda’s",
    "the Kremlin",
    "President Xi Jinping",
    "NATO member states",
    "the two sides",
    "a spokesman",
    "Bryant",
    "he",
    "who",
    "which",
    "accused",
    "accuses",
    "did not condemn",
    "threatened to",
    "urged",
    "signed",
    "met",
    "held talks with",
    "said",
    "told reporters",
    "denied",
    "will send",
    "troops",
    "a joint statement",
    "sanctions on",
    "of mining the river",
    "that",
    "and",
    "or",
    "if",
    "on Tuesday",
    "last week",
    "in 2019",
    "22 March 2023",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "'",
    "n't",
    "don't",
    "cannot",
    "(",
    ")",
    "—",
    "-",
    ",",
    ".",
    ". ",
    "!",
    "?",
    ":",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "12,000",
    "3-2",
    "U.S.",
    "\u{200b}",
    "\u{feff}",
    "🇫🇷",
];
