//! Points in time as written: a day, a month, a year, a season, a weekday.

use super::resolve::Calendar;
use super::tense::Tense;
use crate::model::Language;
use rust_decimal::prelude::ToPrimitive;

use crate::recognize::lexicon::{Class, flag};
use crate::recognize::number::{Form, number};
use crate::recognize::token::{Case, Kind};
use crate::recognize::view::{self, View};
use crate::value::date::civil_from_days;

/// A text and the day that relative dates count from.
#[derive(Clone, Copy)]
pub(super) struct Reader<'v, 't> {
    pub(super) view: &'v View<'t>,
    pub(super) reference: Option<i64>,
    /// Whether what frames the date points to the future: "by Thursday".
    pub(super) looks_ahead: bool,
}

/// A point as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// A day of a month, perhaps of a year, perhaps with its weekday.
    Day { year: Option<i64>, month: u8, day: u8 },
    /// A month, perhaps of a year.
    Month { year: Option<i64>, month: u8 },
    /// A year.
    Year(i64),
    /// A season, quarter or half, perhaps of a year.
    Part { year: Option<i64>, code: u8 },
    /// A decade by its first year.
    Decade(i64),
    /// A century by its number.
    Century(i64),
    /// A day that may be one of two: 03/04/2025.
    Either(Calendar, Calendar),
    /// Settled already, or `None` for want of a reference.
    Known(Option<Calendar>),
}

/// Which one of several is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The words around decide.
    ByTense,
    /// The last one before.
    Last,
    /// The next one after.
    Next,
    /// The one of now.
    This,
}

impl Reader<'_, '_> {
    /// The point that starts at a token, and one past its last token.
    pub(super) fn point(&self, at: usize) -> Option<(Point, usize)> {
        self.numeric(at)
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.month(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.year_point(at))
    }

    /// 2020-09-15, 15/09/2020, 15.9.20.
    fn numeric(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let first = view.digits(at).filter(|count| *count <= 4)?;
        if at > 0
            && view.is_glued(at)
            && !matches!(view.tokens[at - 1].kind, Kind::Mark('(' | '"' | '«' | '['))
        {
            return None;
        }
        let Some(Kind::Mark(mark @ ('-' | '/' | '.'))) = view.token(at + 1).map(|t| t.kind) else {
            return None;
        };
        if let Some(short) = self.short_numeric(at, mark) {
            return Some(short);
        }
        let is_chain = view.is_glued(at + 1)
            && view.is_glued(at + 2)
            && view.is_mark(at + 3, mark)
            && view.is_glued(at + 3)
            && view.is_glued(at + 4);
        let (a, b, c) =
            (view.small_number(at)?, view.small_number(at + 2)?, view.small_number(at + 4)?);
        if !is_chain || view.digits(at + 2)? > 2 {
            return None;
        }
        let end = at + 5;
        let civil = |year: u32, month: u32, day: u32| {
            let year = if year < 100 { year + if year < 70 { 2000 } else { 1900 } } else { year };
            Calendar::civil(i64::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
                .filter(|_| (1..=12).contains(&month))
        };
        if first == 4 {
            return civil(a, b, c).map(|day| (Point::Known(Some(day)), end));
        }
        if first > 2 || !matches!(view.digits(at + 4)?, 2 | 4) {
            return None;
        }
        let (day_first, month_first) = (civil(c, b, a), civil(c, a, b));
        let point = match (view.lexicon.language, day_first, month_first) {
            (Language::French, Some(day), _) => Point::Known(Some(day)),
            (_, Some(one), Some(other)) if one != other => Point::Either(other, one),
            (_, Some(day), _) | (_, None, Some(day)) => Point::Known(Some(day)),
            (_, None, None) => return None,
        };
        Some((point, end))
    }

    /// « le 15/11 », 12/2023.
    fn short_numeric(&self, at: usize, mark: char) -> Option<(Point, usize)> {
        let view = self.view;
        let is_pair = mark == '/' && view.is_glued(at + 1) && view.is_glued(at + 2);
        if !is_pair || (view.is_mark(at + 3, '/') && view.is_glued(at + 3)) {
            return None;
        }
        let (a, b) = (view.small_number(at)?, view.small_number(at + 2)?);
        if view.digits(at + 2) == Some(4) {
            let month = u8::try_from(a).ok().filter(|month| (1..=12).contains(month))?;
            let year = i64::from(b);
            return (1900..2100)
                .contains(&year)
                .then_some((Point::Month { year: Some(year), month }, at + 3));
        }
        let french = view.lexicon.language == Language::French;
        let is_led = view.listed_before(at, view::ARTICLES).is_some();
        let (day, month) = (u8::try_from(a).ok()?, u8::try_from(b).ok()?);
        let fits = (1..=31).contains(&day) && (1..=12).contains(&month);
        (french && is_led && fits).then_some((Point::Day { year: None, month, day }, at + 3))
    }

    /// A day number: 15, 1er, 3rd, "first".
    pub(super) fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        let view = self.view;
        let (day, end) = match view.digits(at) {
            Some(1 | 2) => {
                let suffix = view.has(at + 1, flag::ORDINAL_SUFFIX) && view.is_glued(at + 1);
                let next = at + 1 + usize::from(suffix);
                let is_letter =
                    !suffix && view.is_glued(next) && view.token(next).is_some_and(|t| t.is_word());
                if is_letter {
                    return None;
                }
                (view.small_number(at)?, next)
            }
            Some(_) => return None,
            None => {
                let ordinal = view.word(at).ordinal;
                let french_day = view.lexicon.language == Language::French && ordinal > 1;
                if ordinal == 0 || french_day {
                    return None;
                }
                (ordinal, at + 1)
            }
        };
        (1..=31).contains(&day).then_some((day as u8, end))
    }

    /// A month's name, with its dot.
    pub(super) fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        let view = self.view;
        let token = view.token(at)?;
        let month = view.lexicon.word(token).month;
        let is_english = view.lexicon.language == Language::English;
        if month == 0 || (is_english && token.case == Case::Lower) {
            return None;
        }
        // « Mars » and « Mai » with a capital are a planet and a name, unless all is in capitals.
        let is_odd = !is_english
            && token.case == Case::Title
            && view.has(at, flag::AMBIGUOUS)
            && !view.starts_sentence(at);
        if is_odd {
            return None;
        }
        let is_dotted = view.is_mark(at + 1, '.') && view.is_glued(at + 1);
        Some((month, at + 1 + usize::from(is_dotted && view.has(at, flag::ABBREVIATION))))
    }

    /// A weekday's name in the singular, with what separates it from a date.
    pub(super) fn weekday_name(&self, at: usize) -> Option<(u8, usize)> {
        let view = self.view;
        let token = view.token(at)?;
        let weekday = view.lexicon.word(token).weekday;
        let is_english = view.lexicon.language == Language::English;
        if weekday == 0
            || (is_english && token.case == Case::Lower)
            || view.str(at).ends_with(['s', 'S'])
        {
            return None;
        }
        let is_dotted = view.is_mark(at + 1, '.') && view.is_glued(at + 1);
        Some((weekday, at + 1 + usize::from(is_dotted && view.has(at, flag::ABBREVIATION))))
    }

    /// « lundi 14 septembre 2020 », "Monday, September 14, 2020", "14 September".
    fn day_and_month(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let mut next = at;
        if let Some((_, after)) = self.weekday_name(at) {
            next = after;
            while view.is_mark(next, ',')
                || view.is_mark(next, '(')
                || (view.is_listed(next, view::ARTICLES) && next < after + 2)
            {
                next += 1;
            }
        }
        if let Some((day, after)) = self.day_number(next) {
            let skip = |at: usize| {
                if view.is_listed(at, view::IN_MONTH) && view.word(at).month == 0 {
                    at + 1
                } else {
                    at
                }
            };
            let of = skip(after);
            let (month, after) = self.month_name(of)?;
            if of > after || view.token(of)?.breaks {
                return None;
            }
            let (year, end) = self.year_behind(after);
            return Some((Point::Day { year, month, day }, end));
        }
        if view.lexicon.language == Language::French {
            return None;
        }
        let (month, after) = self.month_name(next)?;
        let (day, after) =
            self.day_number(if view.is_listed(after, view::ARTICLES) { after + 1 } else { after })?;
        if view.word(after).month > 0 || view.is_mark(after, '%') {
            return None;
        }
        let (year, end) = self.year_behind(after);
        Some((Point::Day { year, month, day }, end))
    }

    /// A year right behind a date: « 2020 », ", 2020", "of 2020".
    fn year_behind(&self, at: usize) -> (Option<i64>, usize) {
        let view = self.view;
        let mut next = at;
        if view.is_mark(next, ',') && view.lexicon.language == Language::English {
            next += 1;
        }
        if view.is_listed(next, view::IN_MONTH) {
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

    /// « avril 2025 », « en septembre », "March 2024".
    fn month(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let (month, after) = self.month_name(at)?;
        let (year, end) = self.year_behind(after);
        if year.is_none() && self.is_persons_name(at, after) {
            return None;
        }
        if year.is_none() && view.has(at, flag::AMBIGUOUS) {
            let leads = view.listed_before(at, view::LEADS).is_some()
                || view.is_listed(after, view::LAST)
                || view.is_listed(after, view::NEXT)
                || view.listed_before(at, view::LAST_BEFORE).is_some()
                || view.listed_before(at, view::NEXT_BEFORE).is_some();
            if !leads {
                return None;
            }
        }
        Some((Point::Month { year, month }, end))
    }

    /// "April Jones", « Avril Lavigne », "The Sunday Times", "Super Tuesday": a capital beside it.
    pub(super) fn is_persons_name(&self, at: usize, after: usize) -> bool {
        let view = self.view;
        if view.token(at).is_none_or(|token| token.case != Case::Title) {
            return false;
        }
        let is_name = |at: usize| {
            view.token(at)
                .is_some_and(|other| other.is_word() && other.case == Case::Title && !other.breaks)
                && !view.has(at, flag::FUNCTION)
                && view.word(at).month == 0
                && view.word(at).weekday == 0
        };
        let is_fixed = (at.saturating_sub(3)..=at)
            .any(|start| view.listed(start, view::NAMES).is_some_and(|end| end > at));
        let behind = is_name(after) && after == at + 1;
        // In a headline every word has a capital.
        let is_headline = behind && at > 0 && is_name(at - 1);
        let is_marked = view.listed_before(at, view::LAST_BEFORE).is_some();
        is_fixed
            || match view.lexicon.language {
                Language::French => !view.starts_sentence(at) || behind,
                Language::English => behind && !is_headline && !is_marked,
            }
    }

    /// A year by itself, where the words around make it one.
    fn year_point(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let year = self.year(at)?;
        if self.is_title(at) || self.is_in_name(at) || self.reads_as_amount(at) {
            return None;
        }
        let before = at.checked_sub(1);
        let is_led = view.listed_before(at, view::YEAR_BEFORE).is_some();
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
            }
            Kind::Mark('(' | '/' | '\'' | '«' | '"' | '[') => false,
            _ => true,
        }
    }

    /// « 2000 habitants », "1500 people": a plural behind makes it an amount.
    fn reads_as_amount(&self, at: usize) -> bool {
        let view = self.view;
        let next = at + 1;
        let Some(token) = view.token(next).filter(|token| token.is_word() && !token.breaks) else {
            return false;
        };
        if view.phrase(next, Class::Unit).is_some_and(|_| token.end - token.start > 2)
            || view.phrase(next, Class::Currency).is_some()
            || view.phrase(next, Class::Duration).is_some()
            || view.word(next).scale > 0
        {
            return true;
        }
        let is_led_firmly = view.listed_before(at, view::IN_YEAR).is_some();
        let text = view.str(next);
        let is_plural = text.len() > 3 && text.ends_with(['s', 'x']) && !text.ends_with("ss");
        !is_led_firmly
            && token.case == Case::Lower
            && !view.has(next, flag::FUNCTION)
            && (is_plural || view.lexicon.singulars.contains_key(&text.to_lowercase()))
    }

    /// « l'été 2003 », "the third quarter of 2024", « T1 2025 », "H1".
    fn part_of_year(&self, at: usize) -> Option<(Point, usize)> {
        self.season(at).or_else(|| self.quarter_or_half(at))
    }

    fn season(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let code = view.word(at).season;
        if code == 0 {
            return None;
        }
        let (year, end) = self.year_behind(at + 1);
        if year.is_none() && view.has(at, flag::AMBIGUOUS) {
            // « a été » is no summer, "in the fall of the regime" no season.
            let is_marked = view.is_listed(at + 1, view::LAST)
                || view.is_listed(at + 1, view::NEXT)
                || view.listed_before(at, view::LAST_BEFORE).is_some()
                || view.listed_before(at, view::NEXT_BEFORE).is_some()
                || view.listed_before(at, view::THIS).is_some();
            if !is_marked {
                return None;
            }
        } else if year.is_none() && !self.is_marked_season(at) {
            return None;
        }
        let (year, end) = match self.short_year_behind(end).filter(|_| year.is_some()) {
            Some(after) => (year, after),
            None => (year, end),
        };
        Some((Point::Part { year, code }, end))
    }

    /// A season in general (« en été ») is no date.
    fn is_marked_season(&self, at: usize) -> bool {
        let view = self.view;
        view.is_listed(at + 1, view::LAST)
            || view.is_listed(at + 1, view::NEXT)
            || view.listed_before(at, view::LAST_BEFORE).is_some()
            || view.listed_before(at, view::NEXT_BEFORE).is_some()
            || view.listed_before(at, view::THIS).is_some()
    }

    fn quarter_or_half(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let (number, after) = self.small_ordinal(at).or_else(|| self.letter_and_digit(at))?;
        let (code, most, mut end) = if let Some(end) =
            after.1.then_some(after.0).or_else(|| view.listed(after.0, view::QUARTERS))
        {
            if after.1 && after.2 { (40, 2, end) } else { (33, 4, end) }
        } else {
            (40, 2, view.listed(after.0, view::HALVES)?)
        };
        if !(1..=most).contains(&number) {
            return None;
        }
        let code = code + number - 1;
        let (year, next) = self.year_behind(end);
        if year.is_some() {
            end = next;
        } else if let Some(next) = self.fiscal_year_word(end) {
            end = next;
        }
        Some((Point::Part { year, code }, end))
    }

    /// "of the year", « de l'année »: behind a quarter, it adds nothing.
    fn fiscal_year_word(&self, _at: usize) -> Option<usize> {
        None
    }

    /// « premier », « 3e », "third": a number and what follows it.
    fn small_ordinal(&self, at: usize) -> Option<(u8, (usize, bool, bool))> {
        let view = self.view;
        let (number, mut end) = match view.digits(at) {
            Some(1) if view.has(at + 1, flag::ORDINAL_SUFFIX) && view.is_glued(at + 1) => {
                (view.small_number(at)?, at + 2)
            }
            Some(_) => return None,
            None => (view.word(at).ordinal, at + 1),
        };
        if view.is_mark(end, '-') && view.is_glued(end) {
            end += 1;
        }
        (1..=4).contains(&number).then_some((number as u8, (end, false, false)))
    }

    /// « T3 », "Q3", "H1", « S2 ».
    fn letter_and_digit(&self, at: usize) -> Option<(u8, (usize, bool, bool))> {
        let view = self.view;
        let token =
            view.token(at).filter(|token| token.is_word() && token.end - token.start == 1)?;
        if token.case == Case::Lower || !view.is_glued(at + 1) || view.digits(at + 1) != Some(1) {
            return None;
        }
        let is_half = view.is_listed(at, view::HALVES);
        if !is_half && !view.is_listed(at, view::QUARTERS) {
            return None;
        }
        Some((view.small_number(at + 1)? as u8, (at + 2, true, is_half)))
    }

    /// « années 1990 », « années 90 », "the 1990s", "the '90s".
    fn decade(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let english = view.lexicon.language == Language::English;
        let start = if english { at } else { view.listed(at, view::DECADES)? };
        let mut next = start;
        let is_short = view.is_mark(next, '\'') && english;
        next += usize::from(is_short);
        if !english && let Some(spelled) = number(view, next).filter(|n| n.form == Form::Words) {
            let tens =
                spelled.value.to_i64().filter(|tens| (20..100).contains(tens) && tens % 10 == 0)?;
            return Some((Point::Decade(1900 + tens), spelled.end));
        }
        let number = view.small_number(next)?;
        let count = view.digits(next)?;
        if !number.is_multiple_of(10) || !matches!(count, 2 | 4) {
            return None;
        }
        let mut end = next + 1;
        if english {
            // "1990s", "1990's".
            let is_plural = view.is_glued(end) && matches!(view.str(end), "s" | "'s" | "’s");
            if !is_plural
                || (count == 2 && !is_short && view.listed_before(at, view::DECADES).is_none())
            {
                return None;
            }
            end += 1;
        }
        let year = if count == 4 { i64::from(number) } else { 1900 + i64::from(number) };
        (1000..2200).contains(&year).then_some((Point::Decade(year), end))
    }

    /// « XIXe siècle », "19th century", "twentieth-century".
    fn century(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let (number, mut end) = match view.digits(at) {
            Some(1 | 2) if view.has(at + 1, flag::ORDINAL_SUFFIX) && view.is_glued(at + 1) => {
                (i64::from(view.small_number(at)?), at + 2)
            }
            Some(_) => return None,
            None if view.word(at).ordinal > 0 => (i64::from(view.word(at).ordinal), at + 1),
            None => (roman(view.str(at))?, at + 1),
        };
        if view.is_mark(end, '-') && view.is_glued(end) {
            end += 1;
        }
        let end = view.listed(end, view::CENTURIES)?;
        (1..=30).contains(&number).then_some((Point::Century(number), end))
    }

    /// « exercice 2023-2024 », "fiscal 2022", « saison 2019-2020 », "2019-20".
    fn fiscal(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let named = view.listed(at, view::FISCAL);
        let next = named.unwrap_or(at);
        let year = self.year(next)?;
        let end = next + 1;
        if let Some(after) = self.short_year_behind(end) {
            let last = year - year % 100 + i64::from(view.small_number(after - 1)?);
            let last = if view.digits(after - 1) == Some(4) {
                i64::from(view.small_number(after - 1)?)
            } else {
                last
            };
            let is_pair = last == year + 1;
            if is_pair && (named.is_some() || view.digits(after - 1) == Some(2)) {
                let span = Calendar::between(&Calendar::year(year), &Calendar::year(last));
                return Some((Point::Known(Some(span)), after));
            }
        }
        named.map(|_| (Point::Year(year), end))
    }

    /// "-24" or "/2025" behind a year.
    fn short_year_behind(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let is_joint =
            matches!(view.token(at).map(|token| token.kind), Some(Kind::Mark('-' | '/')));
        let count = view.digits(at + 1)?;
        (is_joint
            && view.is_glued(at)
            && view.is_glued(at + 1)
            && matches!(count, 2 | 4)
            && !(view.is_mark(at + 2, '-') && view.is_glued(at + 2)))
        .then_some(at + 2)
    }

    /// A point made definite by the reference and the words around.
    pub(super) fn settle(
        &self,
        point: &Point,
        which: Which,
        from: usize,
        to: usize,
    ) -> Option<Calendar> {
        let any = |year: Option<i64>, make: &dyn Fn(i64) -> Option<Calendar>| match year {
            Some(year) => make(year),
            None => self.nearest_year(make, which, from, to),
        };
        match point {
            Point::Day { year, month, day } => {
                any(*year, &|year| Calendar::civil(year, *month, *day))
            }
            Point::Month { year, month } => any(*year, &|year| Some(Calendar::month(year, *month))),
            Point::Part { year, code } => {
                any(*year, &|year| Some(Calendar::part_of_year(year, *code)))
            }
            Point::Year(year) => Some(Calendar::year(*year)),
            Point::Decade(year) => Some(Calendar::decade(*year)),
            Point::Century(number) => Some(Calendar::century(*number)),
            Point::Either(one, other) => Some(Calendar {
                from: one.from.min(other.from),
                to: one.to.max(other.to),
                edtf: {
                    let (a, b) = if one.from <= other.from { (one, other) } else { (other, one) };
                    format!("[{},{}]", a.edtf, b.edtf)
                },
            }),
            Point::Known(known) => known.clone(),
        }
    }

    /// The year in which a date without one falls: the nearest that fits the words around.
    fn nearest_year(
        &self,
        make: &dyn Fn(i64) -> Option<Calendar>,
        which: Which,
        from: usize,
        to: usize,
    ) -> Option<Calendar> {
        let reference = self.reference?;
        let (year, ..) = civil_from_days(reference);
        let candidates: Vec<Calendar> = (year - 5..=year + 5).filter_map(make).collect();
        let past = |strict: bool| {
            let fits = |c: &&Calendar| if strict { c.to < reference } else { c.from <= reference };
            candidates.iter().filter(fits).next_back().cloned()
        };
        let future = |strict: bool| {
            let fits = |c: &&Calendar| if strict { c.from > reference } else { c.to >= reference };
            candidates.iter().find(fits).cloned()
        };
        let tense = match which {
            Which::Last => return past(true),
            Which::Next => return future(true),
            Which::This => {
                return candidates.iter().find(|c| civil_from_days(c.from).0 == year).cloned();
            }
            Which::ByTense => self.tense(from, to),
        };
        match tense {
            Tense::Past => past(false),
            Tense::Future => future(false),
            Tense::Unknown => {
                let distance =
                    |c: &&Calendar| (c.from - reference).abs().min((c.to - reference).abs());
                candidates.iter().min_by_key(distance).cloned()
            }
        }
    }
}

/// A roman numeral with its ordinal ending, as centuries are written: XIXe, XXI.
fn roman(text: &str) -> Option<i64> {
    let digits = text.trim_end_matches(['e', 'è', 'm', 'ᵉ', 'r']);
    if digits.is_empty() || digits.len() > 6 {
        return None;
    }
    let mut total = 0;
    let mut last = 0;
    for c in digits.chars().rev() {
        let value = match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        };
        total += if value < last { -value } else { value };
        last = last.max(value);
    }
    Some(total)
}
