//! Inputs as every command takes them: opened one after another, worked on together, answered in order.

use std::io::{self, IsTerminal, Write};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use rayon::prelude::*;

use super::{DONE, SOME_FAILED};
use crate::document::Given;
use crate::error::InputError;
use crate::sources::{Raw, open};

/// Files to read, and what is known of them.
#[derive(Args)]
pub struct Inputs {
    /// Text, saved web pages (HTML) or JSONL (`id`, `text`, optional `title`, `published`, `publisher`, `url`); `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Publication date of inputs that don't tell it (2023-03-22)
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// Title of inputs that have none
    #[arg(long)]
    title: Option<String>,
    /// Refuse documents larger than this
    #[arg(long, value_name = "BYTES", default_value_t = 20_000_000)]
    max_document: usize,
}

/// Documents that are worked on together at the most, and the bytes of text in them.
const TOGETHER: usize = 64;
const BYTES_TOGETHER: usize = 4 << 20;

impl Inputs {
    /// Makes something of each document, on all cores, and hands it on in input order. Failed inputs are named on
    /// standard error and the others done.
    ///
    /// # Errors
    /// Only those of the output.
    pub fn each<T: Send>(
        &self,
        make: impl Fn(Raw, &Given) -> T + Sync,
        mut put: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<u8> {
        let given = Given { published: self.published, title: self.title.clone() };
        let bar = self.bar();
        let mut code = DONE;
        let mut batch: Vec<Raw> = Vec::new();
        let mut bytes = 0;
        let mut fail = |e: InputError, bar: &ProgressBar| {
            code = SOME_FAILED;
            bar.suspend(|| {
                let _ = writeln!(io::stderr(), "onrecord: {e}");
            });
        };
        for file in &self.files {
            match open(file, self.max_document) {
                Err(e) => fail(e, &bar),
                Ok(documents) => {
                    for d in documents {
                        match d {
                            Err(e) => fail(e, &bar),
                            Ok(raw) => {
                                bytes += raw.text.len();
                                batch.push(raw);
                                if batch.len() >= TOGETHER || bytes >= BYTES_TOGETHER {
                                    bytes = 0;
                                    flush(&mut batch, &given, &make, &mut put, &bar)?;
                                }
                            }
                        }
                    }
                }
            }
        }
        flush(&mut batch, &given, &make, &mut put, &bar)?;
        bar.finish_and_clear();
        Ok(code)
    }

    fn bar(&self) -> ProgressBar {
        let many = self.files.len() > 1 || self.files.iter().any(|f| f.ends_with("jsonl"));
        if !many || !io::stderr().is_terminal() {
            return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        }
        let bar = ProgressBar::new_spinner();
        let style = ProgressStyle::with_template("{spinner} {pos} documents read, {per_sec}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        bar.set_style(style);
        bar
    }
}

fn flush<T: Send>(
    batch: &mut Vec<Raw>,
    given: &Given,
    make: &(impl Fn(Raw, &Given) -> T + Sync),
    put: &mut impl FnMut(T) -> io::Result<()>,
    bar: &ProgressBar,
) -> io::Result<()> {
    let made: Vec<T> = std::mem::take(batch).into_par_iter().map(|raw| make(raw, given)).collect();
    for m in made {
        put(m)?;
        bar.inc(1);
    }
    Ok(())
}
