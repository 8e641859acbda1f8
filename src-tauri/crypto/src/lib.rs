//! One door to every cryptographic primitive that SSOscope uses.
