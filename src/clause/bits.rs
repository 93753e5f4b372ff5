//! Tokens of a sentence as bits: few of them are looked at, and which ones cannot be foreseen.

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

    /// Puts a number in, if it `is` in the set.
    pub(super) fn put(&mut self, number: usize, is: bool) {
        self.0[number / WIDTH] |= u64::from(is) << (number % WIDTH);
    }

    /// The numbers, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, word)| Ones(*word).map(move |bit| at * WIDTH + bit))
    }
}

impl FromIterator<bool> for Bits {
    /// The places at which what comes is true.
    fn from_iter<I: IntoIterator<Item = bool>>(all: I) -> Self {
        let mut all = all.into_iter();
        let mut words = SmallVec::new();
        loop {
            let (mut word, mut count) = (0, 0);
            for is in all.by_ref().take(WIDTH) {
                word |= u64::from(is) << count;
                count += 1;
            }
            if count == 0 {
                return Bits(words);
            }
            words.push(word);
        }
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
        let collected: Bits = (0..=200).map(|number| numbers.contains(&number)).collect();
        assert!(collected.iter().eq(numbers));
        let mut put = Bits::new(201);
        for number in (0..201).rev() {
            put.put(number, numbers.contains(&number));
        }
        assert!(put.iter().eq(numbers));
        assert_eq!([true; 64].into_iter().collect::<Bits>().iter().count(), 64);
        assert_eq!(Bits::new(0).iter().count(), 0);
    }
}
