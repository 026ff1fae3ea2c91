//! Where something stands: half-open ranges of a document's text.

/// A half-open range of **bytes** of a document's text, always on character boundaries.
///
/// The outside receives code points instead; [`CodePoints`] converts, once, at the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start, end }
    }

    /// The smallest span that covers both.
    pub fn hull(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Shares at least one byte with `other`.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Lies wholly in `other`.
    pub fn within(self, other: Span) -> bool {
        other.start <= self.start && self.end <= other.end
    }

    /// The words that stand here.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// Converts byte offsets of one text to code points, and back.
pub struct CodePoints {
    /// Code points before each 64th byte; empty where the text is plain ASCII.
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl CodePoints {
    /// Prepares the conversion for `text`.
    pub fn new(text: &str) -> CodePoints {
        if text.is_ascii() {
            return CodePoints { marks: Vec::new() };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += chunk.iter().filter(|&&b| is_start(b)).count();
        }
        marks.push(count);
        CodePoints { marks }
    }

    /// The code point at a byte offset of `text`.
    pub fn at(&self, text: &str, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte;
        }
        let k = byte / STRIDE;
        self.marks[k] + text.as_bytes()[k * STRIDE..byte].iter().filter(|&&b| is_start(b)).count()
    }

    /// The byte offset of a code point of `text`; `None` beyond its end.
    pub fn byte(&self, text: &str, point: usize) -> Option<usize> {
        if self.marks.is_empty() {
            return (point <= text.len()).then_some(point);
        }
        let k = self.marks.partition_point(|&m| m <= point).saturating_sub(1);
        let mut count = self.marks[k];
        let from = k * STRIDE;
        for (i, &b) in text.as_bytes()[from.min(text.len())..].iter().enumerate() {
            if is_start(b) {
                if count == point {
                    return Some(from + i);
                }
                count += 1;
            }
        }
        (count == point).then_some(text.len())
    }
}

/// This byte begins a code point.
fn is_start(b: u8) -> bool {
    b & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_back_in_every_script() {
        let long = "Erdoğan met 习近平 🙂🇺🇳 in São Tomé; ".repeat(9);
        for text in ["", "plain", "ß", "🙂", long.as_str()] {
            let map = CodePoints::new(text);
            let offsets = text.char_indices().map(|(b, _)| b).chain([text.len()]);
            for (point, byte) in offsets.enumerate() {
                assert_eq!(map.at(text, byte), point, "{text:?}");
                assert_eq!(map.byte(text, point), Some(byte), "{text:?}");
            }
            assert_eq!(map.byte(text, text.chars().count() + 1), None);
        }
    }
}
