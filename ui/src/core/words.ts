/** What the report's terms are called in front of people: the one place for it. */
import { number } from "./excerpt";
import type { Format } from "./host";
import type { Confidence, Content, Deed, InstantSource, LayerKind, Outcome, Owner, PartyRole, Role, RowOutcome, Severity, SignatureState, State, WindowKind } from "./report";

export const OUTCOME: Record<Outcome, string> = {
  accepted: "Accepted",
  rejected: "Rejected",
  undetermined: "Cannot be told yet",
};

export const OWNER: Record<Owner, string> = {
  "idp-admin": "Whoever runs the identity provider",
  "sp-admin": "Whoever runs the application",
  user: "The person who signs in",
  network: "Whoever runs what lies between the two sides",
  capture: "You: take a new capture; neither side is at fault",
};

export const CONFIDENCE: Record<Confidence, { word: string; why: string; bars: number }> = {
  certain: { word: "Certain", why: "the bytes prove it", bars: 3 },
  likely: { word: "Likely", why: "the bytes fit it, and nothing else that is known", bars: 2 },
  possible: { word: "Possible", why: "the bytes fit it, and other causes too", bars: 1 },
};

export const STATE: Record<State, { heading: string; one: string; many: string }> = {
  fail: { heading: "Failed", one: "failed check", many: "failed checks" },
  needs: { heading: "Cannot be told", one: "that cannot be told", many: "that cannot be told" },
  pass: { heading: "Passed", one: "passed check", many: "passed checks" },
  silent: { heading: "Nothing to say", one: "with nothing to look at", many: "with nothing to look at" },
};

export const SEVERITY: Record<Severity, string> = { error: "error", warning: "warning", note: "note" };

export const ROLE: Record<Role, { word: string; why: string }> = {
  capture: { word: "examined", why: "Part of the sign-in; nothing that it says about itself is trusted." },
  support: { word: "vouched for", why: "You vouch for it: what it says is what the sign-in is held against." },
};

export const INSTANT: Record<InstantSource, string> = {
  capture: "the capture’s own time",
  given: "the time you gave",
  clock: "this machine’s clock",
};

export const LAYER: Record<LayerKind, string> = {
  paste: "paste",
  excerpt: "excerpt",
  parameter: "parameter",
  percent: "percent-encoding",
  base64: "base64",
  deflate: "DEFLATE",
  "json-string": "JSON string",
  "character-references": "character references",
  pem: "PEM",
  charset: "character set",
  header: "header",
  "xml-text": "XML text",
  decrypted: "decrypted",
  repaired: "repaired",
  "quoted-printable": "quoted-printable",
  quoted: "quoting of a command",
  "archive-entry": "file in an archive",
};

export const CONTENT: Record<Content, string> = {
  xml: "XML",
  json: "JSON",
  jws: "JWS",
  jwe: "JWE",
  parameters: "parameters",
  der: "DER",
  "private-key": "private key",
  "log-text": "log text",
  settings: "settings",
  table: "table",
  headers: "HTTP headers",
  fingerprint: "fingerprint",
  artifact: "artifact",
};

export const PARTY: Record<PartyRole | "browser", string> = {
  application: "Application",
  browser: "Browser",
  "identity-provider": "Identity provider",
  intermediary: "In between",
};

export const DEED: Record<Deed, string> = {
  start: "Opens the application",
  ask: "Asks for a sign-in",
  "sign-in": "Signs in",
  answer: "Brings the answer",
  redeem: "Redeems the code",
  "user-info": "Asks who it is",
  land: "Lands in the application",
  "ask-out": "Asks for a sign-out",
  "answer-out": "Answers the sign-out",
  keys: "Fetches keys or metadata",
  other: "Goes on",
};

/** The formats that a report leaves in. */
export const FORMAT: Record<Format, { label: string; extension: string; who: string }> = {
  markdown: { label: "Ticket", extension: "md", who: "For the service desk: the answer, who acts, what to change. Copied as Markdown and as rich text." },
  html: { label: "Page", extension: "html", who: "For the application’s owner: one page that stands alone, to be read or printed." },
  sarif: { label: "SARIF", extension: "sarif", who: "For code scanning and dashboards: each failed check as a result, with its place in the paste." },
  json: { label: "JSON", extension: "json", who: "For scripts: everything that the report says, without the messages’ bytes." },
};

/** Windows of time that end of themselves, whatever sign-in is judged: they stand in the calendar. */
export const ENDS: ReadonlySet<WindowKind> = new Set<WindowKind>(["certificate", "metadata", "secret"]);

/** How a row of a playbook's test plan came out. */
export const ROW: Record<RowOutcome, { word: string; icon: "accepted" | "rejected" | "undetermined" | "warning"; tone: State }> = {
  "as-wanted": { word: "as it should", icon: "accepted", tone: "pass" },
  otherwise: { word: "otherwise", icon: "rejected", tone: "fail" },
  untold: { word: "cannot be told", icon: "undetermined", tone: "needs" },
  "other-integration": { word: "another integration", icon: "warning", tone: "fail" },
};

/** Fields of messages whose values name a person. */
export const PEOPLE_FIELDS: ReadonlySet<string> = new Set(["NameID", "sub", "email", "preferred_username", "name", "upn", "given_name", "family_name"]);

/** How a stretch of a message stands to its signatures. */
export const COVERAGE = {
  verified: "signed, and verified",
  unverified: "under a signature that is not verified",
  exposed: "read, and not signed",
  believed: "believed, and not signed",
} as const;

/** What became of a signature. */
export const SIGNATURE: Record<SignatureState, { word: string; icon: "accepted" | "rejected" | "undetermined"; tone: State }> = {
  verified: { word: "verified", icon: "accepted", tone: "pass" },
  unvouched: { word: "whole, and nobody vouches for its key", icon: "undetermined", tone: "needs" },
  broken: { word: "does not hold", icon: "rejected", tone: "fail" },
  open: { word: "cannot be told", icon: "undetermined", tone: "needs" },
};

/** The time of day, in UTC. */
export function clockTime(rfc3339: string): string {
  return rfc3339.slice(11, 19);
}

const FAMILY: Record<string, string> = { paste: "The paste", saml: "SAML", oidc: "OpenID Connect", x509: "Certificates", flow: "Flow" };

/** A family of checks by the first part of its ids. */
export function family(id: string): string {
  const name = id.split("/")[0] ?? id;
  return FAMILY[name] ?? name;
}

/** A size for people: "812 bytes", "9.4 kB", "52 MB". */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** A stretch of bytes in words. */
export function stretch(start: number, end: number): string {
  if (end - start === 1) return `byte ${number(start)}`;
  return end === start ? `before byte ${number(start)}` : `bytes ${number(start)}–${number(end - 1)}`;
}

/** A time as people read it, in UTC: "17 May 2024, 09:31:05 UTC". */
export function instant(rfc3339: string): string {
  const time = new Date(rfc3339);
  if (Number.isNaN(time.getTime())) return rfc3339;
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(time);
  return `${day}, ${time.toISOString().slice(11, 19)} UTC`;
}

/** What went wrong, in a sentence, whatever was thrown. */
export function failure(thrown: unknown): string {
  if (typeof thrown === "string") return thrown;
  if (thrown instanceof Error) return thrown.message;
  const says = (thrown as { says?: unknown; message?: unknown } | null)?.says ?? (thrown as { message?: unknown } | null)?.message;
  return typeof says === "string" ? says : "The program answered with something that it should not have: " + JSON.stringify(thrown);
}
