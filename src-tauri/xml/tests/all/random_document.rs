//! Random well-formed documents, dense in what canonicalisation has to get right.

/// A small generator of pseudo-random numbers (xorshift64*), the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }

    pub(crate) fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const PREFIXES: &[&str] = &["", "", "a", "b", "c", "ab"];
const NAMESPACES: &[&str] = &["urn:x", "urn:y", "http://h/z", "urn:x:long"];
const LOCALS: &[&str] = &["e", "f", "item", "Assertion", "z"];
const VALUES: &[&str] = &[
    "v",
    "",
    "a  b",
    "x&#10;y",
    "x\ny",
    "x\r\ny",
    "x\ty",
    "&#9;&#13;",
    "&lt;&amp;&gt;",
    "&quot;&apos;",
    "é&#xE9;",
    ">",
    "'",
];
const TEXTS: &[&str] = &[
    "text",
    " ",
    "\n  ",
    "a\r\nb",
    "c\rd",
    "&#13;",
    "&amp;&lt;&gt;",
    "]]&gt;",
    "\"'",
    "<![CDATA[<&>\r\n]]>",
    "é&#x1F600;",
    "\t",
];
const BASES: &[&str] = &["http://h/a/b", "c/", "../d/e", "/f"];

/// What in-scope prefixes may be used, and whether a default namespace is in force.
#[derive(Clone, Default)]
struct Scope(Vec<&'static str>);

/// One document; exactly one element carries `pick`, and at most one below it `drop`.
pub(crate) fn document(dice: &mut Dice, with_bases: bool) -> String {
    let mut text = String::new();
    let mut maker = Maker { dice, picked: false, dropped: false, with_bases };
    maker.beside(&mut text);
    maker.element(&mut text, &Scope::default(), 0, false);
    maker.beside(&mut text);
    text
}

struct Maker<'a> {
    dice: &'a mut Dice,
    picked: bool,
    dropped: bool,
    with_bases: bool,
}

impl Maker<'_> {
    fn beside(&mut self, text: &mut String) {
        for _ in 0..self.dice.below(3) {
            text.push_str(self.dice.pick(&["<!-- beside\r\n -->", "<?beside  data ?>", "<?p?>", "\n"]));
        }
    }

    fn element(&mut self, text: &mut String, above: &Scope, depth: usize, inside_pick: bool) {
        let mut scope = above.clone();
        let mut parts: Vec<String> = Vec::new();
        self.declarations(&mut parts, &mut scope);
        self.attributes(&mut parts, &scope);
        let picks = !self.picked && (self.dice.below(3) == 0 || depth == 3);
        let drops = inside_pick && !self.dropped && self.dice.below(4) == 0;
        self.picked |= picks;
        self.dropped |= drops;
        parts.extend(picks.then(|| "pick='1'".to_owned()));
        parts.extend(drops.then(|| "drop='1'".to_owned()));
        for at in (1..parts.len()).rev() {
            parts.swap(at, self.dice.below(at + 1));
        }
        let prefix = self.usable(&scope);
        let name = format!("{prefix}{}", self.dice.pick(LOCALS));
        let space = self.dice.pick(&[" ", "\n", "\r\n  "]);
        let tag: String = parts.iter().map(|part| format!("{space}{part}")).collect();
        text.push_str(&format!("<{name}{tag}"));
        let children = if depth == 0 { 2 + self.dice.below(3) } else { self.dice.below(4) };
        let must_go_on = !self.picked;
        if depth > 4 || (children == 0 && !must_go_on) {
            return text.push_str("/>");
        }
        text.push('>');
        for _ in 0..children.max(1) {
            self.content(text, &scope, depth, inside_pick || picks);
        }
        if !self.picked {
            self.element(text, &scope, depth + 1, false);
        }
        text.push_str(&format!("</{name}>"));
    }

    fn content(&mut self, text: &mut String, scope: &Scope, depth: usize, inside_pick: bool) {
        match self.dice.below(7) {
            0..=2 => self.element(text, scope, depth + 1, inside_pick),
            3 | 4 => text.push_str(self.dice.pick(TEXTS)),
            5 => text.push_str(self.dice.pick(&["<!---->", "<!-- c\r\nd -->"])),
            _ => text.push_str(self.dice.pick(&["<?p?>", "<?q  r\r\n s ?>"])),
        }
    }

    fn declarations(&mut self, parts: &mut Vec<String>, scope: &mut Scope) {
        let mut own: Vec<&str> = Vec::new();
        for _ in 0..self.dice.below(4) {
            let prefix = self.dice.pick(PREFIXES);
            if own.contains(&prefix) {
                continue;
            }
            own.push(prefix);
            let namespace =
                if prefix.is_empty() && self.dice.below(3) == 0 { "" } else { self.dice.pick(NAMESPACES) };
            let colon = if prefix.is_empty() { "" } else { ":" };
            parts.push(format!("xmlns{colon}{prefix}=\"{namespace}\""));
            if !prefix.is_empty() && !scope.0.contains(&prefix) {
                scope.0.push(prefix);
            }
        }
    }

    fn attributes(&mut self, parts: &mut Vec<String>, scope: &Scope) {
        // Prefixes may share a namespace, so each local name is used once.
        for local in ["m", "n", "o", "k"] {
            if self.dice.below(3) == 0 {
                let prefix = self.usable(scope);
                parts.push(format!("{prefix}{local}=\"{}\"", self.dice.pick(VALUES)));
            }
        }
        for (name, values) in [("lang", &["en", "de"][..]), ("space", &["preserve", "default"])] {
            if self.dice.below(6) == 0 {
                parts.push(format!("xml:{name}='{}'", self.dice.pick(values)));
            }
        }
        if self.dice.below(8) == 0 {
            parts.push(format!("xml:id='i{}'", self.dice.below(1 << 30)));
        }
        if self.with_bases && self.dice.below(4) == 0 {
            parts.push(format!("xml:base='{}'", self.dice.pick(BASES)));
        }
    }

    fn usable(&mut self, scope: &Scope) -> String {
        if scope.0.is_empty() || self.dice.below(2) == 0 {
            return String::new();
        }
        format!("{}:", scope.0[self.dice.below(scope.0.len())])
    }
}
