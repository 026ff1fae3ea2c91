//! `onrecord codebook`: the categories and what they mean; and a user's own pages.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::{DONE, SOME_FAILED, USAGE};
use crate::coding::codebook::{self as book, CodebookError, codebook};
use crate::pipeline::Reader;

/// List the categories, or explain one.
#[derive(Args)]
pub struct Codebook {
    /// A category, such as ACCUSE, a topic, an act or a context, or a page on all: topics, acts, stance, contexts, modes, auxiliary; without it, all are listed
    name: Option<String>,
    /// Test the pages (.md) of this folder: their form, and that every example is coded as its page says
    #[arg(long, value_name = "DIR", conflicts_with = "name")]
    check: Option<PathBuf>,
    /// With the pages (.md) of this folder
    #[arg(long, value_name = "DIR", conflicts_with = "check")]
    codebook: Option<PathBuf>,
}

impl Codebook {
    /// Runs the command.
    pub fn run(self) -> io::Result<u8> {
        if let Some(dir) = self.check {
            return check(&dir);
        }
        let own = match self.codebook.as_deref().map(with).transpose()? {
            Some(None) => return Ok(SOME_FAILED),
            own => own.flatten(),
        };
        let book = own.as_ref().unwrap_or(codebook());
        let mut out = io::stdout().lock();
        let Some(name) = self.name else {
            for p in &book.pages {
                let modes: Vec<&str> = p.modes.iter().map(|m| m.name.as_str()).collect();
                writeln!(out, "{:<10} {:<21} {:>5}  {}", p.name, p.quad, p.intensity, modes.join(", "))?;
            }
            for (title, list) in [("contexts", &book.contexts), ("topics", &book.topics), ("acts", &book.acts)] {
                let names: Vec<&str> = list.iter().map(|c| c.name.as_str()).collect();
                let first = format!("{title}: ");
                let options = textwrap::Options::new(88).initial_indent(&first).subsequent_indent("  ");
                writeln!(out, "\n{}", textwrap::fill(&names.join(", "), options))?;
            }
            writeln!(out, "\npages for all: contexts, topics, acts, stance, modes, auxiliary")?;
            return Ok(DONE);
        };
        match book.text(&name) {
            Some(text) => {
                write!(out, "{text}")?;
                Ok(DONE)
            }
            None => {
                eprintln!("onrecord: the codebook has no category {name:?}; `onrecord codebook` lists them");
                Ok(USAGE)
            }
        }
    }
}

/// The codebook of the binary with the pages of a folder. The faults of the pages go to standard error.
///
/// # Errors
/// If the folder can't be read.
fn with(dir: &Path) -> io::Result<Option<book::Codebook>> {
    let files = pages(dir)?;
    Ok(book::Codebook::with(&files).map_err(|faults| tell(dir, &faults)).ok())
}

/// What reads by a user's own pages and lexicons, where folders with some are given; none if they are faulty, which is then told.
///
/// # Errors
/// If a folder can't be read.
pub fn reader(pages: Option<&Path>, lexicons: Option<&Path>) -> io::Result<Option<Reader<'static>>> {
    let own = match pages.map(with).transpose()? {
        Some(None) => return Ok(None),
        // Kept to the end of the program, as a lexicon is.
        Some(Some(book)) => Some(&*Box::leak(Box::new(book))),
        None => None,
    };
    let lexicon = super::lexicon::with(lexicons)?;
    Ok(lexicon.map(|l| Reader::new(own.unwrap_or(codebook())).by_lexicon(l)))
}

/// The pages of a folder, by name. A README is for people.
fn pages(dir: &Path) -> io::Result<Vec<(String, String)>> {
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", dir.display()));
    let mut files = Vec::new();
    if dir.is_file() {
        return Err(named(io::Error::new(io::ErrorKind::NotADirectory, "give the folder, not the file")));
    }
    for entry in std::fs::read_dir(dir).map_err(named)? {
        let path = entry.map_err(named)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|e| e == "md") && !name.eq_ignore_ascii_case("readme.md") {
            let text = std::fs::read_to_string(&path)
                .map_err(|e| io::Error::new(e.kind(), format!("{}: {e}", path.display())))?;
            files.push((name, text.trim_start_matches('\u{feff}').to_string()));
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("{}: no pages (.md) here", dir.display())));
    }
    Ok(files)
}

fn tell(dir: &Path, faults: &[CodebookError]) {
    for f in faults {
        eprintln!("{}:{}: {}", dir.join(&f.page).display(), f.line, f.message);
    }
}

fn check(dir: &Path) -> io::Result<u8> {
    let files = pages(dir)?;
    let book = match book::Codebook::with(&files) {
        Ok(book) => book,
        Err(faults) => {
            tell(dir, &faults);
            return Ok(SOME_FAILED);
        }
    };
    let reader = Reader::new(&book);
    let (mut faults, mut examples) = (Vec::new(), 0);
    for (file, _) in &files {
        let of = |book: &book::Codebook| book.subjects(file).map(|(list, _)| list.to_vec()).unwrap_or_default();
        let (own, built_in) = (of(&book), of(codebook()));
        for c in own.iter().filter(|c| built_in.iter().any(|b| b.name == c.name && b != *c)) {
            println!("{}: {} takes the place of the built-in one", dir.join(file).display(), c.name);
        }
    }
    for (file, text) in &files {
        let subjects = book.subjects(file).filter(|(_, page)| *page == text.as_str()).map_or(&[][..], |(list, _)| list);
        // Those of the binary stand in another page.
        let own =
            |c: &&book::Subject| text.lines().nth(c.line - 1).is_some_and(|l| l.trim() == format!("## {}", c.name));
        for c in subjects.iter().filter(own).filter(|c| c.examples.is_empty()) {
            let message = format!("{} has no line - so: …, an example", c.name);
            faults.push(CodebookError { page: file.clone(), line: c.line, message });
        }
        let mut note = |line: usize, fault: Option<String>, sentence: &str| {
            examples += 1;
            let message = fault.map(|why| format!("{why}: {sentence}"));
            faults.extend(message.map(|message| CodebookError { page: file.clone(), line, message }));
        };
        for p in book.pages.iter().filter(|p| p.text == text.as_str()) {
            p.examples.iter().for_each(|e| note(e.line, reader.fault(e, true), &e.text));
            p.counterexamples.iter().for_each(|e| note(e.line, reader.fault(e, false), &e.text));
            let used: Vec<String> = p.examples.iter().flat_map(|e| reader.rules_for(&e.text)).collect();
            for r in p.rules.iter().filter(|r| !used.contains(&format!("{}.md:{}", p.name.to_lowercase(), r.line))) {
                println!("{}:{}: no example is coded by this rule", dir.join(file).display(), r.line);
            }
        }
        for c in subjects.iter().filter(own) {
            for (so, list) in [(true, &c.examples), (false, &c.counterexamples)] {
                list.iter().for_each(|(line, s)| note(*line, reader.subject_fault(file, &c.name, s, so), s));
            }
        }
    }
    tell(dir, &faults);
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    println!("{}: {}, {} wrong", count(files.len(), "page"), count(examples, "example"), faults.len());
    Ok(if faults.is_empty() { DONE } else { SOME_FAILED })
}
