//! The finding on a question: both sides in the claims and in the articles, the positions, the rest.

use std::collections::BTreeMap;

use super::wording::{self, Settle};
use super::{Context, questions::identity, resolutions::said};
use crate::corpus::{Item, Judge, Judged, Origin, Question, Verdict, positions};
use crate::diagnostic::{Contest, Diagnostic, Label, Level, Pair, Position};
use crate::model::{Claim, Factuality, Mode, Polarity};
use crate::source::Span;
use crate::value::{Relation, Set, Written, relate};

/// Pairs of a question with more claims than this are not all judged for the list.
const LISTED_WHOLE: usize = 200;

/// The finding that the strongest pair of a question makes.
pub(super) fn finding(
    context: &Context<'_>,
    question: &Question,
    members: &[usize],
    judge: &Judge<'_>,
    strongest: Judged,
) -> Diagnostic {
    let mut contest = contest(context, question, members, judge, strongest);
    let (a, b) = strongest.pair;
    let rule = strongest.verdict.rule().unwrap_or(&crate::diagnostic::TENSION);
    let mut finding =
        Diagnostic::new(rule, wording::headline(context, question, &strongest, &contest));
    finding.level = strongest.level;
    for at in [a, b] {
        finding.labels.extend(labels(context, at));
    }
    finding.notes = wording::reasons(context, &strongest, judge.predicate);
    finding.notes.extend(wording::overstated(context, members));
    contest.recap = wording::positions(&contest);
    finding.notes.extend(contest.recap.iter().cloned());
    finding.claims = claims_of(&contest, context, [a, b]);
    finding.identity = scope_identity(&contest);
    finding.identity.extend(identity(context, &[a, b]));
    let settle = Settle { claims: contest.clashing(), fingerprint: finding.fingerprint() };
    finding.help = wording::ways_out(context, &strongest, judge.predicate, &settle);
    finding.contest = Some(contest);
    finding
}

/// The question in a spelling for fingerprints.
pub(super) fn scope_identity(contest: &Contest) -> Vec<String> {
    let mut parts = vec![contest.subject.clone(), contest.predicate.clone()];
    parts.extend(contest.scope.iter().map(|(key, value)| format!("{key}={value}")));
    parts
}

/// The claims of the pair and of the positions, sorted.
fn claims_of(contest: &Contest, context: &Context<'_>, pair: [usize; 2]) -> Vec<String> {
    let mut claims: Vec<String> =
        contest.positions.iter().flat_map(|position| position.claims.iter().cloned()).collect();
    claims.extend(pair.iter().map(|&at| context.items[at].claim.id.clone()));
    claims.sort();
    claims.dedup();
    claims
}

/// A claim's value in the claim file and its words in the article.
pub(super) fn labels(context: &Context<'_>, at: usize) -> Vec<Label> {
    let item = &context.items[at];
    let mut labels = vec![Label::primary(item.claim.value_span, wording::says(context, item))];
    if let Some(text) = context.input.article(&context.input.documents[item.document]) {
        let mut label = wording::in_the_words_of(context, item);
        for part in item.located().flat_map(|located| &located.parts) {
            labels.push(Label::secondary(
                Span::new(text.file, part.clone()),
                std::mem::take(&mut label),
            ));
        }
    }
    labels
}

fn contest(
    context: &Context<'_>,
    question: &Question,
    members: &[usize],
    judge: &Judge<'_>,
    strongest: Judged,
) -> Contest {
    let items = &context.items;
    let (a, b) = strongest.pair;
    let modes = [items[a].claim.mode, items[b].claim.mode];
    let settled = &context.settled;
    let stands = |at: usize| {
        let claim = items[at].claim;
        let is_in_pair = at == a || at == b;
        let is_settled = || {
            let covered = settled.resolutions_of(at);
            !covered.is_empty()
                && members.iter().any(|&other| other != at && settled.is_resolved(at, other))
        };
        is_in_pair && strongest.verdict == Verdict::Uncommitted
            || modes.contains(&claim.mode)
                && claim.factuality != Factuality::Uncommitted
                && claim.mode != Mode::Hypothetical
                && (is_in_pair || !is_settled())
    };
    let (standing, rest): (Vec<usize>, Vec<usize>) = members.iter().partition(|&&at| stands(at));
    let found = positions(items, &standing);
    let positions = found.groups.iter().map(|group| position(context, group)).collect();
    let mut others: Vec<(String, String)> = rest
        .iter()
        .map(|&at| {
            let judged = [a, b].map(|side| judge.judge(at, side));
            let verdict = judged.iter().min_by_key(|judged| judged.order());
            let name = verdict.map_or("", |judged| judged.verdict.name());
            (items[at].claim.id.clone(), name.to_owned())
        })
        .collect();
    let unchecked = question.items.iter().filter(|at| !members.contains(at));
    others.extend(unchecked.map(|&at| (items[at].claim.id.clone(), "not-checked".to_owned())));
    others.sort();
    let vocabulary = &context.input.settings.vocabulary;
    Contest {
        subject: vocabulary.entity(question.subject).id.clone(),
        predicate: judge.predicate.name.clone(),
        title: judge.predicate.title(),
        scope: question.scope.clone(),
        made_by: [a, b].map(|at| items[at].claim.id.clone()).to_vec(),
        positions,
        fewest: found.fewest,
        others,
        pairs: listed_pairs(items, members, &standing, judge, strongest),
        pairs_total: members.len() as u64 * (members.len() as u64).saturating_sub(1) / 2,
        decisions: decisions(context, members),
        recap: Vec::new(),
    }
}

/// The decisions that settle a pair of the question.
pub(super) fn decisions(context: &Context<'_>, members: &[usize]) -> Vec<String> {
    let mut covered: BTreeMap<usize, usize> = BTreeMap::new();
    for &at in members {
        for &number in context.settled.resolutions_of(at) {
            *covered.entry(number).or_default() += 1;
        }
    }
    let settling = covered.into_iter().filter(|&(_, claims)| claims > 1);
    settling.map(|(number, _)| said(&context.input.resolutions.list[number])).collect()
}

/// The pairs that a finding lists: all where they are few, else those around the strongest.
fn listed_pairs(
    items: &[Item<'_>],
    members: &[usize],
    standing: &[usize],
    judge: &Judge<'_>,
    strongest: Judged,
) -> Vec<Pair> {
    let mut judged: Vec<Judged> = if members.len() <= LISTED_WHOLE {
        let pairs = members.iter().enumerate();
        pairs
            .flat_map(|(at, &a)| members[at + 1..].iter().map(move |&b| (a, b)))
            .map(|(a, b)| judge.judge(a, b))
            .collect()
    } else {
        let (a, b) = strongest.pair;
        let others = standing.iter().filter(|&&at| at != a && at != b).take(LISTED_WHOLE);
        let around = others.flat_map(|&at| [judge.judge(a, at), judge.judge(b, at)]);
        around.chain([strongest]).collect()
    };
    judged.sort_by_cached_key(Judged::order);
    judged
        .into_iter()
        .take(Contest::PAIRS_SHOWN)
        .map(|judged| Pair {
            claims: [judged.pair.0, judged.pair.1].map(|at| items[at].claim.id.clone()),
            verdict: judged.verdict.name(),
            level: judged.level,
            line: judged.verdict.line(),
            relation: judged.relation.name(),
        })
        .collect()
}

/// Describes a group of claims that hold together.
pub(super) fn position(context: &Context<'_>, group: &[usize]) -> Position {
    let items = &context.items;
    let vocabulary = &context.input.settings.vocabulary;
    let document = |at: usize| &context.input.documents[items[at].document];
    let collect = |of: &dyn Fn(usize) -> Option<String>| {
        let mut list: Vec<String> = group.iter().filter_map(|&at| of(at)).collect();
        list.sort();
        list.dedup();
        list
    };
    let mut origins: Vec<Origin> = group.iter().map(|&at| items[at].origin).collect();
    origins.sort_unstable();
    origins.dedup();
    let (value, shown) = joint_value(context, group);
    let own = group.iter().map(|&at| wording::show(context, &items[at]));
    let own = own.map(|own| (own != shown).then_some(own)).collect();
    Position {
        value,
        shown,
        claims: group.iter().map(|&at| items[at].claim.id.clone()).collect(),
        own,
        holders: collect(&|at| {
            items[at].claim.deepest_holder().map(|id| vocabulary.entity(id).name.clone())
        }),
        articles: collect(&|at| Some(document(at).name.clone())),
        dates: collect(&|at| {
            document(at).article.as_ref()?.published.as_ref().map(|period| period.written.clone())
        }),
        origins: origins.len(),
    }
}

/// What a group jointly says: the value that says most, a denial only when there is nothing else;
/// of several "one of", the members that all leave.
fn joint_value(context: &Context<'_>, group: &[usize]) -> (Written, String) {
    let items = &context.items;
    let affirmed = |at: &&usize| items[**at].claim.polarity == Polarity::Affirmed;
    let said: Vec<usize> = match group.iter().filter(affirmed).copied().collect::<Vec<usize>>() {
        said if said.is_empty() => group.to_vec(),
        said => said,
    };
    let says_most = |at: &&usize| {
        said.iter().all(|&other| {
            let relation = relate(&items[**at].claim.set, &items[other].claim.set);
            matches!(relation, Relation::Equal | Relation::Refines)
        })
    };
    if said.iter().find(says_most).is_none()
        && let Some(common) = common_choice(items, &said)
    {
        let shown = wording::named(context, &common).plain();
        return (common, shown);
    }
    let narrowest = || said.iter().min_by_key(|&&at| (width(&items[at].claim.set), at));
    let chosen = said.iter().find(says_most).or_else(narrowest);
    chosen.map_or((Written::absent(), "none".into()), |&at| {
        (written(items[at].claim), wording::show(context, &items[at]))
    })
}

/// The members that all of several `any-of` leave.
fn common_choice(items: &[Item<'_>], group: &[usize]) -> Option<Written> {
    let choice = |at: usize| match &items[at].claim.written {
        Written::Table(entries) => match entries.as_slice() {
            [("any-of", Written::List(list))] => Some(list.clone()),
            _ => None,
        },
        _ => None,
    };
    let mut lists = group.iter().map(|&at| choice(at));
    let mut common = lists.next()??;
    for list in lists {
        let list = list?;
        common.retain(|member| list.contains(member));
    }
    match common.len() {
        0 => None,
        1 => common.pop(),
        _ => Some(Written::Table(vec![("any-of", Written::List(common))])),
    }
}

/// How much a set leaves open; unbounded ones most.
fn width(set: &Set) -> (bool, rust_decimal::Decimal) {
    use crate::value::line::Cut;
    let span = match set {
        Set::Line(line) => line.hull.as_span(),
        _ => None,
    };
    match span {
        Some((Cut::At(from, _), Cut::At(to, _))) => (false, to.saturating_sub(from)),
        _ => (true, rust_decimal::Decimal::ZERO),
    }
}

/// A claim's value, its denial marked.
pub(super) fn written(claim: &Claim) -> Written {
    match claim.polarity {
        Polarity::Affirmed => claim.written.clone(),
        Polarity::Denied => claim.written.clone().denied(),
    }
}

/// Whether a finding is only worth knowing.
pub(super) fn is_note(judged: &Judged) -> bool {
    judged.level <= Level::Note
}
