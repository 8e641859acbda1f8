//! Where in a text a character stands, as far as it decides whether it may stand there.

/// The setting of a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// Among words, or in base64, a token or a URL.
    Text,
    /// Inside a tag, and not inside quotes.
    Tag,
    /// JSON's own punctuation.
    Syntax,
    /// A value or content that may hold any character.
    Content,
}

/// What kind of text a layer is, by its first character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Markup,
    Json,
    Plain,
}

impl Language {
    /// Of a text whose first character that counts is this one.
    pub(super) fn of(first: Option<u8>) -> Language {
        match first {
            Some(b'<') => Language::Markup,
            Some(b'{' | b'[') => Language::Json,
            _ => Language::Plain,
        }
    }
}

/// Follows a text byte by byte.
pub(super) struct Settings {
    language: Language,
    in_tag: bool,
    quote: Option<u8>,
    escaped: bool,
}

impl Settings {
    pub(super) fn new(language: Language) -> Self {
        Settings { language, in_tag: false, quote: None, escaped: false }
    }

    /// The setting of what comes next.
    pub(super) fn here(&self) -> Setting {
        match (self.language, self.quote) {
            (Language::Plain, _) => Setting::Text,
            (_, Some(_)) => Setting::Content,
            (Language::Json, None) => Setting::Syntax,
            (Language::Markup, None) if self.in_tag => Setting::Tag,
            (Language::Markup, None) => Setting::Content,
        }
    }

    /// Takes the next byte of the text as it was before the damage.
    pub(super) fn take(&mut self, byte: u8) {
        match self.language {
            Language::Plain => {}
            Language::Json => self.take_json(byte),
            Language::Markup => self.take_markup(byte),
        }
    }

    fn take_json(&mut self, byte: u8) {
        match (self.quote, byte) {
            (Some(_), _) if self.escaped => self.escaped = false,
            (Some(_), b'\\') => self.escaped = true,
            (Some(quote), _) if byte == quote => self.quote = None,
            (None, b'"') => self.quote = Some(byte),
            _ => {}
        }
    }

    fn take_markup(&mut self, byte: u8) {
        match (self.quote, byte) {
            (Some(quote), _) if byte == quote => self.quote = None,
            (Some(_), _) => {}
            (None, b'<') => self.in_tag = true,
            (None, b'>') => self.in_tag = false,
            (None, b'"' | b'\'') if self.in_tag => self.quote = Some(byte),
            _ => {}
        }
    }
}
