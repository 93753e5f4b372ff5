//! The passage of a text that is nearest to a quote, by edit distance.
//!
//! Bit-parallel search after G. Myers (1999) in the block form of H. Hyyrö (2003): 64 rows of the
//! distance matrix at a time, so the time is length of text × length of quote / 64.

use std::collections::BTreeMap;

/// Where the nearest passage is, in characters of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approximate {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Insertions, deletions and replacements between the two.
    pub distance: usize,
}

/// Finds the passage of `text` with the smallest edit distance to `pattern`; of several the one
/// that ends first, and of those with that end the shortest. `None` for an empty pattern or text.
pub fn nearest(pattern: &[char], text: &[char]) -> Option<Approximate> {
    if pattern.is_empty() || text.is_empty() {
        return None;
    }
    let (end, distance) = best_end(pattern, text, false)?;
    // The same search backwards from that end, anchored there, finds the start.
    let reversed_pattern: Vec<char> = pattern.iter().rev().copied().collect();
    let reach = (pattern.len() + distance).min(end);
    let reversed_text: Vec<char> = text[end - reach..end].iter().rev().copied().collect();
    let (length, _) = best_end(&reversed_pattern, &reversed_text, true)?;
    Some(Approximate { start: end - length, end, distance })
}

/// One block of 64 rows: the vertical differences of the current column.
#[derive(Clone, Copy)]
struct Block {
    plus: u64,
    minus: u64,
}

impl Block {
    /// Moves to the next column. `horizontal` is the difference coming in at the top, the result
    /// the one going out at row `bottom`.
    fn advance(&mut self, equal: u64, horizontal: i32, bottom: u64) -> i32 {
        let incoming_minus = u64::from(horizontal < 0);
        let xv = equal | self.minus;
        let equal = equal | incoming_minus;
        let xh = (((equal & self.plus).wrapping_add(self.plus)) ^ self.plus) | equal;
        let mut plus = self.minus | !(xh | self.plus);
        let mut minus = self.plus & xh;
        let out = i32::from(plus & bottom != 0) - i32::from(minus & bottom != 0);
        plus = (plus << 1) | u64::from(horizontal > 0);
        minus = (minus << 1) | incoming_minus;
        self.plus = minus | !(xv | plus);
        self.minus = plus & xv;
        out
    }
}

/// The end of the best match and its distance. `anchored`: the match starts at the text's start, so
/// that skipping text costs.
fn best_end(pattern: &[char], text: &[char], anchored: bool) -> Option<(usize, usize)> {
    let blocks_count = pattern.len().div_ceil(64);
    let mut masks: BTreeMap<char, Vec<u64>> = BTreeMap::new();
    for (at, &c) in pattern.iter().enumerate() {
        masks.entry(c).or_insert_with(|| vec![0; blocks_count])[at / 64] |= 1 << (at % 64);
    }
    // ASCII and Latin-1 letters are looked up without a search.
    let mut direct: Vec<Option<&Vec<u64>>> = vec![None; 256];
    for (&c, mask) in &masks {
        if (c as usize) < direct.len() {
            direct[c as usize] = Some(mask);
        }
    }
    let last_bottom = 1_u64 << ((pattern.len() - 1) % 64);
    let mut blocks = vec![Block { plus: u64::MAX, minus: 0 }; blocks_count];
    let mut score = pattern.len() as i64;
    let mut best = (0, score);
    let top = i32::from(anchored);
    for (at, &c) in text.iter().enumerate() {
        let mask = match direct.get(c as usize) {
            Some(found) => *found,
            None => masks.get(&c),
        };
        let mut carry = top;
        for (index, block) in blocks.iter_mut().enumerate() {
            let bottom = if index + 1 == blocks_count { last_bottom } else { 1 << 63 };
            carry = block.advance(mask.map_or(0, |mask| mask[index]), carry, bottom);
        }
        score += i64::from(carry);
        if score < best.1 {
            best = (at + 1, score);
            if score == 0 {
                break;
            }
        }
    }
    usize::try_from(best.1).ok().map(|distance| (best.0, distance))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The plain distance matrix: the oracle.
    fn slow(pattern: &[char], text: &[char]) -> usize {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut best = pattern.len();
        for &c in text {
            let mut diagonal = 0;
            column[0] = 0;
            for row in 1..=pattern.len() {
                let cost = usize::from(pattern[row - 1] != c);
                let value = (diagonal + cost).min(column[row] + 1).min(column[row - 1] + 1);
                diagonal = std::mem::replace(&mut column[row], value);
            }
            best = best.min(column[pattern.len()]);
        }
        best
    }

    fn distance(a: &[char], b: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut diagonal = std::mem::replace(&mut row[0], i + 1);
            for (j, y) in b.iter().enumerate() {
                let value = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
                diagonal = std::mem::replace(&mut row[j + 1], value);
            }
        }
        row[b.len()]
    }

    #[test]
    fn the_nearest_passage_is_found() {
        let text = chars("Le géant a vendu dix usines à une société américaine hier.");
        let found = nearest(&chars("vendu six usines"), &text).unwrap();
        assert_eq!(text[found.start..found.end].iter().collect::<String>(), "vendu dix usines");
        assert_eq!(found.distance, 1);
    }

    #[test]
    fn it_agrees_with_the_plain_matrix() {
        // A small generator, so that the test needs no crate and repeats exactly.
        let mut state = 7_u64;
        let mut next = move |bound: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % bound
        };
        for round in 0..400 {
            let letters = ['a', 'b', 'é', '西', ' '];
            let mut word = |length: u64| -> Vec<char> {
                (0..length).map(|_| letters[next(letters.len() as u64) as usize]).collect()
            };
            let pattern = word(1 + round % 150);
            let text = word(1 + (round * 7) % 300);
            let found = nearest(&pattern, &text).unwrap();
            assert_eq!(found.distance, slow(&pattern, &text));
            assert_eq!(found.distance, distance(&pattern, &text[found.start..found.end]));
        }
    }
}
