//! Contents as whole phrases: the network tells words one by one, and loses the last of "69 per cent | of all taxes" or the closing of a
//! quotation. What the syntax holds together is put together again.

use super::{Attribution, Word};
use crate::span::Span;

/// So many words of a phrase, and so many between two pieces, may be put back. Chosen on PolNeAR dev.
const LOST: usize = 6;
const HOLE: usize = 8;
/// So far may the mark stand that closes a quotation.
const TO_MARK: usize = 60;

/// How a word hangs from another whose phrase it carries on behind it, and begins before it.
const BEHIND: [&str; 22] = [
    "nmod",
    "nmod:poss",
    "case",
    "obj",
    "fixed",
    "flat",
    "compound",
    "amod",
    "det",
    "nummod",
    "obl",
    "xcomp",
    "mark",
    "aux",
    "cop",
    "acl",
    "ccomp",
    "compound:prt",
    "aux:pass",
    "nmod:npmod",
    "nmod:desc",
    "goeswith",
];
const BEFORE: [&str; 13] = [
    "det",
    "amod",
    "compound",
    "nummod",
    "case",
    "mark",
    "nmod:poss",
    "aux",
    "nsubj",
    "advmod",
    "cop",
    "flat",
    "aux:pass",
];

/// Makes the content of each attribution whole. `words`: those of the same window.
pub fn whole(text: &str, words: &[Word], attributions: &mut [Attribution]) {
    for a in attributions {
        let taken: Vec<Span> = a.source.iter().chain(&a.cue).copied().collect();
        let free = |s: Span| !taken.iter().any(|t| t.overlaps(s));
        let mut out: Vec<Span> = Vec::new();
        for &piece in &a.content {
            match out.last_mut() {
                Some(last) if is_hole(text, *last, piece) && free(last.hull(piece)) => last.end = piece.end,
                _ => out.push(piece),
            }
        }
        for piece in &mut out {
            piece.end = end(words, *piece, &free);
            piece.start = start(words, *piece, &free);
            piece.end = mark(text, *piece, &free);
        }
        out.sort();
        let mut content: Vec<Span> = Vec::new();
        for piece in out {
            match content.last_mut() {
                Some(last) if piece.start <= last.end => *last = last.hull(piece),
                _ => content.push(piece),
            }
        }
        a.content = content;
    }
}

/// A few words within a sentence, and no more than twice as many as either piece has: a lone word far off is a slip.
fn is_hole(text: &str, one: Span, other: Span) -> bool {
    let between = Span::new(one.end, other.start).of(text);
    let count = |words: &str| words.split_whitespace().count();
    let few = count(between) <= HOLE.min(2 * count(one.of(text))).min(2 * count(other.of(text)));
    few && !between.contains(['\n', '.', '!', '?', '“', '"'])
}

/// The words of a span, as a range of `words`.
fn inside(words: &[Word], span: Span) -> std::ops::Range<usize> {
    let first = words.partition_point(|w| w.span.end <= span.start);
    first..words.partition_point(|w| w.span.start < span.end).max(first)
}

/// Where the phrase of the last words ends.
fn end(words: &[Word], piece: Span, free: &impl Fn(Span) -> bool) -> usize {
    let range = inside(words, piece);
    let mut at = range.end;
    // From a word that is held by one inside, or by words that are, all in the ways of a phrase behind its head.
    let held = |at: usize, reached: usize| {
        let mut w = at;
        for _ in 0..=LOST {
            match words[w].head {
                Some(h) if (range.start..reached).contains(&h) => return BEHIND.contains(&words[w].rel),
                Some(h) => w = h,
                None => return false,
            }
        }
        false
    };
    while at < words.len() && words[at].upos != "PUNCT" && free(words[at].span) && held(at, at) {
        at += 1;
    }
    if range.is_empty() || at == range.end || at - range.end > LOST { piece.end } else { words[at - 1].span.end }
}

/// Where the phrase of the first words begins.
fn start(words: &[Word], piece: Span, free: &impl Fn(Span) -> bool) -> usize {
    let range = inside(words, piece);
    let mut at = range.start;
    let begins = |w: &Word, at: usize| {
        w.upos != "PUNCT"
            && BEFORE.contains(&w.rel)
            && w.head.is_some_and(|h| (at..range.end).contains(&h))
            && free(w.span)
    };
    while at > 0 && range.start - at < LOST && begins(&words[at - 1], at) {
        at -= 1;
    }
    if range.is_empty() || at == range.start { piece.start } else { words[at].span.start }
}

/// Where the mark stands that closes the quotation that is open at the end.
fn mark(text: &str, piece: Span, free: &impl Fn(Span) -> bool) -> usize {
    let words = piece.of(text);
    let count = |c: char| words.matches(c).count();
    let open = if count('“') + count('”') > 0 { count('“') > count('”') } else { count('"') % 2 == 1 };
    let rest = text[piece.end..].char_indices().take(TO_MARK).take_while(|x| x.1 != '\n');
    let closing = rest.into_iter().find(|x| matches!(x.1, '”' | '"')).map(|(k, c)| piece.end + k + c.len_utf8());
    closing.filter(|&end| open && free(Span::new(piece.end, end))).unwrap_or(piece.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of a text by their forms, each with its head and how it hangs.
    fn words(text: &str, of: &[(&str, Option<usize>, &'static str)]) -> Vec<Word> {
        let mut at = 0;
        of.iter()
            .map(|&(form, head, rel)| {
                let start = at + text[at..].find(form).expect("a word of the text");
                at = start + form.len();
                let upos = if rel == "punct" { "PUNCT" } else { "NOUN" };
                Word { upos, head, rel, ..Word::unread(Span::new(start, at)) }
            })
            .collect()
    }

    fn content(text: &str, words: &[Word], cue: &str, pieces: &[&str]) -> Vec<String> {
        let find = |x: &str| text.find(x).map(|s| Span::new(s, s + x.len())).expect("words of the text");
        let mut a = vec![Attribution::by_rule(vec![], vec![find(cue)], pieces.iter().map(|p| find(p)).collect(), 0.5)];
        whole(text, words, &mut a);
        a[0].content.iter().map(|s| s.of(text).to_string()).collect()
    }

    #[test]
    fn a_phrase_is_not_cut() {
        let text = "She says the rich pay 69 percent of all taxes, and left";
        let of = [
            ("She", Some(1), "nsubj"),
            ("says", None, "root"),
            ("the", Some(3), "det"),
            ("rich", Some(4), "nsubj"),
            ("pay", Some(1), "ccomp"),
            ("69", Some(6), "nummod"),
            ("percent", Some(4), "obj"),
            ("of", Some(9), "case"),
            ("all", Some(9), "det"),
            ("taxes", Some(6), "nmod"),
            (",", Some(12), "punct"),
            ("and", Some(12), "cc"),
            ("left", Some(1), "conj"),
        ];
        let words = words(text, &of);
        assert_eq!(content(text, &words, "says", &["rich pay 69 percent"]), ["the rich pay 69 percent of all taxes"]);
        assert_eq!(
            content(text, &words, "says", &["the rich", "69 percent of all taxes"]),
            ["the rich pay 69 percent of all taxes"]
        );
        // A lone word far off stays alone.
        assert_eq!(content(text, &words, "says", &["rich", "taxes"]), ["the rich", "of all taxes"]);
    }

    #[test]
    fn the_cue_is_no_content() {
        let text = "Taxes, she says, of all kinds";
        let of = [
            ("Taxes", Some(3), "obj"),
            (",", Some(3), "punct"),
            ("she", Some(3), "nsubj"),
            ("says", None, "root"),
            (",", Some(3), "punct"),
            ("of", Some(7), "case"),
            ("all", Some(7), "det"),
            ("kinds", Some(0), "nmod"),
        ];
        let words = words(text, &of);
        assert_eq!(content(text, &words, "she says", &["Taxes", "all kinds"]), ["Taxes", "of all kinds"]);
    }

    #[test]
    fn a_quotation_goes_to_its_mark() {
        let text = "He called it “a sham. Nothing else” today";
        assert_eq!(content(text, &[], "called", &["“a sham"]), ["“a sham. Nothing else”"]);
        // Not over a line, nor where it is closed.
        let text = "He called it “a sham” and “a pity\nindeed” today";
        assert_eq!(content(text, &[], "called", &["“a sham”"]), ["“a sham”"]);
        assert_eq!(content(text, &[], "called", &["“a pity"]), ["“a pity"]);
    }
}
