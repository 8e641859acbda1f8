//! Lines of a width that people like to read.

/// Columns of a line; a longer word stands alone.
const WIDTH: usize = 100;

/// The text behind `lead`, its further lines indented; words are never broken, so that URLs can be copied.
pub(super) fn wrapped(lead: &str, indent: usize, text: &str) -> String {
    let mut out = lead.to_owned();
    let mut column = lead.chars().count();
    for (number, word) in text.split_whitespace().enumerate() {
        let len = word.chars().count();
        let space = usize::from(number > 0);
        if number > 0 && column + space + len > WIDTH {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            column = indent;
        } else if number > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += len;
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn further_lines_are_indented() {
        let text = super::wrapped("  Change      ", 14, &"word ".repeat(30));
        assert!(text.lines().all(|line| line.len() <= super::WIDTH));
        assert!(text.lines().skip(1).all(|line| line.starts_with("              word")));
    }
}
