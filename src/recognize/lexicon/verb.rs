//! Forms of verbs, by their endings.

/// Forms of verbs that their endings show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// What would be.
    Conditional,
    /// What was.
    Past,
    /// What will be.
    Future,
    /// A participle.
    Participle,
    /// An infinitive.
    Infinitive,
}

/// Endings of verbs, by [`VerbForm`].
#[derive(Default)]
pub(super) struct VerbEndings {
    /// By what their last two bytes have in common in both cases: most words share it with none.
    endings: Vec<Vec<Ending>>,
    /// Words, or endings behind a hyphen, that look like a conditional by chance.
    pub(super) not_conditional: Vec<String>,
}

/// An ending of eight bytes at the most.
struct Ending {
    /// Its [`tail`].
    bytes: u64,
    mask: u64,
    form: u8,
}

impl VerbEndings {
    pub(super) fn add(&mut self, ending: &str, form: VerbForm) {
        let mask = u64::MAX >> (64 - 8 * ending.len().clamp(1, 8));
        self.endings.resize_with(SLOTS, Vec::new);
        let bytes = tail(ending) & mask;
        self.endings[slot(ending)].push(Ending { bytes, mask, form: 1 << form as u8 });
    }

    /// The forms whose endings a word has, as bits; accents count.
    #[inline]
    pub(super) fn forms_of(&self, word: &str) -> u8 {
        const SHORTEST: usize = 3;
        let Some(endings) = self.endings.get(slot(word)) else { return 0 };
        if endings.is_empty() || word.len() < SHORTEST {
            return 0;
        }
        let tail = tail(word);
        let has = |ending: &&Ending| tail & ending.mask == ending.bytes;
        let mut forms = endings.iter().filter(has).fold(0, |forms, ending| forms | ending.form);
        if forms != 0 && word.chars().nth(SHORTEST).is_none() {
            forms &= 1 << VerbForm::Past as u8;
        }
        let conditional = 1 << VerbForm::Conditional as u8;
        match forms & conditional != 0 && self.is_no_conditional(&word.to_lowercase()) {
            true => forms & !conditional,
            false => forms,
        }
    }

    fn is_no_conditional(&self, word: &str) -> bool {
        self.not_conditional.iter().any(|known| match known.strip_prefix('-') {
            Some(ending) => word.ends_with(ending),
            None => word == known,
        })
    }
}

const SLOTS: usize = 256;

/// Where the endings of a word are; the case of ASCII and Latin-1 letters makes no difference.
fn slot(word: &str) -> usize {
    match *word.as_bytes() {
        [.., before, last] => usize::from((before % 8 * 32) | (last % 32)),
        _ => 0,
    }
}

/// The last eight bytes of a word, the last one in the lowest place, with the bit by which small
/// letters of ASCII and Latin-1 differ from capitals.
fn tail(word: &str) -> u64 {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let tail = match word.as_bytes().last_chunk() {
        Some(bytes) => u64::from_be_bytes(*bytes),
        None => word.bytes().fold(0, |tail, byte| tail << 8 | u64::from(byte)),
    };
    tail | SMALL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_show_forms() {
        let mut verbs = VerbEndings::default();
        assert_eq!(verbs.forms_of("serait"), 0);
        for (ending, form) in [
            ("rait", VerbForm::Conditional),
            ("ait", VerbForm::Past),
            ("é", VerbForm::Past),
            ("prévenu", VerbForm::Past),
            ("er", VerbForm::Infinitive),
        ] {
            verbs.add(ending, form);
        }
        verbs.not_conditional = vec!["trait".into(), "-érait".into()];
        let (conditional, past, infinitive) = (1, 2, 16);
        for (word, forms) in [
            ("serait", conditional | past),
            ("SERAIT", conditional | past),
            ("trait", past),
            ("opérait", past),
            ("donné", past),
            ("DONNÉ", past),
            ("prévenu", past),
            ("Prévenu", past),
            ("venu", 0),
            ("donner", infinitive),
            ("mer", 0),
            ("mers", 0),
            ("né", past),
            ("é", 0),
        ] {
            assert_eq!(verbs.forms_of(word), forms, "{word}");
        }
    }
}
