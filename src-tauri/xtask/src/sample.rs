//! The sample that is shown when no file is named: its `case.toml`, turned into a command line.

use std::path::Path;

use crate::workspace;

/// Which sample; refused for a cause that everybody has met.
const SHOWN: &str = "samples/saml/audience-mismatch";

/// The arguments that examine it.
pub(crate) fn arguments() -> Result<Vec<String>, String> {
    let case = Path::new(SHOWN).join("case.toml");
    let text = std::fs::read_to_string(workspace::root().join(&case))
        .map_err(|error| format!("{}: {error}; `cargo xtask samples` makes it", case.display()))?;
    Ok(told(&text))
}

/// What a case says, as a command line. It reads what the forge writes, which is little of TOML: one value a line.
fn told(case: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut rest = Vec::new();
    let mut section = "";
    for line in case.lines() {
        if let Some(name) = line.trim().strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            section = name;
        } else if let Some((key, value)) = line.split_once(" = ") {
            let values = quoted(value);
            match (section, key) {
                ("", "capture") => files.extend(values.iter().map(|name| lying(name))),
                ("", "with") => {
                    rest.extend(values.iter().flat_map(|name| ["--with".to_owned(), lying(name)]))
                }
                ("", "at") => rest.extend(["--at".to_owned(), values.concat()]),
                ("expect", key) => rest
                    .extend(["--expect".to_owned(), format!("{}={}", quoted(key).concat(), values.concat())]),
                _ => {}
            }
        }
    }
    [files, rest].concat()
}

fn lying(name: &str) -> String {
    workspace::root().join(SHOWN).join(name).display().to_string()
}

/// What stands between quotation marks.
fn quoted(text: &str) -> Vec<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_becomes_a_command_line() {
        let case = "title = \"The wrong door\"\nat = \"2026-01-02T03:04:05Z\"\ncapture = [\"post.txt\"]\n\
                    with = [\"idp.xml\", \"sp.xml\"]\n\n[expect]\n\"saml.sp.acs\" = \"https://sp.example/acs?a=b\"\n";
        let wanted = [
            &lying("post.txt"),
            "--at",
            "2026-01-02T03:04:05Z",
            "--with",
            &lying("idp.xml"),
            "--with",
            &lying("sp.xml"),
            "--expect",
            "saml.sp.acs=https://sp.example/acs?a=b",
        ];
        assert_eq!(told(case), wanted);
    }
}
