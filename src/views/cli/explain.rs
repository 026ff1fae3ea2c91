//! `onrecord explain`: why a record is so.

use std::io::{self, IsTerminal, Write};

use clap::Args;

use super::inputs::Inputs;
use super::{SOME_FAILED, page};

/// Say why a record is so: the rule or the network that found it, and for each actor, the day and the place what told.
///
/// RECORD is the id of an event or statement, as `read --format json` prints it, or its beginning; FILEs are the texts to look for
/// it in, with the options that they were read with.
#[derive(Args)]
pub struct Explain {
    /// Id of a record, or its beginning
    record: String,
    #[command(flatten)]
    inputs: Inputs,
    /// Code by the pages (.md) of this folder too
    #[arg(long, value_name = "DIR")]
    codebook: Option<std::path::PathBuf>,
    /// Resolve by the lexicons (.tsv) of this folder too
    #[arg(long, value_name = "DIR")]
    lexicon: Option<std::path::PathBuf>,
}

impl Explain {
    /// Runs the command.
    pub fn run(self) -> io::Result<u8> {
        let Some(reader) = super::codebook::reader(self.codebook.as_deref(), self.lexicon.as_deref())? else {
            return Ok(SOME_FAILED);
        };
        let look = page::Look::of_terminal(io::stdout().is_terminal());
        let mut out = io::stdout().lock();
        let mut found = false;
        let code = self.inputs.each(
            |raw, given| {
                let (record, why) = reader.explain(raw, given, &self.record);
                (!why.is_empty()).then(|| page::explained(&record, &why, &look))
            },
            |text| {
                found |= text.is_some();
                text.map_or(Ok(()), |t| write!(out, "{t}"))
            },
        )?;
        if !found {
            eprintln!("onrecord: no record here has an id that begins with {:?}", self.record);
            return Ok(SOME_FAILED);
        }
        Ok(code)
    }
}
