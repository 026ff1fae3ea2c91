//! From the words that attribute to what kind of saying it is: act, mode, the reporter's distance, strength.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a cue's lemma says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cue {
    /// One of thirteen acts.
    pub act: &'static str,
    /// The act where it names somebody whom it is against, if another: one criticises a plan (`oppose`), or a government for it (`accuse`).
    pub against: Option<&'static str>,
    /// `said`, `wrote`, `decided`, `thinks`, `shows`.
    pub mode: &'static str,
    /// `neutral`, `endorsing`, `doubting`.
    pub distance: &'static str,
    /// Rung of the ladder of demands and accusations.
    pub strength: Option<u8>,
}

/// What a statement is whose cue tells nothing more.
pub const PLAIN: Cue = Cue { act: "assert", against: None, mode: "said", distance: "neutral", strength: None };

const FILE: &str = include_str!("../../../lexicons/cues.tsv");

/// The cue lexicon's entry for a lemma.
pub fn cue(lemma: &str) -> Option<Cue> {
    static CUES: LazyLock<HashMap<&'static str, Cue>> = LazyLock::new(|| {
        FILE.lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
            .map(|l| {
                let mut c = l.split('\t');
                let mut next = || c.next().unwrap_or("");
                let (lemma, acts) = (next(), next());
                let (act, against) = acts.split_once('/').map_or((acts, None), |(act, against)| (act, Some(against)));
                (lemma, Cue { act, against, mode: next(), distance: next(), strength: next().parse().ok() })
            })
            .collect()
    });
    CUES.get(lemma).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::codebook::codebook;

    #[test]
    fn the_cue_lexicon_is_well_formed() {
        let mut last = "";
        for l in FILE.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let cells: Vec<_> = l.split('\t').collect();
            assert_eq!(cells.len(), 5, "{l:?}");
            assert!(last < cells[0], "{:?} is out of order", cells[0]);
            assert!(cells[1].split('/').all(|act| codebook().acts.iter().any(|a| a.name == act)), "{l:?}");
            assert!(["said", "wrote", "decided", "thinks", "shows"].contains(&cells[2]), "{l:?}");
            assert!(["neutral", "endorsing", "doubting"].contains(&cells[3]), "{l:?}");
            last = cells[0];
        }
        assert_eq!(cue("accuse").unwrap().act, "accuse");
        assert_eq!(cue("criticise").map(|c| (c.act, c.against)), Some(("oppose", Some("accuse"))));
    }
}
