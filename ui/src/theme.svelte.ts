/** Light, dark, or as the system has it. */

export type Theme = "system" | "light" | "dark";

const ORDER: readonly Theme[] = ["system", "light", "dark"];
const KEPT_AS = "theme";

class Themes {
  current = $state<Theme>(kept());

  constructor() {
    show(this.current);
  }

  next(): void {
    this.current = ORDER[(ORDER.indexOf(this.current) + 1) % ORDER.length] ?? "system";
    localStorage.setItem(KEPT_AS, this.current);
    show(this.current);
  }
}

function kept(): Theme {
  const value = localStorage.getItem(KEPT_AS);
  return ORDER.find((theme) => theme === value) ?? "system";
}

function show(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

export const themes = new Themes();
