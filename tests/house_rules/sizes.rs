//! Files stay small enough to be read at one sitting.

use super::{files, none};

/// Lines of a file in `src/` at the most, its tests included.
const MOST: usize = 500;

fn faults(sources: &[(String, String)]) -> Vec<String> {
    let long = |(path, text): &(String, String)| {
        let lines = text.lines().count();
        (lines > MOST).then(|| format!("{path} has {lines} lines"))
    };
    sources.iter().filter_map(long).collect()
}

#[test]
fn no_file_in_src_is_long() {
    let remedy = format!(
        "Files in src/ have {MOST} lines at the most. Move one thought of the file into a file of its own, named for what it holds; a list of words belongs in lexicons/."
    );
    none(faults(&files("src", "rs")), &remedy);
}

#[test]
fn a_long_file_is_found() {
    let of = |lines: usize| vec![("src/x.rs".to_string(), "x\n".repeat(lines))];
    assert!(faults(&of(MOST)).is_empty());
    assert_eq!(faults(&of(MOST + 1)), ["src/x.rs has 501 lines"]);
}
