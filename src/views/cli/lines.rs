//! JSONL in, JSONL out: a question a line, answered in the order of the lines.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

use rayon::prelude::*;
use serde_json::Value;

use super::{DONE, SOME_FAILED};

/// Lines that are worked on together.
const TOGETHER: usize = 256;

/// Answers each line of a file (`-`: standard input) on standard output; what cannot be answered is named on standard error.
pub fn answer_each(file: &str, answer: impl Fn(&[u8]) -> Result<Value, String> + Sync) -> io::Result<u8> {
    let reader: Box<dyn BufRead> = if file == "-" {
        Box::new(io::stdin().lock())
    } else {
        match File::open(file) {
            Ok(f) => Box::new(BufReader::new(f)),
            Err(e) => {
                eprintln!("onrecord: {file}: {e}");
                return Ok(SOME_FAILED);
            }
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut code = DONE;
    let mut batch: Vec<(usize, Vec<u8>)> = Vec::new();
    let mut lines = reader.split(b'\n').enumerate();
    loop {
        let next = lines.next().map(|(n, l)| l.map(|l| (n + 1, l))).transpose()?;
        let ended = next.is_none();
        batch.extend(next.filter(|(_, l)| !l.trim_ascii().is_empty()));
        if ended || batch.len() >= TOGETHER {
            let done: Vec<Result<Value, String>> =
                batch.par_iter().map(|(n, l)| answer(l).map_err(|e| format!("{file}:{n}: {e}"))).collect();
            batch.clear();
            for d in done {
                match d {
                    Ok(v) => writeln!(out, "{v}")?,
                    Err(e) => {
                        code = SOME_FAILED;
                        eprintln!("onrecord: {e}");
                    }
                }
            }
        }
        if ended {
            out.flush()?;
            return Ok(code);
        }
    }
}
