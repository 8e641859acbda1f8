//! What a screen reader is told of the page: roles and names in their order, compared with what is kept.

use std::path::Path;

use crate::root;
use crate::window::{Failure, Window};

/// Roles that axe-core computes, indented by what holds what. Numbers are written as 0, since most of them count
/// checks and samples; of a list or a toolbar only the first few are written, and of an editor nothing inside.
const OUTLINE: &str = "
    const SHOWN = 4, NAME = 72;
    const PLAIN = new Set([null, 'none', 'presentation', 'generic', 'paragraph', 'strong', 'emphasis', 'code', 'term', 'definition', 'img', 'image', 'listitem']);
    const MANY = new Set(['list', 'toolbar', 'listbox', 'rowgroup']);
    const lines = [];
    function walk(element, depth) {
      if (!axe.commons.dom.isVisibleToScreenReaders(element)) return;
      const role = axe.commons.aria.getRole(element);
      const told = !PLAIN.has(role);
      if (told) {
        const name = axe.commons.text.accessibleText(element).replace(/\\s+/g, ' ').replace(/\\d+/g, '0').trim().slice(0, NAME);
        const pressed = element.getAttribute('aria-pressed') === 'true' ? ' (pressed)' : '';
        lines.push('  '.repeat(depth) + role + (name ? ` “${name}”` : '') + pressed);
      }
      if (element.matches('.cm-editor *')) return;
      const children = [...element.children];
      const shown = MANY.has(role) ? children.slice(0, SHOWN) : children;
      for (const child of shown) walk(child, depth + told);
      if (shown.length < children.length) lines.push('  '.repeat(depth + 1) + '…');
    }
    axe.setup(document);
    try { walk(document.querySelector('dialog[open]') ?? document.body, 0); } finally { axe.teardown(); }
    return lines.join('\\n') + '\\n';";

impl Window {
    /// The roles and names of the page as it is.
    pub async fn outline(&self) -> Result<String, Failure> {
        self.axe().await?;
        Ok(self.script(OUTLINE).await?.as_str().ok_or("the outline is no text")?.to_owned())
    }

    /// Compares them with those in `tests/window/outlines/NAME.txt`, or with `SSOSCOPE_UPDATE` keeps them there.
    pub async fn has_outline(&self, name: &str) -> Result<(), Failure> {
        let path = root().join(format!("tests/window/outlines/{name}.txt"));
        let is = self.outline().await?;
        if std::env::var_os("SSOSCOPE_UPDATE").is_some() {
            return Ok(std::fs::write(path, is)?);
        }
        compared(&path, &std::fs::read_to_string(&path).unwrap_or_default(), &is)
    }
}

fn compared(path: &Path, kept: &str, is: &str) -> Result<(), Failure> {
    if kept == is {
        return Ok(());
    }
    let line = kept.lines().zip(is.lines()).take_while(|(kept, is)| kept == is).count();
    let of = |text: &str| text.lines().nth(line).unwrap_or("the end").to_owned();
    let (place, kept, is) = (path.display(), of(kept), of(is));
    Err(format!("{place}:{}:\nkept: {kept}\nis:   {is}\nSSOSCOPE_UPDATE=1 keeps it as it is", line + 1)
        .into())
}
