//! What a denial leaves standing: what the denied word takes for granted (« nul ne s'attendait à la
//! vente »), and what it only dates ("not until June").

use smallvec::SmallVec;

use super::effect::Effect;
use super::operator::Operator;
use super::scope::Binder;
use super::sentence::Sentence;
use crate::recognize::lexicon::{VerbForm, flag};
use crate::recognize::lists::{BEFORE, UNTIL};
use crate::recognize::{What, starting_in};

impl Sentence {
    /// What is denied or doubted and takes for granted what its clause says: "nobody expected".
    pub(super) fn given(&self) -> SmallVec<[usize; 2]> {
        // Prose has no more; a row of thousands would be asked for each token and operator.
        const MOST: usize = 16;
        let is_on = |given: &usize| {
            let trigger = &self.operators[*given].trigger;
            self.operators.iter().enumerate().any(|(op, operator)| {
                // "doubt" alone takes nothing for granted.
                !trigger.contains(&operator.trigger.start)
                    && (operator.effect.denies() || operator.effect == Effect::Uncommitted)
                    && self.works_at(op, *given)
            })
        };
        let is_given = |op: &usize| self.operators[*op].effect == Effect::Given;
        (0..self.operators.len()).filter(is_given).filter(is_on).take(MOST).collect()
    }

    /// Whether an operator works on the word of another, or is that word.
    fn works_at(&self, op: usize, other: usize) -> bool {
        let (a, b) = (&self.operators[op].trigger, &self.operators[other].trigger);
        a.start < b.end && b.start < a.end || self.spans(op, b.start)
    }

    /// Whether a verb of speech says nothing: "did not say", « refuse de préciser ».
    pub(super) fn is_withheld(&self, op: usize) -> bool {
        // "to", « de », and one word more.
        const GROUP: usize = 2;
        let at = self.operators[op].trigger.start;
        let is_over = |other: &Operator| {
            let end = other.trigger.end;
            match other.effect {
                Effect::Refusal => (end..=end + GROUP).contains(&at),
                Effect::Uncommitted => other.trigger.contains(&at),
                _ => false,
            }
        };
        let from = self.operators.partition_point(|other| other.trigger.start + 8 < at);
        !self.scopes[op].negators.is_empty()
            || self.operators[from..]
                .iter()
                .take_while(|other| other.trigger.start < at)
                .any(is_over)
    }

    /// Whether a token is taken for granted by a word that the operator works on.
    pub(super) fn is_spared(&self, op: usize, token: usize) -> bool {
        if self.given.is_empty() {
            return false;
        }
        let operator = &self.operators[op];
        let trigger = operator.trigger.start;
        let start = operator.first.map_or(trigger, |first| first.min(trigger));
        let works = match operator.effect {
            Effect::Speech => !self.scopes[op].negators.is_empty(),
            Effect::Plan | Effect::Demand => true,
            effect => effect.denies() || effect.weakens(),
        };
        works
            && self.given.iter().any(|&given| {
                let at = &self.operators[given].trigger;
                (token >= at.end || token < start.min(at.start))
                    && self.spans(given, token)
                    && self.works_at(op, given)
            })
    }
}

impl Binder<'_, '_> {
    /// « n'interviendra pas avant juin », "not until June": says when, and denies nothing.
    pub(super) fn is_date_bound(&self) -> bool {
        let view = self.view;
        let sentence = &self.sentence.tokens;
        let behind = self.op.trigger.end..sentence.end;
        let mut dates = starting_in(self.recognized, &behind, |found| found.tokens.start)
            .iter()
            .filter(|found| matches!(found.what, What::Date { .. }));
        let clause = self.clause();
        let is_own = |at: &usize| self.sentence.segments.of(*at) == clause;
        let is_future = |from: usize, until: usize| {
            (from..until)
                .filter(is_own)
                .any(|at| view.is_form(at, VerbForm::Future) || view.has(at, flag::FUTURE))
        };
        dates.any(|found| {
            let from = found.tokens.start;
            // "until" opens a clause of its own.
            let is_near = is_own(&from) || is_own(&(from - 1));
            let opens =
                |list| view.is_listed(from, list) || view.listed_before(found.core, list).is_some();
            is_near && (opens(UNTIL) || opens(BEFORE) && is_future(sentence.start, from))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use crate::clause::Clauses;
    use crate::model::{Language, Polarity};
    use crate::recognize::gazetteer::Gazetteer;
    use crate::recognize::{Annotated, View, lexicon};

    /// What is taken for granted in a text's first sentence, and the polarity of its `at`th token.
    fn read(text: &str, at: usize) -> (usize, Polarity) {
        let view = View::new(text, lexicon(Language::French));
        let clauses = Clauses::new(Rc::new(Annotated::new(view, &Gazetteer::default(), None)));
        let reading = clauses.reading(std::slice::from_ref(&(at..at + 1)), |_| true);
        (clauses.number(0).given.len(), reading.polarity)
    }

    #[test]
    fn a_long_row_of_what_nobody_expected_stays_bounded() {
        const DENIED: &str = "nul ne s'attendait à la vente ";
        // nul, ne, s', attendait, à, la, vente.
        assert_eq!(read(DENIED, 6), (1, Polarity::Affirmed));
        assert_eq!(read(&DENIED.repeat(2_000), 6).0, 16);
    }
}
