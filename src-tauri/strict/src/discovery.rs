//! Whether a strict client can read a provider's metadata at all.

use openidconnect::core::CoreProviderMetadata;
use ssoscope_core::expect::Opinion;

/// Reads the metadata into its types.
pub(crate) fn judge(text: &[u8]) -> Opinion {
    match serde_json::from_slice::<CoreProviderMetadata>(text) {
        Ok(_) => Opinion::Accepts,
        Err(why) => Opinion::Refuses(why.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_provider_must_say_is_missed() {
        let text = |members: &str| {
            format!(
                "{{\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/a\",\
                 \"jwks_uri\":\"https://op.example/k\",\"response_types_supported\":[\"code\"],{members}\
                 \"id_token_signing_alg_values_supported\":[\"RS256\"]}}"
            )
        };
        let whole = text("\"subject_types_supported\":[\"public\"],");
        assert_eq!(judge(whole.as_bytes()), Opinion::Accepts);
        let Opinion::Refuses(why) = judge(text("").as_bytes()) else { unreachable!("it lacks a member") };
        assert!(why.contains("subject_types_supported"), "{why}");
    }
}
