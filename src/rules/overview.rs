//! Every question with all its answers: for tables of a corpus and for two articles side by side.

use super::questions::judging;
use super::resolutions::Used;
use super::{Context, Input, joint, resolutions, supersedes, wording};
use crate::corpus::{Item, Judge, Judged, Question, questions};
use crate::diagnostic::Level;

/// A question and what the claims say to it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What it asks, in words.
    pub title: String,
    /// The verdict on its strongest pair; empty where nothing is compared.
    pub verdict: &'static str,
    /// How much that weighs.
    pub level: Level,
    /// The answers, by claim id.
    pub answers: Vec<Answer>,
}

/// What one claim says to a question.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The claim's global id.
    pub claim: String,
    /// The document's index.
    pub document: usize,
    /// The value for people.
    pub value: String,
    /// Who says what, how surely, after whom.
    pub says: String,
    /// The words of the article.
    pub quotes: Vec<String>,
    /// Whether another claim cannot hold beside it, at level warn or deny.
    pub is_contested: bool,
}

/// A question that two articles answer, or one of them.
#[derive(Clone, Debug)]
pub struct Faced {
    /// The verdict on the strongest pair across the two.
    pub asked: Asked,
    /// The claims of that pair, of the first article and of the second: indices of answers.
    pub pair: Option<(usize, usize)>,
}

/// Questions with more claims than this are looked at around their strongest pair only.
const LOOKED_AT_WHOLE: usize = 200;

/// All questions of a corpus.
pub fn overview(input: &Input<'_>) -> Vec<Asked> {
    let (context, mut used) = context(input);
    let all = questions(&context.items, &input.settings.vocabulary);
    all.iter()
        .map(|question| {
            let members = grounded(&context, &question.items);
            judging(&context, question, &|_, _| false, |judge| {
                let strongest = judge.strongest(&members);
                let heavy = strongest.filter(|judged| judged.level >= Level::Warn);
                let mut asked = asked(&context, question, &question.items);
                if let Some(judged) = strongest {
                    (asked.verdict, asked.level) = (judged.verdict.name(), judged.level);
                }
                let mut contested = Vec::new();
                if let Some(strongest) = heavy {
                    contested = clashing(&members, judge, &strongest);
                } else if let Some(found) =
                    joint::check(&context, question, &members, judge, &mut used)
                {
                    (asked.verdict, asked.level) = (found.rule.name, found.level);
                    contested = found.claims;
                }
                for answer in &mut asked.answers {
                    answer.is_contested = contested.contains(&answer.claim);
                }
                asked
            })
        })
        .collect()
}

/// The questions that two documents answer, shared ones with the verdict across the two.
pub fn face(input: &Input<'_>, left: usize, right: usize) -> Vec<Faced> {
    let (context, _) = context(input);
    let all = questions(&context.items, &input.settings.vocabulary);
    let mut faced = Vec::new();
    for question in &all {
        let of = |document: usize| -> Vec<usize> {
            let items = question.items.iter().copied();
            items.filter(|&at| context.items[at].document == document).collect()
        };
        let (mine, theirs) = (of(left), of(right));
        let here: Vec<usize> = mine.iter().chain(&theirs).copied().collect();
        if here.is_empty() {
            continue;
        }
        let mut asked = asked(&context, question, &here);
        let (mine, theirs) = (grounded(&context, &mine), grounded(&context, &theirs));
        let strongest = judging(&context, question, &|_, _| false, |judge| {
            let pairs = mine.iter().flat_map(|&a| theirs.iter().map(move |&b| (a, b)));
            pairs.map(|(a, b)| judge.judge(a, b)).min_by_key(Judged::order)
        });
        let pair = strongest.map(|judged| {
            (asked.verdict, asked.level) = (judged.verdict.name(), judged.level);
            let index = |at: usize| here.iter().position(|&other| other == at).unwrap_or(0);
            let (a, b) = judged.pair;
            match mine.contains(&a) {
                true => (index(a), index(b)),
                false => (index(b), index(a)),
            }
        });
        if let Some((a, b)) = pair.filter(|_| asked.level >= Level::Warn) {
            asked.answers[a].is_contested = true;
            asked.answers[b].is_contested = true;
        }
        faced.push(Faced { asked, pair });
    }
    faced
}

/// The claims of a corpus with what is settled between them; what is wrong is told by a check.
pub(super) fn context<'i>(input: &'i Input<'i>) -> (Context<'i>, Used) {
    let items = super::with_origins(input);
    let mut findings = Vec::new();
    let mut settled = supersedes::check(&items, input, &mut findings);
    let used = resolutions::check(&items, input, &mut settled, &mut findings);
    (Context { input, items, settled }, used)
}

pub(super) fn grounded(context: &Context<'_>, items: &[usize]) -> Vec<usize> {
    items.iter().copied().filter(|&at| context.items[at].is_grounded()).collect()
}

fn asked(context: &Context<'_>, question: &Question, items: &[usize]) -> Asked {
    let answers = items.iter().map(|&at| answer(context, &context.items[at])).collect();
    let title = wording::question(context, question);
    Asked { title, verdict: "", level: Level::Allow, answers }
}

fn answer(context: &Context<'_>, item: &Item<'_>) -> Answer {
    Answer {
        claim: item.claim.id.clone(),
        document: item.document,
        value: wording::brief(context, item),
        says: wording::says(context, item),
        quotes: item.claim.quotes.iter().map(|quote| quote.text.clone()).collect(),
        is_contested: false,
    }
}

/// The ids of the claims that stand in a pair at level warn or deny.
fn clashing(members: &[usize], judge: &Judge<'_>, strongest: &Judged) -> Vec<String> {
    let (a, b) = strongest.pair;
    let is_heavy = |x: usize, y: usize| x != y && judge.judge(x, y).level >= Level::Warn;
    let clashes = |at: &&usize| match members.len() <= LOOKED_AT_WHOLE {
        true => members.iter().any(|&other| is_heavy(**at, other)),
        false => **at == a || **at == b || is_heavy(**at, a) || is_heavy(**at, b),
    };
    members.iter().filter(clashes).map(|&at| judge.items[at].claim.id.clone()).collect()
}
