//! Words that open and close clauses.

use std::ops::Range;

use smallvec::SmallVec;

use super::{Link, Segment, Segments};
use crate::clause::effect::Effect;
use crate::clause::operator::{Manner, Operator};
use crate::clause::row::{BEHIND_SPEECH, FINITE_VERB, INSIDE, QUOTED, Row, TURNS, VERB};
use crate::clause::shape::OPENERS;
use crate::model::Language;
use crate::recognize::View;
use crate::recognize::lists::*;
use crate::recognize::phrase::list_bit;
use crate::recognize::token::{Case, Kind};

pub(super) struct Builder<'b, 't> {
    pub(super) view: &'b View<'t>,
    quotations: &'b [Range<usize>],
    pub(super) operators: &'b [Operator],
    pub(super) out: Segments,
    pub(super) stack: SmallVec<[usize; 8]>,
    /// Where brackets, dashes and quotations end, and how high the stack is then.
    pub(super) closers: SmallVec<[(usize, usize); 4]>,
    /// One past the phrase that opened the last clause.
    opened_until: usize,
    /// The first token whose clause is not known yet.
    done: usize,
}

impl<'b, 't> Builder<'b, 't> {
    pub(super) fn new(
        view: &'b View<'t>,
        sentence: &Range<usize>,
        quotations: &'b [Range<usize>],
        operators: &'b [Operator],
        row: Row,
    ) -> Self {
        // Most sentences have no more clauses.
        const MOST: usize = 8;
        let list = Vec::with_capacity(MOST);
        Builder {
            view,
            quotations,
            operators,
            out: Segments { row, list, governors: SmallVec::new() },
            stack: SmallVec::new(),
            closers: SmallVec::new(),
            opened_until: 0,
            done: sentence.start,
        }
    }

    pub(super) fn sentence(mut self, sentence: &Range<usize>) -> Segments {
        self.open(Link::Main, sentence.start);
        if self.is_fronted(sentence) {
            self.enclose(Link::Adverbial, sentence.start);
        }
        let steps = std::mem::take(&mut self.out.row.steps);
        for at in steps.iter().map(|at| sentence.start + at) {
            let marks = self.out.row.marks(at);
            self.close(at);
            if marks & INSIDE == 0 {
                let top = self.top();
                if marks & TURNS != 0 {
                    self.step(at, marks, sentence);
                }
                if marks & FINITE_VERB != 0 {
                    self.second_verb(at);
                }
                if self.top() != top {
                    self.fill(at, top);
                }
            }
            if marks & (FINITE_VERB | VERB) != 0 {
                let top = self.top();
                self.out.list[top].last_verb = Some(at);
            }
        }
        self.close(sentence.end);
        self.fill(sentence.end, self.top());
        self.out
    }

    /// Closes what ends before a token.
    fn close(&mut self, at: usize) {
        while let Some((end, height)) = self.closers.last().copied().filter(|(end, _)| *end <= at) {
            self.fill(end, self.top());
            self.closers.pop();
            self.stack.truncate(height.max(1));
        }
    }

    /// Gives the tokens before one that have no clause yet theirs.
    fn fill(&mut self, until: usize, clause: usize) {
        self.out.row.fill(self.done..until, clause as u32);
        self.done = self.done.max(until);
    }

    /// The clause of a token: the one on top where none was opened or closed since.
    fn clause_of(&self, at: usize) -> usize {
        if at < self.done { self.out.of(at) } else { self.top() }
    }

    /// « the cut that nobody had expected took effect »: a second verb belongs to the clause above
    /// when that has none yet.
    pub(super) fn second_verb(&mut self, at: usize) {
        let view = self.view;
        let segment = &self.out.list[self.top()];
        let (Some(last), Some(parent)) = (segment.last_verb, segment.parent) else { return };
        let is_open = matches!(segment.link, Link::Relative | Link::Complement)
            && !segment.is_enclosed
            && self.out.list[parent].last_verb.is_none();
        let is_second = last + 1 < at
            && (last + 1..at).any(|at| !view.is_listed(at, BE) && !self.out.row.is(at, INSIDE))
            && !view.is_listed(at - 1, COMPLEMENTIZERS)
            && !view.is_listed(at - 1, SUBJECTS);
        let is_fresh = self.closers.last().is_none_or(|(_, height)| self.stack.len() > height + 1);
        if is_open && is_second && is_fresh {
            self.stack.pop();
        }
    }

    pub(super) fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    pub(super) fn open(&mut self, link: Link, start: usize) -> usize {
        let parent = (link != Link::Main).then(|| self.top());
        let id = self.out.list.len();
        self.out.list.push(Segment {
            parent,
            link,
            start,
            follows: None,
            is_enclosed: false,
            governor: None,
            last_verb: None,
        });
        self.stack.push(id);
        id
    }

    /// Opens a clause that the next comma closes.
    pub(super) fn enclose(&mut self, link: Link, start: usize) {
        let id = self.open(link, start);
        self.out.list[id].is_enclosed = true;
    }

    /// Opens a clause beside the current one.
    pub(super) fn beside(&mut self, start: usize) {
        let top = self.top();
        let (link, parent, governor, is_enclosed) = {
            let segment = &self.out.list[top];
            (segment.link, segment.parent, segment.governor, segment.is_enclosed)
        };
        self.stack.pop();
        let id = self.open(link, start);
        let segment = &mut self.out.list[id];
        (segment.parent, segment.governor, segment.is_enclosed) = (parent, governor, is_enclosed);
        segment.follows = Some(top);
    }

    fn step(&mut self, at: usize, marks: u16, sentence: &Range<usize>) {
        const CLAUSE: usize = 4;
        if marks & QUOTED != 0
            && let Some(quotation) = self.quotation(at)
            && quotation.len() >= CLAUSE
            && quotation.clone().any(|at| self.is_finite(at))
        {
            self.bracket(Link::Content, at, quotation.end);
            return;
        }
        match self.view.tokens[at].kind {
            Kind::Mark(mark) => self.mark(at, mark, sentence),
            Kind::Word | Kind::Digits => self.word(at, marks, sentence),
        }
    }

    fn quotation(&self, at: usize) -> Option<&Range<usize>> {
        let first = self.quotations.partition_point(|range| range.start < at);
        self.quotations.get(first).filter(|range| range.start == at)
    }

    fn word(&mut self, at: usize, marks: u16, sentence: &Range<usize>) {
        let view = self.view;
        let is_behind_speech =
            view.lexicon.language == Language::English && marks & BEHIND_SPEECH != 0;
        let kinds = view.phrases.kinds(at) & OPENERS;
        if at < self.opened_until || !(is_behind_speech || kinds != 0) {
            return;
        }
        let after_comma = at > 0 && view.is_mark(at - 1, ',');
        let opens = after_comma || at == sentence.start;
        let open = |this: &mut Self, link: Link| {
            if opens { this.enclose(link, at) } else { _ = this.open(link, at) }
        };
        let starts = |list: u16| kinds & list_bit(list) != 0;
        if (starts(CONDITIONS) || starts(IF)) && self.is_condition(at, sentence) {
            open(self, Link::Condition);
            self.opened_until = view.listed(at, CONDITIONS).unwrap_or(0);
        } else if (starts(ADVERBIALS)
            || starts(OTHERWISE)
            || starts(CLAUSAL_ADVERBIALS) && self.is_clausal_adverbial(at))
            && !self.is_in_phrase(at)
        {
            open(self, Link::Adverbial);
            // « even if » is no « if ».
            self.opened_until = view.listed(at, ADVERBIALS).unwrap_or(0);
        } else if starts(RELATIVES) && self.is_relative(at) {
            open(self, Link::Relative);
        } else if starts(COMPLEMENTIZERS) {
            self.complementizer(at);
        } else if starts(COORDINATORS) && self.leaves_complement(at) {
            self.stack.pop();
            self.beside(at);
        } else if starts(COORDINATORS) && at > sentence.start
            || starts(JOINS) && self.joins_clauses(at)
        {
            self.beside(at);
        } else if is_behind_speech && let Some(governor) = self.speech_before(at) {
            let id = self.open(Link::Complement, at);
            self.out.list[id].governor = Some(governor);
        }
    }

    /// The verb of speech right before a token that starts what is said: "said he would stay".
    fn speech_before(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let governor = self.governor(at)?;
        let op = &self.operators[governor];
        let says = op.effect == Effect::Speech
            && op.trigger.end <= at
            && self.may_say(op.trigger.start)
            && (op.manner != Manner::Clausal
                || view.is_listed(at, DETERMINERS)
                || view.is_listed(at, SUBJECTS));
        (says && self.starts_subject(at) && !self.is_listener(at)).then_some(governor)
    }

    /// "told reporters that": what is said starts further on.
    fn is_listener(&self, at: usize) -> bool {
        let view = self.view;
        const REACH: usize = 12;
        let is_open = |at: &usize| {
            view.word_on_line(*at).is_some() && !self.is_finite(*at) && !self.is_verb(*at)
        };
        let mut rest = (at..at + REACH).take_while(is_open);
        rest.any(|at| view.is_listed(at, COMPLEMENTIZERS))
    }

    /// Whether a verb of speech has its subject before it.
    fn may_say(&self, verb: usize) -> bool {
        verb.checked_sub(1)
            .is_some_and(|before| !matches!(self.view.tokens[before].kind, Kind::Mark('"' | '»')))
    }

    /// Whether a subject may start here: not a name right behind a verb of speech with nothing more.
    pub(super) fn starts_subject(&self, at: usize) -> bool {
        let view = self.view;
        let rest = at..view.tokens.len().min(at + 30);
        let end = rest
            .clone()
            .find(|&at| matches!(view.tokens[at].kind, Kind::Mark('.' | ';' | ':' | '"')));
        (at..end.unwrap_or(rest.end)).any(|at| self.is_finite(at) || self.is_verb(at))
            && !view.is_listed(at, FRONTS)
            && !view.is_listed(at, COMPLEMENTIZERS)
    }

    fn is_condition(&self, at: usize, sentence: &Range<usize>) -> bool {
        let view = self.view;
        let is_covered = self
            .operators
            .iter()
            .skip(self.operators.partition_point(|op| op.trigger.start + 6 < at))
            .take_while(|op| op.trigger.start <= at)
            .any(|op| {
                op.effect == Effect::Uncommitted
                    && op.trigger.start < at
                    && op.trigger.end + 2 >= at
            });
        if is_covered {
            return false;
        }
        if view.is_listed(at, CONDITIONS) {
            return true;
        }
        let Some(end) = view.listed(at, IF) else { return false };
        match view.lexicon.language {
            Language::French => {
                view.is_listed(end, IF_BEFORE)
                    || !view.tokens.get(end).is_some_and(|t| t.case == Case::Lower)
            }
            Language::English => at == sentence.start && !view.is_mark(sentence.end - 1, '?'),
        }
    }

    /// Whether a token stands inside the phrase of an operator that starts before it.
    fn is_in_phrase(&self, at: usize) -> bool {
        let from = self.operators.partition_point(|op| op.trigger.start + 8 < at);
        self.operators[from..]
            .iter()
            .take_while(|op| op.trigger.start < at)
            .any(|op| op.trigger.end > at)
    }

    fn is_relative(&self, at: usize) -> bool {
        let view = self.view;
        // « ou » is no « où ».
        view.is_listed(at, RELATIVES) && !(view.fold(at) == "ou" && view.str(at).is_ascii())
    }

    fn complementizer(&mut self, at: usize) {
        let view = self.view;
        // « que l'usine fermerait et que … »: the clause beside the first complement is open.
        let top = &self.out.list[self.top()];
        let goes_on = at > 0
            && (view.is_listed(at - 1, JOINS) || view.is_listed(at - 1, COORDINATORS))
            && top.start == at - 1
            && top.link == Link::Complement;
        if goes_on {
            return;
        }
        let is_compared = at > 0 && view.listed_before(at, COMPARATIVES).is_some();
        let is_restriction = (at.saturating_sub(8)..at).any(|before| {
            view.is_listed(before, NEGATION_FIRST)
                && !(before..at).any(|between| {
                    view.is_listed(between, NEGATION_SECOND) && view.fold(between) != "plus"
                })
        });
        if let Some(governor) = self.governor(at) {
            let id = self.open(Link::Complement, at);
            self.out.list[id].governor = Some(governor);
        } else if !is_compared && !is_restriction {
            let follows_noun = at > 0 && view.tokens[at - 1].is_word();
            let after_comma = at > 0 && view.is_mark(at - 1, ',');
            match view.lexicon.language {
                Language::French if after_comma => self.enclose(Link::Relative, at),
                Language::French => _ = self.open(Link::Relative, at),
                Language::English
                    if follows_noun && (self.is_finite(at + 1) || self.starts_subject(at + 1)) =>
                {
                    self.open(Link::Relative, at);
                }
                Language::English => {}
            }
        }
    }

    /// The operator whose complement may start at a token.
    pub(super) fn governor(&self, at: usize) -> Option<usize> {
        const REACH: usize = 6;
        let end = self.operators.partition_point(|op| op.trigger.start < at);
        let clause = self.top();
        (0..end).rev().take_while(|&op| self.operators[op].trigger.start + 2 * REACH > at).find(
            |&op| {
                let op = &self.operators[op];
                let between = op.trigger.end..at;
                let commas = between.clone().filter(|at| self.view.is_mark(*at, ',')).count();
                // « a annoncé, mardi soir, que »
                let is_set_off = commas == 2 && self.view.is_mark(at - 1, ',');
                op.effect.governs()
                    && op.trigger.end <= at + 1
                    && (between.len() < REACH || is_set_off)
                    && self.clause_of(op.trigger.start) == clause
                    && (commas == 0 || is_set_off)
            },
        )
    }
}
