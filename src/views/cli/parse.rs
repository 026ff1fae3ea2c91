//! `onrecord parse`: the syntax of texts.

use std::io::{self, BufWriter, Write};

use clap::{Args, ValueEnum};

use super::inputs::Inputs;
use crate::parse::conllu;
use crate::pipeline;

/// Print sentences, words, lemmas, tags and dependencies (Universal Dependencies).
#[derive(Args)]
pub struct Parse {
    #[command(flatten)]
    inputs: Inputs,
    /// The only format so far: CoNLL-U (UD version 2), with `# text` and character ranges in MISC
    #[arg(long, value_enum, default_value = "conllu")]
    format: ParseFormat,
    /// Inputs are CoNLL-U files: keep their sentences and words, and predict the rest
    #[arg(long)]
    segmented: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum ParseFormat {
    Conllu,
}

impl Parse {
    /// Runs the command.
    pub fn run(self) -> io::Result<u8> {
        let mut out = BufWriter::new(io::stdout().lock());
        let ParseFormat::Conllu = self.format;
        let code = self.inputs.each(
            |raw, given| {
                if self.segmented {
                    return conllu::again(&raw.text);
                }
                let (document, parse) = pipeline::parse(raw, given);
                conllu::render(&document.id, &document.text, &parse)
            },
            |text| out.write_all(text.as_bytes()),
        )?;
        out.flush()?;
        Ok(code)
    }
}
