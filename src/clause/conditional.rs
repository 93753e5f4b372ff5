//! What a conditional tells: a rumour, or the future of a past.

use super::segment::{Link, Segment};
use super::{Clauses, OpId};
use crate::model::Language;
use crate::recognize::lexicon::VerbForm;
use crate::recognize::lists::{BE, BE_COMPOUNDS, COMPLEMENTIZERS, DETERMINERS, HAVE, REFLEXIVES};

impl Clauses<'_> {
    /// « a annoncé qu'il vendrait »: a conditional in the complement of a past verb tells the future;
    /// « aurait vendu » tells a rumour there too.
    pub(super) fn is_future_in_past(&self, op: OpId) -> bool {
        let verb = self.operator(op).trigger.start;
        let sentence = self.number(op.sentence());
        let Some(segment) = sentence.segments.at(verb) else { return false };
        let is_told = segment.link == Link::Complement || self.follows_past(segment);
        if !is_told || self.is_compound(verb) {
            return false;
        }
        let Some(governor) = segment.governor.map(|at| &sentence.operators[at]) else {
            return true;
        };
        governor.trigger.clone().any(|at| self.text.view.is_form(at, VerbForm::Past))
            || self.text.view.lexicon.language == Language::English
    }

    /// « il a été décidé que », « on apprenait que »: a clause right behind a verb of the past, of
    /// whatever kind.
    fn follows_past(&self, segment: &Segment) -> bool {
        // An auxiliary, its participle, and a word between.
        const GROUP: usize = 3;
        let view = &self.text.view;
        let start = segment.start;
        // Not « a une cour que ».
        let is_auxiliary = |at: usize| {
            (view.is_listed(at, HAVE) || view.is_listed(at, BE))
                && at + 1 < start
                && !(at + 1..start).any(|at| view.is_listed(at, DETERMINERS))
        };
        let is_past = |at: usize| at + 1 == start && view.is_form(at, VerbForm::Past);
        view.is_listed(start, COMPLEMENTIZERS)
            && (start.saturating_sub(GROUP)..start).any(|at| is_past(at) || is_auxiliary(at))
    }

    /// An auxiliary and a participle; « serait évacué » is a passive, « serait parti » a past.
    fn is_compound(&self, verb: usize) -> bool {
        let view = &self.text.view;
        let mut participles =
            (verb + 1..verb + 4).filter(|at| view.is_form(*at, VerbForm::Participle));
        let is_reflexive = verb > 0 && view.is_listed(verb - 1, REFLEXIVES);
        if view.is_listed(verb, BE) && !is_reflexive {
            return participles.any(|at| view.is_listed(at, BE_COMPOUNDS));
        }
        (view.is_listed(verb, HAVE) || view.is_listed(verb, BE)) && participles.next().is_some()
    }
}
