//! JSON with byte spans, JWS, JWE, JWK.
//!
//! Reading never fails: what is wrong stands as data, with its place, beside what could be read. Offsets count bytes from
//! the start of the slice that was given.

mod algorithm;
mod base64url;
pub mod compact;
mod embedded;
mod evidence;
mod hash_claim;
pub mod json;
pub mod jwe;
pub mod jwk;
mod limits;
mod origin;
mod problem;
pub mod serialised;
mod verify;

pub use algorithm::{Alg, JwsAlgorithm};
pub use base64url::{Base64Problem, Decoded};
pub use compact::{Compact, Jws, TokenProblem};
pub use embedded::Embedded;
pub use evidence::{Evidence, Rewritten, RewrittenPart, SecretForm};
pub use hash_claim::hash_claim;
pub use jwe::Jwe;
pub use jwk::{Jwk, JwkProblem, Jwks, Material, NoMaterial};
pub use limits::Limits;
pub use origin::{Origin, Run};
pub use problem::Problem;
pub use verify::{
    Attempt, AttemptOutcome, Candidate, Objection, Verification, attempts, embedded, explain, verify,
};
