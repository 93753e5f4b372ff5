//! Dates with what frames them: since, until, by, from … to, early, mid, late.

use super::point::{Point, Reader, Which};
use super::resolve::{Calendar, edge, weekday};
use super::tense::Tense;
use crate::model::Language;
use crate::recognize::lexicon::{Class, flag};
use crate::recognize::token::Kind;
use crate::recognize::view::{self, View};
use crate::value::date::{civil_from_days, format_day};

/// A date read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// EDTF; `None` where it needs a reference that is not given.
    pub edtf: Option<String>,
    /// The date without its frame: « avril 2025 » of « jusqu'en avril 2025 ».
    pub core: Option<String>,
    /// First token.
    pub start: usize,
    /// First token of the date itself.
    pub core_start: usize,
    /// One past the last token.
    pub end: usize,
}

/// What a preposition makes of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    Since,
    Until,
    By,
    Before,
    After,
    Around,
}

const FRAMES: [(u16, Frame); 6] = [
    (view::SINCE, Frame::Since),
    (view::UNTIL, Frame::Until),
    (view::BY, Frame::By),
    (view::BEFORE, Frame::Before),
    (view::AFTER, Frame::After),
    (view::AROUND, Frame::Around),
];

/// Which third of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Third {
    Early,
    Middle,
    Late,
}

const THIRDS: [(u16, Third); 3] =
    [(view::EARLY, Third::Early), (view::MIDDLE, Third::Middle), (view::LATE, Third::Late)];

/// Reads the date that starts at a token. `reference` is the day that relative dates count from.
pub fn date(view: &View<'_>, at: usize, reference: Option<i64>) -> Option<Dated> {
    let reader = Reader { view, reference, looks_ahead: false };
    reader.framed(at).or_else(|| reader.unframed(at))
}

/// A date without a frame: what it is, and where it starts and ends.
#[derive(Clone, Debug)]
struct Plain {
    date: Option<Calendar>,
    /// The spelling, where it is no single stretch.
    edtf: Option<String>,
    end: usize,
    /// Early, mid or late in it.
    third: Option<Third>,
}

impl Plain {
    fn edtf(&self) -> Option<String> {
        self.edtf.clone().or_else(|| self.date.as_ref().map(|date| date.edtf.clone()))
    }
}

impl Reader<'_, '_> {
    fn unframed(&self, at: usize) -> Option<Dated> {
        let plain = self.plain(at)?;
        let edtf = plain.edtf();
        Some(Dated { core: edtf.clone(), edtf, start: at, core_start: at, end: plain.end })
    }

    fn framed(&self, at: usize) -> Option<Dated> {
        let view = self.view;
        let mut frames: Vec<(usize, Frame)> = FRAMES
            .iter()
            .filter_map(|(name, frame)| Some((view.listed(at, *name)?, *frame)))
            .collect();
        // The longest phrase first: « d'ici à » before « d'ici ».
        frames.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        for (mut next, frame) in frames {
            if self.is_range(at) {
                return None;
            }
            let mut core_start = next;
            if view.is_listed(next, view::ARTICLES) && self.plain(next).is_none() {
                next += 1;
                core_start = next;
            }
            let ahead = Reader { looks_ahead: frame == Frame::By, ..*self };
            let Some(plain) = ahead.plain(next) else { continue };
            let edtf = match &plain.date {
                Some(date) => Some(apply(frame, date, &plain)),
                None => plain.edtf.clone(),
            };
            return Some(Dated { edtf, core: plain.edtf(), start: at, core_start, end: plain.end });
        }
        None
    }

    /// Whether a range starts here: « du 3 au 9 août » is no « du ».
    fn is_range(&self, at: usize) -> bool {
        self.range(at).is_some()
    }

    /// A range, a list, a third of a period, a relative date or a point.
    fn plain(&self, at: usize) -> Option<Plain> {
        if let Some(range) = self.range(at) {
            return Some(range);
        }
        if let Some(third) = self.third(at) {
            return Some(third);
        }
        let whole =
            |date: Option<Calendar>, end: usize| Plain { date, edtf: None, end, third: None };
        if let Some((date, end)) = self.relative(at) {
            return Some(whole(date, end));
        }
        if let Some(list) = self.list(at) {
            return Some(list);
        }
        if let Some((date, end)) = self.bare_day(at) {
            return Some(whole(date, end));
        }
        let (point, end) = self.point(at)?;
        if let Some((date, end)) = self.of_relative_year(&point, end) {
            return Some(whole(date, end));
        }
        Some(whole(self.settle(&point, Which::ByTense, at, end), end))
    }

    /// « mars de l'an dernier », "March of last year".
    fn of_relative_year(&self, point: &Point, end: usize) -> Option<(Option<Calendar>, usize)> {
        let Point::Month { year: None, month } = point else { return None };
        let next = self.view.listed(end, view::IN_MONTH)?;
        let (year, after) = self.relative(next)?;
        let Some(year) = year else { return Some((None, after)) };
        (year.to - year.from > 360)
            .then(|| (Some(Calendar::month(year.start_year(), *month)), after))
    }

    /// "on the 3rd": a day of the current month or of the one before.
    fn bare_day(&self, at: usize) -> Option<(Option<Calendar>, usize)> {
        let view = self.view;
        if view.lexicon.language == Language::French || view.digits(at).is_none() {
            return None;
        }
        let (day, end) = self.day_number(at).filter(|(_, end)| *end == at + 2)?;
        let before = view.listed_before(at, view::ARTICLES)?;
        let is_led = view.listed_before(before, view::LEADS).is_some();
        let is_noun = view.token(end).is_some_and(|next| next.is_word() && !next.breaks)
            && !view.has(end, flag::FUNCTION);
        if !is_led || is_noun {
            return None;
        }
        let date = self.reference.and_then(|reference| {
            let (year, month, _) = civil_from_days(reference);
            let this = Calendar::civil(year, month, day);
            this.filter(|this| this.from <= reference).or_else(|| {
                let (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
                Calendar::civil(year, month, day)
            })
        });
        Some((date, end))
    }

    /// « début août », « mi-septembre », "late 2024", « fin d'année », "the end of the month".
    fn third(&self, at: usize) -> Option<Plain> {
        let view = self.view;
        let (next, third) = THIRDS
            .iter()
            .filter_map(|(name, third)| Some((view.listed(at, *name)?, *third)))
            .max_by_key(|(end, _)| *end)?;
        let mut next = next;
        if view.is_mark(next, '-') && view.is_glued(next) {
            next += 1;
        }
        if view.is_listed(next, view::ARTICLES) && self.whole(next).is_none() {
            next += 1;
        }
        // « fin du mois de mars ».
        if let Some(after) =
            view.listed(next, view::IN_MONTH).filter(|after| self.month_name(*after).is_some())
        {
            next = after;
        }
        let (date, end) = self.whole(next)?;
        let part = date.as_ref().and_then(|date| part_of(date, third));
        Some(Plain { date: part, edtf: None, end, third: Some(third) })
    }

    /// What has a beginning and an end: a month, a year, a season, « l'année », "the month".
    fn whole(&self, at: usize) -> Option<(Option<Calendar>, usize)> {
        let view = self.view;
        if let Some((point, end)) = self.point(at) {
            let is_day = matches!(point, Point::Day { .. });
            if is_day {
                return None;
            }
            if let Some((marked, after)) = self.relative(at).filter(|(_, after)| *after > end) {
                return Some((marked, after));
            }
            return Some((self.settle(&point, Which::ByTense, at, end), end));
        }
        if let Some((date, end)) = self.relative(at) {
            return Some((date, end));
        }
        // « fin d'année », "the end of the week": those of now.
        let article = usize::from(view.is_listed(at, view::ARTICLES));
        let phrase = view.phrase(at + article, Class::Duration)?;
        let end = phrase.end as usize;
        let is_period = matches!(
            crate::recognize::DURATION_UNITS[phrase.payload as usize],
            "week" | "month" | "quarter" | "half" | "year" | "decade" | "century"
        );
        // « la fin des années de guerre »: a plural is no one period.
        let text = view.str(at + article);
        let is_plural =
            text.ends_with('s') && view.lexicon.singulars.get(text).is_none_or(|one| one != text);
        (is_period && !is_plural).then(|| (self.now(phrase.payload), end))
    }

    /// The week, month, year… of the reference.
    fn now(&self, unit: u16) -> Option<Calendar> {
        let reference = self.reference?;
        let (year, month, _) = civil_from_days(reference);
        Some(match crate::recognize::DURATION_UNITS[unit as usize] {
            "week" => {
                let start = super::resolve::monday(reference);
                Calendar::days(start, start + 6)
            }
            "month" => Calendar::month(year, month),
            "quarter" => Calendar::part_of_year(year, 33 + (month - 1) / 3),
            "half" => Calendar::part_of_year(year, 40 + (month - 1) / 6),
            "year" => Calendar::year(year),
            "decade" => Calendar::decade(year / 10 * 10),
            _ => Calendar::century(year / 100 + 1),
        })
    }

    /// « du 3 au 9 août », "between March and May 2024", "3-9 August", "2019-2021".
    fn range(&self, at: usize) -> Option<Plain> {
        let view = self.view;
        let from = view.listed(at, view::DATE_RANGE_FROM);
        for start in [from, Some(at)].into_iter().flatten() {
            let start =
                if view.is_listed(start, view::ARTICLES) && self.end_of_first(start).is_none() {
                    start + 1
                } else {
                    start
                };
            let Some(range) = self.range_from(at, start, from.is_some() && start > at) else {
                continue;
            };
            return Some(range);
        }
        None
    }

    fn end_of_first(&self, at: usize) -> Option<usize> {
        self.point(at).map(|(_, end)| end).or_else(|| self.day_number(at).map(|(_, end)| end))
    }

    fn range_from(&self, at: usize, start: usize, is_led: bool) -> Option<Plain> {
        let view = self.view;
        if let Some(range) = self.weekdays(start, is_led) {
            return Some(range);
        }
        let first = self.point(start);
        let short = self.short_day(start);
        let ends = [first.as_ref().map(|(_, end)| *end), short.map(|(_, end)| end)];
        for end in ends.into_iter().flatten() {
            let Some(next) = self.range_joint(end, is_led) else { continue };
            let next = if view.is_listed(next, view::ARTICLES) && self.point(next).is_none() {
                next + 1
            } else {
                next
            };
            let Some((last, stop)) = self.point(next).or_else(|| self.later_day(&first, next))
            else {
                continue;
            };
            let is_short = Some(end) == short.map(|(_, end)| end) && Some(end) != ends[0];
            let pair = if is_short {
                self.days_of_one_month(short?.0, &last, at, stop)
            } else {
                self.two_points(&first.as_ref()?.0, &last, at, stop)
            };
            let Some((low, high)) = pair else { continue };
            let date = match (low, high) {
                (Some(low), Some(high)) if low.from <= high.from => {
                    Some(Calendar::between(&low, &high))
                }
                (Some(_), Some(_)) => continue,
                _ => None,
            };
            return Some(Plain { date, edtf: None, end: stop, third: None });
        }
        None
    }

    /// « de lundi à mercredi », "from Monday to Wednesday".
    fn weekdays(&self, start: usize, is_led: bool) -> Option<Plain> {
        let (first, end) = self.weekday_name(start)?;
        let next = self.range_joint(end, is_led)?;
        let (last, stop) = self.weekday_name(next)?;
        if self.day_number(stop).is_some() || !is_led {
            return None;
        }
        let date = self.reference.map(|reference| {
            let back = (i64::from(weekday(reference)) - i64::from(first)).rem_euclid(7);
            let low = match self.tense(start, stop) {
                Tense::Future => reference + (7 - back) % 7,
                _ => reference - back,
            };
            Calendar::days(low, low + (i64::from(last) - i64::from(first)).rem_euclid(7))
        });
        Some(Plain { date, edtf: None, end: stop, third: None })
    }

    /// A day number or weekday and number before a range: « 3 » of « 3 au 9 août ».
    fn short_day(&self, at: usize) -> Option<(u8, usize)> {
        let next = self.weekday_name(at).map_or(at, |(_, after)| after);
        self.day_number(next)
    }

    /// "August 3-9": the second day alone.
    fn later_day(&self, first: &Option<(Point, usize)>, at: usize) -> Option<(Point, usize)> {
        let Some((Point::Day { month, .. }, _)) = first else { return None };
        if self.view.lexicon.language == Language::French {
            return None;
        }
        let (day, mut end) = self.day_number(at)?;
        let mut year = None;
        if self.view.is_mark(end, ',') {
            if let Some(found) = self.year(end + 1) {
                year = Some(found);
                end += 2;
            }
        }
        Some((Point::Day { year, month: *month, day }, end))
    }

    /// What joins the ends of a range: « au », "to", "-"; « et » only behind « entre ».
    fn range_joint(&self, at: usize, is_led: bool) -> Option<usize> {
        let view = self.view;
        let token = view.token(at)?;
        if matches!(token.kind, Kind::Mark('-')) && !token.breaks {
            return Some(at + 1);
        }
        let end = view.listed(at, view::DATE_RANGE_TO)?;
        let is_and = view.is_listed(at, view::LIST_AND);
        (is_led || !is_and).then_some(end)
    }

    fn days_of_one_month(
        &self,
        day: u8,
        last: &Point,
        at: usize,
        end: usize,
    ) -> Option<(Option<Calendar>, Option<Calendar>)> {
        let Point::Day { year, month, .. } = last else { return None };
        let high = self.settle(last, Which::ByTense, at, end);
        let year = year.or_else(|| high.as_ref().map(Calendar::start_year));
        let low = year.and_then(|year| Calendar::civil(year, *month, day));
        Some((low, high))
    }

    /// Two points, the year of the second serving the first.
    fn two_points(
        &self,
        first: &Point,
        last: &Point,
        at: usize,
        end: usize,
    ) -> Option<(Option<Calendar>, Option<Calendar>)> {
        let known = |point: &Point| {
            matches!(point, Point::Known(_) | Point::Either(..) | Point::Century(_))
        };
        if known(first) != known(last) || matches!(first, Point::Either(..)) {
            return None;
        }
        let high = self.settle(last, Which::ByTense, at, end);
        let year = year_of(last).or_else(|| high.as_ref().map(Calendar::start_year));
        let low = match (first, year) {
            (Point::Day { year: None, month, day }, Some(year)) => {
                // « du 28 décembre au 3 janvier 2025 » starts the year before.
                let same = Calendar::civil(year, *month, *day);
                same.filter(|low| high.as_ref().is_none_or(|high| low.from <= high.from))
                    .or_else(|| Calendar::civil(year - 1, *month, *day))
            }
            (Point::Month { year: None, month }, Some(year)) => {
                let same = Calendar::month(year, *month);
                let fits = high.as_ref().is_none_or(|high| same.from <= high.from);
                Some(if fits { same } else { Calendar::month(year - 1, *month) })
            }
            (Point::Part { year: None, code }, Some(year)) => {
                Some(Calendar::part_of_year(year, *code))
            }
            _ => self.settle(first, Which::ByTense, at, end),
        };
        // "March-May 2024" joins likes; « 2020 - septembre » is a layout.
        let same_kind = std::mem::discriminant(first) == std::mem::discriminant(last);
        same_kind.then_some((low, high))
    }

    /// « les 3 et 4 mai », « 5 ou 6 juin », "March and April 2020".
    fn list(&self, at: usize) -> Option<Plain> {
        let view = self.view;
        let joint = |end: usize| {
            let and = view.listed(end, view::LIST_AND).map(|next| (next, true));
            and.or_else(|| view.listed(end, view::LIST_OR).map(|next| (next, false)))
        };
        let pair = if let Some((day, end)) = self.short_day(at)
            && self.point(at).is_none_or(|(point, _)| !matches!(point, Point::Day { .. }))
        {
            let (next, is_and) = joint(end)?;
            let next = if view.is_listed(next, view::ARTICLES) { next + 1 } else { next };
            let (last, stop) = self.point(next)?;
            self.days_of_one_month(day, &last, at, stop).map(|pair| (pair, is_and, stop))
        } else if let Some((first @ Point::Day { year: None, .. }, end)) = self.point(at)
            && let Some((next, is_and)) = joint(end)
            && let Some((last, stop)) = self.later_day(&Some((first.clone(), end)), next)
        {
            // "June 5 or 6, 2023".
            self.two_points(&first, &last, at, stop).map(|pair| (pair, is_and, stop))
        } else if let Some((first @ Point::Month { year: None, .. }, end)) = self.point(at) {
            let (next, is_and) = joint(end)?;
            let (last, stop) = self.point(next)?;
            if !matches!(last, Point::Month { .. }) {
                return None;
            }
            self.two_points(&first, &last, at, stop).map(|pair| (pair, is_and, stop))
        } else {
            None
        };
        let ((low, high), is_and, end) = pair?;
        let (Some(low), Some(high)) = (low, high) else {
            return Some(Plain { date: None, edtf: None, end, third: None });
        };
        if low.from >= high.from {
            return None;
        }
        let edtf = (!is_and).then(|| format!("[{},{}]", low.edtf, high.edtf));
        Some(Plain { date: Some(Calendar::between(&low, &high)), edtf, end, third: None })
    }
}

fn year_of(point: &Point) -> Option<i64> {
    match point {
        Point::Day { year, .. } | Point::Month { year, .. } | Point::Part { year, .. } => *year,
        Point::Year(year) | Point::Decade(year) => Some(*year),
        _ => None,
    }
}

/// A framed date. The end of a year or month, before a limit, is that year or month.
fn apply(frame: Frame, date: &Calendar, plain: &Plain) -> String {
    let whole = |date: &Calendar| match plain.third {
        Some(Third::Late) => whole_of(date),
        _ => None,
    };
    let text = plain.edtf().unwrap_or_default();
    let last = whole(date).unwrap_or_else(|| edge(&text, 1).to_owned());
    let first = edge(&text, 0).to_owned();
    let before = |day: i64, date: &Calendar| {
        let (year, month, number) = civil_from_days(date.from);
        // A limit as precise as the date: before 2025 is until 2024.
        match (date.edtf.len(), number, month) {
            (4, 1, 1) => format!("{:04}", year - 1),
            (7, 1, _) if date.edtf.as_bytes()[5] < b'2' => {
                let (year, month, _) = civil_from_days(day);
                format!("{year:04}-{month:02}")
            }
            _ => format_day(day),
        }
    };
    let after = |date: &Calendar| {
        let (year, month, number) = civil_from_days(date.to + 1);
        match (date.edtf.len(), number, month) {
            (4, 1, 1) => format!("{year:04}"),
            (7, 1, _) if date.edtf.as_bytes()[5] < b'2' => format!("{year:04}-{month:02}"),
            _ => format_day(date.to + 1),
        }
    };
    match frame {
        Frame::Since => format!("{first}/.."),
        Frame::Until | Frame::By => format!("../{last}"),
        Frame::Before => format!("../{}", before(date.from - 1, date)),
        Frame::After => format!("{}/..", after(date)),
        Frame::Around if text.contains(['/', '[', 'X']) => text,
        Frame::Around => format!("{text}~"),
    }
}

/// The year or month that a late third closes.
fn whole_of(date: &Calendar) -> Option<String> {
    let (year, month, _) = civil_from_days(date.from);
    let (last_year, last_month, _) = civil_from_days(date.to);
    if (last_month, month) == (12, 9) && year == last_year {
        return Some(format!("{year:04}"));
    }
    ((year, month) == (last_year, last_month)).then(|| format!("{year:04}-{month:02}"))
}

/// A third of a month (to the 10th, to the 20th, to its end), of a year (four months) or of a decade.
fn part_of(date: &Calendar, third: Third) -> Option<Calendar> {
    let (year, month, _) = civil_from_days(date.from);
    let length = date.to - date.from + 1;
    let months = |from: u8, to: u8| {
        Calendar::between(&Calendar::month(year, from), &Calendar::month(year, to))
    };
    Some(match length {
        28..=31 => match third {
            Third::Early => Calendar::days(date.from, date.from + 9),
            Third::Middle => Calendar::days(date.from + 10, date.from + 19),
            Third::Late => Calendar::days(date.from + 20, date.to),
        },
        365 | 366 if month == 1 => match third {
            Third::Early => months(1, 4),
            Third::Middle => months(5, 8),
            Third::Late => months(9, 12),
        },
        3652 | 3653 => {
            let (from, to) = match third {
                Third::Early => (0, 3),
                Third::Middle => (4, 6),
                Third::Late => (7, 9),
            };
            Calendar::between(&Calendar::year(year + from), &Calendar::year(year + to))
        }
        length if length > 30_000 => {
            let (from, to) = match third {
                Third::Early => (0, 33),
                Third::Middle => (34, 66),
                Third::Late => (67, 99),
            };
            Calendar::between(&Calendar::year(year + from), &Calendar::year(year + to))
        }
        length => {
            let step = (length / 3).max(1);
            match third {
                Third::Early => Calendar::days(date.from, date.from + step - 1),
                Third::Middle => Calendar::days(date.from + step, date.to - step),
                Third::Late => Calendar::days(date.to - step + 1, date.to),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognize::lexicon;
    use crate::value::date::days_from_civil;

    fn dates(text: &str, language: Language, reference: &str) -> Vec<(String, String)> {
        let view = View::new(text, lexicon(language));
        let parts: Vec<i64> = reference.split('-').map(|p| p.parse().unwrap()).collect();
        let day = days_from_civil(parts[0], parts[1] as u8, parts[2] as u8);
        let mut found = Vec::new();
        let mut at = 0;
        while at < view.tokens.len() {
            match date(&view, at, Some(day)) {
                Some(dated) => {
                    let span = view.span(dated.start, dated.end);
                    found.push((text[span].to_owned(), dated.edtf.unwrap_or("null".into())));
                    at = dated.end;
                }
                None => at += 1,
            }
        }
        found
    }

    #[test]
    fn french_dates() {
        for (text, expected) in [
            ("le 15 septembre 2020", "15 septembre 2020=2020-09-15"),
            ("Il est arrivé le 3 août dernier", "3 août dernier=2020-08-03"),
            ("hier lundi", "hier lundi=2020-09-14"),
            ("Ce lundi, il annonçait", "Ce lundi=2020-09-14"),
            ("jusqu’en avril 2025", "jusqu’en avril 2025=../2025-04"),
            ("du 3 au 9 août 2020", "du 3 au 9 août 2020=2020-08-03/2020-08-09"),
            ("entre mars et mai 2024", "entre mars et mai 2024=2024-03/2024-05"),
            ("la semaine dernière", "la semaine dernière=2020-09-07/2020-09-13"),
            ("le mois prochain", "le mois prochain=2020-10"),
            ("il y a trois jours", "il y a trois jours=2020-09-12"),
            ("dans les 45 jours", "dans les 45 jours=2020-09-15/2020-10-30"),
            ("d’ici fin 2024", "d’ici fin 2024=../2024"),
            ("mi-septembre 2021", "mi-septembre 2021=2021-09-11/2021-09-20"),
            ("Début août, il avait", "Début août=2020-08-01/2020-08-10"),
            ("Depuis 2022", "Depuis 2022=2022/.."),
            ("En 2024, on", "2024=2024"),
            ("au troisième trimestre 2024", "troisième trimestre 2024=2024-35"),
            ("les années 90", "les années 90=199X"),
            ("au XIXe siècle", "XIXe siècle=18XX"),
            ("l’été 2003", "été 2003=2003-22"),
            ("il a été vendu", ""),
            ("la planète Mars", ""),
            ("ces trois derniers mois", "ces trois derniers mois=2020-06/2020-09"),
            ("avant le 15 octobre 2020", "avant le 15 octobre 2020=../2020-10-14"),
            ("durant le week-end, il a", "le week-end=2020-09-12/2020-09-13"),
            ("03/04/2025", "03/04/2025=2025-04-03"),
            ("les 3 et 4 mai 2019", "3 et 4 mai 2019=2019-05-03/2019-05-04"),
            ("le 5 ou 6 juin 2021", "5 ou 6 juin 2021=[2021-06-05,2021-06-06]"),
        ] {
            let found: Vec<String> = dates(text, Language::French, "2020-09-15")
                .into_iter()
                .map(|(a, b)| format!("{a}={b}"))
                .collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn english_dates() {
        for (text, expected) in [
            ("on September 15, 2020", "September 15, 2020=2020-09-15"),
            ("the 3rd of August 2019", "3rd of August 2019=2019-08-03"),
            ("on Monday he said", "Monday=2020-09-14"),
            ("until April 2025", "until April 2025=../2025-04"),
            ("by 2030", "by 2030=../2030"),
            ("between 3 and 9 August 2020", "between 3 and 9 August 2020=2020-08-03/2020-08-09"),
            ("August 3-9, 2020", "August 3-9, 2020=2020-08-03/2020-08-09"),
            ("from 2019 to 2021", "from 2019 to 2021=2019/2021"),
            ("last week", "last week=2020-09-07/2020-09-13"),
            ("two years ago", "two years ago=2018"),
            ("within 30 days", "within 30 days=2020-09-15/2020-10-15"),
            ("late 2024", "late 2024=2024-09/2024-12"),
            ("the 1990s", "1990s=199X"),
            ("in the third quarter of 2024", "third quarter of 2024=2024-35"),
            ("Q3 2024", "Q3 2024=2024-35"),
            ("03/04/2025", "03/04/2025=[2025-03-04,2025-04-03]"),
            ("he may go", ""),
            ("they march on", ""),
            ("in May", "May=2020-05"),
            ("over the past five years", "over the past five years=2015/2020"),
            ("fiscal 2022", "fiscal 2022=2022"),
            ("the day after tomorrow", "the day after tomorrow=2020-09-17"),
        ] {
            let found: Vec<String> = dates(text, Language::English, "2020-09-15")
                .into_iter()
                .map(|(a, b)| format!("{a}={b}"))
                .collect();
            assert_eq!(found.join("|"), expected, "{text}");
        }
    }
}
