//! What a head says.

/// A message's start line and fields.
#[derive(Clone, Debug)]
pub struct Head {
    /// A request's method, one of Node's `http.METHODS`; empty in a response.
    pub method: &'static str,
    /// A request's target, as it was sent.
    pub target: Vec<u8>,
    /// A response's status; 0 in a request.
    pub status: u16,
    /// A response's reason, as it was sent.
    pub reason: Vec<u8>,
    /// The version: major, minor. 0.9 when a request names none.
    pub version: (u8, u8),
    /// The fields, with the case and in the order of the wire.
    pub fields: Fields,
    /// Whether the connection may carry another message after this one.
    pub keep_alive: bool,
    /// Whether the message asks for another protocol, or agrees to one.
    pub upgrade: bool,
    /// Whether a body follows, or may follow. A request whose body cannot be told apart fails behind its head.
    pub has_body: bool,
    /// Whether a field `Host` is there.
    pub has_host: bool,
    /// Whether a field `Expect` is there.
    pub has_expect: bool,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            method: "",
            target: Vec::new(),
            status: 0,
            reason: Vec::new(),
            version: (0, 9),
            fields: Fields::default(),
            keep_alive: false,
            upgrade: false,
            has_body: false,
            has_host: false,
            has_expect: false,
        }
    }
}

impl Head {
    /// Makes room for the next head and keeps the memory.
    pub(super) fn clear(&mut self) {
        let Self { mut target, mut reason, mut fields, .. } = std::mem::take(self);
        target.clear();
        reason.clear();
        fields.clear();
        *self = Self { target, reason, fields, ..Self::default() };
    }
}

/// Fields with the case and in the order of the wire.
///
/// All of them are one run of bytes, `name LF value LF name LF …`: no name and no value can hold a LF. A
/// head is two allocations that way, and JavaScript gets it as one string.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    block: Vec<u8>,
    count: usize,
    /// Where the last name or value begins.
    last: usize,
}

impl Fields {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Names and values, each with a LF behind it.
    pub fn block(&self) -> &[u8] {
        &self.block
    }

    /// Each name with its value, without the white space around it.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let mut parts = self.block.split(|&byte| byte == b'\n');
        (0..self.count).filter_map(move |_| Some((parts.next()?, parts.next()?)))
    }

    pub(super) fn clear(&mut self) {
        self.block.clear();
        self.count = 0;
        self.last = 0;
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.block.extend_from_slice(bytes);
    }

    /// The name or value that is being read.
    pub(super) fn part(&self) -> &[u8] {
        &self.block[self.last..]
    }

    pub(super) fn end_name(&mut self) {
        self.end_part();
    }

    pub(super) fn end_value(&mut self) {
        let length = self.part().trim_ascii_end().len();
        self.block.truncate(self.last + length);
        self.end_part();
        self.count += 1;
    }

    fn end_part(&mut self) {
        self.block.push(b'\n');
        self.last = self.block.len();
    }
}
