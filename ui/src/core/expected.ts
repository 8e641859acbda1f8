/** The expectations that the form offers: the playbook's keys, in a person's words. */

/** One field of the form. */
export type Field = {
  /** The playbook's key. */
  key: string;
  label: string;
  example: string;
  /** The values that there are, where there are few. */
  choices?: readonly string[];
};

/** Fields that belong together. */
export type Group = { title: string; protocol: "saml" | "oidc"; fields: readonly Field[] };

export const GROUPS: readonly Group[] = [
  {
    title: "SAML: the application",
    protocol: "saml",
    fields: [
      { key: "saml.sp.entity_id", label: "Entity ID", example: "https://app.example/saml/metadata" },
      { key: "saml.sp.audience", label: "Audience, where it is another", example: "the entity ID" },
      { key: "saml.sp.acs", label: "ACS URL", example: "https://app.example/saml/acs" },
      { key: "saml.sp.request_id", label: "ID of the request", example: "_89ee9a2b…" },
      { key: "saml.sp.signed", label: "What has to be signed", example: "", choices: ["assertion", "response", "either", "both"] },
      { key: "saml.sp.encrypted", label: "Assertion encrypted", example: "", choices: ["true", "false"] },
      { key: "saml.sp.name_id_format", label: "NameID format", example: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent" },
      { key: "saml.sp.authn_context", label: "Authentication context", example: "https://refeds.org/profile/mfa" },
    ],
  },
  {
    title: "SAML: the identity provider",
    protocol: "saml",
    fields: [
      { key: "saml.idp.entity_id", label: "Entity ID (issuer)", example: "https://idp.example/saml/metadata" },
      { key: "saml.idp.sso_url", label: "Sign-in URL", example: "https://idp.example/saml/sso" },
    ],
  },
  {
    title: "OpenID Connect",
    protocol: "oidc",
    fields: [
      { key: "oidc.op.issuer", label: "Issuer", example: "https://idp.example" },
      { key: "oidc.rp.client_id", label: "Client ID", example: "chalkline" },
      { key: "oidc.rp.redirect_uri", label: "Redirect URI", example: "https://app.example/callback" },
      { key: "oidc.rp.nonce", label: "Nonce", example: "n-aa4a7249…" },
      { key: "oidc.rp.response_type", label: "Response type", example: "code" },
      { key: "oidc.rp.scopes", label: "Scopes", example: "openid profile" },
      { key: "oidc.rp.id_token_alg", label: "Algorithm of ID tokens", example: "RS256" },
      { key: "oidc.rp.token_auth_method", label: "How the client shows who it is", example: "client_secret_basic" },
      { key: "oidc.rp.max_age", label: "Sign-in at most so old", example: "3600" },
      { key: "oidc.rp.acr", label: "Authentication context", example: "urn:mace:incommon:iap:silver" },
    ],
  },
];

/** The groups for a case: those of what is in it, or all where that can't be told. */
export function groupsFor(kinds: readonly string[]): Group[] {
  const saml = kinds.some((kind) => kind.startsWith("saml"));
  const oidc = kinds.some((kind) => !kind.startsWith("saml") && !kind.startsWith("x509") && kind !== "certificate");
  return GROUPS.filter(({ protocol }) => (saml === oidc ? true : protocol === (saml ? "saml" : "oidc")));
}
