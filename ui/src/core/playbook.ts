/** Expectations as the text of a playbook, so that what was typed once can be kept and checked again. */

/** TOML with a section for each part of the keys. */
export function playbook(expect: readonly [string, string][]): string {
  const sections = new Map<string, string[]>();
  for (const [key, value] of expect) {
    const cut = key.lastIndexOf(".");
    const section = key.slice(0, cut);
    sections.set(section, [...(sections.get(section) ?? []), `${key.slice(cut + 1)} = ${JSON.stringify(value)}`]);
  }
  const written = Array.from(sections, ([section, lines]) => `[${section}]\n${lines.join("\n")}\n`);
  return ['schema = "ssoscope-playbook/1"\n', ...written].join("\n");
}
