//! Source text as words, signs and literals: enough to see what a file exports without running it.
//!
//! Not a parser. What it cannot tell, such as a slash after a closing brace, it guesses the likely way.

/// What a piece of source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name or a keyword, escapes included.
    Word,
    /// One character of punctuation.
    Sign(u8),
    /// A string, quotes included.
    Text,
    /// A number, a regular expression, or a piece of a template.
    Other,
}

/// A piece of source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What an open bracket is, to know what a slash behind its other half means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    /// `if (`, `while (`: a statement follows.
    Head,
    /// Any other round or square bracket: a value ends with it.
    Value,
    /// The braces of statements.
    Block,
    /// The braces of an object.
    Object,
    /// `${` of a template: its text goes on behind the brace.
    Template,
}

/// A file taken apart.
#[derive(Debug)]
pub(crate) struct Tokens<'a> {
    pub(crate) source: &'a str,
    pub(crate) list: Vec<Token>,
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    list: Vec<Token>,
    open: Vec<Bracket>,
    /// Whether a slash here begins a regular expression.
    expects_value: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) fn of(source: &'a str) -> Tokens<'a> {
        let mut scanner = Scanner {
            bytes: source.as_bytes(),
            at: 0,
            list: Vec::new(),
            open: Vec::new(),
            expects_value: true,
        };
        scanner.run();
        Tokens { source, list: scanner.list }
    }

    pub(crate) fn text(&self, index: usize) -> &'a str {
        self.list.get(index).map_or("", |token| &self.source[token.start..token.end])
    }

    pub(crate) fn is(&self, index: usize, text: &str) -> bool {
        self.text(index) == text
    }

    /// Whether the tokens from `index` on are these.
    pub(crate) fn are(&self, index: usize, texts: &[&str]) -> bool {
        texts.iter().enumerate().all(|(offset, text)| self.is(index + offset, text))
    }

    pub(crate) fn kind(&self, index: usize) -> Option<Kind> {
        self.list.get(index).map(|token| token.kind)
    }

    pub(crate) fn is_word(&self, index: usize) -> bool {
        self.kind(index) == Some(Kind::Word)
    }

    /// The value of the string at `index`.
    pub(crate) fn string(&self, index: usize) -> Option<String> {
        if self.kind(index) != Some(Kind::Text) {
            return None;
        }
        let quoted = self.text(index);
        Some(unquote(quoted.get(1..quoted.len() - 1)?))
    }

    /// Whether a line ends between two tokens.
    pub(crate) fn is_over_lines(&self, from: usize, to: usize) -> bool {
        let place =
            |index: usize| self.list.get(index).map_or(self.source.len(), |token| token.start);
        self.source[place(from)..place(to)].contains('\n')
    }

    /// The position behind the bracket that closes the one at `index`.
    pub(crate) fn behind(&self, index: usize) -> usize {
        let mut depth = 0;
        for (at, token) in self.list.iter().enumerate().skip(index) {
            match token.kind {
                Kind::Sign(b'(' | b'[' | b'{') => depth += 1,
                Kind::Sign(b')' | b']' | b'}') => {
                    depth -= 1;
                    if depth <= 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
        }
        self.list.len()
    }
}

impl Scanner<'_> {
    fn run(&mut self) {
        if self.bytes.starts_with(b"#!") {
            self.skip_line();
        }
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => self.at += 1,
                b'/' => self.slash(),
                b'"' | b'\'' => self.string(byte),
                b'`' => {
                    self.at += 1;
                    self.template(self.at - 1);
                }
                b'0'..=b'9' => self.number(),
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' | b'\\' | b'#' | b'@' | 0x80.. => {
                    self.word()
                }
                _ => self.sign(byte),
            }
        }
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.list.push(Token { kind, start, end: self.at });
    }

    fn skip_line(&mut self) {
        while self.bytes.get(self.at).is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn slash(&mut self) {
        match self.bytes.get(self.at + 1) {
            Some(b'/') => self.skip_line(),
            Some(b'*') => {
                let rest = &self.bytes[self.at + 2..];
                let length = rest.windows(2).position(|pair| pair == b"*/");
                let end = length.map_or(self.bytes.len(), |length| self.at + length + 4);
                self.at = end;
            }
            _ if self.expects_value => self.regex(),
            _ => self.sign(b'/'),
        }
    }

    fn regex(&mut self) {
        let start = self.at;
        let mut in_class = false;
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 1,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => break,
                b'\n' => break,
                _ => {}
            }
            self.at += 1;
        }
        self.at = (self.at + 1).min(self.bytes.len());
        self.push(Kind::Other, start);
        self.expects_value = false;
    }

    fn string(&mut self, quote: u8) {
        let start = self.at;
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 1,
                b'\n' => break,
                byte if byte == quote => break,
                _ => {}
            }
            self.at += 1;
        }
        self.at = (self.at + 1).min(self.bytes.len());
        self.push(Kind::Text, start);
        self.expects_value = false;
    }

    /// The text of a template up to its end or to the next `${`.
    fn template(&mut self, start: usize) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 1,
                b'`' => {
                    self.at += 1;
                    self.push(Kind::Other, start);
                    self.expects_value = false;
                    return;
                }
                b'$' if self.bytes.get(self.at + 1) == Some(&b'{') => {
                    self.at += 2;
                    self.push(Kind::Other, start);
                    self.open.push(Bracket::Template);
                    self.expects_value = true;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.bytes.len();
    }

    fn number(&mut self) {
        let start = self.at;
        while self
            .bytes
            .get(self.at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
        {
            self.at += 1;
        }
        self.push(Kind::Other, start);
        self.expects_value = false;
    }

    fn word(&mut self) {
        let start = self.at;
        self.at += 1;
        while self.bytes.get(self.at).is_some_and(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'$' | b'\\' | 0x80..)
                || (*byte == b'{'
                    && self.bytes[self.at - 1] == b'u'
                    && self.bytes[self.at - 2] == b'\\')
        }) {
            self.at += 1;
        }
        self.push(Kind::Word, start);
        let is_property =
            self.list.len() > 1 && self.list[self.list.len() - 2].kind == Kind::Sign(b'.');
        self.expects_value = !is_property && is_operator(&self.bytes[start..self.at]);
    }

    fn sign(&mut self, byte: u8) {
        let start = self.at;
        let opens = match byte {
            b'(' => Some(if self.is_head() { Bracket::Head } else { Bracket::Value }),
            b'[' => Some(Bracket::Value),
            b'{' => Some(if self.is_block() { Bracket::Block } else { Bracket::Object }),
            _ => None,
        };
        self.at += 1;
        if let Some(bracket) = opens {
            self.open.push(bracket);
        }
        let mut expects_value = true;
        if matches!(byte, b')' | b']' | b'}') {
            match self.open.pop() {
                Some(Bracket::Template) => {
                    self.template(start);
                    return;
                }
                Some(Bracket::Value | Bracket::Object) => expects_value = false,
                _ => {}
            }
        }
        self.push(Kind::Sign(byte), start);
        self.expects_value = expects_value;
    }

    fn last_word(&self) -> &[u8] {
        self.list.last().map_or(b"", |token| &self.bytes[token.start..token.end])
    }

    fn is_head(&self) -> bool {
        matches!(self.last_word(), b"if" | b"while" | b"for" | b"with")
    }

    /// Whether a brace here opens statements rather than an object.
    fn is_block(&self) -> bool {
        let Some(last) = self.list.last() else { return true };
        match last.kind {
            Kind::Sign(b')' | b';' | b'}' | b'{') => true,
            // `=> {`
            Kind::Sign(b'>') => {
                let before = self.list.len().checked_sub(2).map(|index| self.list[index]);
                before.is_some_and(|before| {
                    before.kind == Kind::Sign(b'=') && before.end == last.start
                })
            }
            Kind::Word => {
                !is_operator(self.last_word()) || matches!(self.last_word(), b"else" | b"do")
            }
            _ => false,
        }
    }
}

/// Words that a value follows.
fn is_operator(word: &[u8]) -> bool {
    matches!(
        word,
        b"return"
            | b"typeof"
            | b"instanceof"
            | b"in"
            | b"of"
            | b"new"
            | b"delete"
            | b"void"
            | b"throw"
            | b"case"
            | b"do"
            | b"else"
            | b"await"
            | b"yield"
            | b"default"
            | b"extends"
    )
}

/// The text a string literal stands for. Bad escapes stand for themselves.
fn unquote(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        match rest.next() {
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some('b') => plain.push('\u{8}'),
            Some('f') => plain.push('\u{c}'),
            Some('v') => plain.push('\u{b}'),
            Some('\n') | None => {}
            Some('x') => plain.extend(take_hex(&mut rest, 2)),
            Some('u') if rest.as_str().starts_with('{') => {
                let end = rest.as_str().find('}').unwrap_or(1);
                let code = u32::from_str_radix(&rest.as_str()[1..end], 16).ok();
                plain.extend(code.and_then(char::from_u32));
                rest = rest.as_str().get(end + 1..).unwrap_or("").chars();
            }
            Some('u') => plain.extend(take_hex(&mut rest, 4)),
            Some(other) => plain.push(other),
        }
    }
    plain
}

fn take_hex(rest: &mut std::str::Chars<'_>, digits: usize) -> Option<char> {
    let text = rest.as_str().get(..digits)?;
    let character = char::from_u32(u32::from_str_radix(text, 16).ok()?)?;
    *rest = rest.as_str()[digits..].chars();
    Some(character)
}
