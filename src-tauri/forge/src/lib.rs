//! Makes the samples: signs messages with keys made for them; never shipped.
