//! Contents as whole phrases: the network tells words one by one, and loses the last of "69 per cent | of all taxes" or the closing of a
//! quotation. What the syntax holds together is put together again. What the network said of the content before stands.

use std::ops::Range;

use super::{Attribution, Word};
use crate::span::Span;

/// So many words of a phrase may be put back. Chosen on PolNeAR dev, as the next.
const LOST: usize = 6;
/// So many words may stand between two pieces.
const HOLE: usize = 8;
/// So many characters off may the mark stand that closes a quotation.
const TO_MARK: usize = 60;

/// How a word behind its head carries on the phrase.
const BEHIND: [&str; 21] = [
    "nmod",
    "nmod:poss",
    "nmod:desc",
    "nmod:unmarked",
    "case",
    "obj",
    "fixed",
    "flat",
    "compound",
    "compound:prt",
    "amod",
    "det",
    "nummod",
    "obl",
    "xcomp",
    "mark",
    "aux",
    "aux:pass",
    "cop",
    "acl",
    "ccomp",
];
/// How a word before its head begins the phrase.
const BEFORE: [&str; 13] = [
    "det",
    "amod",
    "compound",
    "nummod",
    "case",
    "mark",
    "nmod:poss",
    "aux",
    "aux:pass",
    "nsubj",
    "advmod",
    "cop",
    "flat",
];

/// Makes the content of each attribution whole. `words`: those of the same window.
pub fn whole(text: &str, words: &[Word], attributions: &mut [Attribution]) {
    let said: Vec<Span> = attributions.iter().flat_map(|a| a.source.iter().chain(&a.cue)).copied().collect();
    for a in attributions.iter_mut() {
        end_cue(text, words, a);
        let free = |s: Span| !a.source.iter().chain(&a.cue).any(|t| t.overlaps(s));
        let mut pieces: Vec<Span> = Vec::new();
        for &piece in &a.content {
            match pieces.last_mut() {
                Some(last) if is_hole(text, words, *last, piece, &said) => last.end = piece.end,
                _ => pieces.push(piece),
            }
        }
        let mut content: Vec<Span> = Vec::new();
        for piece in pieces {
            let piece = Span::new(start(text, words, piece, &free), end(text, words, piece, &free));
            let piece = Span::new(piece.start, mark(text, piece, &free));
            match content.last_mut() {
                Some(last) if piece.start <= last.end => *last = last.hull(piece),
                _ => content.push(piece),
            }
        }
        a.content = content;
    }
    attributions.sort_by_key(Attribution::place);
}

/// "Said on the | 21st that it had rained": what stands before the "that" and whose first words are the cue's belongs to the cue.
fn end_cue(text: &str, words: &[Word], a: &mut Attribution) {
    let (Some(cue), Some(piece)) = (a.cue.last_mut(), a.content.first_mut()) else { return };
    let (last, range) = (inside(words, *cue).end, inside(words, *piece));
    if last == 0 || range.start != last {
        return;
    }
    let begun = words[last - 1].head.filter(|h| range.contains(h) && matches!(words[last - 1].rel, "case" | "det"));
    let that = begun.map(|h| h + 1).filter(|t| range.contains(t) && words[*t].rel == "mark");
    if let Some(t) = that.filter(|&t| words[t].span.of(text).eq_ignore_ascii_case("that")) {
        cue.end = words[t - 1].span.end;
        piece.start = words[t].span.start;
    }
}

/// A few words within a sentence, and no more than twice as many as either piece has: a lone word far off is a slip. No words of a source or
/// cue are lost content.
fn is_hole(text: &str, words: &[Word], one: Span, other: Span, said: &[Span]) -> bool {
    let between = Span::new(one.end, other.start);
    let count = |span: Span| inside(words, span).filter(|&w| words[w].upos != "PUNCT").count();
    let few = count(between) <= HOLE.min(2 * count(one)).min(2 * count(other));
    let sign = |c: char| is_line_end(c) || is_mark(c) || matches!(c, '.' | '!' | '?' | '。');
    few && !between.of(text).contains(sign) && !said.iter().any(|s| s.overlaps(between))
}

/// The words of a span.
fn inside(words: &[Word], span: Span) -> Range<usize> {
    let first = words.partition_point(|w| w.span.end <= span.start);
    first..words.partition_point(|w| w.span.start < span.end).max(first)
}

/// Where the phrase of the last words ends.
fn end(text: &str, words: &[Word], piece: Span, free: &impl Fn(Span) -> bool) -> usize {
    let range = inside(words, piece);
    // Held by a word inside, or by words that are, all in the ways of a phrase behind its head.
    let held = |at: usize| {
        let mut w = at;
        for _ in 0..=LOST {
            match words[w].head.filter(|_| BEHIND.contains(&words[w].rel)) {
                Some(h) if (range.start..at).contains(&h) => return true,
                Some(h) => w = h,
                None => return false,
            }
        }
        false
    };
    let lost = |at: usize| at < words.len() && words[at].upos != "PUNCT" && free(words[at].span) && held(at);
    let at = (range.end..=range.end + LOST).find(|&at| !lost(at)).unwrap_or(range.end);
    let closed = piece.of(text).ends_with(is_mark);
    if closed || range.is_empty() || at == range.end { piece.end } else { words[at - 1].span.end }
}

/// Where the phrase of the first words begins.
fn start(text: &str, words: &[Word], piece: Span, free: &impl Fn(Span) -> bool) -> usize {
    let range = inside(words, piece);
    let lost = |at: usize| {
        let w = &words[at];
        let held = w.head.is_some_and(|h| (at + 1..range.end).contains(&h)) && BEFORE.contains(&w.rel);
        held && w.upos != "PUNCT" && free(w.span)
    };
    let least = range.start.saturating_sub(LOST + 1);
    let first = (least..range.start).rev().find(|&at| !lost(at)).map_or(least, |at| at + 1);
    let opened = piece.of(text).starts_with(is_mark);
    if opened || first + LOST < range.start || first == range.start { piece.start } else { words[first].span.start }
}

/// Where the mark stands that closes the quotation that is open at the end.
fn mark(text: &str, piece: Span, free: &impl Fn(Span) -> bool) -> usize {
    let words = piece.of(text);
    let straight = words.find('"').is_some_and(|k| words[..k].chars().next_back().is_none_or(char::is_whitespace));
    let open = match words.rfind(['“', '”']) {
        Some(k) => words[k..].starts_with('“'),
        None => straight && words.matches('"').count() % 2 == 1,
    };
    let rest = text[piece.end..].char_indices().take(TO_MARK).take_while(|x| !is_line_end(x.1));
    let next = rest.into_iter().find(|x| is_mark(x.1)).filter(|x| matches!(x.1, '”' | '"'));
    let closing = next.map(|(k, c)| piece.end + k + c.len_utf8());
    closing.filter(|&end| open && free(Span::new(piece.end, end))).unwrap_or(piece.end)
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '„' | '«' | '»')
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
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
        let text = "Taxes of many sorts she says of all kinds";
        let of = [
            ("Taxes", Some(5), "obj"),
            ("of", Some(3), "case"),
            ("many", Some(3), "amod"),
            ("sorts", Some(0), "nmod"),
            ("she", Some(5), "nsubj"),
            ("says", None, "root"),
            ("of", Some(8), "case"),
            ("all", Some(8), "det"),
            ("kinds", Some(0), "nmod"),
        ];
        let words = words(text, &of);
        let pieces = ["Taxes of many sorts", "of all kinds"];
        assert_eq!(content(text, &words, "she says", &pieces), pieces);
        // Without the cue between them they are one.
        assert_eq!(
            content(text, &words, "Taxes", &["of many sorts", "of all kinds"]),
            ["of many sorts she says of all kinds"]
        );
    }

    #[test]
    fn more_than_a_few_words_are_not_put_back() {
        let text = "He says one two three four five six seven eight nine";
        let names: Vec<&str> = text.split(' ').collect();
        let of: Vec<_> = names.iter().enumerate().map(|(k, &n)| (n, k.checked_sub(1), "nmod")).collect();
        let words = words(text, &of);
        assert_eq!(content(text, &words, "says", &["one two"]), ["one two"]);
        assert_eq!(content(text, &words, "says", &["one two three"]), ["one two three four five six seven eight nine"]);
    }

    #[test]
    fn a_day_before_that_belongs_to_the_cue() {
        let text = "He said on the 21st that it rained";
        let of = [
            ("He", Some(1), "nsubj"),
            ("said", None, "root"),
            ("on", Some(4), "case"),
            ("the", Some(4), "det"),
            ("21st", Some(1), "obl"),
            ("that", Some(7), "mark"),
            ("it", Some(7), "nsubj"),
            ("rained", Some(1), "ccomp"),
        ];
        let words = words(text, &of);
        assert_eq!(content(text, &words, "said on the", &["21st that it rained"]), ["that it rained"]);
        // Without a "that" the cue's preposition leads to the content.
        let text = "He called for an end";
        let of = [
            ("He", Some(1), "nsubj"),
            ("called", None, "root"),
            ("for", Some(4), "case"),
            ("an", Some(4), "det"),
            ("end", Some(1), "obl"),
        ];
        let words = self::words(text, &of);
        assert_eq!(content(text, &words, "called for", &["an end"]), ["an end"]);
    }

    #[test]
    fn a_quotation_goes_to_its_mark() {
        let text = "He called it “a sham. Nothing else” today";
        assert_eq!(content(text, &[], "called", &["“a sham"]), ["“a sham. Nothing else”"]);
        let text = "He called it \"a sham. Nothing else\" today";
        assert_eq!(content(text, &[], "called", &["\"a sham"]), ["\"a sham. Nothing else\""]);
        // Not where it is closed, nor over a line, nor into the next quotation.
        let text = "He called it “a sham” and a pity” today";
        assert_eq!(content(text, &[], "called", &["“a sham”"]), ["“a sham”"]);
        let text = "He called it “a pity\nindeed” today";
        assert_eq!(content(text, &[], "called", &["“a pity"]), ["“a pity"]);
        let text = "He called it “a pity. Ann called it “a joy” today";
        assert_eq!(content(text, &[], "called", &["“a pity"]), ["“a pity"]);
        let text = "He called it a \"sham\" and a \"farce\"";
        assert_eq!(content(text, &[], "called", &["sham\""]), ["sham\""]);
    }
}
