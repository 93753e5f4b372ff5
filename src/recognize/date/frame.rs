//! Dates with what frames them: since, until, by, from … to, early, mid, late.

use super::point::{Point, Points, Reader, Which};
use super::resolve::Calendar;
use super::tense::Tense;
use super::third::{Third, whole_of};
use crate::model::Language;
use crate::recognize::lexicon::flag;
use crate::recognize::lists;
use crate::recognize::phrase::list_bits;
use crate::recognize::view::View;
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
    (lists::SINCE, Frame::Since),
    (lists::UNTIL, Frame::Until),
    (lists::BY, Frame::By),
    (lists::BEFORE, Frame::Before),
    (lists::AFTER, Frame::After),
    (lists::AROUND, Frame::Around),
];

pub(super) const FRAMED: u128 =
    list_bits(&[lists::SINCE, lists::UNTIL, lists::BY, lists::BEFORE, lists::AFTER, lists::AROUND]);

/// Reads the date that starts at a token. `reference` is the day that relative dates count from,
/// `points` what was read in the text so far.
pub fn date(view: &View<'_>, at: usize, reference: Option<i64>, points: &Points) -> Option<Dated> {
    let reader = Reader { view, reference, looks_ahead: false, points };
    reader.framed(at).or_else(|| reader.unframed(at))
}

/// A date without a frame: what it is, and where it starts and ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain {
    /// `None` for want of a reference.
    pub(super) date: Option<Calendar>,
    pub(super) end: usize,
    /// Early, mid or late in it.
    pub(super) third: Option<Third>,
}

impl Plain {
    fn edtf(&self) -> Option<String> {
        self.date.map(|date| date.edtf())
    }
}

impl Reader<'_, '_> {
    fn unframed(&self, at: usize) -> Option<Dated> {
        let plain = self.plain(at)?;
        let edtf = plain.edtf();
        // The preposition of a range may stand outside of a quote: « du 3 au 5 mars ».
        let is_led = !self.may_start(at) && self.is_range(at);
        let core_start = if is_led { (at..plain.end).find(|&at| self.may_start(at)) } else { None };
        let core_start = core_start.unwrap_or(at);
        Some(Dated { core: edtf.clone(), edtf, start: at, core_start, end: plain.end })
    }

    fn framed(&self, at: usize) -> Option<Dated> {
        let view = self.view;
        if !view.starts_any(at, FRAMED) {
            return None;
        }
        let mut frames: Vec<(usize, Frame)> = FRAMES
            .iter()
            .filter_map(|(name, frame)| Some((view.listed(at, *name)?, *frame)))
            .collect();
        // The longest phrase first: « d'ici à » before « d'ici ».
        frames.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        for (mut next, frame) in frames {
            if self.is_range(at) || frame == Frame::Since && self.is_moved(at) {
                return None;
            }
            // « des 7 et 8 octobre » is no « dès ».
            let is_plural = view.str(at).eq_ignore_ascii_case("des");
            if is_plural && view.lexicon.language == Language::French && next == at + 1 {
                continue;
            }
            // "until at least 1 May".
            next = view.listed(next, lists::MIN).unwrap_or(next);
            let mut core_start = next;
            if view.is_listed(next, lists::ARTICLES) && self.plain(next).is_none() {
                next += 1;
                core_start = next;
            }
            let is_limit = frame == Frame::Until && view.word(next).weekday > 0;
            let ahead = Reader { looks_ahead: is_limit || frame == Frame::By, ..*self };
            let Some(plain) = ahead.plain(next) else { continue };
            let edtf = plain.date.map(|date| apply(frame, &date, plain.third));
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
        let whole = |date: Option<Calendar>, end: usize| Plain { date, end, third: None };
        if let Some((date, end)) = self.relative(at) {
            return Some(whole(date, end));
        }
        if !self.may_start(at) {
            return None;
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
        let next = self.view.listed(end, lists::IN_MONTH)?;
        let (year, after) = self.relative(next)?;
        let Some(year) = year else { return Some((None, after)) };
        (year.to - year.from > 360)
            .then(|| (Some(Calendar::month(year.start_year(), *month)), after))
    }

    /// "on the 3rd": a day of the current month or of the one before; of what will be, the next such day.
    fn bare_day(&self, at: usize) -> Option<(Option<Calendar>, usize)> {
        let view = self.view;
        if view.lexicon.language == Language::French || view.digits(at).is_none() {
            return None;
        }
        let (day, end) = self.day_number(at).filter(|(_, end)| *end == at + 2)?;
        let before = view.listed_before(at, lists::ARTICLES)?;
        let is_led = view.listed_before(before, lists::LEADS).is_some();
        let is_noun = view.token(end).is_some_and(|next| next.is_word() && !next.breaks)
            && !view.has(end, flag::FUNCTION);
        if !is_led || is_noun || self.day_and_month(at).is_some() {
            return None;
        }
        let date = self.reference.and_then(|reference| {
            let (year, month, _) = civil_from_days(reference);
            let this = Calendar::civil(year, month, day);
            if self.tense(at, end) == Tense::Future {
                return this.filter(|this| this.from >= reference).or_else(|| {
                    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                    Calendar::civil(year, month, day)
                });
            }
            this.filter(|this| this.from <= reference).or_else(|| {
                let (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
                Calendar::civil(year, month, day)
            })
        });
        Some((date, end))
    }
}

/// A framed date. The end of a year or month, before a limit, is that year or month.
fn apply(frame: Frame, date: &Calendar, third: Option<Third>) -> String {
    let text = date.edtf();
    let last = || {
        let whole = if third == Some(Third::Late) { whole_of(date) } else { None };
        whole.unwrap_or_else(|| edge(&text, 1).to_owned())
    };
    let before = |day: i64, date: &Calendar| {
        let (year, month, number) = civil_from_days(date.from);
        // A limit as precise as the date: before 2025 is until 2024.
        match (text.len(), number, month) {
            (4, 1, 1) => format!("{:04}", year - 1),
            (7, 1, _) if text.as_bytes()[5] < b'2' => {
                let (year, month, _) = civil_from_days(day);
                format!("{year:04}-{month:02}")
            }
            _ => format_day(day),
        }
    };
    let after = |date: &Calendar| {
        let (year, month, number) = civil_from_days(date.to + 1);
        match (text.len(), number, month) {
            (4, 1, 1) => format!("{year:04}"),
            (7, 1, _) if text.as_bytes()[5] < b'2' => format!("{year:04}-{month:02}"),
            _ => format_day(date.to + 1),
        }
    };
    match frame {
        Frame::Since => format!("{}/..", edge(&text, 0)),
        Frame::Until | Frame::By => format!("../{}", last()),
        Frame::Before => format!("../{}", before(date.from - 1, date)),
        Frame::After => format!("{}/..", after(date)),
        Frame::Around if text.contains(['/', '[', 'X']) => text,
        Frame::Around => format!("{text}~"),
    }
}

/// One end of an interval, of what may be an interval itself.
fn edge(edtf: &str, end: usize) -> &str {
    edtf.split('/').nth(end).unwrap_or(edtf)
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
        let (mut found, points) = (Vec::new(), Points::default());
        let mut at = 0;
        while at < view.tokens.len() {
            match date(&view, at, Some(day), &points) {
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
