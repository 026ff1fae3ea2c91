//! `onrecord codebook`: the categories and what they mean.

use std::io::{self, Write};

use clap::Args;

use super::{DONE, USAGE};
use crate::coding::events::codebook::codebook;

/// List the categories, or explain one.
#[derive(Args)]
pub struct Codebook {
    /// A category, such as ACCUSE; without it, all are listed
    name: Option<String>,
}

impl Codebook {
    /// Runs the command.
    pub fn run(self) -> io::Result<u8> {
        let book = codebook();
        let mut out = io::stdout().lock();
        match self.name {
            None => {
                for p in &book.pages {
                    let modes: Vec<&str> = p.modes.iter().map(|m| m.0.as_str()).collect();
                    writeln!(out, "{:<10} {:<21} {:>5}  {}", p.name, p.quad, p.intensity, modes.join(", "))?;
                }
                Ok(DONE)
            }
            Some(name) => match book.page(&name) {
                Some(p) => {
                    write!(out, "{}", p.text)?;
                    Ok(DONE)
                }
                None => {
                    eprintln!("onrecord: the codebook has no category {name:?}; `onrecord codebook` lists them");
                    Ok(USAGE)
                }
            },
        }
    }
}
