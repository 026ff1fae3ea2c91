//! Bytes to text: the encoding is detected, not assumed.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes running text: by its byte order mark, else UTF-8 if valid, else by what the bytes look like. A byte order
/// mark is dropped; nothing else is changed.
pub fn text(bytes: &[u8]) -> String {
    with_hint(bytes, None)
}

/// As [`text`], with an encoding that a page names in its head, which counts where the bytes are not UTF-8.
pub fn with_hint(bytes: &[u8], named: Option<&'static Encoding>) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0.into_owned();
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(s) = std::str::from_utf8(bytes) {
        return s.to_string();
    }
    let encoding = named.filter(|e| *e != UTF_8).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new();
        detector.feed(bytes, true);
        detector.guess(None, false)
    });
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Zero bytes or other control characters that no text has.
pub fn is_binary(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || utf16(bytes).is_some() {
        return false;
    }
    let odd = bytes.iter().filter(|&&b| b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    bytes.contains(&0) || odd * 50 > bytes.len().max(50)
}

/// UTF-16 without a mark: every other byte of the first ones is zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512)];
    if head.len() < 8 {
        return None;
    }
    let zeros =
        |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count() * 10 >= head.len() / 2 * 8;
    match (zeros(0), zeros(1)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found() {
        let said = "Le président a déclaré : « Nous n’irons pas à Genève cette année », selon l’agence.";
        assert_eq!(text(said.as_bytes()), said);
        assert_eq!(text(&[b"\xef\xbb\xbf", said.as_bytes()].concat()), said);
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(said);
        assert_eq!(text(&latin), said);
        let russian = "Министр сообщил журналистам, что переговоры продолжатся в четверг в Женеве.";
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        assert_eq!(text(&cyrillic), russian);
        for big in [false, true] {
            let wide: Vec<u8> =
                said.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
            assert_eq!(text(&wide), said);
            assert!(!is_binary(&wide));
        }
    }

    #[test]
    fn binary_is_told_from_text() {
        assert!(is_binary(b"\x7fELF\x02\x01\x01\0\0\0"));
        assert!(is_binary(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
        assert!(!is_binary(b""));
        assert!(!is_binary("word\ttab\r\nline 🙂".as_bytes()));
    }
}
