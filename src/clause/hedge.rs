//! How far words of doubt reach, by what stands beside them: a noun, a verb, commas; and nouns that look
//! like demands.

use super::scope::{Binder, Reach};
use super::shape::is_finite;
use crate::model::Language;
use crate::recognize::lexicon::{VerbForm, flag};
use crate::recognize::lists::*;
use crate::recognize::{Recognized, What};

impl Binder<'_, '_> {
    /// Whether the phrase ends with a word that opens what it is about: « le risque de ».
    pub(super) fn leads(&self) -> bool {
        let last = self.op.trigger.end - 1;
        let view = self.view;
        self.op.trigger.len() > 1
            && (view.is_listed(last, COMPLEMENTIZERS)
                || view.is_listed(last, IF)
                || view.has(last, flag::NAME_LINK))
            || view.is_listed(self.op.trigger.start, COMPLEMENTIZERS)
    }

    /// Where a noun ends that a hedge like « le risque de » leads: "on suspicion of murder in June", "cut
    /// the risk of stroke by 28%". What a verb tells, and what there may be, goes on.
    pub(super) fn end_of_led(&self) -> usize {
        let (view, trigger) = (self.view, &self.op.trigger);
        let (start, end) = (trigger.end, self.sentence.tokens.end);
        // "the risk of flooding has fallen" leads a noun.
        let is_verbal = self.is_verbal(start) && !is_finite(view, start + 1);
        let is_noun = view.has(start - 1, flag::NAME_LINK) && !is_verbal;
        let Some(before) = trigger.start.checked_sub(1).filter(|_| is_noun) else {
            return usize::MAX;
        };
        let opens_more = |at: usize| view.is_listed(at, FRONTS) && !view.has(at, flag::NAME_LINK);
        let clause = self.clause();
        let changes = |at: usize| {
            self.sentence.segments.of(at) == clause
                && (view.is_listed(at, DECREASES) || view.is_change(at))
        };
        if opens_more(before) {
            return (start..end).find(|at| opens_more(*at)).unwrap_or(usize::MAX);
        }
        // A row of thousands of risks stays linear.
        const REACH: usize = 32;
        let first = self.sentence.segments.list[clause].start.max(before.saturating_sub(REACH));
        let end = end.min(start + REACH);
        // « un risque de baisse »: what may change.
        let is_changed = view.is_listed(before, DETERMINERS)
            && !view.has(before, flag::ARTICLE)
            && (first..before).chain(start + 1..end).any(changes);
        let is_amount = |found: &&Recognized| {
            (start..end).contains(&found.tokens.start) && matches!(found.what, What::Amount { .. })
        };
        let amount = is_changed.then(|| self.recognized.iter().find(is_amount)).flatten();
        amount.map_or(usize::MAX, |found| found.tokens.start)
    }

    /// An infinitive, or "-ing".
    fn is_verbal(&self, at: usize) -> bool {
        let view = self.view;
        let is_gerund = || view.lexicon.language == Language::English && view.is_progressive(at);
        view.is_form(at, VerbForm::Infinitive) || is_gerund()
    }

    /// « d'avoir perçu », "with taking": whoever is charged with murder, is charged.
    pub(super) fn charge(&self) -> Option<Reach> {
        const REACH: usize = 8;
        let (view, clause) = (self.view, self.clause());
        let own = |at: &usize| self.sentence.segments.of(*at) == clause;
        let end = self.sentence.tokens.end.min(self.op.trigger.end + REACH);
        // « accusé de meurtre » ends as an infinitive does.
        let tells = |at: usize| match view.lexicon.language {
            Language::French => {
                self.is_verbal(at) && (view.is_listed(at, HAVE) || view.is_listed(at, BE))
            }
            Language::English => self.is_verbal(at),
        };
        let verb = (self.op.trigger.end..end).take_while(own).find(|&at| {
            tells(at) && view.is_listed(at - 1, FRONTS) && view.tokens[at - 1].is_word()
        })?;
        Some(Reach::After { clause, from: verb, until: usize::MAX })
    }

    /// The neighbouring words; the whole clause behind a form of to be.
    pub(super) fn near(&self) -> Reach {
        const NEAR: usize = 2;
        let trigger = &self.op.trigger;
        if self.be_before().is_some() {
            return Reach::Clause { clause: self.clause(), deep: true };
        }
        let is_word = |at: &usize| self.view.tokens.get(*at).is_some_and(|token| token.is_word());
        // "possible sepsis on 2 March", « expected in June ».
        let is_near =
            |at: &usize| is_word(at) && (*at == trigger.end || !self.view.is_listed(*at, FRONTS));
        let before = (1..=NEAR)
            .take_while(|back| trigger.start.checked_sub(*back).is_some_and(|at| is_word(&at)))
            .count();
        let after = (trigger.end..trigger.end + NEAR).take_while(is_near).count();
        Reach::Span(trigger.start - before..trigger.end + after)
    }

    /// A form of to be in the verb's group; not in "was charged with alleged offences".
    pub(super) fn be_before(&self) -> Option<usize> {
        const GROUP: usize = 4;
        let start = self.op.trigger.start;
        let opens_more =
            |at: &usize| self.view.is_listed(*at, FRONTS) && self.view.tokens[*at].is_word();
        let group = (start.saturating_sub(GROUP)..start).rev();
        group.take_while(|at| !opens_more(at)).find(|&at| {
            self.sentence.segments.of(at) == self.clause() && self.view.is_listed(at, BE)
        })
    }

    /// Whether it stands alone, between commas or before one: "has, it seems, bought", "Reportedly, …".
    pub(super) fn is_parenthetical(&self) -> bool {
        let trigger = &self.op.trigger;
        let is_free = trigger.start == self.sentence.tokens.start
            || trigger.start.checked_sub(1).is_some_and(|before| self.view.is_mark(before, ','));
        is_free && self.view.is_mark(trigger.end, ',')
    }

    /// « la demande a reculé de 40 % »: a noun that asks for nothing.
    pub(super) fn is_supply(&self) -> bool {
        let (view, trigger) = (self.view, &self.op.trigger);
        let is_noun = trigger.start > 0 && view.is_listed(trigger.start - 1, DETERMINERS);
        // "The demands include": what is asked for may follow.
        let asks = match view.lexicon.language {
            Language::French => view.is_listed(trigger.end, FRONTS),
            Language::English => !is_finite(view, trigger.end),
        };
        trigger.len() == 1 && is_noun && !asks
    }
}
