//! A brute-force reference for FORMAT.md sections 2 and 3, for tests only. It knows one method: write down every
//! world, ask of each world whether a claim admits it, and compare the answers. `F148` means line 148 of FORMAT.md
//! (`F165 line 9` is row 9 of the verdict table); "project" marks decisions the project took beyond it; README.md
//! lists the ambiguities.
#![allow(dead_code)]
use std::collections::{BTreeMap, BTreeSet};

/// What cannot be compared by unit (F139): lines of different dimensions are incomparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimension(pub u8);

/// A union of closed integer intervals; `None` is infinite.
pub type Set = Vec<(Option<i128>, Option<i128>)>;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Dates (day numbers) and quantities (base units); rounding and tolerance are already in the hull (F135–139).
    Line { hull: Set, core: Set, dimension: Dimension },
    All(Vec<u8>),     // F140–141: these, among others
    AnyOf(Vec<u8>),   // F142: one of these, not known which
    Exactly(Vec<u8>), // F143: these and no others
    Absent,           // F146: `exactly = []`, for every type
    Bool(bool),       // F144
    Text(String),     // F145, already folded
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Varies { No, OverTime, Rising, Falling }

#[derive(Clone, Debug)]
pub enum Kind {
    Date,
    Quantity,
    Entity { part_of: Vec<(u8, u8)> }, // (part, whole)
    /// `exclusive` empty with cardinality one means "all" (F51). `narrower`: (broad, narrow).
    Category { values: Vec<u8>, exclusive: Vec<Vec<u8>>, narrower: Vec<(u8, u8)> },
    Boolean,
    Text,
}

#[derive(Clone, Debug)]
pub struct Predicate { pub cardinality_many: bool, pub varies: Varies, pub per: Vec<String>, pub kind: Kind }

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factuality { Certain, Probable, Possible, Uncommitted }

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode { Actual, Planned, Demanded, Hypothetical }

#[derive(Clone, Debug)]
pub struct Claim {
    pub id: String,
    pub article: u32,
    pub value: Value,
    pub denied: bool,
    pub factuality: Factuality,
    pub mode: Mode,
    pub holder: Option<String>, // the deepest; None = the article's own voice
    pub said: Option<(i64, i64)>,
    pub published: Option<(i64, i64)>,
    pub during: Option<(Option<i64>, Option<i64>)>,
    pub scope: BTreeMap<String, String>,
    pub readable: bool, // and its quote is in the article
    pub origin: String, // F188, computed by the caller
}

impl Claim {
    /// A plain claim with every default of F97–109.
    pub fn new(id: &str, article: u32, value: Value) -> Claim {
        Claim {
            id: id.into(), article, value, denied: false, factuality: Factuality::Certain, mode: Mode::Actual,
            holder: None, said: None, published: None, during: None, scope: BTreeMap::new(), readable: true,
            origin: format!("article {article}"),
        }
    }
}

/// Unordered pairs of claim ids.
pub type Pairs = BTreeSet<(String, String)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation { Equal, Refines, Generalises, Overlaps, Near, Disjoint, Incomparable }

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level { Nothing, Note, Warn, Deny }

pub type Verdict = (u8, &'static str, Level);

// ---------------------------------------------------------------------------------------------------- worlds

/// A world is the set of things the question is true of: points of the line, or ids. Empty = there is none.
type World = Vec<i128>;

/// The id that stands for everything without a name.
const OTHER: u8 = 255;
/// Does a category have an unnamed value too? (README: the format does not say.)
const CATEGORY_OTHER: bool = true;

#[derive(Clone, Copy, PartialEq)]
enum Side { Hull, Core }

fn inside(set: &Set, p: i128) -> bool {
    set.iter().any(|&(lo, hi)| lo.is_none_or(|l| l <= p) && hi.is_none_or(|h| p <= h))
}

/// Pairs (lower, upper): part and whole (F62), or narrower and broader (F52).
fn edges(pred: &Predicate) -> Vec<(u8, u8)> {
    match &pred.kind {
        Kind::Entity { part_of } => part_of.clone(),
        Kind::Category { narrower, .. } => narrower.iter().map(|&(broad, narrow)| (narrow, broad)).collect(),
        _ => vec![],
    }
}

/// Everything (transitively) above `x`.
fn above(pred: &Predicate, x: u8) -> BTreeSet<u8> {
    let (mut seen, mut todo) = (BTreeSet::new(), vec![x]);
    while let Some(y) = todo.pop() {
        todo.extend(edges(pred).iter().filter(|e| e.0 == y && seen.insert(e.1)).map(|e| e.1));
    }
    seen
}

/// The same, or one part of (narrower than) the other.
fn related(pred: &Predicate, x: u8, y: u8) -> bool {
    x == y || above(pred, x).contains(&y) || above(pred, y).contains(&x)
}

/// May the two ids not both be in one world? What is narrower gets its broader one's exclusions (F52) because worlds
/// of categories are closed upwards.
fn excludes(pred: &Predicate, x: u8, y: u8) -> bool {
    if related(pred, x, y) {
        return false; // F62, F151 "unless one is part of the other"; F52 "a narrower value refines"
    }
    match &pred.kind {
        Kind::Category { values, exclusive, .. } => {
            let all = |g: &Vec<u8>| values.iter().all(|v| g.contains(v)); // "all" takes the unnamed one in
            (exclusive.is_empty() && !pred.cardinality_many)
                || exclusive.iter().any(|g| [x, y].iter().all(|v| g.contains(v) || (*v == OTHER && all(g))))
        }
        _ => !pred.cardinality_many, // F151 for entities; one value for the rest
    }
}

fn ids(v: &Value) -> &[u8] {
    if let Value::All(l) | Value::AnyOf(l) | Value::Exactly(l) = v { l } else { &[] }
}

/// Booleans and texts become ids, absence becomes `exactly []` (F146), so that only lines and lists remain.
fn normal(claims: &[&Claim]) -> Vec<Value> {
    let texts: BTreeSet<&String> =
        claims.iter().filter_map(|c| if let Value::Text(t) = &c.value { Some(t) } else { None }).collect();
    let number = |t: &String| texts.iter().position(|u| **u == *t).unwrap() as u8;
    let one = |c: &&Claim| match &c.value {
        Value::Text(t) => Value::All(vec![number(t)]),
        Value::Bool(b) => Value::All(vec![u8::from(*b)]),
        Value::Absent => Value::Exactly(vec![]),
        v => v.clone(),
    };
    claims.iter().map(one).collect()
}

fn is_line(pred: &Predicate) -> bool { matches!(pred.kind, Kind::Date | Kind::Quantity) }

/// One point of every stretch between interval ends, and one far out on each side.
fn points(values: &[Value]) -> Vec<i128> {
    let mut all = BTreeSet::from([0]);
    for v in values {
        if let Value::Line { hull, core, .. } = v {
            let ends = hull.iter().chain(core).flat_map(|&(lo, hi)| [lo, hi]).flatten();
            all.extend(ends.flat_map(|e| [e - 1, e, e + 1]));
        }
    }
    let (min, max) = (*all.first().unwrap(), *all.last().unwrap());
    all.extend([min - (1 << 40), max + (1 << 40)]);
    all.into_iter().collect()
}

/// Every world that can matter. On a line, cardinality one: none, or one point; many: none, one or two points, since
/// an affirmed claim needs one witness and a denied one none, so that no difference between two claims needs more.
/// `closed`: whoever has the lower has the upper (a us-sale is a sale).
fn worlds(pred: &Predicate, values: &[Value], closed: bool) -> Vec<World> {
    if is_line(pred) {
        let pts = points(values);
        let mut all = vec![vec![]];
        all.extend(pts.iter().map(|&p| vec![p]));
        if pred.cardinality_many {
            all.extend(pts.iter().flat_map(|&p| pts.iter().filter(move |&&q| q > p).map(move |&q| vec![p, q])));
        }
        return all;
    }
    let mut names: BTreeSet<u8> = values.iter().flat_map(|v| ids(v).iter().copied()).collect();
    names.extend(edges(pred).iter().flat_map(|e| [e.0, e.1]));
    match &pred.kind {
        Kind::Boolean => names.extend([0, 1]),
        Kind::Category { values, .. } => names.extend(values.iter().copied().chain(CATEGORY_OTHER.then_some(OTHER))),
        _ => names.extend([OTHER]),
    }
    let names: Vec<u8> = names.into_iter().collect();
    assert!(names.len() <= 16, "keep the universe small");
    let up = edges(pred);
    let pairs = names.iter().flat_map(|&x| names.iter().map(move |&y| (x, y)));
    let never: Vec<(u8, u8)> = pairs.filter(|&(x, y)| excludes(pred, x, y)).collect();
    let mut all = vec![];
    for mask in 0u32..1 << names.len() {
        let w: Vec<u8> = (0..names.len()).filter(|i| mask >> i & 1 == 1).map(|i| names[i]).collect();
        let legal = !never.iter().any(|n| w.contains(&n.0) && w.contains(&n.1))
            && (!closed || up.iter().all(|e| !w.contains(&e.0) || w.contains(&e.1)));
        if legal { all.push(w.into_iter().map(i128::from).collect()) }
    }
    all
}

/// Is the world in the hull (core) of the value, or of its denial?
fn admits(pred: &Predicate, v: &Value, denied: bool, side: Side, w: &World) -> bool {
    let has = |id: &u8| w.contains(&i128::from(*id));
    // F143: all of these, and no others; a part or a narrower one of a member is no other (F62, F52).
    let exactly = |l: &[u8]| {
        l.iter().all(has) && w.iter().all(|&x| l.iter().any(|&y| related(pred, x as u8, y)))
    };
    match (v, denied) {
        // Cardinality one: the point lies in the set. Many: some member does (project). In both, a denial is that no
        // member lies in the set; hull(¬X) is outside core(X), core(¬X) outside hull(X) (F148).
        (Value::Line { hull, core, .. }, _) => {
            let set = if (side == Side::Hull) != denied { hull } else { core };
            w.iter().any(|&p| inside(set, p)) != denied
        }
        (Value::All(l), false) => l.iter().all(has),
        (Value::AnyOf(l), false) => l.iter().any(has),
        (Value::All(l) | Value::AnyOf(l), true) => !l.iter().any(has), // F148: neither … nor
        (Value::Exactly(l), _) => exactly(l) != denied,                // F149: as a whole
        _ => unreachable!("normal() leaves only lines and lists"),
    }
}

// ---------------------------------------------------------------------------------------------------- relation

/// F139 units, F145 texts, and values of different types. Absence is comparable with everything.
fn comparable(a: &Value, b: &Value) -> bool {
    let none = |v: &Value| *v == Value::Absent || *v == Value::Exactly(vec![]);
    match (a, b) {
        _ if none(a) || none(b) => true,
        (Value::Line { dimension: x, .. }, Value::Line { dimension: y, .. }) => x == y,
        (Value::Text(x), Value::Text(y)) => x == y,
        (Value::Bool(_), Value::Bool(_)) => true,
        (Value::All(_) | Value::AnyOf(_) | Value::Exactly(_), Value::All(_) | Value::AnyOf(_) | Value::Exactly(_)) => true,
        _ => false,
    }
}

/// F154, on sets alone.
pub fn relation(pred: &Predicate, a: &Claim, b: &Claim) -> Relation {
    if !comparable(&a.value, &b.value) { return Relation::Incomparable }
    let v = normal(&[a, b]);
    // Categories: a us-sale is a sale, in any polarity (F149). Entities: a part refines its whole (project) when both
    // are affirmed, but a denied whole does not deny its part nor the reverse (F62, F151 and project), so with a
    // denial around the two are independent.
    let closed = matches!(pred.kind, Kind::Category { .. }) || (!a.denied && !b.denied);
    let all = worlds(pred, &v, closed);
    let list = |i: usize, denied, side| -> Vec<bool> { all.iter().map(|w| admits(pred, &v[i], denied, side, w)).collect() };
    let meet = |x: &[bool], y: &[bool]| x.iter().zip(y).any(|(x, y)| *x && *y);
    let within = |x: &[bool], y: &[bool]| x.iter().zip(y).all(|(x, y)| !*x || *y);
    let (hull_a, core_a) = (list(0, a.denied, Side::Hull), list(0, a.denied, Side::Core));
    let (hull_b, core_b) = (list(1, b.denied, Side::Hull), list(1, b.denied, Side::Core));
    // Project: an affirmed value that entails X is disjoint from the denial of X.
    let entails = |i, j| {
        within(&list(i, false, Side::Hull), &list(j, false, Side::Hull))
            && within(&list(i, false, Side::Core), &list(j, false, Side::Core))
    };
    let denial_of_entailed = (!a.denied && b.denied && entails(0, 1)) || (!b.denied && a.denied && entails(1, 0));
    if !meet(&hull_a, &hull_b) || denial_of_entailed {
        Relation::Disjoint
    } else if hull_a == hull_b && core_a == core_b {
        Relation::Equal
    } else if !meet(&core_a, &core_b) {
        Relation::Near // F154: cores disjoint, hulls meet
    } else if within(&hull_a, &hull_b) && within(&core_a, &core_b) {
        Relation::Refines
    } else if within(&hull_b, &hull_a) && within(&core_b, &core_a) {
        Relation::Generalises
    } else {
        Relation::Overlaps
    }
}

// ---------------------------------------------------------------------------------------------------- verdict

/// F162 "Time"; the outer None is "has no time" (F165 line 10), which counts as all time elsewhere.
fn time(pred: &Predicate, c: &Claim) -> Option<(Option<i64>, Option<i64>)> {
    match (c.during, pred.varies, c.published) {
        (Some(d), _, _) => Some(d),
        (None, Varies::No, _) => Some((None, None)),
        (None, _, Some((lo, hi))) => Some((Some(lo), Some(hi))),
        (None, _, None) => None,
    }
}

/// Does a's time end before b's begins?
fn before(pred: &Predicate, a: &Claim, b: &Claim) -> bool {
    let (a, b) = (time(pred, a), time(pred, b));
    matches!((a, b), (Some((_, Some(end))), Some((Some(start), _))) if end < start)
}

/// F35 and F165 lines 9, 14: a later value wholly on the wrong side of an earlier one. Both actual, each certain or
/// probable (project), both affirmed values on a line.
fn step(pred: &Predicate, a: &Claim, b: &Claim) -> bool {
    if before(pred, b, a) { return step(pred, b, a) }
    let counts = |c: &Claim| {
        !c.denied && c.mode == Mode::Actual && matches!(c.factuality, Factuality::Certain | Factuality::Probable)
    };
    let v = normal(&[a, b]);
    let (Value::Line { hull: old, .. }, Value::Line { hull: new, .. }) = (&v[0], &v[1]) else { return false };
    let pts = points(&v);
    let olds: Vec<i128> = pts.iter().copied().filter(|&p| inside(old, p)).collect();
    let news: Vec<i128> = pts.iter().copied().filter(|&p| inside(new, p)).collect();
    let wrong = |o: i128, n: i128| match pred.varies {
        Varies::Rising => n < o,
        Varies::Falling => n > o,
        _ => false,
    };
    before(pred, a, b) && counts(a) && counts(b) && olds.iter().all(|&o| news.iter().all(|&n| wrong(o, n)))
}

/// F165 line 7. Lists share a member when some ids are the same or related; lines when their hulls meet. Of a denied
/// value the members are those it denies.
fn share_member(pred: &Predicate, a: &Claim, b: &Claim) -> bool {
    let v = normal(&[a, b]);
    if let (Value::Line { hull: x, .. }, Value::Line { hull: y, .. }) = (&v[0], &v[1]) {
        return points(&v).iter().any(|&p| inside(x, p) && inside(y, p));
    }
    ids(&v[0]).iter().any(|&x| ids(&v[1]).iter().any(|&y| related(pred, x, y)))
}

fn given(pairs: &Pairs, a: &Claim, b: &Claim) -> bool {
    pairs.contains(&(a.id.clone(), b.id.clone())) || pairs.contains(&(b.id.clone(), a.id.clone()))
}

/// The table F165–181, first line that matches. None only for a claim against itself.
pub fn verdict(pred: &Predicate, a: &Claim, b: &Claim, resolved: &Pairs, superseded: &Pairs) -> Option<Verdict> {
    use Level::*;
    if a.id == b.id { return None }
    let scopes: Vec<_> = pred.per.iter().map(|k| (a.scope.get(k), b.scope.get(k))).collect();
    if !a.readable || !b.readable { return Some((1, "not-checked", Nothing)) }
    if scopes.iter().any(|(x, y)| x.is_some() && y.is_some() && x != y) {
        return Some((2, "different-questions", Nothing));
    }
    if given(resolved, a, b) { return Some((3, "resolved", Note)) }
    if given(superseded, a, b) { return Some((3, "superseded", Note)) }
    if [a, b].iter().any(|c| c.factuality == Factuality::Uncommitted || c.mode == Mode::Hypothetical) {
        return Some((4, "uncommitted", Nothing));
    }
    let relation = relation(pred, a, b);
    match relation {
        Relation::Incomparable => return Some((5, "incomparable", Note)),
        Relation::Equal if a.origin == b.origin => return Some((6, "repetition", Note)),
        Relation::Equal => return Some((6, "corroboration", Note)),
        Relation::Disjoint => {}
        _ if pred.cardinality_many && !share_member(pred, a, b) => return Some((7, "supplement", Nothing)),
        _ => return Some((8, "compatible", Note)),
    }
    // From here on the two are disjoint.
    let apart = before(pred, a, b) || before(pred, b, a);
    let step = step(pred, a, b);
    if apart && !step { return Some((9, "change", Note)) }
    // Lines 11–13 need times that are not apart (project).
    let said_meet = matches!((a.said, b.said), (Some(x), Some(y)) if x.0 <= y.1 && y.0 <= x.1);
    let certain = |c: &Claim| c.factuality == Factuality::Certain;
    let firm = !apart && a.mode == b.mode && certain(a) && certain(b) && a.holder == b.holder;
    let both_actual = a.mode == Mode::Actual && b.mode == Mode::Actual;
    let equally = a.factuality == b.factuality && matches!(a.factuality, Factuality::Certain | Factuality::Probable);
    let l11 = firm && a.article == b.article;
    let l12 = firm && a.article != b.article && a.holder.is_some() && said_meet;
    let l13 = firm;
    let l14 = (both_actual && equally) || step;
    let silent = scopes.iter().any(|(x, y)| x.is_some() != y.is_some());
    let timeless = time(pred, a).is_none() || time(pred, b).is_none();
    Some(if (l11 || l12 || l13 || l14) && (silent || timeless) {
        (10, "possible-contradiction", Warn)
    } else if l11 {
        (11, "self-contradiction", Deny)
    } else if l12 {
        (12, "misreport", Deny)
    } else if l13 {
        (13, "contradiction", Deny)
    } else if l14 {
        (14, "disputed", Warn)
    } else {
        (15, "tension", Note)
    })
}

/// F185: the strongest pair, by level, then by this order of lines (project); the first such pair (i, j), i < j.
pub fn strongest(pred: &Predicate, claims: &[&Claim], resolved: &Pairs, superseded: &Pairs) -> Option<(usize, usize, Verdict)> {
    const ORDER: [u8; 11] = [11, 12, 13, 14, 10, 15, 9, 3, 5, 8, 6];
    let mut best: Option<(usize, usize, Verdict)> = None;
    for i in 0..claims.len() {
        for j in i + 1..claims.len() {
            let Some(v) = verdict(pred, claims[i], claims[j], resolved, superseded) else { continue };
            let rank = |v: Verdict| ORDER.iter().position(|&l| l == v.0).map(|p| (v.2, usize::MAX - p));
            if rank(v).is_some() && best.is_none_or(|b| rank(v) > rank(b.2)) {
                best = Some((i, j, v));
            }
        }
    }
    best
}

// ---------------------------------------------------------------------------------------------------- questions

#[derive(Clone, Debug, PartialEq)]
pub struct Question { pub scope: BTreeMap<String, String>, pub claims: Vec<usize> }

/// F159: every choice of a given value for each `per` key, with the claims that do not say otherwise; a choice whose
/// claims all stand together in another one is left out. Sorted by scope.
pub fn questions(pred: &Predicate, claims: &[&Claim]) -> Vec<Question> {
    let mut choices: Vec<BTreeMap<&String, &String>> = vec![BTreeMap::new()];
    for key in &pred.per {
        let values: BTreeSet<&String> = claims.iter().filter_map(|c| c.scope.get(key)).collect();
        if !values.is_empty() {
            let with = |m: &BTreeMap<_, _>, v| { let mut m = m.clone(); m.insert(key, v); m };
            choices = choices.iter().flat_map(|m| values.iter().map(move |v| with(m, *v))).collect();
        }
    }
    let fits = |c: &Claim, m: &BTreeMap<&String, &String>| m.iter().all(|(k, v)| c.scope.get(*k).is_none_or(|x| x == *v));
    let groups: BTreeSet<BTreeSet<usize>> =
        choices.iter().map(|m| (0..claims.len()).filter(|&i| fits(claims[i], m)).collect()).collect();
    let mut out: Vec<Question> = groups
        .iter()
        .filter(|g| !g.is_empty() && !groups.iter().any(|h| h != *g && g.is_subset(h)))
        .map(|g| {
            let keyed = g.iter().flat_map(|&i| claims[i].scope.iter()).filter(|(k, _)| pred.per.contains(k));
            Question { scope: keyed.map(|(k, v)| (k.clone(), v.clone())).collect(), claims: g.iter().copied().collect() }
        })
        .collect();
    out.sort_by(|x, y| x.scope.cmp(&y.scope).then(x.claims.cmp(&y.claims)));
    out
}

// ---------------------------------------------------------------------------------------------------- positions

/// Can all these claims hold in one world (hulls)? Also what `jointly-inconsistent` (F183) asks.
pub fn common(pred: &Predicate, claims: &[&Claim]) -> bool {
    let bad = |r| matches!(r, Relation::Disjoint | Relation::Incomparable);
    if claims.iter().enumerate().any(|(i, a)| claims[..i].iter().any(|b| bad(relation(pred, a, b)))) {
        return false;
    }
    let v = normal(claims);
    let all = if is_line(pred) && pred.cardinality_many {
        // More points only help affirmed values and only hurt denied ones: try the fullest world the denials leave.
        let hit = |p: i128| (0..v.len()).any(|i| claims[i].denied && matches!(&v[i], Value::Line { core, .. } if inside(core, p)));
        vec![vec![], points(&v).into_iter().filter(|&p| !hit(p)).collect()]
    } else {
        worlds(pred, &v, matches!(pred.kind, Kind::Category { .. }))
    };
    all.iter().any(|w| (0..v.len()).all(|i| admits(pred, &v[i], claims[i].denied, Side::Hull, w)))
}

/// How many positions (F185–187). Several smallest partitions may exist, and where the denied claims then go depends on
/// which is taken and on the order of its groups: `all` is (fewest, most) over every smallest partition, with groups in
/// the order of their first claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Positions { pub affirmed: usize, pub all: (usize, usize) }

pub fn min_positions(pred: &Predicate, claims: &[&Claim]) -> Positions {
    let (denied, affirmed): (Vec<&Claim>, Vec<&Claim>) = claims.iter().partition(|c| c.denied);
    assert!(affirmed.len() <= 8, "exhaustive search");
    fn split<'a>(pred: &Predicate, rest: &[&'a Claim], groups: Vec<Vec<&'a Claim>>, out: &mut Vec<Vec<Vec<&'a Claim>>>) {
        let Some((first, rest)) = rest.split_first() else { return out.push(groups) };
        for g in 0..=groups.len() {
            let mut next = groups.clone();
            if g == groups.len() { next.push(vec![*first]) } else { next[g].push(*first) }
            if next[g].len() == 1 || common(pred, &next[g]) {
                split(pred, rest, next, out);
            }
        }
    }
    let mut found = vec![];
    split(pred, &affirmed, vec![], &mut found);
    let least = found.iter().map(Vec::len).min().unwrap();
    let totals: Vec<usize> = found.into_iter().filter(|g| g.len() == least).map(|mut groups| {
        for d in &denied {
            let admitted = groups.iter().position(|g| common(pred, &[&g[..], &[*d]].concat()));
            match admitted { Some(g) => groups[g].push(*d), None => groups.push(vec![*d]) }
        }
        groups.len()
    }).collect();
    Positions { affirmed: least, all: (*totals.iter().min().unwrap(), *totals.iter().max().unwrap()) }
}

/// Is the vocabulary one this model means something for: no cycle (F69), entities with at most one whole (F62), and no
/// id that its own exclusions make impossible? Generators should skip the others.
pub fn coherent(pred: &Predicate) -> bool {
    let e = edges(pred);
    let forest = e.iter().all(|x| e.iter().all(|y| x.0 != y.0 || x.1 == y.1));
    let all = if is_line(pred) { vec![] } else { worlds(pred, &[], true) };
    e.iter().all(|x| !above(pred, x.0).contains(&x.0))
        && (forest || !matches!(pred.kind, Kind::Entity { .. }))
        && e.iter().all(|x| all.iter().any(|w| w.contains(&i128::from(x.0))))
}
