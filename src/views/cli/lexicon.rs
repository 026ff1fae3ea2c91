//! `--lexicon DIR`: a user's own actors, offices and places beside those of the binary.

use std::io;
use std::path::Path;

use crate::coding::actors::{Lexicon, lexicon};

/// The lexicon of the binary with the files (.tsv) of a folder, if one is given. What is wrong with them goes to standard error.
///
/// # Errors
/// If the folder can't be read.
pub fn with(dir: Option<&Path>) -> io::Result<Option<&'static Lexicon>> {
    let Some(dir) = dir else { return Ok(Some(lexicon())) };
    let named = |path: &Path, e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
    let mut files = Vec::new();
    if dir.is_file() {
        return Err(named(dir, io::Error::new(io::ErrorKind::NotADirectory, "give the folder, not the file")));
    }
    for entry in std::fs::read_dir(dir).map_err(|e| named(dir, e))? {
        let path = entry.map_err(|e| named(dir, e))?.path();
        if path.extension().is_some_and(|e| e == "tsv") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).map_err(|e| named(&path, e))?;
            files.push((name, text.trim_start_matches('\u{feff}').to_string()));
        }
    }
    files.sort();
    if files.is_empty() {
        let kind = io::ErrorKind::NotFound;
        return Err(io::Error::new(kind, format!("{}: no lexicons (.tsv) here", dir.display())));
    }
    match Lexicon::with(&files) {
        Ok(lexicon) => Ok(Some(Box::leak(Box::new(lexicon)))),
        Err(faults) => {
            for f in faults {
                let line = if f.line > 0 { format!(":{}", f.line) } else { String::new() };
                eprintln!("{}{line}: {}", dir.join(&f.file).display(), f.message);
            }
            Ok(None)
        }
    }
}
