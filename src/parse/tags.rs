//! A word's universal and Penn tag, chosen together: a past tense (VBD) is a verb or an auxiliary, never a particle.

use super::heads::Heads;

/// For each Penn tag the universal ones that go with it more than now and then, counted on EWT and GUM train.
const TOGETHER: [(&str, &str); 49] = [
    ("$", "SYM"),
    ("''", "PUNCT"),
    (",", "PUNCT"),
    ("-LRB-", "PUNCT"),
    ("-RRB-", "PUNCT"),
    (".", "PUNCT"),
    (":", "PUNCT"),
    ("ADD", "PROPN X"),
    ("AFX", "X ADV NOUN ADJ VERB"),
    ("CC", "CCONJ"),
    ("CD", "NUM"),
    ("DT", "DET PRON"),
    ("EX", "PRON"),
    ("FW", "X NOUN ADV"),
    ("GW", "X PROPN ADV NOUN PRON ADJ ADP VERB"),
    ("HYPH", "PUNCT SYM"),
    ("IN", "ADP SCONJ ADV"),
    ("JJ", "ADJ"),
    ("JJR", "ADJ"),
    ("JJS", "ADJ"),
    ("LS", "NUM X"),
    ("MD", "AUX"),
    ("NFP", "PUNCT SYM"),
    ("NN", "NOUN PRON SYM"),
    ("NNP", "PROPN ADJ VERB NUM ADV"),
    ("NNPS", "PROPN"),
    ("NNS", "NOUN"),
    ("PDT", "DET"),
    ("POS", "PART"),
    ("PRP", "PRON"),
    ("PRP$", "PRON"),
    ("RB", "ADV PART"),
    ("RBR", "ADV"),
    ("RBS", "ADV"),
    ("RP", "ADP"),
    ("SYM", "SYM PUNCT"),
    ("TO", "PART"),
    ("UH", "INTJ"),
    ("VB", "VERB AUX"),
    ("VBD", "VERB AUX"),
    ("VBG", "VERB AUX"),
    ("VBN", "VERB AUX"),
    ("VBP", "VERB AUX"),
    ("VBZ", "AUX VERB"),
    ("WDT", "PRON DET"),
    ("WP", "PRON"),
    ("WP$", "PRON"),
    ("WRB", "ADV"),
    ("``", "PUNCT"),
];

/// The numbers of the universal and Penn tags that go together.
pub fn together(upos: &[&str], xpos: &[&str]) -> Vec<(usize, usize)> {
    let known = |x: &str| TOGETHER.iter().find(|(tag, _)| *tag == x).map(|(_, list)| *list);
    let goes = |u: &str, x: &str| known(x).is_none_or(|list| list.split(' ').any(|other| other == u));
    let all = (0..upos.len()).flat_map(|u| (0..xpos.len()).map(move |x| (u, x)));
    all.filter(|&(u, x)| goes(upos[u], xpos[x])).collect()
}

/// For each word the numbers of the universal and the Penn tag that are the likeliest pair. `rows`: the words' vectors.
pub fn tags(heads: &Heads, rows: &[f32], n: usize) -> Vec<(usize, usize)> {
    let (u, x) = (heads.upos.apply(rows, n), heads.xpos.apply(rows, n));
    let best = |(u, x): (&[f32], &[f32])| {
        let score = |&(a, b): &(usize, usize)| u[a] + x[b];
        let pairs = heads.labels.together.iter().copied();
        pairs.reduce(|p, q| if score(&q) > score(&p) { q } else { p }).unwrap_or_default()
    };
    u.chunks_exact(heads.upos.step).zip(x.chunks_exact(heads.xpos.step)).map(best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_penn_tag_has_universal_ones_that_the_weights_know() {
        let labels = &crate::parse::parser().heads.labels;
        for x in &labels.xpos {
            let list = TOGETHER.iter().find(|(tag, _)| tag == x).map(|(_, list)| *list);
            let list = list.unwrap_or_else(|| panic!("{x} is not in the table"));
            assert!(list.split(' ').all(|u| labels.upos.contains(&u)), "{x}: {list}");
        }
    }
}
