//! Words and their numbers, for texts of which every word is looked up.

/// The hash of an empty word: FNV-1a, which is made byte by byte as a word is read.
pub(super) const EMPTY: u32 = 0x811C_9DC5;

/// The hash of a word that goes on with a byte.
pub(super) fn hashed(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// The hash of a word.
pub(super) fn hash(word: &str) -> u32 {
    word.bytes().fold(EMPTY, hashed)
}

/// Words, numbered from 0 in the order in which they were put in. Who looks one up has its hash.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    words: Vec<Box<str>>,
    hashes: Vec<u32>,
    /// The numbers plus one by hash, each in the first free slot; a quarter full at the most.
    slots: Vec<u32>,
}

impl Dictionary {
    /// The number of a word, which is put in where it is new.
    pub(super) fn insert(&mut self, word: &str) -> u32 {
        let hash = hash(word);
        if let Some(number) = self.get(hash, word) {
            return number;
        }
        self.words.push(word.into());
        self.hashes.push(hash);
        if self.words.len() * 4 > self.slots.len() {
            self.slots = vec![0; (self.words.len() * 8).next_power_of_two()];
            for number in 0..self.words.len() {
                self.settle(number);
            }
        } else {
            self.settle(self.words.len() - 1);
        }
        self.words.len() as u32 - 1
    }

    /// The number of a word with its hash.
    pub(super) fn get(&self, hash: u32, word: &str) -> Option<u32> {
        let mut slot = self.first_slot(hash);
        loop {
            let number = self.slots.get(slot)?.checked_sub(1)?;
            let at = number as usize;
            if self.hashes[at] == hash && *self.words[at] == *word {
                return Some(number);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    fn settle(&mut self, number: usize) {
        let mut slot = self.first_slot(self.hashes[number]);
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = number as u32 + 1;
    }

    fn first_slot(&self, hash: u32) -> usize {
        // The low bits of FNV depend on the low bits of the bytes alone.
        (hash ^ hash >> 15) as usize & self.slots.len().wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let mut dictionary = Dictionary::default();
        assert_eq!(dictionary.get(hash("a"), "a"), None);
        let words: Vec<String> = (0..5_000).map(|at| format!("mot{at}")).collect();
        for word in words.iter().chain(&words) {
            dictionary.insert(word);
        }
        for (at, word) in words.iter().enumerate() {
            assert_eq!(dictionary.get(hash(word), word), Some(at as u32));
        }
        assert_eq!(dictionary.get(hash("mot"), "mot"), None);
        // Another word with the same hash is another word.
        assert_eq!(dictionary.get(hash("mot1"), "mot2"), None);
    }
}
