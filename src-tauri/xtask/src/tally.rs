//! How many tests passed and failed, read off what the test runners print.

/// Counts of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u32,
    /// Tests that failed.
    pub(crate) failed: u32,
}

impl Tally {
    /// Counts a line in, where it is a summary of libtest or Vitest.
    pub(crate) fn see(&mut self, line: &str) {
        let line = line.trim();
        if line.starts_with("test result:") || line.starts_with("Tests  ") {
            self.passed += number_before(line, "passed");
            self.failed += number_before(line, "failed");
        }
    }
}

/// The number that stands before a word.
fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split([' ', ';', '|']).filter(|part| !part.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(lines: &[&str]) -> (u32, u32) {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.see(line));
        (tally.passed, tally.failed)
    }

    #[test]
    fn libtest_and_vitest_are_understood() {
        let libtest = "test result: FAILED. 41 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(tally(&[libtest, libtest]), (82, 4));
        assert_eq!(tally(&["      Tests  1 failed | 9 passed (10)"]), (9, 1));
        assert_eq!(tally(&[" Test Files  1 passed (1)", "      Tests  3 passed (3)"]), (3, 0));
    }

    #[test]
    fn other_lines_do_not_count() {
        assert_eq!(tally(&["test audience ... ok", "7 passed", "running 3 tests"]), (0, 0));
    }
}
