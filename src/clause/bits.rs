//! Tokens of a sentence as bits: few of them are looked at, and which ones cannot be foreseen.

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

/// A set of small numbers.
#[derive(Debug, Default)]
pub(super) struct Bits(SmallVec<[u64; 2]>);

const WIDTH: usize = u64::BITS as usize;

impl Bits {
    /// None of the numbers below a limit.
    pub(super) fn new(limit: usize) -> Self {
        Bits(smallvec![0; limit.div_ceil(WIDTH)])
    }

    /// Of some numbers, counted from the first, those that `word` has ones for; it is asked for a
    /// few at a time.
    pub(super) fn among(numbers: &Range<usize>, word: impl Fn(Range<usize>) -> u64) -> Self {
        let starts = numbers.clone().step_by(WIDTH);
        Bits(starts.map(|from| word(from..numbers.end.min(from + WIDTH))).collect())
    }

    /// What holds or not, in order, as a word, without a branch.
    pub(super) fn word(all: impl Iterator<Item = bool>) -> u64 {
        all.enumerate().fold(0, |word, (at, is)| word | u64::from(is) << at)
    }

    /// Puts a number in, if it `is` in the set.
    pub(super) fn put(&mut self, number: usize, is: bool) {
        self.0[number / WIDTH] |= u64::from(is) << (number % WIDTH);
    }

    /// The numbers, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0
            .iter()
            .enumerate()
            .flat_map(|(at, word)| Ones(*word).map(move |bit| at * WIDTH + bit))
    }
}

/// The places of the ones of a word, from the last bit on.
struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = self.0.trailing_zeros() as usize;
        // Without its lowest one.
        let rest = self.0 & self.0.checked_sub(1)?;
        self.0 = rest;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn numbers_come_back_in_order() {
        let numbers = [0, 5, 63, 64, 127, 128, 200];
        let is_one = |number: usize| numbers.contains(&(number - 7));
        let among = Bits::among(&(7..208), |some| Bits::word(some.map(is_one)));
        assert!(among.iter().eq(numbers));
        let mut put = Bits::new(201);
        for number in (0..201).rev() {
            put.put(number, numbers.contains(&number));
        }
        assert!(put.iter().eq(numbers));
        let all = Bits::among(&(3..67), |some| Bits::word(some.map(|_| true)));
        assert!(all.iter().eq(0..64));
        assert_eq!(Bits::new(0).iter().count(), 0);
    }
}
