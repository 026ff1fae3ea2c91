//! The whole way, from a source's document to its record: the only file that knows every stage.

use std::sync::LazyLock;

use crate::coding::{
    self,
    actors::lexicon,
    events::{Coder, codebook::codebook},
};
use crate::document::{Given, document};
use crate::parse::{Parse, parser, weights_version};
use crate::record::{Record, json::MadeBy};
use crate::sources::Raw;

/// Reads one document.
pub fn read(raw: Raw, given: &Given) -> Record {
    let document = document(raw, given);
    if document.language.is_some_and(|l| l != "eng") {
        return coding::unread(document);
    }
    let parse = parser().parse(&document.text, &document.paragraphs);
    coding::code(document, &parse, coder())
}

/// The syntax of one document, and the document.
pub fn parse(raw: Raw, given: &Given) -> (crate::document::Document, Parse) {
    let document = document(raw, given);
    let parse = parser().parse(&document.text, &document.paragraphs);
    (document, parse)
}

/// Who makes the records: versions of weights, codebook and lexicon.
pub fn made_by() -> MadeBy {
    MadeBy {
        weights: weights_version().into(),
        codebook: codebook().version.clone(),
        lexicon: lexicon().version.clone(),
    }
}

fn coder() -> &'static Coder<'static> {
    static CODER: LazyLock<Coder<'static>> = LazyLock::new(|| Coder::new(codebook()));
    &CODER
}
