//! The program: arguments in, exit code out.

fn main() -> std::process::ExitCode {
    onrecord::views::cli::run().into()
}
