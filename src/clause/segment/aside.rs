//! What commas set off without a word that opens a clause: adjuncts before the sentence, participles
//! with or without a subject, appositions.

use std::ops::Range;

use super::build::Builder;
use crate::clause::row::{DATED, INSIDE};
use crate::model::Language;
use crate::recognize::lexicon::{VerbForm, flag};
use crate::recognize::lists::*;
use crate::recognize::starting_in;
use crate::recognize::token::Case;

impl Builder<'_, '_> {
    /// Whether a sentence starts with an adjunct that a comma closes.
    pub(super) fn is_fronted(&self, sentence: &Range<usize>) -> bool {
        // « Les négociations avec Zenith n'ayant pas abouti, »
        const SUBJECT: usize = 8;
        let view = self.view;
        let start = sentence.start;
        let is_participle = |at: usize| view.is_form(at, VerbForm::Participle);
        let is_gerund = |at: usize| self.is_gerund(at);
        let is_led = view.is_listed(start, FRONTS)
            || (start..start + 2).any(is_participle)
            || (start..start + SUBJECT).any(is_gerund);
        if !is_led {
            return false;
        }
        let is_comma = |at: &usize| view.is_mark(*at, ',') && !self.out.row.is(*at, INSIDE);
        let comma = sentence.clone().find(is_comma);
        let Some(comma) = comma else { return false };
        // « ne » shows a verb, but for « ne s'étant ».
        let is_verb = |at: usize| {
            let is_denied = view.is_listed(at, NEGATION_FIRST);
            let next = view.listed(at + 1, REFLEXIVES).unwrap_or(at + 1);
            self.is_finite(at) && !(is_denied && (is_gerund(next) || is_participle(next)))
        };
        !self.starts_verb(comma + 1) && !(start..comma).any(is_verb)
    }

    /// « ayant », "being"; « le barrage menaçant de rompre »: a word that works is a verb, and no
    /// « fabricant ».
    fn is_gerund(&self, at: usize) -> bool {
        let view = self.view;
        let works = || {
            let near = starting_in(self.operators, &(at..at + 1), |op| op.trigger.start);
            view.lexicon.language == Language::French
                && view.str(at).ends_with("ant")
                && !near.is_empty()
        };
        view.is_progressive(at) && (view.is_listed(at, GERUNDS) || works())
    }

    /// « , l'opposition n'ayant pas voté », ", not having voted": a participle with a subject of its
    /// own, or a denied one.
    pub(super) fn is_absolute(&self, start: usize, end: usize) -> bool {
        // A noun with what belongs to it.
        const SUBJECT: usize = 10;
        let view = self.view;
        let is_participle = |at: usize| {
            let before = view.listed(at, NEGATION_FIRST).or_else(|| view.listed(at, CONTRASTS));
            let verb = before.map(|next| self.behind_clitics(next)).unwrap_or(at);
            self.is_gerund(verb) || verb > at && view.is_progressive(verb)
        };
        let goes_on = |at: &usize| {
            view.word_on_line(*at).is_some() || view.digits(*at).is_some() || view.is_glued(*at)
        };
        let is_clause = |at: usize| {
            self.is_finite(at) || self.may_be_past(at) || view.is_listed(at, COMPLEMENTIZERS)
        };
        // Most commas have no such participle near behind them.
        if !(start..start + SUBJECT + 4).any(|at| view.is_progressive(at)) {
            return false;
        }
        for at in (start..end.min(start + SUBJECT)).take_while(goes_on) {
            // A participle that works goes on with the subject of the clause: « , citant … ».
            if is_participle(at) && (at > start || !self.is_verb(at)) {
                return true;
            }
            if is_clause(at) {
                return false;
            }
        }
        false
    }

    /// The first token behind small words in the group of a verb.
    fn behind_clitics(&self, at: usize) -> usize {
        let is_small =
            |at: &usize| self.view.is_listed(*at, VERB_GROUP) || self.view.is_listed(*at, CLITICS);
        (at..).find(|at| !is_small(at)).unwrap_or(at)
    }

    /// « , prévue le 14 septembre », ", published on 6 May": says when of the noun before it.
    pub(super) fn is_dated_participle(&self, at: usize) -> bool {
        let view = self.view;
        let is_word = view.word_on_line(at).is_some_and(|token| token.case == Case::Lower);
        let is_dated = |at: usize| self.out.row.is(at, DATED);
        // « rendu » shows no form.
        let may_be = match view.lexicon.language {
            Language::French => !self.is_finite(at) && !view.is_form(at, VerbForm::Infinitive),
            Language::English => view.is_form(at, VerbForm::Past) && !self.is_verb(at),
        };
        let is_led = view.is_listed(at + 1, FRONTS) || view.is_listed(at + 1, DETERMINERS);
        let is_date_next = is_dated(at + 1) || is_led && is_dated(at + 2);
        is_word && may_be && is_date_next && !is_dated(at) && !view.has(at, flag::FUNCTION)
    }

    /// « le centre aquatique, un chantier de 11 millions. »: ends the sentence, has no verb, and says
    /// what a known thing is. Behind a figure, or as a loss, it may say what the whole clause tells.
    pub(super) fn is_closing_apposition(&self, comma: usize, end: usize) -> bool {
        const NOUN: usize = 4;
        let view = self.view;
        let start = comma + 1;
        let is_definite = (comma.saturating_sub(NOUN)..comma).any(|at| {
            view.is_listed(at, DETERMINERS)
                && view.word(at).numeral.is_none()
                && (at + 1..comma).all(|at| view.word_on_line(at).is_some())
        });
        let breaks = |at: usize| {
            self.is_finite(at)
                || self.is_verb(at)
                || [JOINS, COORDINATORS, RELATIVES, ADVERBIALS, DECREASES]
                    .iter()
                    .any(|list| view.is_listed(at, *list))
                || view.is_mark(at, ',') && !self.out.row.is(at, INSIDE)
        };
        view.has(start, flag::ARTICLE) && is_definite && !(start..end).any(breaks)
    }
}
