//! Words that are verbs without a capital and names with one: "may" and May, "will" and Will.

use super::lexicon::{Lexicon, flag};
use super::token::{CORE, Case, Kind, Token};

/// Words looked at on each side.
const REACH: usize = 12;

/// Marks the tokens that are such a word as a name: beside the digits of a date, or with a capital
/// inside of a sentence that does not write all its words so. `capitals` are those with a capital.
pub(super) fn mark(tokens: &mut [Token], capitals: &[u32], lexicon: &Lexicon) {
    for at in capitals.iter().map(|at| *at as usize) {
        let token = &tokens[at];
        if token.case == Case::Title
            && lexicon.has(token, flag::HOMONYM)
            && is_name(at, tokens, lexicon)
        {
            let token = &mut tokens[at];
            (token.is_homonym, token.forms) = (true, token.forms & CORE);
        }
    }
}

fn is_name(at: usize, tokens: &[Token], lexicon: &Lexicon) -> bool {
    let is_digits = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Digits);
    let starts =
        tokens[at].breaks || at == 0 || !matches!(tokens[at - 1].kind, Kind::Word | Kind::Digits);
    is_digits(at + 1)
        || at.checked_sub(1).is_some_and(is_digits)
        || !starts && is_in_prose(at, tokens, lexicon)
}

/// Whether a longer word without a capital stands near, as headlines in title case have none.
fn is_in_prose(at: usize, tokens: &[Token], lexicon: &Lexicon) -> bool {
    let ends = |at: &usize| matches!(tokens[*at].kind, Kind::Mark('.' | '!' | '?' | ';'));
    let before = (at.saturating_sub(REACH)..at)
        .rev()
        .take_while(|near| !ends(near) && !tokens[near + 1].breaks);
    let after = (at + 1..tokens.len().min(at + REACH))
        .take_while(|near| !ends(near) && !tokens[*near].breaks);
    before.chain(after).any(|near| {
        let token = &tokens[near];
        token.is_word() && token.case == Case::Lower && !lexicon.has(token, flag::FUNCTION)
    })
}
