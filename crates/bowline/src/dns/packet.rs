//! Questions and answers as name servers write them.
//!
//! Source: RFC 1035, 2782 (SRV), 3403 (NAPTR), 3596 (AAAA), 8659 (CAA).

use std::net::{Ipv4Addr, Ipv6Addr};

use super::record::{Data, Record, RecordKind};

const HEADER_BYTES: usize = 12;
const LABEL_BYTES_MAX: usize = 63;
const NAME_BYTES_MAX: usize = 255;
/// A name that points back more often goes round in a circle.
const POINTERS_MAX: usize = 64;
const CLASS_INTERNET: u16 = 1;
const FLAG_RESPONSE: u16 = 0x8000;
const FLAG_TRUNCATED: u16 = 0x0200;
const FLAG_RECURSION_DESIRED: u16 = 0x0100;
/// The two highest bits of a label's length say that it is somewhere else.
const POINTER: u8 = 0xC0;

/// What a name server said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) id: u16,
    /// There was no room for all of it.
    pub(super) is_truncated: bool,
    /// 0, or what is wrong.
    pub(super) response_code: u8,
    /// What was asked: the name in lower case, and the number of the kind.
    pub(super) question: Option<(String, u16)>,
    pub(super) records: Vec<Record>,
}

/// The question for all records of a kind that a name has; `None` if there can be no such name.
pub(super) fn question(id: u16, name: &str, kind: RecordKind) -> Option<Vec<u8>> {
    let mut packet = Vec::with_capacity(HEADER_BYTES + name.len() + 6);
    for field in [id, FLAG_RECURSION_DESIRED, 1, 0, 0, 0] {
        packet.extend(field.to_be_bytes());
    }
    let name = name.strip_suffix('.').unwrap_or(name);
    if !name.is_empty() {
        for label in name.split('.') {
            if label.is_empty() || label.len() > LABEL_BYTES_MAX {
                return None;
            }
            packet.push(label.len() as u8);
            packet.extend(label.bytes());
        }
    }
    packet.push(0);
    if packet.len() - HEADER_BYTES > NAME_BYTES_MAX {
        return None;
    }
    packet.extend(kind.number().to_be_bytes());
    packet.extend(CLASS_INTERNET.to_be_bytes());
    Some(packet)
}

/// What a packet says; `None` if it is no answer.
pub(super) fn parse(packet: &[u8]) -> Option<Answer> {
    let mut reader = Reader { packet, place: 0 };
    let id = reader.u16()?;
    let flags = reader.u16()?;
    if flags & FLAG_RESPONSE == 0 {
        return None;
    }
    let (questions, answers) = (reader.u16()?, reader.u16()?);
    reader.skip(4)?;
    let mut question = None;
    for _ in 0..questions {
        let name = reader.name()?;
        question = Some((name.to_lowercase(), reader.u16()?));
        reader.skip(2)?;
    }
    let is_truncated = flags & FLAG_TRUNCATED != 0;
    let mut records = Vec::new();
    for _ in 0..answers {
        match reader.record() {
            Some(record) => records.extend(record),
            None if is_truncated => break,
            None => return None,
        }
    }
    Some(Answer { id, is_truncated, response_code: (flags & 0xF) as u8, question, records })
}

/// Reads a packet from front to back. Every method gives `None` when there is too little.
struct Reader<'a> {
    packet: &'a [u8],
    place: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let end = self.place.checked_add(count)?;
        let bytes = self.packet.get(self.place..end)?;
        self.place = end;
        Some(bytes)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        self.take(count).map(|_| ())
    }

    fn u8(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_be_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_be_bytes)
    }

    /// Labels, until an empty one; or from some place on those of an earlier name.
    fn name(&mut self) -> Option<String> {
        let mut name = String::new();
        let mut place = self.place;
        let mut end = None;
        let mut pointers = 0;
        loop {
            let length = *self.packet.get(place)?;
            if length & POINTER == POINTER {
                let low = *self.packet.get(place + 1)?;
                end = end.or(Some(place + 2));
                place = usize::from(u16::from_be_bytes([length & !POINTER, low]));
                pointers += 1;
                if pointers > POINTERS_MAX {
                    return None;
                }
                continue;
            }
            place += 1;
            if length == 0 {
                break;
            }
            let label = self.packet.get(place..place + usize::from(length))?;
            place += usize::from(length);
            if !name.is_empty() {
                name.push('.');
            }
            name.push_str(&String::from_utf8_lossy(label));
            // A replaced byte takes three.
            if length & POINTER != 0 || name.len() > NAME_BYTES_MAX * 3 {
                return None;
            }
        }
        self.place = end.unwrap_or(place);
        Some(name)
    }

    /// A piece of text with its length in front.
    fn text(&mut self) -> Option<String> {
        let length = self.u8()?;
        self.take(usize::from(length)).map(text_of)
    }

    /// One record; an empty inner `Option` is one of a kind that nobody asks for.
    fn record(&mut self) -> Option<Option<Record>> {
        self.name()?;
        let kind = self.u16()?;
        let class = self.u16()?;
        let ttl = self.u32()?;
        let length = usize::from(self.u16()?);
        let end = self.place.checked_add(length)?;
        if end > self.packet.len() {
            return None;
        }
        let data = match RecordKind::of_number(kind) {
            Some(kind) if class == CLASS_INTERNET => self.data(kind, end)?,
            _ => None,
        };
        self.place = end;
        Some(data.map(|data| Record { ttl, data }))
    }

    fn data(&mut self, kind: RecordKind, end: usize) -> Option<Option<Data>> {
        Some(Some(match kind {
            RecordKind::A => {
                let bytes: [u8; 4] = self.take(4)?.try_into().ok()?;
                Data::A(Ipv4Addr::from(bytes))
            }
            RecordKind::Aaaa => {
                let bytes: [u8; 16] = self.take(16)?.try_into().ok()?;
                Data::Aaaa(Ipv6Addr::from(bytes))
            }
            RecordKind::Cname => Data::Cname(self.name()?),
            RecordKind::Ns => Data::Ns(self.name()?),
            RecordKind::Ptr => Data::Ptr(self.name()?),
            RecordKind::Mx => Data::Mx { priority: self.u16()?, exchange: self.name()? },
            RecordKind::Txt => {
                let mut entries = Vec::new();
                while self.place < end {
                    entries.push(self.text()?);
                }
                Data::Txt(entries)
            }
            RecordKind::Soa => Data::Soa {
                nsname: self.name()?,
                hostmaster: self.name()?,
                serial: self.u32()?,
                refresh: self.u32()?,
                retry: self.u32()?,
                expire: self.u32()?,
                minttl: self.u32()?,
            },
            RecordKind::Srv => Data::Srv {
                priority: self.u16()?,
                weight: self.u16()?,
                port: self.u16()?,
                name: self.name()?,
            },
            RecordKind::Naptr => Data::Naptr {
                order: self.u16()?,
                preference: self.u16()?,
                flags: self.text()?,
                service: self.text()?,
                regexp: self.text()?,
                replacement: self.name()?,
            },
            RecordKind::Caa => {
                let critical = self.u8()?;
                let tag = self.text()?;
                let value = self.take(end.checked_sub(self.place)?).map(text_of)?;
                Data::Caa { critical, tag, value }
            }
            RecordKind::Any => return Some(None),
        }))
    }
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The answer to a question for the address of `a.b`, with a name that points back.
    fn answer(id: u16) -> Vec<u8> {
        let mut packet = question(id, "a.b", RecordKind::A).unwrap();
        packet[2] |= 0x80;
        packet[7] = 1;
        packet.extend([0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 2, 3, 4]);
        packet
    }

    #[test]
    fn an_answer_is_read_through_a_name_that_points_back() {
        let answer = parse(&answer(7)).unwrap();
        assert_eq!((answer.id, answer.response_code, answer.is_truncated), (7, 0, false));
        assert_eq!(answer.question, Some(("a.b".to_owned(), 1)));
        let expected = Record { ttl: 60, data: Data::A([1, 2, 3, 4].into()) };
        assert_eq!(answer.records, [expected]);
    }

    #[test]
    fn every_cut_of_an_answer_is_refused() {
        let whole = answer(7);
        for end in 0..whole.len() {
            assert_eq!(parse(&whole[..end]), None, "{end}");
        }
    }

    #[test]
    fn a_name_that_points_at_itself_is_refused() {
        let mut packet = answer(7);
        let place = packet.len() - 15;
        packet[place] = packet.len() as u8 - 16;
        assert_eq!(parse(&packet), None);
    }

    #[test]
    fn a_question_is_no_answer() {
        assert_eq!(parse(&question(1, "a.b", RecordKind::A).unwrap()), None);
    }

    #[test]
    fn names_that_cannot_be_are_refused() {
        for name in ["a..b", ".a", &"a".repeat(64), &"a.".repeat(128)] {
            assert_eq!(question(1, name, RecordKind::A), None, "{name}");
        }
        assert!(question(1, "a.b.", RecordKind::A).is_some());
        assert!(question(1, &"a".repeat(63), RecordKind::A).is_some());
    }

    #[test]
    fn whatever_is_changed_in_an_answer_it_is_read_or_refused() {
        let whole = answer(7);
        let mut state = 1_u64;
        // A sequence that looks random and is the same every time.
        let mut next = |bound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize % bound
        };
        for _ in 0..20_000 {
            let mut packet = whole.clone();
            for _ in 0..1 + next(6) {
                let place = next(packet.len());
                packet[place] = next(256) as u8;
            }
            packet.truncate(packet.len() - next(4));
            let _ = parse(&packet);
        }
    }
}
