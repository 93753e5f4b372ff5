//! Where a clause has its verb: what joins two clauses and what only two nouns.

use super::Link;
use super::build::Builder;
use crate::clause::effect::Effect;
use crate::clause::operator::Operator;
use crate::clause::row::{FINITE_VERB, VERB};
use crate::model::Language;
use crate::recognize::lexicon::{VerbForm, flag};
use crate::recognize::lists::*;
use crate::recognize::starting_in;
use crate::recognize::token::{Case, Kind};

/// No clause of prose has more words before its verb.
const CLAUSE: usize = 48;

impl Builder<'_, '_> {
    /// Whether « et » joins two clauses: a verb or a subject comes next.
    pub(super) fn joins_clauses(&self, at: usize) -> bool {
        let view = self.view;
        let next = at + 1;
        if self.is_finite(next) {
            return true;
        }
        self.has_verb(at)
            && (self.is_present(next)
                || view.is_listed(next, SUBJECTS)
                || self.starts_verb(next)
                || self.goes_on_in_past(at)
                || view.is_listed(next, COMPLEMENTIZERS)
                || self.has_subject_and_verb(next))
    }

    /// "Moreau said he would stay, but Durand resigned": a name is the article's own subject; "said he
    /// was well and then resigned" goes on with what was done.
    pub(super) fn leaves_complement(&self, at: usize) -> bool {
        let view = self.view;
        let Some(next) = view.listed(at, COORDINATORS) else { return false };
        let is_set_off = at > 0 && view.is_mark(at - 1, ',');
        let names = || is_set_off && self.is_name(next) && self.has_subject_and_verb(next);
        let is_verb = || self.may_be_past(next) || self.is_finite(next);
        let goes_on = || next > at + 1 && is_verb();
        self.out.list[self.top()].link == Link::Complement && (names() || goes_on())
    }

    /// « et désigne la Régie », "and buys Zenith", « et se présente »: a word before an article or a
    /// name, or behind a reflexive pronoun, is a verb.
    fn is_present(&self, at: usize) -> bool {
        let view = self.view;
        let verb = view.listed(at, REFLEXIVES).unwrap_or(at);
        let is_word = view.word_on_line(verb).is_some_and(|token| token.case == Case::Lower);
        let is_third_person = self.is_third_person(verb);
        let may_be = match view.lexicon.language {
            Language::French => !view.is_form(verb, VerbForm::Participle),
            Language::English => is_third_person,
        };
        let next = verb + 1;
        let is_article =
            view.is_listed(next, DETERMINERS) && (may_be || view.is_listed(next, ARTICLES));
        // "Zenith takes over", « Zenith signe avec »
        let goes_on = self.is_name(at.saturating_sub(1))
            && view.is_listed(next, FRONTS)
            && !view.has(next, flag::NAME_LINK);
        is_word
            && !view.has(verb, flag::FUNCTION)
            && (verb > at || is_article || may_be && (goes_on || self.is_name(next)))
    }

    /// An English word that may be a verb in the present.
    fn is_third_person(&self, at: usize) -> bool {
        self.view.lexicon.language == Language::English && self.view.str(at).ends_with('s')
    }

    /// Whether the clause has its verb before a token.
    fn has_verb(&self, at: usize) -> bool {
        let segment = &self.out.list[self.top()];
        let own = segment.start.max(at.saturating_sub(CLAUSE))..at;
        // « ne … pas » stands around a verb, and what fails is one.
        let shows_verb = |op: &Operator| {
            op.effect == Effect::Negation && op.first.is_some() || op.effect == Effect::Failure
        };
        segment.last_verb.is_some()
            || own.clone().skip(1).any(|verb| self.may_be_past(verb))
            || starting_in(self.operators, &own, |op| op.trigger.start).iter().any(shows_verb)
    }

    /// "refused to pay and resigned", not "was sold and merged".
    fn goes_on_in_past(&self, at: usize) -> bool {
        let view = self.view;
        let start = self.out.list[self.top()].start.max(at.saturating_sub(CLAUSE));
        let is_auxiliary = |at: usize| view.is_listed(at, BE) || view.is_listed(at, HAVE);
        self.may_be_past(at + 1) && !(start..at).any(is_auxiliary)
    }

    /// A form of an English verb that is its past, if it is no participle.
    pub(super) fn may_be_past(&self, at: usize) -> bool {
        let view = self.view;
        view.lexicon.language == Language::English
            && view.is_form(at, VerbForm::Past)
            && !view.is_listed(at + 1, AGENTS)
    }

    /// "as Moreau resigned", not "as a partner"; "as Zenith reported" opens nothing.
    pub(super) fn is_clausal_adverbial(&self, at: usize) -> bool {
        const NEAR: usize = 4;
        let says = |op: &Operator| op.effect == Effect::Speech;
        let near = starting_in(self.operators, &(at..at + NEAR), |op| op.trigger.start);
        self.view.is_listed(at, CLAUSAL_ADVERBIALS)
            && !near.iter().any(says)
            && (self.view.is_listed(at + 1, SUBJECTS) || self.has_subject_and_verb(at + 1))
    }

    /// A determiner or name, and a verb within a few words, before the next mark or behind an
    /// apposition: "the mayor, Paul Moreau, resigned", « Moreau, 54 ans, a démissionné ».
    pub(super) fn has_subject_and_verb(&self, at: usize) -> bool {
        const REACH: usize = 6;
        let view = self.view;
        let goes_on = |at: &usize| match view.token(*at).map(|token| token.kind) {
            Some(Kind::Mark(_)) => view.is_glued(*at) && view.is_glued(*at + 1),
            Some(_) => !view.is_listed(*at, RELATIVES) && !view.is_listed(*at, JOINS),
            None => false,
        };
        let group = |from: usize| (from..at + 2 * REACH).take_while(goes_on);
        // « et Zenith rachète Acme »
        let is_shown = |verb: usize| {
            self.is_finite(verb)
                || self.is_past(at, verb)
                || self.is_name(verb - 1) && self.is_present(verb)
        };
        let apposed = || {
            let comma = group(at).last()? + 1;
            let first = comma + 1;
            let is_set_off = view.is_mark(comma, ',')
                && (self.is_name(first)
                    || view.digits(first).is_some()
                    || view.is_listed(first, DETERMINERS)
                    || view.is_listed(first, RELATIVES));
            let end = (first..first + 2 * REACH).find(|at| view.is_mark(*at, ','))?;
            let verb = end + 1;
            let is_verb = self.is_finite(verb) || self.may_be_past(verb);
            Some(is_set_off && is_verb)
        };
        group(at + 1).take(REACH).any(is_shown) || apposed().unwrap_or(false)
    }

    fn is_name(&self, at: usize) -> bool {
        self.view.token(at).is_some_and(|token| token.is_word() && token.case != Case::Lower)
    }

    /// Whether a form that may be a participle is the past of a subject that starts at a token:
    /// "Moreau resigned", "crews restored power", not "shares issued in June".
    fn is_past(&self, subject: usize, at: usize) -> bool {
        let view = self.view;
        let is_noun = |at: usize| view.word_on_line(at).is_some() && !view.has(at, flag::FUNCTION);
        let is_led = view.is_listed(subject, DETERMINERS) || self.is_name(subject);
        let is_determined = is_led && is_noun(at - 1);
        // A participle has no object.
        let has_object = || {
            let next = at + 1;
            is_noun(at - 1)
                && (view.is_listed(next, DETERMINERS)
                    || view.token(next).is_some_and(|token| token.kind == Kind::Digits)
                    || is_noun(next))
        };
        self.may_be_past(at) && (self.is_name(at - 1) || is_determined || has_object())
    }

    pub(super) fn starts_verb(&self, at: usize) -> bool {
        let clitic = self.view.listed(at, CLITICS).unwrap_or(at);
        self.is_finite(at) || self.is_verb(at) || (clitic > at && self.is_finite(clitic))
    }

    /// Whether an operator that is a verb starts here.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.out.row.is(at, VERB)
    }

    /// Whether a token shows that a clause has its verb.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        self.out.row.is(at, FINITE_VERB)
    }
}
