//! What a token may be in a clause, by itself: all of it is seen in one look.

use std::ops::Range;

use smallvec::SmallVec;

use super::bits::Bits;
use super::effect::Effect;
use super::operator::{Manner, Operator, WORKS};
use super::row::{
    BEHIND_SPEECH, CONDITIONAL, DATED, FINITE_VERB, NEGATING, QUOTED, Row, TURNING, VERB, WORKING,
};
use crate::recognize::View;
use crate::recognize::lexicon::VerbForm;
use crate::recognize::lists::*;
use crate::recognize::phrase::{list_bit, list_bits};
use crate::recognize::token::{Case, Kind, Token};

/// Some tokens of a sentence.
pub(super) type Places = SmallVec<[usize; 16]>;

/// What opens a clause.
pub(super) const OPENERS: u128 = OWN_OPENERS | list_bit(CLAUSAL_ADVERBIALS);

/// Those with a bit of their own: to have it is to be listed.
const OWN_OPENERS: u128 = list_bits(&[
    CONDITIONS,
    IF,
    ADVERBIALS,
    OTHERWISE,
    RELATIVES,
    COMPLEMENTIZERS,
    COORDINATORS,
    JOINS,
]);

const _: () = assert!(OWN_OPENERS & list_bit(COUNT) == 0, "no list shares its bit");

/// All that a token's phrases may make of it.
const PHRASES: u128 = WORKS | OPENERS | list_bits(&[NEGATION_FIRST, FINITE]);

/// Forms that a verb has which can be told by itself.
const FORMS: u8 = 1 << VerbForm::Conditional as u8 | 1 << VerbForm::Future as u8;

/// Marks what each token of a sentence may be, and tells of those that may work in a clause.
pub(super) fn shapes(view: &View<'_>, sentence: &Range<usize>, working: &mut Places) -> Row {
    let mut row = Row::new(sentence);
    // Most tokens are nothing in a clause.
    let shaped = Bits::among(sentence, |some| {
        let tokens = view.tokens[some.clone()].iter().zip(view.phrases.kinds_in(&some));
        let is_shaped = |(token, kinds): (&Token, u128)| {
            (kinds & PHRASES != 0) | is_verb(token) | is_turn(token)
        };
        Bits::word(tokens.map(is_shaped))
    });
    for at in shaped.iter().map(|at| sentence.start + at) {
        let marks = shape(view, at);
        row.mark_one(at, marks);
        if marks & (WORKING | CONDITIONAL | NEGATING) != 0 {
            working.push(at);
        }
    }
    row
}

/// Marks which operators are verbs, what stands right behind a verb of speech, and what starts a
/// quotation.
pub(super) fn mark_heads(
    view: &View<'_>,
    operators: &[Operator],
    quotations: &[Range<usize>],
    row: &mut Row,
) {
    use Effect::{Demand, Denial, Plan, Refusal, Speech};
    for op in operators {
        let at = op.trigger.start;
        let is_bare = || !(at > 0 && view.is_listed(at - 1, ARTICLES));
        let acts = matches!(op.effect, Refusal | Denial | Speech | Plan | Demand);
        if acts && op.manner != Manner::Near && is_bare() {
            row.mark_one(at, VERB);
        }
        if op.effect == Speech {
            row.mark_one(op.trigger.end, BEHIND_SPEECH);
            if let Some(at) = subject_behind(view, row, op.trigger.end) {
                row.mark_one(at, BEHIND_SPEECH);
            }
        }
    }
    for quotation in quotations {
        row.mark_one(quotation.start, QUOTED);
    }
}

/// Where what is said may start behind a day, a place or a listener: "said on Tuesday she would stay",
/// "told reporters outside the court she would".
fn subject_behind(view: &View<'_>, row: &Row, verb: usize) -> Option<usize> {
    const REACH: usize = 6;
    let ends = |at: usize| {
        view.word_on_line(at).is_none() && view.digits(at).is_none()
            || is_finite(view, at)
            || view.starts_any(at, list_bits(&[COMPLEMENTIZERS, RELATIVES, ADVERBIALS, JOINS]))
    };
    let rest = (verb..verb + REACH).take_while(|at| !ends(*at));
    let starts = |at: usize| {
        // Before a capital a weekday may be read as part of a name.
        let is_day = |at: usize| row.is(at, DATED) || view.word(at).weekday > 0;
        let is_behind_date = is_day(at - 1) && !is_day(at);
        let is_free = !view.is_listed(at - 1, FRONTS) || is_behind_date;
        let is_subject = view.is_listed(at, SUBJECTS);
        let may_be = is_subject || is_behind_date && !view.is_listed(at, FRONTS);
        may_be && is_free && (is_subject || has_verb_near(view, at + 1))
    };
    rest.skip(1).find(|at| starts(*at))
}

/// Whether a verb that can be told follows within a noun's length.
fn has_verb_near(view: &View<'_>, from: usize) -> bool {
    const NOUN: usize = 8;
    let is_open = |at: &usize| {
        view.word_on_line(*at).is_some()
            && !view.is_listed(*at, COMPLEMENTIZERS)
            && !view.is_listed(*at, RELATIVES)
    };
    (from..from + NOUN).take_while(is_open).any(|at| is_finite(view, at))
}

fn is_verb(token: &Token) -> bool {
    token.forms & FORMS != 0
}

fn is_turn(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(',' | ';' | ':' | '(' | '[' | '-'))
}

/// What a token may be, by its word and its phrases.
fn shape(view: &View<'_>, at: usize) -> u16 {
    let (token, kinds) = (&view.tokens[at], view.phrases.kinds(at));
    let is_verb = is_verb(token);
    let is_conditional = token.case == Case::Lower && view.is_form(at, VerbForm::Conditional);
    let starts = |list: u16| kinds & list_bit(list) != 0;
    [
        (kinds & WORKS != 0, WORKING),
        (is_turn(token) || kinds & OPENERS != 0, TURNING),
        (starts(NEGATION_FIRST) && view.is_listed(at, NEGATION_FIRST), NEGATING),
        (is_verb && is_conditional, CONDITIONAL),
        (is_verb || starts(FINITE) && is_finite(view, at), FINITE_VERB),
    ]
    .into_iter()
    .fold(0, |marks, (holds, mark)| if holds { marks | mark } else { marks })
}

/// Whether a token shows that a clause has its verb.
pub(super) fn is_finite(view: &View<'_>, at: usize) -> bool {
    let is_preposition = || view.str(at).ends_with(['à', 'À']) && view.fold(at) == "a";
    (view.is_listed(at, FINITE) && !is_preposition()) || view.is_one_of(at, FORMS)
}
