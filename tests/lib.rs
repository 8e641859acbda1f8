//! Laws across the whole.
