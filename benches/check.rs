//! Checking a hundred thousand claims in a thousand articles.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recoupe::config::{self, Settings};
use recoupe::corpus::{ArticleFile, ArticleText};
use recoupe::model::{Document, Resolutions};
use recoupe::source::Sources;
use recoupe::text::Normal;
use recoupe::{Input, check, read};

const ARTICLES: usize = 1_000;
const CLAIMS: usize = 100;

struct Corpus {
    sources: Sources,
    settings: Settings,
    documents: Vec<Document>,
    articles: BTreeMap<String, ArticleFile>,
}

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Each article gives the users of a hundred companies; one in twenty differs from the rest.
fn corpus() -> Corpus {
    let mut sources = Sources::default();
    let mut config = String::from(
        "articles = \"articles\"\n[predicates.users]\ntype = \"quantity\"\nunit = \"users\"\n\
         unit-words = { en = [\"users\"] }\n",
    );
    for company in 0..CLAIMS * 10 {
        write!(config, "[entities.c{company}]\nname = \"Company{company}x\"\n").unwrap();
    }
    let file = sources.add("recoupe.toml", config);
    let (settings, problems) = config::read(file, &sources);
    assert!(problems.is_empty());
    let (mut documents, mut articles) = (Vec::new(), BTreeMap::new());
    for article in 0..ARTICLES {
        let mut text = String::new();
        let mut claims = format!(
            "[article]\ntext = \"{article}.txt\"\npublished = \"2024-05-02\"\nlanguage = \"en\"\n"
        );
        for claim in 0..CLAIMS {
            let company = claim * 10 + article % 10;
            let users = 1_000 + company + usize::from((article + claim) % 20 == 0);
            let quote = format!("Company{company}x has {users} users in article {article}");
            writeln!(text, "{quote}.").unwrap();
            write!(
                claims,
                "[[claims]]\nid = \"c{claim}\"\nsubject = \"c{company}\"\npredicate = \"users\"\n\
                 value = {users}\nquote = \"{quote}\"\n"
            )
            .unwrap();
        }
        let name = format!("{article}.txt");
        let normal = Normal::new(&text);
        let text = sources.add(name.clone(), text);
        articles.insert(
            name,
            ArticleFile::Read(ArticleText { file: text, sha256: format!("{article}"), normal }),
        );
        let file = sources.add(format!("{article}.toml"), claims);
        documents.push(read::read(file, &article.to_string(), &sources, &settings.vocabulary));
    }
    Corpus { sources, settings, documents, articles }
}

fn bench(criterion: &mut Criterion) {
    let corpus = corpus();
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Elements((ARTICLES * CLAIMS) as u64)).sample_size(10);
    group.bench_function("100,000 claims", |b| {
        b.iter(|| {
            let input = Input {
                sources: &corpus.sources,
                settings: &corpus.settings,
                documents: &corpus.documents,
                articles: &corpus.articles,
                available: &[],
                resolutions: &Resolutions::default(),
                today: None,
            };
            black_box(check(&input).findings.len())
        });
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
