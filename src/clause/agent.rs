//! Who says, plans or demands: the noun that stands as the subject, behind "by", behind « selon »,
//! or behind an inverted verb.

use std::ops::Range;

use super::effect::Effect;
use super::operator::{Manner, Operator};
use super::row::{DATED, NAMED};
use super::segment::Link;
use super::sentence::Sentence;
use super::shape::is_finite;
use crate::recognize::lexicon::{VerbForm, flag};
use crate::recognize::lists::*;
use crate::recognize::mention::Mention;
use crate::recognize::token::{Case, Kind};
use crate::recognize::{View, covering};

/// Who says, plans or demands.
#[derive(Clone, Debug)]
pub(super) enum Agent {
    /// A noun with what belongs to it.
    Noun(Range<usize>),
    /// Whoever did so last; where nobody is known, the noun here.
    Pronoun(Option<Range<usize>>),
}

pub(super) struct Agents<'a, 't> {
    view: &'a View<'t>,
    sentence: &'a Sentence,
    /// The names of the sentence, in order.
    mentions: &'a [Mention],
}

impl<'a, 't> Agents<'a, 't> {
    pub(super) fn new(view: &'a View<'t>, sentence: &'a Sentence, mentions: &'a [Mention]) -> Self {
        Agents { view, sentence, mentions }
    }

    /// The agent of an operator.
    pub(super) fn agent(&self, op: &Operator, is_framing: bool) -> Option<Agent> {
        let trigger = &op.trigger;
        let sentence = &self.sentence.tokens;
        if matches!(op.effect, Effect::Source | Effect::Cite) {
            return self.noun(trigger.end, sentence.end).map(Agent::Noun);
        }
        if is_framing {
            let inverted = self.is_inverted(op).then(|| self.inverted(op, sentence)).flatten();
            return inverted.map(Agent::Noun).or_else(|| self.closing(op));
        }
        // « demandé par »; « intéressé par » names no one.
        let ends_with_by =
            self.view.listed_before(trigger.end, AGENTS).is_some_and(|by| by > trigger.start);
        if ends_with_by && op.effect != Effect::Plan {
            return self.noun(trigger.end, sentence.end).map(Agent::Noun);
        }
        let is_noun = trigger.start > 0
            && (self.view.is_listed(trigger.start - 1, DETERMINERS)
                || trigger.start == sentence.start);
        let is_passive = trigger.start > 0
            && (trigger.start.saturating_sub(3)..trigger.start)
                .any(|at| self.view.is_listed(at, BE) && !self.view.is_progressive(trigger.start));
        if let Some(agent) = self.behind_by(op, is_noun || is_passive, sentence) {
            return Some(Agent::Noun(agent));
        }
        if is_noun
            || (is_passive && op.effect != Effect::Plan)
            || matches!(op.manner, Manner::Impersonal | Manner::Near)
        {
            return None;
        }
        self.subject(trigger.start)
    }

    /// « par la ministre », behind a noun or a passive; behind other verbs only directly.
    fn behind_by(
        &self,
        op: &Operator,
        may_be_far: bool,
        sentence: &Range<usize>,
    ) -> Option<Range<usize>> {
        const REACH: usize = 8;
        let clause = self.sentence.segments.of(op.trigger.start);
        let reach = if may_be_far { REACH } else { 1 };
        let end = sentence.end.min(op.trigger.end + reach);
        let by = (op.trigger.end..end)
            .take_while(|&at| {
                self.sentence.segments.of(at) == clause && !self.view.is_mark(at, ',')
            })
            .find(|&at| self.view.is_listed(at, AGENTS))?;
        let after = self.view.listed(by, AGENTS)?;
        let is_who = self.is_named(after)
            || self.view.is_listed(after, DETERMINERS)
            || !self.view.has(after, flag::FUNCTION);
        (is_who && !self.is_dated(after)).then(|| self.noun(after, sentence.end)).flatten()
    }

    /// Whether a verb of speech frames what stands before or around it: « …, a dit la ministre ».
    pub(super) fn is_postposed(&self, op: &Operator) -> bool {
        !self.is_participle_noun(op) && (self.is_inverted(op) || self.is_closing(op))
    }

    /// « les jurés », "the estimated": behind an article a participle is no verb.
    fn is_participle_noun(&self, op: &Operator) -> bool {
        let at = op.trigger.start;
        at > 0
            && self.view.is_listed(at - 1, DETERMINERS)
            && self.view.is_form(at, VerbForm::Participle)
    }

    /// The first token of a verb's group.
    fn group(&self, verb: usize) -> usize {
        let view = self.view;
        let mut start = verb;
        while start > 0
            && view.tokens[start - 1].is_word()
            && (is_finite(view, start - 1)
                || view.is_listed(start - 1, CLITICS)
                || view.is_listed(start - 1, BE)
                || view.is_listed(start - 1, VERB_GROUP))
            && !self.is_named(start - 1)
        {
            start -= 1;
        }
        start
    }

    fn is_dated(&self, at: usize) -> bool {
        self.sentence.segments.row.is(at, DATED)
    }

    fn is_named(&self, at: usize) -> bool {
        self.sentence.segments.row.is(at, NAMED)
    }

    /// One past the last token of the name that a token stands in.
    fn end_of_name(&self, at: usize) -> Option<usize> {
        if !self.is_named(at) {
            return None;
        }
        covering(self.mentions, at, |mention| &mention.tokens).map(|mention| mention.tokens.end)
    }

    /// The verb right behind a comma or a quotation: its subject follows.
    fn is_inverted(&self, op: &Operator) -> bool {
        let view = self.view;
        let start = self.group(op.trigger.start);
        let Some(before) = start.checked_sub(1) else { return false };
        let is_break = matches!(view.tokens[before].kind, Kind::Mark(',' | '"' | '»' | '-'));
        let sentence = &self.sentence.tokens;
        if !is_break || before <= sentence.start || view.is_listed(op.trigger.end, COMPLEMENTIZERS)
        {
            return false;
        }
        let is_quoted = matches!(view.tokens[before].kind, Kind::Mark('"' | '»'))
            || matches!(view.tokens[before - 1].kind, Kind::Mark('"' | '»'));
        // « The Courier, citing officials, said »: the subject stands before.
        let segments = &self.sentence.segments;
        let clause = segments.of(op.trigger.start);
        let shows_verb = |at: usize| is_finite(view, at) || view.is_form(at, VerbForm::Past);
        let has_verb =
            || (sentence.start..before).any(|at| segments.of(at) == clause && shows_verb(at));
        (is_quoted || has_verb()) && self.inverted(op, sentence).is_some()
    }

    fn inverted(&self, op: &Operator, sentence: &Range<usize>) -> Option<Range<usize>> {
        let view = self.view;
        let mut at = op.trigger.end;
        while at < sentence.end {
            if matches!(view.tokens[at].kind, Kind::Mark(mark) if mark != '-') {
                return None;
            }
            if view.is_listed(at, SUBJECTS) || view.is_listed(at, COMPLEMENTIZERS) {
                return None;
            }
            if let Some(end) = self.addressee(op, at) {
                at = end;
                continue;
            }
            if (self.is_named(at) || view.is_listed(at, DETERMINERS)) && !self.is_dated(at) {
                return self.noun(at, sentence.end);
            }
            at += 1;
        }
        None
    }

    /// Where the noun of a preposition behind an inverted verb ends: « a confié à l’Agence Paul Roux ».
    fn addressee(&self, op: &Operator, at: usize) -> Option<usize> {
        let view = self.view;
        // « ont déclaré des proches ».
        let is_article = at == op.trigger.end && view.is_listed(at, ANONYMOUS);
        if !view.is_listed(at, FRONTS) || is_article || self.is_named(at) {
            return None;
        }
        let led = at + 1;
        let noun = if view.is_listed(led, DETERMINERS) { led + 1 } else { led };
        Some(self.end_of_name(noun).unwrap_or(noun))
    }

    /// « …, the retailer said »: a short subject behind a comma or quotation, nothing behind the verb.
    fn is_closing(&self, op: &Operator) -> bool {
        let view = self.view;
        let sentence = &self.sentence.tokens;
        let end = op.trigger.end;
        let ends = end >= sentence.end
            || matches!(view.tokens[end].kind, Kind::Mark('.' | ',' | '!' | '…' | '"' | ':'))
            || self.is_dated(end)
            || self.is_short_end(end, sentence.end);
        ends && self.closing_start(op).is_some()
    }

    /// "in a statement", "told reporters": no more than where and to whom, up to the next mark.
    fn is_short_end(&self, from: usize, end: usize) -> bool {
        const LONGEST: usize = 6;
        let view = self.view;
        let until = (from..end).find(|at| !view.tokens[*at].is_word()).unwrap_or(end);
        let is_plain = |at: usize| {
            !is_finite(view, at)
                && !view.is_listed(at, COMPLEMENTIZERS)
                && !view.is_listed(at, SUBJECTS)
                && !view.is_listed(at, RELATIVES)
                && !view.is_listed(at, ADVERBIALS)
        };
        let ends = view.tokens.get(until).is_none_or(|token| {
            until >= end || matches!(token.kind, Kind::Mark('.' | ',' | ';' | '!'))
        });
        ends && until - from <= LONGEST
            && view.lexicon.language == crate::model::Language::English
            && (from..until).all(is_plain)
    }

    fn closing(&self, op: &Operator) -> Option<Agent> {
        let start = self.closing_start(op)?;
        if self.view.is_listed(start, SUBJECTS) {
            return Some(Agent::Pronoun(None));
        }
        self.noun(start, self.group(op.trigger.start)).map(Agent::Noun)
    }

    /// Where the subject of a closing verb of speech starts.
    fn closing_start(&self, op: &Operator) -> Option<usize> {
        const SUBJECT: usize = 8;
        let view = self.view;
        let sentence = &self.sentence.tokens;
        let verb = self.group(op.trigger.start);
        let from = verb.saturating_sub(SUBJECT).max(sentence.start + 1);
        let is_mark = |at: &usize| matches!(view.tokens[*at].kind, Kind::Mark(',' | '"' | '»'));
        let start = (from..verb).rev().find(is_mark)? + 1;
        let opens = view.is_listed(start, DETERMINERS)
            || view.is_listed(start, SUBJECTS)
            || self.is_named(start)
            || !view.has(start, flag::FUNCTION);
        let breaks = |at: usize| view.is_listed(at, RELATIVES) || view.is_listed(at, ADVERBIALS);
        (start < verb && opens && !(start..verb).any(breaks)).then_some(start)
    }

    /// The subject of the clause whose verb stands at a token.
    fn subject(&self, verb: usize) -> Option<Agent> {
        let mut clause = self.sentence.segments.of(verb);
        let mut end = self.group(verb);
        for _ in 0..4 {
            let segment = &self.sentence.segments.list[clause];
            let own = (segment.start..end).filter(|&at| self.sentence.segments.of(at) == clause);
            let first = own.clone().find(|&at| self.opens_noun(at));
            if segment.link == Link::Relative
                && self.view.is_listed(segment.start, RELATIVES)
                && first.is_none()
            {
                return self.antecedent(segment.start).map(Agent::Noun);
            }
            if let Some(first) = first {
                if self.view.is_listed(first, SUBJECTS) {
                    return Some(Agent::Pronoun(self.first_noun(verb)));
                }
                return self.noun(first, end).map(Agent::Noun);
            }
            // A coordinated clause has the subject of the one before; an adjunct that of its main.
            let next = segment.follows.or_else(|| {
                matches!(segment.link, Link::Adverbial | Link::Aside)
                    .then_some(segment.parent)
                    .flatten()
            })?;
            clause = next;
            end = self.first_verb(clause);
        }
        None
    }

    /// Whether a noun starts at a token, and none of a preposition's.
    fn opens_noun(&self, at: usize) -> bool {
        let view = self.view;
        let is_led = at > 0 && view.is_listed(at - 1, FRONTS) && view.tokens[at - 1].is_word();
        let is_plain = view.tokens[at].is_word() && !view.has(at, flag::FUNCTION);
        let is_noun = self.is_named(at)
            || view.is_listed(at, DETERMINERS)
            || view.is_listed(at, SUBJECTS)
            || (is_plain && !view.is_listed(at, FRONTS) && !is_finite(view, at));
        // A plain word behind another one goes on with its noun.
        let goes_on = at > 0
            && is_plain
            && view.tokens[at - 1].is_word()
            && !self.is_named(at)
            && !view.is_listed(at - 1, COMPLEMENTIZERS)
            && ![DETERMINERS, SUBJECTS].iter().any(|list| view.is_listed(at, *list));
        is_noun && !is_led && !self.is_dated(at) && !goes_on
    }

    fn first_verb(&self, clause: usize) -> usize {
        let sentence = &self.sentence.tokens;
        let segment = &self.sentence.segments.list[clause];
        (segment.start..sentence.end)
            .find(|&at| self.sentence.segments.of(at) == clause && is_finite(self.view, at))
            .unwrap_or(sentence.end)
    }

    fn first_noun(&self, verb: usize) -> Option<Range<usize>> {
        let sentence = &self.sentence.tokens;
        let first = (sentence.start..verb)
            .find(|&at| self.opens_noun(at) && !self.view.is_listed(at, SUBJECTS))?;
        self.noun(first, verb)
    }

    /// The noun right before a relative clause.
    fn antecedent(&self, relative: usize) -> Option<Range<usize>> {
        const REACH: usize = 10;
        let view = self.view;
        let comma = relative > 0 && view.is_mark(relative - 1, ',');
        let end = relative - usize::from(comma);
        let from = end.saturating_sub(REACH).max(self.sentence.tokens.start);
        let words =
            (from..end).rev().take_while(|&at| view.tokens[at].is_word() && !is_finite(view, at));
        let start = words.filter(|&at| self.opens_noun(at)).last()?;
        self.noun(start, end)
    }

    /// A noun with what belongs to it, from its first token up to a mark, a verb, a date or a
    /// preposition that opens something else.
    fn noun(&self, start: usize, end: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 14;
        let view = self.view;
        let mut at = start;
        while at < end.min(start + LONGEST) {
            if let Some(name) = self.end_of_name(at).filter(|name| *name > at + 1) {
                at = name.min(end);
                continue;
            }
            let token = &view.tokens[at];
            let is_inside_word = match token.kind {
                Kind::Mark(mark) => mark == '-' && !token.spaced || mark == '\'',
                Kind::Digits => at == start,
                Kind::Word => true,
            };
            let is_verb = is_finite(view, at) && token.case == Case::Lower && !self.is_named(at);
            let opens_more = at > start
                && view.is_listed(at, FRONTS)
                && !view.has(at, flag::NAME_LINK)
                && !self.is_named(at);
            let breaks = view.is_listed(at, RELATIVES) && view.fold(at) != "ou"
                || view.is_listed(at, COMPLEMENTIZERS) && at > start
                || at > start && view.is_listed(at, JOINS)
                || at > start && self.is_dated(at);
            if !is_inside_word || is_verb || opens_more || breaks {
                break;
            }
            at += 1;
        }
        (at > start).then_some(start..at)
    }
}
