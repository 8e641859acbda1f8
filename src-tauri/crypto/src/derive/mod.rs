//! Keys out of other secrets: agreed on, or from a password.

mod agreement;
mod concat;
pub(crate) mod password;

pub use agreement::agree;
pub use concat::concat_kdf;
pub use password::{MAX_ITERATIONS, PasswordHash, TooMuchWork, pbkdf2};
