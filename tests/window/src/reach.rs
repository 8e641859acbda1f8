//! Whether every control can be reached: in sight once it is scrolled to, whole from left to right, and not covered.

use crate::window::{Failure, Window};

/// Of each control that is shown, what is wrong with its place. Scrolls back what it scrolled.
const UNREACHED: &str = "
    const CONTROLS = 'button, input, select, summary, a[href], [role=tab], [role=option], [tabindex=\"0\"]';
    const LEAST = 12, SLACK = 1;
    const scrolled = [...document.querySelectorAll('*')].filter((element) => element.scrollTop || element.scrollLeft).map((element) => [element, element.scrollTop, element.scrollLeft]);
    const name = (element) => `${element.localName} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}”`;
    const clips = (element) => getComputedStyle(element).overflowX !== 'visible';
    const top = document.querySelector('dialog[open], [role=dialog]') ?? document;

    function wrong(control) {
      control.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
      const box = control.getBoundingClientRect();
      let [left, right, upper, lower] = [0, innerWidth, 0, innerHeight];
      for (let around = control.parentElement; around; around = around.parentElement) {
        if (!clips(around)) continue;
        const edge = around.getBoundingClientRect();
        [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        [upper, lower] = [Math.max(upper, edge.top), Math.min(lower, edge.bottom)];
      }
      if (box.left < left - SLACK || box.right > right + SLACK) return 'is cut off at the side';
      const [from, until] = [Math.max(box.top, upper), Math.min(box.bottom, lower)];
      if (until - from < Math.min(LEAST, box.height)) return 'is not in sight';
      const hit = document.elementFromPoint((box.left + box.right) / 2, (from + until) / 2);
      if (!hit || !(control.contains(hit) || hit.contains(control))) return `is covered by ${hit ? name(hit) : 'nothing'}`;
      return null;
    }

    const shown = [...top.querySelectorAll(CONTROLS)].filter((control) => {
      const box = control.getBoundingClientRect();
      return control.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1 && !control.closest('.unseen, .cm-editor');
    });
    const found = shown.map((control) => [control, wrong(control)]).filter(([, what]) => what).map(([control, what]) => `${name(control)} ${what}`);
    for (const [element, top, left] of scrolled) [element.scrollTop, element.scrollLeft] = [top, left];
    const sideways = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
    return [shown.length ? '' : 'no control is shown', ...sideways, ...found].filter(Boolean);";

impl Window {
    /// The controls that can't be reached or are cut off, each with what is wrong.
    pub async fn unreached(&self) -> Result<Vec<String>, Failure> {
        let found = self.script(UNREACHED).await?;
        let lines = found.as_array().ok_or("what can't be reached is no list")?;
        Ok(lines.iter().filter_map(|line| line.as_str().map(str::to_owned)).collect())
    }
}
