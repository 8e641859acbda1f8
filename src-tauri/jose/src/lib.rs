//! JSON with byte spans, JWS, JWK.
