//! The program as users type it: built, run in an empty folder of its own, its output and exit code read.

#![allow(missing_docs)]

mod bad_input;
mod contract;
mod statements;
mod whys;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

/// An empty folder with the program in reach; it is gone after the test.
pub struct Place(PathBuf);

impl Default for Place {
    fn default() -> Self {
        Self::new()
    }
}

impl Place {
    #[allow(clippy::new_without_default)]
    pub fn new() -> Place {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("onrecord-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let dir = std::env::temp_dir().join(name);
        fs::create_dir_all(&dir).unwrap();
        Place(dir)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, b"")
    }

    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let feeder = std::thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let out = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        Ran(out)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What the program did.
pub struct Ran(Output);

impl Ran {
    pub fn code(&self) -> i32 {
        self.0.status.code().expect("the program ended by itself")
    }

    pub fn out(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).expect("the output is UTF-8")
    }

    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    #[track_caller]
    pub fn exits(self, code: i32) -> Ran {
        assert_eq!(self.code(), code, "\nstandard error:\n{}\nstandard output:\n{:.2000}", self.err(), self.out());
        assert!(!self.err().contains("panicked"), "{}", self.err());
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Ran {
        assert!(self.err().contains(words), "standard error lacks {words:?}:\n{}", self.err());
        self
    }

    /// The records of `--format jsonl`, each valid by the schema and true to its text.
    #[track_caller]
    pub fn records(&self) -> Vec<Value> {
        self.out().lines().map(|l| checked(serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}")))).collect()
    }
}

/// Fails unless a record is valid by the schema and every span is the slice that it says it is.
#[track_caller]
pub fn checked(record: Value) -> Value {
    let schema: Value = serde_json::from_str(include_str!("../../schema/record.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&record).map(|e| format!("{} at {}", e, e.instance_path)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let text: Vec<char> = record["document"]["text"].as_str().unwrap().chars().collect();
    check_spans(&record, &text);
    record
}

fn check_spans(v: &Value, text: &[char]) {
    match v {
        Value::Object(o) => {
            if let (Some(start), Some(end), Some(words)) =
                (o.get("start").and_then(Value::as_u64), o.get("end").and_then(Value::as_u64), o.get("text"))
            {
                let slice: String = text[start as usize..end as usize].iter().collect();
                assert_eq!(slice, words.as_str().unwrap());
                assert!(start < end, "an empty span: {v}");
            }
            o.iter().filter(|(k, _)| *k != "extra").for_each(|(_, x)| check_spans(x, text));
        }
        Value::Array(a) => a.iter().for_each(|x| check_spans(x, text)),
        _ => {}
    }
}
