//! Canonical bytes and times of other engines beside ours. See README.md.

mod compare;
mod engines;
mod pipe;
mod time;
mod tokens;
mod verdicts;

#[path = "../../xml/tests/all/processor.rs"]
mod processor;
#[path = "../../xml/tests/all/random_document.rs"]
mod random_document;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["c14n", first, last] => {
            let seed = |text: &str| text.parse().expect("a seed is a number");
            let unexplained = compare::run(seed(first), seed(last));
            std::process::exit(i32::from(unexplained > 0));
        }
        ["time", engine, file, key, runs] => {
            time::run(engine, file, key, runs.parse().expect("a number of runs"))
        }
        ["tokens", engine, folder, runs] => {
            tokens::run(engine, folder, runs.parse().expect("a number of runs"))
        }
        ["verdicts"] => verdicts::run(),
        _ => {
            eprintln!(
                "usage: c14n FIRST LAST | time ENGINE FILE KEY RUNS | tokens ENGINE FOLDER RUNS | verdicts"
            );
            std::process::exit(2);
        }
    }
}
