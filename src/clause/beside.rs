//! What a denied verb says of an event that is its subject: « la vente n'a pas rassuré les salariés »
//! denies no sale.

use std::ops::Range;

use super::effect::Effect;
use super::operator::Operator;
use super::{Clauses, OpId};
use crate::model::Language;
use crate::recognize::lexicon::flag;
use crate::recognize::lists::*;
use crate::recognize::mention::Who;
use crate::recognize::token::Case;

impl Clauses<'_> {
    /// Whether a negation denies what else its clause says of an event: all of `targets` stand before
    /// its verb, one is a noun with a determiner, and the verb has an object that is no entity: « nos tirs
    /// n'ont pas provoqué le glissement » denies what a claim may say of the landslide.
    pub(super) fn is_beside(&self, id: OpId, targets: &[Range<usize>]) -> bool {
        let op = self.operator(id);
        let start = op.first.unwrap_or(op.trigger.start).min(op.trigger.start);
        let is_behind = || targets.iter().all(|target| target.end <= start);
        let is_denied = op.effect == Effect::Negation;
        let is_told = || targets.iter().any(|target| self.is_event(target)) && self.has_object(op);
        (is_denied || op.effect.weakens())
            && is_behind()
            && (is_denied && is_told() || self.is_titled(targets))
    }

    /// « le directeur Paul Jouve », "Paul Jouve, the director": whoever has a title where he is named has
    /// it, whatever he does.
    pub fn is_titled(&self, targets: &[Range<usize>]) -> bool {
        let view = &self.text.view;
        let is_title =
            |tokens: &&Range<usize>| (tokens.start..tokens.end).any(|at| view.has(at, flag::TITLE));
        let Some(title) = targets.iter().find(is_title) else { return false };
        let is_between = |at: usize| view.is_mark(at, ',') || view.is_listed(at, DETERMINERS);
        let is_near = |other: &Range<usize>| {
            let between = title.end.min(other.end)..title.start.max(other.start);
            between.len() <= 2 && between.clone().all(is_between)
        };
        // « si elle serait candidate » gives a title to nobody beside it.
        let is_name = |tokens: &Range<usize>| {
            tokens != title && view.token(tokens.start).is_some_and(|at| at.case != Case::Lower)
        };
        targets.iter().any(is_name) && targets.iter().all(is_near)
    }

    /// Whether an event behind its determiner is what was called off, as a whole: "called off the strike",
    /// "the strike was cancelled", not "failed to end the strike" or "opposed the strike".
    pub fn is_called_off(&self, event: &Range<usize>) -> bool {
        let view = &self.text.view;
        let sentence = self.number(self.text.sentence_of(event.start));
        let is_led = event.start.checked_sub(2).is_some_and(|at| view.is_listed(at, FRONTS));
        let is_group = |at: usize| {
            let is_verb = view.is_listed(at, BE) || view.is_listed(at, HAVE);
            is_verb || view.has(at, flag::FUNCTION) && !view.is_listed(at, FRONTS)
        };
        sentence.operators.iter().enumerate().any(|(at, op)| {
            let trigger = &op.trigger;
            let is_whole = match trigger.start < event.start {
                true => trigger.end + 1 == event.start,
                false => !is_led && (event.end..trigger.start).all(is_group),
            };
            op.effect == Effect::Refusal
                && !op.is_open
                && is_whole
                && sentence.reaches(at, event.start)
        })
    }

    /// Whether some tokens are a common noun behind a determiner or a genitive, or a name that is no
    /// subject itself: « le rachat par Zenith », "Zenith's purchase".
    fn is_event(&self, tokens: &Range<usize>) -> bool {
        const NEAR: usize = 3;
        let view = &self.text.view;
        let found = self.text.found(self.text.sentence_of(tokens.start));
        let meets = |other: &Range<usize>| other.start < tokens.end && tokens.start < other.end;
        if found.recognized.iter().any(|known| meets(&known.tokens)) {
            return false;
        }
        let mut before = (tokens.start.saturating_sub(NEAR)..tokens.start).rev();
        let is_genitive = |at: usize| view.str(at).starts_with(['\'', '’']);
        if found.mentions.iter().any(|mention| meets(&mention.tokens)) {
            let is_linked = |at: usize| view.has(at, flag::NAME_LINK) || view.is_listed(at, FRONTS);
            return before.next().is_some_and(is_linked) || is_genitive(tokens.end);
        }
        before.any(|at| view.is_listed(at, DETERMINERS) || is_genitive(at))
    }

    /// « n'a pas rassuré les salariés », "changes nothing", not « n'a pas vu le jour ».
    fn has_object(&self, op: &Operator) -> bool {
        let view = &self.text.view;
        let trigger = &op.trigger;
        let is_word = |at: usize| {
            view.word_on_line(at).is_some() && !view.is_listed(at, BEARS) && !view.is_listed(at, BE)
        };
        let is_verb = |at: usize| is_word(at) && !view.has(at, flag::FUNCTION);
        let is_noun = |at: usize| {
            let is_name = view.token(at).is_some_and(|token| token.case != Case::Lower);
            is_verb(at) && (is_name || view.lexicon.language == Language::English)
        };
        // With its determiner.
        const GROUP: usize = 2;
        let found = self.text.found(self.text.sentence_of(trigger.start));
        let is_entity = |at: usize| {
            found.mentions.iter().any(|mention| {
                let is_near = mention.tokens.start < at + GROUP && at < mention.tokens.end;
                is_near && matches!(mention.who, Who::Known(_))
            })
        };
        let is_object =
            |at: usize| (view.is_listed(at, DETERMINERS) || is_noun(at)) && !is_entity(at);
        let (before, behind) = (trigger.start.wrapping_sub(1), trigger.end);
        // « ne fait pas », « n'a pas fait ».
        let is_simple = op.first.is_some_and(|first| first + 2 == trigger.start)
            && !view.is_listed(before, HAVE);
        let is_nothing = view.is_listed(trigger.start, NOTHING) && is_word(before);
        is_nothing
            || is_verb(behind) && is_object(behind + 1)
            || is_simple && is_word(before) && is_object(behind)
    }
}
