//! The command line: one file a command. Arguments and help come from the declarations here.
//!
//! Exit codes: 0 done, also with nothing found; 2 some inputs failed and the rest were done; 64 wrong usage.

mod actors;
mod codebook;
mod explain;
mod inputs;
mod lexicon;
mod lines;
mod page;
mod parse;
mod read;
mod relate;
mod resolve;

use clap::{Parser, Subcommand, ValueEnum};

/// Everything was done.
pub const DONE: u8 = 0;
/// Some inputs failed; they are named on standard error.
pub const SOME_FAILED: u8 = 2;
/// The command line was wrong.
pub const USAGE: u8 = 64;

/// Puts on record who did what to whom, and who said what about whom.
///
/// Reads news articles and official statements and finds events (PLOVER) and attributed statements, each with the
/// exact words it stands on. Needs no network, no GPU, no other program.
#[derive(Parser)]
#[command(name = "onrecord", version, max_term_width = 100, after_help = EXAMPLES, long_version = long_version())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  onrecord read article.txt                        what is on record in an article
  onrecord read --published 2023-03-22 *.txt       dates such as \"on Tuesday\" are seen from that day
  onrecord read --format jsonl news.jsonl > records.jsonl
  curl … | onrecord read -                         from standard input
  onrecord explain e1a2b3c4 article.txt            why that record is so
  onrecord actors --unknown *.txt                  names that the lexicon lacks
  onrecord codebook ACCUSE                         what a category means
  onrecord parse --format conllu article.txt       the syntax under it all

Exit codes: 0 done, 2 some inputs failed (named on standard error), 64 wrong usage.";

fn long_version() -> String {
    let m = crate::pipeline::Reader::new(crate::coding::codebook::codebook()).made_by();
    format!("{} (weights {}, codebook {}, lexicon {})", env!("CARGO_PKG_VERSION"), m.weights, m.codebook, m.lexicon)
}

#[derive(Subcommand)]
enum Command {
    /// Read articles and print what is on record in them
    Read(read::Read),
    /// Say why a record is so: its rule, actors, day and place
    Explain(explain::Explain),
    /// List whom the records of texts name, and whom of them the lexicon lacks
    Actors(actors::Actors),
    /// Say which event, if any, a text reports between two given spans
    Relate(relate::Relate),
    /// Say whom, when and where given words of a text mean
    Resolve(resolve::Resolve),
    /// Print the syntax of texts
    Parse(parse::Parse),
    /// List the categories, or explain one
    Codebook(codebook::Codebook),
}

/// Output for people or programs.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A readable page
    Page,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
}

/// Runs the program; returns its exit code.
pub fn run() -> u8 {
    let arguments = match Arguments::try_parse() {
        Ok(a) => a,
        Err(e) => {
            let _ = e.print();
            return if e.use_stderr() { USAGE } else { DONE };
        }
    };
    let result = match arguments.command {
        Command::Read(c) => c.run(),
        Command::Explain(c) => c.run(),
        Command::Actors(c) => c.run(),
        Command::Relate(c) => c.run(),
        Command::Resolve(c) => c.run(),
        Command::Parse(c) => c.run(),
        Command::Codebook(c) => c.run(),
    };
    match result {
        Ok(code) => code,
        // Whoever read our output has seen enough.
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => DONE,
        Err(e) => {
            eprintln!("onrecord: {e}");
            SOME_FAILED
        }
    }
}
