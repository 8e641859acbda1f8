//! A script that answers line by line, kept running for the whole comparison.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A running script.
pub(crate) struct Pipe {
    child: Child,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Pipe {
    /// Starts it, and asks one question to see that it answers.
    pub(crate) fn start(python: &str, script: &str, question: &str) -> Option<Pipe> {
        let mut child = Command::new(python)
            .arg(format!("{}/{script}", env!("CARGO_MANIFEST_DIR")))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let input = BufWriter::new(child.stdin.take()?);
        let output = BufReader::new(child.stdout.take()?);
        let mut pipe = Pipe { child, input, output };
        (!pipe.ask(&[question.to_owned()])?.is_empty()).then_some(pipe)
    }

    /// The answers to so many questions, a line each. Few enough are asked at once that neither side's pipe fills up.
    pub(crate) fn ask(&mut self, questions: &[String]) -> Option<Vec<String>> {
        let mut answers = Vec::with_capacity(questions.len());
        for batch in questions.chunks(4) {
            for question in batch {
                writeln!(self.input, "{question}").ok()?;
            }
            self.input.flush().ok()?;
            for _ in batch {
                let mut line = String::new();
                if self.output.read_line(&mut line).ok()? == 0 {
                    return None;
                }
                answers.push(line.trim_end().to_owned());
            }
        }
        Some(answers)
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
