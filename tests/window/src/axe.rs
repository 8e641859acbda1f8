//! What axe-core has to say about the page.

use serde_json::Value;

use crate::root;
use crate::window::{Failure, Window};

const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const line = (v) => `${v.id} (${v.impact}): ${v.help}: ${v.nodes.map((n) => n.html).join(' | ')}`;
    axe.run(document, { resultTypes: ['violations'] })
       .then((found) => done(found.violations.map(line)), (error) => done([String(error)]));";

impl Window {
    /// Every violation of accessibility rules that axe-core finds in the page as it is.
    pub async fn violations(&self) -> Result<Vec<String>, Failure> {
        self.axe().await?;
        let found = self.script_until_called(RUN).await?;
        let lines = found.as_array().ok_or("axe-core did not answer with a list")?;
        Ok(lines
            .iter()
            .map(|line| line.as_str().map_or_else(|| Value::to_string(line), str::to_owned))
            .collect())
    }

    /// Puts axe-core into the page, once.
    pub(crate) async fn axe(&self) -> Result<(), Failure> {
        if self.script("return 'axe' in window").await? == true {
            return Ok(());
        }
        let source = std::fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js"))?;
        self.script(&source).await.map(|_| ())
    }
}
