//! Words and their numbers, for texts of which every word is looked up.

/// What a word is looked up by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key {
    /// The first eight bytes.
    head: u64,
    /// The hash of all bytes. No two words of up to sixteen bytes have the same head and hash.
    hash: u64,
    /// How many bytes.
    length: u32,
}

/// Longer words may share a key.
const LONGEST_OWN: u32 = 16;

impl Key {
    pub(super) fn of(word: &str) -> Key {
        let mut spelling = Spelling::default();
        word.bytes().for_each(|byte| spelling.push(u64::from(byte), 1));
        spelling.key()
    }

    /// The key of up to eight bytes, the first one in the lowest place.
    #[inline]
    pub(super) fn of_piece(piece: u64, count: usize) -> Key {
        Key { head: piece, hash: mix(piece), length: count as u32 }
    }

    /// The key of a word, all of whose pieces so far are of eight bytes, that goes on with another.
    #[inline]
    pub(super) fn and(self, piece: u64, count: usize) -> Key {
        Key { hash: mix(self.hash ^ piece), length: self.length + count as u32, ..self }
    }

    /// A shorter hash.
    #[inline]
    pub(super) fn hash(&self) -> u32 {
        (self.hash >> 32) as u32
    }
}

/// A key in the making, as a word is read.
#[derive(Default, PartialEq)]
pub(super) struct Spelling {
    head: u64,
    hash: u64,
    /// The bytes since the last eight.
    piece: u64,
    length: u32,
}

impl Spelling {
    /// Goes on with up to eight bytes, the first one in the lowest place; zeros stand above them.
    #[inline]
    pub(super) fn push(&mut self, piece: u64, count: usize) {
        let bits = self.length % 8 * 8;
        self.length += count as u32;
        self.piece |= piece << bits;
        if bits + 8 * count as u32 >= 64 {
            self.head = if self.length < 16 { self.piece } else { self.head };
            self.hash = mix(self.hash ^ self.piece);
            self.piece = piece.checked_shr(64 - bits).unwrap_or(0);
        }
    }

    /// Goes on with a letter or a mark.
    #[inline]
    pub(super) fn push_char(&mut self, c: char) {
        if c.is_ascii() {
            return self.push(u64::from(c), 1);
        }
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push(u64::from(byte), 1));
    }

    /// A word that is shorter than eight bytes.
    pub(super) const fn short(word: &[u8]) -> Self {
        let (mut piece, mut at) = (0, word.len());
        while at > 0 {
            at -= 1;
            piece = piece << 8 | word[at] as u64;
        }
        Spelling { head: 0, hash: 0, piece, length: word.len() as u32 }
    }

    #[inline]
    pub(super) fn key(&self) -> Key {
        let head = if self.length < 8 { self.piece } else { self.head };
        let is_mixed = self.length.is_multiple_of(8);
        let hash = if is_mixed { self.hash } else { mix(self.hash ^ self.piece) };
        Key { head, hash, length: self.length }
    }
}

/// Takes each number to another one: the steps of MurmurHash3's last part can be undone.
#[inline]
fn mix(hash: u64) -> u64 {
    let hash = hash.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    (hash ^ hash >> 32).wrapping_mul(0xC4CE_B9FE_1A85_EC53)
}

/// Words, numbered from 1 in the order in which they were put in.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    words: Vec<(Key, Box<str>)>,
    /// The words by hash, each in the first free slot; half full at the most.
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: Key,
    /// The number of the word; 0 in a free slot.
    number: u32,
}

impl Dictionary {
    /// The words by number.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(_, word)| &**word)
    }

    /// The number of a word, which is put in where it is new.
    pub(super) fn insert(&mut self, word: &str) -> u32 {
        let key = Key::of(word);
        let known = self.get(key, |known| known == word);
        if known > 0 {
            return known;
        }
        self.words.push((key, word.into()));
        if self.words.len() * 2 > self.slots.len() {
            self.slots = vec![Slot::default(); (self.words.len() * 4).next_power_of_two()];
            (1..self.words.len()).for_each(|number| self.settle(number));
        }
        self.settle(self.words.len());
        self.words.len() as u32
    }

    /// The number of the word with a key; 0 for one that is not there. `is` compares words that may
    /// share a key.
    #[inline]
    pub(super) fn get(&self, key: Key, is: impl Fn(&str) -> bool) -> u32 {
        let mut at = key.hash() as usize;
        loop {
            let Some(slot) = self.slots.get(at & self.slots.len().wrapping_sub(1)) else {
                return 0;
            };
            let is_here = || {
                let is_own = key.length <= LONGEST_OWN;
                slot.key == key && (is_own || is(&self.words[slot.number as usize - 1].1))
            };
            if slot.number == 0 || is_here() {
                return slot.number;
            }
            at += 1;
        }
    }

    fn settle(&mut self, number: usize) {
        let (key, last) = (self.words[number - 1].0, self.slots.len() - 1);
        let mut at = key.hash() as usize & last;
        while self.slots[at].number != 0 {
            at = (at + 1) & last;
        }
        self.slots[at] = Slot { key, number: number as u32 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let mut dictionary = Dictionary::default();
        let get =
            |dictionary: &Dictionary, word: &str| dictionary.get(Key::of(word), |w| w == word);
        assert_eq!(get(&dictionary, "a"), 0);
        let words: Vec<String> =
            (0..5_000).map(|at| format!("mot{at}{}", "s".repeat(at % 20))).collect();
        for word in words.iter().chain(&words) {
            dictionary.insert(word);
        }
        for (at, word) in words.iter().enumerate() {
            assert_eq!(get(&dictionary, word), at as u32 + 1);
        }
        assert_eq!(get(&dictionary, "mot"), 0);
        // Another word with the same key is another word.
        assert_eq!(dictionary.get(Key::of(&words[19]), |_| false), 0);
        assert_ne!(dictionary.get(Key::of(&words[5]), |_| false), 0);
    }

    #[test]
    fn pieces_of_any_length_spell_a_word() {
        let word = "anticonstitutionnellement";
        for step in 1..=8 {
            let mut spelling = Spelling::default();
            for piece in word.as_bytes().chunks(step) {
                let bytes = piece.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
                spelling.push(bytes, piece.len());
            }
            assert_eq!(spelling.key(), Key::of(word), "{step}");
        }
    }
}
