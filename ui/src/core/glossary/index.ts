/** What an element, an attribute or a claim means: short, in our own words, with where it is defined. */
import { OIDC } from "./oidc";
import { SAML } from "./saml";

export type Entry = { says: string; spec: string };

/** A word of a message: the element, attribute or member, and the element that it stands in, where it stands in one. */
export type Word = { language: "xml" | "json"; name: string; attribute?: boolean; inside?: string | null };

/** What is known of a word; `null` where it is none that we explain. */
export function entry({ language, name, attribute = false, inside = null }: Word): (Entry & { name: string }) | null {
  const own = language === "xml" ? `${attribute ? "@" : ""}${local(name)}` : name;
  const known = language === "xml" ? (lookUp(SAML, `${local(inside ?? "")}/${own}`) ?? lookUp(SAML, own)) : lookUp(OIDC, own);
  return known ? { ...known, name: local(name) } : null;
}

/** A name without its prefix. */
function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Own members only: a paste may well say “constructor”. */
function lookUp(table: Readonly<Record<string, Entry>>, key: string): Entry | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
