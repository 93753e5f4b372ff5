//! Numbers that stand for others: « une dizaine », "dozens", « des milliers ».

use rust_decimal::Decimal;

use super::{Form, Number, Vague, power};
use crate::recognize::lexicon::flag;
use crate::recognize::view::View;

/// « une dizaine », « des milliers », "dozens", "tens of thousands", "hundreds of millions".
pub(super) fn vague_words(view: &View<'_>, at: usize) -> Option<Number> {
    let first = at + usize::from(view.has(at, flag::ARTICLE));
    if view.has(first, flag::FEW)
        && let Some(few) = few(view, first + 1)
    {
        return Some(few);
    }
    let word = *view.word(at);
    let plain = |value: Decimal, end: usize, scale: u8, vague: Vague| {
        Some(Number { value, end, scale, form: Form::Words, vague })
    };
    // « la quarantaine » is no forty; « la dizaine de blessés » is ten.
    let is_bare =
        word.collective > 0 && !view.str(at).ends_with('s') && !view.has(at + 1, flag::LINK);
    if is_bare && at > 0 && view.has(at - 1, flag::FUNCTION) && !view.has(at - 1, flag::ARTICLE) {
        return None;
    }
    // A number of collectives: « deux douzaines », "a dozen", « une centaine ».
    let (count, next, is_vague) = if word.collective > 0 || plural_scale(view, at).is_some() {
        (Decimal::ONE, at, true)
    } else if view.has(at, flag::VAGUE) {
        (Decimal::ONE, at + 1, true)
    } else {
        let value = word.numeral.map_or(1, |(_, value)| value);
        let is_numeral = word.numeral.is_some() || view.has(at, flag::ARTICLE);
        if !is_numeral || view.word(at + 1).collective == 0 {
            return None;
        }
        (Decimal::from(value), at + 1, false)
    };
    let base = view.word(next);
    let (unit, scale) = if base.collective > 0 {
        (Decimal::from(base.collective), 0)
    } else {
        (plural_scale(view, next)?, base.scale)
    };
    let mut end = next + 1;
    let mut value = count.checked_mul(unit)?;
    let mut top = scale;
    // « des centaines de milliers », "tens of millions".
    while view.has(end, flag::LINK) {
        let word = view.word(end + 1);
        let factor = match (word.scale, word.collective) {
            (0, 0) => break,
            (0, collective) => Decimal::from(collective),
            (scale, _) => {
                top = scale;
                power(scale)
            }
        };
        value = value.checked_mul(factor)?;
        end += 2;
    }
    if !is_vague {
        // « deux douzaines d'œufs » are 24; « une trentaine » is about 30.
        let is_exact = view.has(next, flag::EXACT) && count > Decimal::ONE;
        let vague = if is_exact { Vague::No } else { Vague::About };
        return plain(value, end, top, vague);
    }
    // "a dozen" comes through here without its article; « dizaine » alone is about ten.
    let is_plural = view.str(next).ends_with('s');
    let factor = if is_plural && base.collective > 0 && base.collective < 1000 { 2 } else { 1 };
    let is_nested = end > next + 1;
    let factor = if is_nested || base.scale > 0 || base.collective >= 100 { 1 } else { factor };
    let vague = if is_plural { Vague::Min } else { Vague::About };
    plain(value.checked_mul(Decimal::from(factor))?, end, top, vague)
}

/// "several hundred", "a few dozen", "several hundred thousand": a scale or collective in the singular.
fn few(view: &View<'_>, at: usize) -> Option<Number> {
    // "a couple of hundred".
    let at = at + usize::from(view.has(at, flag::LINK));
    let word = view.word(at);
    let (mut value, mut scale) = match (word.collective, word.scale) {
        (0, scale) if scale > 1 => (power(scale), scale),
        (collective, _) if collective > 0 => (Decimal::from(collective * 2), 0),
        _ => return None,
    };
    if view.str(at).ends_with('s') {
        return None;
    }
    let mut end = at + 1;
    while view.word(end).scale > scale {
        scale = view.word(end).scale;
        value = value.checked_mul(power(scale))?;
        end += 1;
    }
    Some(Number { value, end, scale, form: Form::Words, vague: Vague::Min })
}

/// A scale in the plural with nothing before it: "thousands", « des millions ».
fn plural_scale(view: &View<'_>, at: usize) -> Option<Decimal> {
    let word = view.word(at);
    let before = at.checked_sub(1);
    let is_counted = before.is_some_and(|before| {
        let word = view.word(before);
        word.numeral.is_some()
            || word.scale > 0
            || view.digits(before).is_some()
            || view.has(before, flag::ARTICLE)
    });
    (word.scale > 1 && view.str(at).ends_with('s') && !is_counted).then(|| power(word.scale))
}
