//! Roman numerals.

/// The value of a Roman numeral of up to six letters, I to C.
pub fn roman(digits: &str) -> Option<i64> {
    const LONGEST: usize = 6;
    if digits.is_empty() || digits.len() > LONGEST {
        return None;
    }
    let (mut total, mut last) = (0, 0);
    for c in digits.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        };
        total += if value < last { -value } else { value };
        last = last.max(value);
    }
    Some(total)
}
