//! Recognising and drafting, in bytes of article text a second; beside them what one pass of
//! aho-corasick over the same text costs.

#![allow(clippy::unwrap_used, missing_docs)]

use aho_corasick::AhoCorasick;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use recoupe::config;
use recoupe::extract::{Habits, extract};
use recoupe::model::Language;
use recoupe::recognize::{View, lexicon, recognize};
use recoupe::source::{Sources, decode};
use recoupe::survey::Knowledge;
use recoupe::text::{Normal, nearest_passage};
use std::hint::black_box;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// All texts of a folder, again and again until they make up a megabyte.
fn megabyte(folder: &str) -> Vec<String> {
    let folder = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts: Vec<String> =
        paths.iter().map(|path| decode(&std::fs::read(path).unwrap()).unwrap().0).collect();
    let mut all = Vec::new();
    let mut size = 0;
    while size < 1_000_000 {
        for text in &texts {
            size += text.len();
            all.push(text.clone());
        }
    }
    all
}

/// Looking for quotes: one that is there, one that is not, and what plain substring search costs.
fn quotes(criterion: &mut Criterion) {
    let text = megabyte("seeds").concat();
    let text = &text[..text.floor_char_boundary(100_000)];
    let normal = Normal::new(text);
    let last: String = text.chars().rev().take(200).collect::<Vec<_>>().into_iter().rev().collect();
    let absent: String = last.replace('e', "ø").chars().rev().collect();
    let mut group = criterion.benchmark_group("quotes in 100 kB");
    group.throughput(Throughput::Bytes(text.len() as u64)).sample_size(10);
    group.bench_function("memmem alone", |b| {
        b.iter(|| memchr::memmem::find(text.as_bytes(), black_box(last.as_bytes())));
    });
    group.bench_function("nearest passage to one that is there", |b| {
        b.iter(|| nearest_passage(black_box(&last), &normal, text));
    });
    group.bench_function("nearest passage to one that is absent", |b| {
        b.iter(|| nearest_passage(black_box(&absent), &normal, text));
    });
    group.bench_function("nearest passage to a hostile one", |b| {
        let hostile = "a ".repeat(5_000);
        b.iter(|| nearest_passage(black_box(&hostile), &normal, text));
    });
    group.finish();
}

fn bench(criterion: &mut Criterion) {
    for (name, texts, vocabulary, language) in [
        ("fr", "seeds", "claims", Language::French),
        ("en", "tests/stories/merger/articles", "tests/stories/merger", Language::English),
    ] {
        let texts = megabyte(texts);
        let path = format!("{}/{vocabulary}/recoupe.toml", env!("CARGO_MANIFEST_DIR"));
        let mut sources = Sources::default();
        let file = sources.add("recoupe.toml", std::fs::read_to_string(path).unwrap());
        let (settings, _) = config::read(file, &sources);
        let knowledge = Knowledge::new(&settings.vocabulary, language);
        let names: Vec<String> = settings
            .vocabulary
            .entities()
            .flat_map(|(_, entity)| std::iter::once(&entity.name).chain(&entity.aliases))
            .cloned()
            .collect();
        let automaton = AhoCorasick::new(&names).unwrap();
        let size = texts.iter().map(String::len).sum::<usize>() as u64;
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(size)).sample_size(10);
        group.bench_function("aho-corasick alone", |b| {
            b.iter(|| {
                texts.iter().map(|t| automaton.find_overlapping_iter(t).count()).sum::<usize>()
            });
        });
        group.bench_function("recognize", |b| {
            b.iter(|| {
                for text in &texts {
                    let view = View::new(text, lexicon(language));
                    black_box(recognize(&view, Some(18_500)));
                }
            });
        });
        group.bench_function("survey", |b| {
            b.iter(|| {
                for text in &texts {
                    let survey = knowledge.survey(text, Some(18_500));
                    let all = 0..survey.view.tokens.len();
                    black_box(survey.clauses.operators_in(&all).count());
                }
            });
        });
        group.bench_function("recognize and extract", |b| {
            b.iter(|| {
                for text in &texts {
                    black_box(extract(&knowledge, text, Some(18_500), &Habits::default()));
                }
            });
        });
        group.finish();
    }
}

criterion_group!(benches, quotes, bench);
criterion_main!(benches);
