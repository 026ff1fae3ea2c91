//! Rules of the house that the compiler does not keep: imports flow one way, everything that a user can type is
//! documented, lexicons are well formed, files stay small.
//!
//! Each rule is a function from text to a list of faults, so that a test beside it can show that it does fail.

mod documented;
mod layering;
mod lexicons;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository as text.
fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// All files below a folder with this ending, by path from the root of the repository, in order.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut open: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(&here).unwrap_or_else(|e| panic!("{}: {e}", here.display())) {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
                out.push((name.clone(), text(&name)));
            }
        }
    }
    out.sort();
    assert!(!out.is_empty(), "no *.{ending} below {folder}/: has it moved? Then mend tests/house_rules");
    out
}

/// Fails with one fault a line and what to do about them.
#[track_caller]
fn none(faults: Vec<String>, remedy: &str) {
    assert!(faults.is_empty(), "{} found:\n  {}\n{remedy}\n", faults.len(), faults.join("\n  "));
}
