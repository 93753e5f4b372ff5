//! Years as written, behind a date and by themselves.

use super::point::{Point, Reader};
use super::third::PARTS;
use crate::model::Language;
use crate::recognize::lexicon::{Class, flag};
use crate::recognize::lists;
use crate::recognize::token::{Case, Kind};

impl Reader<'_, '_> {
    /// A year right behind a date: « 2020 », ", 2020", "of 2020".
    pub(super) fn year_behind(&self, at: usize) -> (Option<i64>, usize) {
        let view = self.view;
        let mut next = at;
        if view.is_mark(next, ',') && view.lexicon.language == Language::English {
            next += 1;
        }
        if view.is_listed(next, lists::IN_MONTH) {
            next += 1;
        }
        match self.year(next) {
            Some(year) if !view.tokens[next].breaks => (Some(year), next + 1),
            _ => (None, at),
        }
    }

    /// Four digits that can be a year.
    pub(super) fn year(&self, at: usize) -> Option<i64> {
        let view = self.view;
        let year = view.small_number(at).filter(|_| view.digits(at) == Some(4))?;
        let next = at + 1;
        let is_amount = (view.is_glued(next)
            && matches!(
                view.token(next).map(|t| t.kind),
                Some(Kind::Mark('%' | '€' | '$' | '£' | '°'))
            ))
            || (view.is_glued(next)
                && view.token(next).is_some_and(|token| token.is_word())
                && !view.str(next).starts_with(['\'', '’']));
        // 2024.5 and 20:15 go on behind a mark.
        let goes_on = matches!(view.token(next).map(|t| t.kind), Some(Kind::Mark('.' | ',' | ':')))
            && view.is_glued(next)
            && view.is_glued(next + 1)
            && view.digits(next + 1).is_some();
        ((1000..2200).contains(&year) && !is_amount && !goes_on).then_some(i64::from(year))
    }

    /// A year by itself, where the words around make it one.
    pub(super) fn year_point(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let year = self.year(at)?;
        if self.is_title(at) || self.is_in_name(at) || self.reads_as_amount(at) {
            return None;
        }
        let before = at.checked_sub(1);
        let is_led = view.listed_before(at, lists::YEAR_BEFORE).is_some();
        let is_enclosed =
            before.is_some_and(|before| view.is_mark(before, '(')) || view.is_mark(at + 1, ')');
        let is_recent = (1900..2100).contains(&year);
        // « budget 2024 », "its 2024 target": a word before and no plural behind.
        let follows_word = before.is_some_and(|before| {
            view.tokens[before].is_word() && view.phrase_before(at, Class::NotNumberAfter).is_none()
        });
        let stands_alone = view.starts_sentence(at)
            || before.is_some_and(|b| matches!(view.tokens[b].kind, Kind::Mark(',' | '-' | '/')));
        (is_led || is_enclosed || (is_recent && (follows_word || stands_alone)))
            .then_some((Point::Year(year), at + 1))
    }

    /// « 1984 » alone between quotation marks is a title.
    fn is_title(&self, at: usize) -> bool {
        let mark = |at: usize| {
            matches!(self.view.token(at).map(|t| t.kind), Some(Kind::Mark('"' | '«' | '»')))
        };
        at > 0 && mark(at - 1) && mark(at + 1)
    }

    /// Glued to a word or to what a word is glued to: 8-Mai-1945, v2024.
    fn is_in_name(&self, at: usize) -> bool {
        let view = self.view;
        let Some(before) = at.checked_sub(1).filter(|_| view.is_glued(at)) else { return false };
        match view.tokens[before].kind {
            Kind::Word => !view.str(before).ends_with(['\'', '’']),
            Kind::Mark('-') => {
                view.is_glued(before)
                    && before > 0
                    && view.tokens[before - 1].is_word()
                    && view.word(before - 1).season == 0
                    && !view.starts_any(before - 1, PARTS)
            }
            Kind::Mark('(' | '/' | '\'' | '«' | '"' | '[') => false,
            _ => true,
        }
    }

    /// "World Cup 2026 starts", « Paris 2024 »: a year behind a name, no round number.
    fn is_edition(&self, at: usize) -> bool {
        let view = self.view;
        let is_near = view
            .small_number(at)
            .is_some_and(|year| (1950..2100).contains(&year) && year % 100 > 0);
        let is_name = at.checked_sub(1).is_some_and(|name| {
            view.tokens[name].is_word()
                && view.tokens[name].case != Case::Lower
                && !view.has(name, flag::FUNCTION)
        });
        is_near && is_name && !view.tokens[at].breaks
    }

    /// « 2000 habitants », "1500 people": a plural behind makes it an amount.
    fn reads_as_amount(&self, at: usize) -> bool {
        let view = self.view;
        let next = at + 1;
        let Some(token) = view.word_on_line(next) else {
            return false;
        };
        if view.phrase(next, Class::Unit).is_some_and(|_| token.end - token.start > 2)
            || view.phrase(next, Class::Currency).is_some()
            || view.phrase(next, Class::Duration).is_some()
            || view.word(next).scale > 0
        {
            return true;
        }
        let is_led_firmly = view.listed_before(at, lists::IN_YEAR).is_some();
        let text = view.str(next);
        let is_plural = text.len() > 3 && text.ends_with(['s', 'x']) && !text.ends_with("ss");
        !is_led_firmly
            && !self.is_edition(at)
            && token.case == Case::Lower
            && !view.has(next, flag::FUNCTION)
            && (is_plural || view.lexicon.singulars.contains_key(&text.to_lowercase()))
    }
}
