//! How it is said: the report, and its renderings.
