//! Strict XML reader with byte spans, canonical XML, XML-DSig.
