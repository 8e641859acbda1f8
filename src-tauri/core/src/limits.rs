//! The one table of what is read at most; a finding or a crack says so when one bites.

/// Sizes in bytes, depths and counts.
pub struct Limits;

impl Limits {
    /// A single paste or file.
    pub const PASTE_BYTES: usize = 512 << 20;
    /// A file up to which all of it is held; of a larger one only what may tell of a sign-in, where its kind allows.
    pub const WHOLE_BYTES: usize = 512 << 10;
    /// What is kept of a file that is not held whole.
    pub const KEPT_BYTES: usize = 64 << 20;
    /// What is held of one entry of such a file, and of one text in it.
    pub const ENTRY_BYTES: usize = 16 << 20;
    /// One text in an entry of such a file, and one line.
    pub const TEXT_BYTES: usize = 4 << 20;
    /// All layers of a case together.
    pub const CASE_BYTES: usize = 1 << 30;
    /// Layers of a case.
    pub const LAYERS: usize = 20_000;
    /// Encodings inside one another.
    pub const LAYER_DEPTH: u32 = 24;
    /// What a DEFLATE body may become.
    pub const INFLATED_BYTES: usize = 16 << 20;
    /// An XML document that is decoded as a message.
    pub const XML_BYTES: usize = 128 << 20;
    /// HTTP exchanges that are kept of a capture.
    pub const EXCHANGES: usize = 4_000;
    /// Entries of a HAR that are read.
    pub const HAR_ENTRIES: usize = 40_000;
    /// Times that one party's clock is read from.
    pub const CLOCK_READINGS: usize = 500;
    /// Steps of one flow that the report tells.
    pub const STEPS_TOLD: usize = 300;
    /// Headers that are kept of one request or answer.
    pub const HEADERS: usize = 96;
    /// Bytes that are kept of one header's value.
    pub const HEADER_BYTES: usize = 16 << 10;
    /// Metadata of many parties up to which all of them are read; of larger one, those that are needed.
    pub const TREE_BYTES: usize = 4 << 20;
    /// Entities that are read of large metadata because something names them.
    pub const ENTITIES: usize = 256;
    /// Entities that are read of large metadata where nothing names one.
    pub const FIRST_ENTITIES: usize = 16;
    /// Texts in quotes that are read of one script.
    pub const LITERALS: usize = 50_000;
    /// Things looked for in one paste.
    pub const EXCERPTS: usize = 2_000;
    /// Bytes of an error page that are read.
    pub const PAGE_BYTES: usize = 64 << 10;
    /// Bytes of a file of settings.
    pub const SETTINGS_BYTES: usize = 256 << 10;
    /// Names with their values in a file of settings.
    pub const SETTINGS: usize = 4_000;
    /// Brackets or indents inside one another in a file of settings.
    pub const SETTINGS_DEPTH: usize = 64;
    /// Messages that are judged.
    pub const MESSAGES: usize = 2_000;
    /// Bytes of an identifier or value that a sentence repeats before it is shortened.
    pub const QUOTED_BYTES: usize = 200;
    /// Bytes of a private key or client secret file.
    pub const KEY_BYTES: usize = 1 << 20;
    /// Findings of one check, and places that belong to one finding.
    pub const FINDINGS: usize = 50;
    /// What the files of an archive may become together.
    pub const ARCHIVE_BYTES: usize = 1 << 30;
    /// What one file of an archive may become that has to be held whole.
    pub const ARCHIVE_ENTRY_BYTES: usize = 128 << 20;
    /// Keys that are tried on one signature, the trusted ones first.
    pub const KEYS_TRIED: usize = 512;
    /// Texts that are tried as the body that a detached signature is over.
    pub const BODIES_TRIED: usize = 8;
    /// Bytes of such a text.
    pub const SIGNED_BODY_BYTES: usize = 4 << 20;
    /// Keys that are looked into where a signature fails, to tell why.
    pub const KEYS_LOOKED_INTO: usize = 32;
    /// What the signatures of a case may cover together, counted by the documents that they stand in.
    pub const SIGNED_BYTES: usize = 512 << 20;
    /// Files of a folder that is named in place of a file.
    pub const FOLDER_FILES: usize = 100_000;
    /// Bytes of a playbook.
    pub const PLAYBOOK_BYTES: usize = 1 << 20;
    /// What a playbook's regular expression may become when it is made ready.
    pub const PATTERN_BYTES: usize = 1 << 20;
}
