//! Node.js and the packages that the web side is built with.

use crate::process::{answer, npm};
use crate::workspace;

/// The oldest Node.js that Vite 8 runs on.
const OLDEST: (u32, u32) = (20, 19);

/// Sees to it that Node.js is new enough and that `node_modules` is what the lock file says.
pub(crate) fn ensure() -> Result<(), String> {
    check_version(answer("node", &["--version"]).as_deref())?;
    if answer("npm", &["--version"]).is_none() {
        return Err("npm is needed beside Node.js and was not found".to_owned());
    }
    let ui = workspace::ui();
    // npm writes this file last
    let installed = ui.join("node_modules/.package-lock.json");
    if workspace::stale(&installed, &[ui.join("package-lock.json")]) {
        npm(&["ci", "--no-audit", "--no-fund", "--loglevel=error"]).run("npm ci")?;
    }
    Ok(())
}

fn check_version(found: Option<&str>) -> Result<(), String> {
    let (major, minor) = OLDEST;
    let Some(found) = found else {
        return Err(format!("Node.js {major}.{minor} or newer is needed and was not found"));
    };
    if version(found) < Some(OLDEST) {
        return Err(format!("Node.js {major}.{minor} or newer is needed, this is {found}"));
    }
    Ok(())
}

/// Major and minor number of what `node --version` prints.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_refused() {
        assert!(check_version(Some("v20.19.0")).is_ok());
        assert!(check_version(Some("v22.1.0")).is_ok());
        assert!(check_version(Some("v20.18.3")).is_err_and(|says| says.contains("this is v20.18.3")));
        assert!(check_version(Some("v18.20.4")).is_err());
    }

    #[test]
    fn no_node_is_said_plainly() {
        assert!(check_version(None).is_err_and(|says| says.ends_with("was not found")));
        assert!(check_version(Some("fish")).is_err());
    }
}
