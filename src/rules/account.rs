//! How the verdict on a question came about: the claims in plain words, and the table as the judge
//! itself walks it.

use super::overview::{context, grounded};
use super::questions::judging;
use super::resolutions::said;
use super::{Context, Input, wording};
use crate::corpus::{Item, Judge, Judged, Question, Verdict, passed, questions};
use crate::diagnostic::{Account, Contest, Level, Statement, Weighed};
use crate::model::{FACTUALITIES, MODES, Polarity, Review, word};

/// Tells how the verdict on a contested question came about, with at most `most` pairs.
pub fn account(input: &Input<'_>, contest: &Contest, most: usize) -> Option<Account> {
    let (context, _) = context(input);
    let vocabulary = &input.settings.vocabulary;
    let question = questions(&context.items, vocabulary).into_iter().find(|question| {
        vocabulary.entity(question.subject).id == contest.subject
            && vocabulary.predicate(question.predicate).name == contest.predicate
            && question.scope == contest.scope
    })?;
    let members = grounded(&context, &question.items);
    let is_first = |at: &usize| contest.made_by.contains(&context.items[*at].claim.id);
    let first: Vec<usize> = members.iter().copied().filter(is_first).collect();
    Some(judging(&context, &question, &|_, _| false, |judge| {
        let mut judged = all_pairs(&first, judge);
        let made_by = judged.len();
        if made_by < most {
            let listed = |judged: &Judged| {
                let ids = [judged.pair.0, judged.pair.1].map(|at| &context.items[at].claim.id);
                contest.pairs.iter().any(|pair| [&pair.claims[0], &pair.claims[1]] == ids)
            };
            let known: Vec<(usize, usize)> = judged.iter().map(|judged| judged.pair).collect();
            let within: Vec<usize> = members
                .iter()
                .copied()
                .filter(|at| is_listed(contest, &context.items[*at]))
                .collect();
            let more = all_pairs(&within, judge).into_iter();
            judged.extend(more.filter(|pair| !known.contains(&pair.pair) && listed(pair)));
        }
        judged.truncate(most.max(made_by));
        told(&context, &question, judge, &judged)
    }))
}

fn is_listed(contest: &Contest, item: &Item<'_>) -> bool {
    contest.pairs.iter().any(|pair| pair.claims.contains(&item.claim.id))
}

/// The pairs among some items, the strongest first.
fn all_pairs(items: &[usize], judge: &Judge<'_>) -> Vec<Judged> {
    let pairs = items.iter().enumerate();
    let mut judged: Vec<Judged> = pairs
        .flat_map(|(at, &a)| items[at + 1..].iter().map(move |&b| judge.judge(a, b)))
        .collect();
    judged.sort_by_cached_key(Judged::order);
    judged
}

fn told(
    context: &Context<'_>,
    question: &Question,
    judge: &Judge<'_>,
    judged: &[Judged],
) -> Account {
    let mut items: Vec<usize> = judged.iter().flat_map(|j| [j.pair.0, j.pair.1]).collect();
    items.sort_unstable();
    items.dedup();
    Account {
        question: wording::question(context, question),
        statements: items.iter().map(|&at| statement(context, &context.items[at])).collect(),
        pairs: judged.iter().map(|judged| weighed(context, judge, judged)).collect(),
    }
}

/// A claim in plain words.
fn statement(context: &Context<'_>, item: &Item<'_>) -> Statement {
    let claim = item.claim;
    let vocabulary = &context.input.settings.vocabulary;
    let predicate = vocabulary.predicate(claim.predicate);
    let mut sides = vec![("value", wording::show(context, item))];
    sides.extend(wording::sets(claim, predicate, vocabulary));
    let holders: Vec<&str> =
        claim.holder.iter().map(|&id| vocabulary.entity(id).name.as_str()).collect();
    sides.push(match holders.as_slice() {
        [] => ("holder", "none: the article's own voice".to_owned()),
        holders => ("holder", holders.join(", after ")),
    });
    if claim.polarity == Polarity::Denied {
        sides.push(("polarity", "denied".to_owned()));
    }
    sides.push(("mode", word(MODES, &claim.mode).to_owned()));
    sides.push(("factuality", word(FACTUALITIES, &claim.factuality).to_owned()));
    sides.push(("time", wording::time(item, predicate)));
    let scope: Vec<String> = claim.scope.iter().map(|(k, v)| format!("{k} = {v}")).collect();
    if !scope.is_empty() {
        sides.push(("scope", scope.join(", ")));
    }
    let document = &context.input.documents[item.document];
    let mut article = document.name.clone();
    if let Some(about) = &document.article {
        if let Some(publisher) = &about.publisher {
            article.push_str(&format!(", {publisher}"));
        }
        if let Some(published) = &about.published {
            article.push_str(&format!(", published {}", published.written));
        }
    }
    sides.push(("article", article));
    if claim.review == Review::Draft {
        sides.push(("review", "draft".to_owned()));
    }
    let quotes = claim.quotes.iter().map(|quote| quote.text.clone()).collect();
    Statement { claim: claim.id.clone(), sides, quotes }
}

fn weighed(context: &Context<'_>, judge: &Judge<'_>, judged: &Judged) -> Weighed {
    let (a, b) = judged.pair;
    let line = judged.verdict.line();
    let lines = passed(&context.items, judged.pair, judge.predicate, judge.settled);
    let in_words = Verdict::line_in_words;
    let mut reasons = wording::reasons(context, judged, judge.predicate);
    if judged.verdict == Verdict::Resolved {
        let of = |at| context.settled.resolutions_of(at);
        let numbers = of(a).iter().filter(|number| of(b).contains(number));
        let decisions = numbers.map(|&number| said(&context.input.resolutions.list[number]));
        reasons.extend(decisions.map(|said| format!("decided: {said}")));
        let settled = context.settled.without_resolutions();
        let open = Judge { settled: &settled, ..*judge }.judge(a, b);
        let (verdict, line) = (open.verdict.name(), open.verdict.line());
        reasons.push(format!("without the decision: {verdict} (line {line})"));
    }
    let claims = [a, b].map(|at| context.items[at].claim.id.clone()).to_vec();
    let settle = wording::Settle { claims, fingerprint: String::new() };
    Weighed {
        claims: [a, b].map(|at| context.items[at].claim.id.clone()),
        relation: judged.relation.name(),
        passed: lines.iter().map(|p| (p.line, in_words(p.line), p.why)).collect(),
        line: (line, in_words(line)),
        verdict: judged.verdict.name(),
        level: judged.level,
        weight: weight(context, judge, judged),
        reasons,
        help: wording::ways_out(context, judged, judge.predicate, &settle),
    }
}

/// What made a pair's level what it is: the rule, the settings, the caps.
fn weight(context: &Context<'_>, judge: &Judge<'_>, judged: &Judged) -> Vec<String> {
    let Some(rule) = judged.verdict.rule() else {
        return vec!["this verdict makes no finding".into()];
    };
    let settings = context.input.settings;
    let mut told = vec![format!("{} is {} by default", rule.name, rule.level.name())];
    if let Some(level) = settings.levels.get(rule.name) {
        told.push(format!("[levels] in recoupe.toml makes it {}", level.name()));
    }
    let cap = judge.predicate.cap;
    if cap < Level::Deny {
        let name = &judge.predicate.name;
        told.push(format!("the predicate `{name}` lets findings be {} at most", cap.name()));
    }
    for at in [judged.pair.0, judged.pair.1] {
        let claim = context.items[at].claim;
        if claim.review == Review::Draft {
            told.push(format!("{} is a draft: warn at most", claim.id));
        }
    }
    told
}
