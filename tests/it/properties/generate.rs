//! Random questions for both: a vocabulary, values, claims.

use recoupe::config::{self, PredicateKind, Settings};
use recoupe::corpus::{Item, Origin, Time};
use recoupe::model::{
    Claim, EntityId, Factuality, Mode, Period, Polarity, PredicateId, Quote, Review,
};
use recoupe::source::{FileId, Sources, Span};
use recoupe::text::{Grounding, Located};
use recoupe::value::date::DateSet;
use recoupe::value::line::{Cut, LineSet};
use recoupe::value::members::{Form, Members};
use recoupe::value::unit::Dimension;
use recoupe::value::{Line, Set, Text, Written};

use crate::brute;

/// A small generator (PCG), so that a failing question can be had again by its number.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    pub(super) fn some(&mut self, from: &[u8], most: u64) -> Vec<u8> {
        let count = 1 + self.below(most);
        let mut list: Vec<u8> = (0..count).map(|_| self.pick(from)).collect();
        list.sort_unstable();
        list.dedup();
        list
    }
}

/// One vocabulary for both: as TOML for Recoupe, as structs for the reference. Ids are 0 to 5.
pub(super) struct Vocabulary {
    pub(super) settings: Settings,
    pub(super) file: FileId,
    pub(super) predicates: Vec<(PredicateId, brute::Predicate)>,
}

pub(super) const PART_OF: &[(u8, u8)] = &[(1, 2), (2, 3), (4, 3)];

pub(super) fn vocabulary() -> Vocabulary {
    let mut text = String::from("articles = \".\"\n");
    for id in 0..6_u8 {
        text.push_str(&format!("[entities.e{id}]\n"));
        if let Some((_, whole)) = PART_OF.iter().find(|(part, _)| *part == id) {
            text.push_str(&format!("part-of = \"e{whole}\"\n"));
        }
    }
    type Group = (&'static str, Vec<Vec<u8>>, Vec<(u8, u8)>);
    let categories: &[Group] = &[
        ("exclusive = \"all\"", vec![], vec![]),
        ("exclusive = [[\"v0\", \"v1\", \"v2\"]]", vec![vec![0, 1, 2]], vec![]),
        (
            "exclusive = [[\"v0\", \"v1\", \"v2\"]]\nnarrower = { v0 = [\"v3\"], v3 = [\"v4\"] }",
            vec![vec![0, 1, 2]],
            vec![(0, 3), (3, 4)],
        ),
        ("exclusive = \"all\"\nnarrower = { v0 = [\"v3\", \"v4\"] }", vec![], vec![(0, 3), (0, 4)]),
    ];
    let mut made: Vec<(String, String, brute::Kind, bool)> = Vec::new();
    for many in [false, true] {
        let mut add = |name: String, text: &str, kind: brute::Kind| {
            made.push((format!("{name}-{many}"), text.to_owned(), kind, many));
        };
        add("date".into(), "type = \"date\"", brute::Kind::Date);
        add("quantity".into(), "type = \"quantity\"", brute::Kind::Quantity);
        add(
            "entity".into(),
            "type = \"entity\"",
            brute::Kind::Entity { part_of: PART_OF.to_vec() },
        );
        for (number, (rest, exclusive, narrower)) in categories.iter().enumerate() {
            // The reference has "all" for an empty list with cardinality one only.
            let exclusive = if many && exclusive.is_empty() {
                vec![vec![0, 1, 2, 3, 4]]
            } else {
                exclusive.clone()
            };
            let values = "values = [\"v0\", \"v1\", \"v2\", \"v3\", \"v4\"]";
            add(
                format!("category{number}"),
                &format!("type = \"category\"\n{values}\n{rest}"),
                brute::Kind::Category {
                    values: vec![0, 1, 2, 3, 4],
                    exclusive,
                    narrower: narrower.clone(),
                },
            );
        }
        if !many {
            add("text".into(), "type = \"text\"", brute::Kind::Text);
        }
    }
    let mut wanted = Vec::new();
    for (name, body, kind, many) in made {
        for (varies, written) in [
            (brute::Varies::No, "no"),
            (brute::Varies::OverTime, "over-time"),
            (brute::Varies::Rising, "rising"),
            (brute::Varies::Falling, "falling"),
        ] {
            let moves = matches!(kind, brute::Kind::Date | brute::Kind::Quantity);
            if matches!(varies, brute::Varies::Rising | brute::Varies::Falling) && !moves {
                continue;
            }
            for per in [vec![], vec!["area".to_owned()], vec!["area".to_owned(), "year".to_owned()]]
            {
                let full = format!("{name}-{written}-{}", per.len());
                let cardinality = if many { "many" } else { "one" };
                text.push_str(&format!(
                    "[predicates.{full}]\n{body}\nvaries = \"{written}\"\ncardinality = \"{cardinality}\"\nper = {per:?}\n"
                ));
                wanted.push((
                    full,
                    brute::Predicate { cardinality_many: many, varies, per, kind: kind.clone() },
                ));
            }
        }
    }
    let mut sources = Sources::default();
    let file = sources.add("recoupe.toml", text);
    let (settings, problems) = config::read(file, &sources);
    assert!(problems.is_empty(), "{:?}", problems[0].message);
    let predicates = wanted
        .into_iter()
        .map(|(name, predicate)| (settings.vocabulary.find_predicate(&name).unwrap(), predicate))
        .filter(|(_, predicate)| brute::coherent(predicate))
        .collect();
    Vocabulary { settings, file, predicates }
}

/// A random value for both sides.
pub(super) fn value(random: &mut Random, kind: &brute::Kind, many: bool) -> brute::Value {
    let span = |random: &mut Random| {
        let from = random.below(12) as i128;
        let to = from + random.below(4) as i128;
        let open = |random: &mut Random, end: i128| (!random.chance(8)).then_some(end);
        (open(random, from), open(random, to))
    };
    // "None" of a quantity is near zero, which the reference does not know.
    if random.chance(6) && !matches!(kind, brute::Kind::Quantity) {
        return brute::Value::Absent;
    }
    match kind {
        brute::Kind::Date | brute::Kind::Quantity => {
            let core = if random.chance(12) {
                // One of two dates.
                let a = random.below(6) as i128;
                let b = a + 2 + random.below(5) as i128;
                vec![(Some(a), Some(a)), (Some(b), Some(b))]
            } else {
                vec![span(random)]
            };
            let widen = random.pick(&[0, 0, 1, 2]);
            let hull = if core.len() == 1 {
                core.iter()
                    .map(|&(a, b)| (a.map(|a: i128| a - widen), b.map(|b: i128| b + widen)))
                    .collect()
            } else {
                core.clone()
            };
            let dimension = match kind {
                brute::Kind::Quantity => brute::Dimension(u8::from(random.chance(8))),
                _ => brute::Dimension(0),
            };
            brute::Value::Line { hull, core, dimension }
        }
        brute::Kind::Entity { .. } => {
            let ids = [0, 1, 2, 3, 4, 5];
            match random.below(4) {
                0 => brute::Value::AnyOf(random.some(&ids, 3)),
                1 => brute::Value::Exactly(random.some(&ids, if many { 2 } else { 1 })),
                _ => brute::Value::All(random.some(&ids, if many { 3 } else { 1 })),
            }
        }
        brute::Kind::Category { .. } => {
            let ids = [0, 1, 2, 3, 4];
            match random.below(4) {
                0 => brute::Value::AnyOf(random.some(&ids, 3)),
                1 => brute::Value::Exactly(random.some(&ids, 2)),
                _ => brute::Value::All(random.some(&ids, 2)),
            }
        }
        brute::Kind::Boolean => brute::Value::Bool(random.chance(50)),
        brute::Kind::Text => brute::Value::Text(random.pick(&["x", "y", "z"]).to_owned()),
    }
}

pub(super) fn line_set(set: &brute::Set) -> LineSet {
    let day = |n: i128| i64::try_from(n).unwrap();
    LineSet::union(set.iter().map(|&(from, to)| {
        (
            from.map_or(Cut::Start, |n| Cut::before_day(day(n))),
            to.map_or(Cut::End, |n| Cut::before_day(day(n) + 1)),
        )
    }))
}

/// The value for Recoupe; `None` when its reader would refuse it.
pub(super) fn set(value: &brute::Value, kind: &PredicateKind, many: bool) -> Option<Set> {
    let list = |ids: &[u8]| ids.iter().map(|&id| u32::from(id)).collect::<Vec<u32>>();
    let members = |form: Form, ids: &[u8]| {
        let (PredicateKind::Entity { scheme } | PredicateKind::Category { scheme, .. }) = kind
        else {
            return None;
        };
        let members = Members::new(form, list(ids), scheme.clone());
        members.is_possible().then_some(Set::Members(members))
    };
    let line = |line: Line| Some(Set::Line(Line { many, ..line }));
    match value {
        brute::Value::Line { hull, core, dimension } => {
            let dimension = Dimension::Count(format!("{}", dimension.0));
            line(Line::new(line_set(hull), line_set(core), Some(dimension)))
        }
        brute::Value::All(ids) => members(Form::All, ids),
        brute::Value::AnyOf(ids) => members(Form::Any, ids),
        brute::Value::Exactly(ids) => members(Form::Exactly, ids),
        brute::Value::Bool(value) => line(Line::boolean(*value)),
        brute::Value::Text(text) => {
            Some(Set::Text(Text { folded: Some(text.clone()), denied: false }))
        }
        brute::Value::Absent => match kind {
            PredicateKind::Text => Some(Set::Text(Text { folded: None, denied: false })),
            PredicateKind::Entity { .. } | PredicateKind::Category { .. } => {
                members(Form::Exactly, &[])
            }
            _ => line(Line::absent()),
        },
    }
}

pub(super) fn claim(
    random: &mut Random,
    number: usize,
    predicate: &brute::Predicate,
) -> brute::Claim {
    let value = value(random, &predicate.kind, predicate.cardinality_many);
    let mut claim = brute::Claim::new(&format!("c{number}"), random.below(3) as u32, value);
    claim.denied = random.chance(22);
    claim.factuality = match random.below(10) {
        0 => brute::Factuality::Uncommitted,
        1 => brute::Factuality::Possible,
        2 | 3 => brute::Factuality::Probable,
        _ => brute::Factuality::Certain,
    };
    claim.mode = match random.below(12) {
        0 => brute::Mode::Hypothetical,
        1 => brute::Mode::Demanded,
        2 | 3 => brute::Mode::Planned,
        _ => brute::Mode::Actual,
    };
    claim.holder = random.chance(45).then(|| format!("e{}", random.below(2)));
    let days = |random: &mut Random| {
        let from = random.below(8) as i64;
        (from, from + random.below(3) as i64)
    };
    claim.said = random.chance(35).then(|| days(random));
    claim.published = random.chance(75).then(|| days(random));
    // What a holder says of a changing value holds when it was said.
    claim.published =
        claim.said.filter(|_| predicate.varies != brute::Varies::No).or(claim.published);
    claim.during = random.chance(25).then(|| {
        let (from, to) = days(random);
        ((!random.chance(15)).then_some(from), (!random.chance(15)).then_some(to))
    });
    for key in &predicate.per {
        if random.chance(60) {
            claim.scope.insert(key.clone(), random.pick(&["p", "q"]).to_owned());
        }
    }
    claim.origin = claim.holder.clone().unwrap_or_else(|| format!("article {}", claim.article));
    claim
}

/// A reference claim as an owned Recoupe claim.
pub(super) fn convert(
    from: &brute::Claim,
    predicate: PredicateId,
    vocabulary: &Vocabulary,
    many: bool,
) -> Option<Claim> {
    let kind = &vocabulary.settings.vocabulary.predicate(predicate).kind;
    let affirmed = set(&from.value, kind, many)?;
    let span = Span::new(vocabulary.file, 0..0);
    let period = |from: Option<i64>, to: Option<i64>| {
        let days = line_set(&vec![(from.map(i128::from), to.map(i128::from))]);
        Period { written: String::new(), set: DateSet { hull: days.clone(), core: days }, span }
    };
    let holder = |name: &String| EntityId(u32::from(name.as_bytes()[1] - b'0'));
    Some(Claim {
        id: from.id.clone(),
        id_span: span,
        subject: EntityId(0),
        predicate,
        written: Written::text(""),
        value_span: span,
        set: if from.denied { affirmed.denied() } else { affirmed },
        polarity: if from.denied { Polarity::Denied } else { Polarity::Affirmed },
        factuality: match from.factuality {
            brute::Factuality::Certain => Factuality::Certain,
            brute::Factuality::Probable => Factuality::Probable,
            brute::Factuality::Possible => Factuality::Possible,
            brute::Factuality::Uncommitted => Factuality::Uncommitted,
        },
        mode: match from.mode {
            brute::Mode::Actual => Mode::Actual,
            brute::Mode::Planned => Mode::Planned,
            brute::Mode::Demanded => Mode::Demanded,
            brute::Mode::Hypothetical => Mode::Hypothetical,
        },
        holder: from.holder.iter().map(holder).collect(),
        stated: Default::default(),
        said: from.said.map(|(a, b)| period(Some(a), Some(b))),
        scope: from.scope.clone(),
        during: from.during.map(|(a, b)| period(a, b)),
        supersedes: Vec::new(),
        review: Review::Reviewed,
        quotes: vec![Quote { text: "x".into(), span, context: None, context_span: None }],
    })
}

pub(super) fn item<'c>(
    claim: &'c Claim,
    from: &brute::Claim,
    predicate: &brute::Predicate,
) -> Item<'c> {
    let days = |days: (Option<i64>, Option<i64>)| {
        Time::Days(line_set(&vec![(days.0.map(i128::from), days.1.map(i128::from))]))
    };
    let time = match (from.during, from.published) {
        (Some(during), _) => days(during),
        (None, _) if predicate.varies == brute::Varies::No => Time::Always,
        (None, Some((a, b))) => days((Some(a), Some(b))),
        (None, None) => Time::Unknown,
    };
    Item {
        claim,
        document: from.article as usize,
        article: from.article,
        time,
        origin: claim.deepest_holder().map_or(Origin::Article(from.article), Origin::Holder),
        quotes: vec![Grounding::Found(Located {
            parts: std::iter::once(0..1).collect(),
            folds: vec![],
            elsewhere: vec![],
            more: false,
        })],
    }
}
