//! Words and their numbers, for texts of which every word is looked up.

/// What a word is looked up by: the hash of its bytes. Words of up to eight bytes have one of their
/// own among these; two longer ones share one with odds of one in 2⁶⁴.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    pub(super) fn of(word: &str) -> Key {
        let mut spelling = Spelling::default();
        word.bytes().for_each(|byte| spelling.push(u64::from(byte), 1));
        spelling.key()
    }

    /// The key of a word, all of whose pieces so far are of eight bytes, that goes on with another
    /// piece, its first byte in the lowest place.
    #[inline]
    pub(super) fn and(self, piece: u64) -> Key {
        Key(mix(self.0 ^ piece))
    }

    /// All of it.
    #[inline]
    pub(super) fn number(self) -> u64 {
        self.0
    }

    /// Those bits of it that depend on all bytes.
    #[inline]
    pub fn bits(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// A key in the making, as a word is read.
#[derive(Default, PartialEq)]
pub(super) struct Spelling {
    /// The key of all pieces of eight bytes.
    key: Key,
    /// The bytes since the last eight.
    piece: u64,
    length: u32,
}

impl Spelling {
    /// A word of so many bytes, with the key of its pieces of eight and those behind them.
    pub(super) fn new(key: Key, piece: u64, length: usize) -> Self {
        Spelling { key, piece, length: length as u32 }
    }

    /// Goes on with up to eight bytes, the first one in the lowest place; zeros stand above them.
    #[inline]
    pub(super) fn push(&mut self, piece: u64, count: usize) {
        let bits = self.length % 8 * 8;
        self.length += count as u32;
        self.piece |= piece << bits;
        if bits + 8 * count as u32 >= 64 {
            self.key = self.key.and(self.piece);
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
        Spelling { key: Key(0), piece, length: word.len() as u32 }
    }

    #[inline]
    pub(super) fn key(&self) -> Key {
        if self.length.is_multiple_of(8) { self.key } else { self.key.and(self.piece) }
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
    words: Vec<Box<str>>,
    /// The words by key, each in the first free slot; half full at the most.
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
        self.words.iter().map(|word| &**word)
    }

    /// The number of a word, which is put in where it is new.
    pub(super) fn insert(&mut self, word: &str) -> u32 {
        let key = Key::of(word);
        let known = self.get(key);
        if known > 0 {
            return known;
        }
        self.words.push(word.into());
        let number = self.words.len() as u32;
        if self.words.len() * 2 > self.slots.len() {
            let slots = vec![Slot::default(); (self.words.len() * 4).next_power_of_two()];
            let known = std::mem::replace(&mut self.slots, slots);
            known.into_iter().filter(|slot| slot.number > 0).for_each(|slot| self.settle(slot));
        }
        self.settle(Slot { key, number });
        number
    }

    /// The number of the word with a key; 0 for one that is not there.
    #[inline]
    pub(super) fn get(&self, key: Key) -> u32 {
        let mut at = key.bits() as usize;
        loop {
            match self.slots.get(at & self.slots.len().wrapping_sub(1)) {
                Some(slot) if slot.number > 0 && slot.key != key => at += 1,
                slot => return slot.map_or(0, |slot| slot.number),
            }
        }
    }

    fn settle(&mut self, slot: Slot) {
        let last = self.slots.len() - 1;
        let mut at = slot.key.bits() as usize & last;
        while self.slots[at].number != 0 {
            at = (at + 1) & last;
        }
        self.slots[at] = slot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let mut dictionary = Dictionary::default();
        let get = |dictionary: &Dictionary, word: &str| dictionary.get(Key::of(word));
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
