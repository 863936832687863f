//! The pieces in which bytes arrive do not matter: not to events, not to codes, not to offsets.

use super::node::{Case, cases};
use super::run;

#[test]
fn every_cut_in_two_gives_the_same() {
    for case in cases() {
        let whole = run(&mut case.parser(), [&case.input[..]]);
        for cut in 0..case.input.len() {
            let (first, second) = case.input.split_at(cut);
            let log = run(&mut case.parser(), [first, second]);
            assert_eq!(log, whole, "{} cut at {cut}", case.input.escape_ascii());
        }
    }
}

#[test]
fn random_damage_in_random_pieces_gives_the_same_as_in_one() {
    let cases = cases();
    let mut random = Random(0x5eed);
    for _ in 0..20_000 {
        let case = &cases[random.below(cases.len())];
        let input = damaged(case, &cases, &mut random);
        let whole = run(&mut case.parser(), [&input[..]]);
        let mut pieces = Vec::new();
        let mut rest = &input[..];
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(1 + random.below(rest.len()));
            pieces.push(piece);
            rest = behind;
        }
        let log = run(&mut case.parser(), pieces.iter().copied());
        assert_eq!(log, whole, "{} in {pieces:?}", input.escape_ascii());
    }
}

/// A case's input with a few bytes changed, taken out or put in, or with the end of another one's.
fn damaged(case: &Case, cases: &[Case], random: &mut Random) -> Vec<u8> {
    const BYTES: &[u8] = b"\r\n\t :;,=\"\\/0aAfFgx\x00\x7f\x80\xff";
    let mut input = case.input.clone();
    for _ in 0..random.below(4) {
        let at = random.below(input.len() + 1);
        let byte = BYTES[random.below(BYTES.len())];
        match random.below(3) {
            0 => input.insert(at, byte),
            1 if at < input.len() => drop(input.remove(at)),
            _ if at < input.len() => input[at] = byte,
            _ => {}
        }
    }
    if random.below(4) == 0 {
        let other = &cases[random.below(cases.len())].input;
        input.truncate(random.below(input.len() + 1));
        input.extend(&other[random.below(other.len() + 1)..]);
    }
    input
}

/// The same sequence in every run (Knuth's MMIX generator).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The high bits are the good ones; what is left fits.
        (self.0 >> 33) as usize % end
    }
}
