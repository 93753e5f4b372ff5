//! The shipped claims: what a careful fact-checker finds in the five articles, case by case.

use recoupe::diagnostic::{Contest, Level, Report};

use crate::case::{Checked, Corpus};

fn shipped() -> Checked {
    Corpus::read(&format!("{}/claims", env!("CARGO_MANIFEST_DIR")), &[]).check()
}

/// The verdict and level on two shipped claims, taken by themselves.
fn pair(a: &str, b: &str) -> Option<(&'static str, Level)> {
    let corpus = Corpus::read(&format!("{}/claims", env!("CARGO_MANIFEST_DIR")), &[]);
    let mut seen = 0;
    let checked = corpus.check_in_order(|documents| {
        for document in documents {
            document.claims.retain(|claim| claim.id == a || claim.id == b);
            seen += document.claims.len();
        }
    });
    assert_eq!(seen, 2, "{a} or {b} does not exist");
    let contest = checked.report.findings.iter().find(|finding| finding.contest.is_some());
    contest.map(|finding| (finding.rule.name, finding.level))
}

fn question<'r>(report: &'r Report, predicate: &str) -> (&'static str, Level, &'r Contest) {
    let found = report
        .findings
        .iter()
        .filter_map(|finding| Some((finding.rule.name, finding.level, finding.contest.as_ref()?)))
        .find(|(_, _, contest)| contest.predicate == predicate);
    found.unwrap_or_else(|| panic!("nothing on {predicate}"))
}

#[test]
fn the_articles_are_as_received() {
    let seeds = [
        ("000_e481f7a0d3416e35.txt", "2d1e95fc34557182"),
        ("001_07fb53acfce0ae7e.txt", "c438e7e8dc27028e"),
        ("002_9d6d97ad43bea94c.txt", "ba595da020887e88"),
        ("003_196a2c9b2f163f3d.txt", "62dafbcfaa14d373"),
        ("004_1c8f3d85c124001e.txt", "7ed970409fdf70a9"),
    ];
    for (name, start) in seeds {
        let bytes = std::fs::read(format!("{}/seeds/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let hash = recoupe::corpus::sha256(&bytes);
        assert!(hash.starts_with(start), "{name}: {hash}");
    }
}

#[test]
fn every_claim_is_read_and_grounded() {
    let checked = shipped();
    assert!(checked.problems.is_empty());
    assert_eq!(checked.report.summary.not_checked, 0);
    assert!((60..=130).contains(&checked.report.summary.claims));
    let of_questions = |rule: &str| recoupe::diagnostic::rule(rule).is_some();
    // What people made exceptions of is marked, not gone.
    let open = checked.report.findings.iter().filter(|finding| finding.resolution.is_none());
    for finding in open {
        assert!(
            finding.contest.is_some() && of_questions(finding.rule.name),
            "{}",
            finding.message
        );
    }
}

#[test]
fn a1_a_sale_against_a_partnership_is_a_contradiction() {
    let checked = shipped();
    let (verdict, level, contest) = question(&checked.report, "deal-form");
    assert_eq!((verdict, level), ("contradiction", Level::Deny));
    let values: Vec<String> = contest.positions.iter().map(|p| p.value.plain()).collect();
    assert_eq!(values, ["partnership", "sale"]);
    assert_eq!(pair("001/headline-sale", "003/partnership"), Some(("contradiction", Level::Deny)));
    assert_eq!(pair("001/headline-sale", "002/no-sale"), Some(("contradiction", Level::Deny)));
    assert_eq!(pair("000/partnership", "000/no-sale").unwrap().1, Level::Note);
}

#[test]
fn a2_the_deadline_of_2020_against_that_of_2025_is_a_contradiction() {
    let checked = shipped();
    let (verdict, level, contest) = question(&checked.report, "transfer-deadline");
    assert_eq!((verdict, level), ("contradiction", Level::Deny));
    assert_eq!(contest.positions.len(), 2);
}

#[test]
fn a3_and_b1_are_warned_of() {
    let (_, level) = pair("002/refusal-announced-by", "003/refusal-announced-by").unwrap();
    assert_eq!(level, Level::Warn);
    assert_eq!(pair("001/headline-sale", "001/no-sale"), Some(("disputed", Level::Warn)));
}

#[test]
fn a5_to_a8_c1_and_c2_are_notes_of_tension_or_change() {
    for (a, b) in [
        ("001/perimeter", "003/perimeter-first"),              // A5
        ("001/perimeter", "003/perimeter-then"),               // A5
        ("003/perimeter-first", "003/perimeter-then"),         // A5
        ("004/trump-support-2020", "002/trump-not-receptive"), // A6
        ("004/trump-support-2020", "003/trump-not-satisfied"), // A6
        ("000/sale-demanded", "003/partnership"),              // A6, A8
        ("000/data-host", "004/data-host"),                    // A7
        ("004/trump-support", "003/trump-not-satisfied"),      // A8
        ("000/talks", "001/rejects"),                          // C1
        ("001/interest", "002/refusal"),                       // C1
        ("003/buyer-considered", "003/rejected"),              // C1
        ("000/sale-discussed", "000/partnership"),             // C2
    ] {
        let (verdict, level) = pair(a, b).unwrap_or_else(|| panic!("nothing on {a}, {b}"));
        assert!(matches!(verdict, "tension" | "change"), "{a}, {b}: {verdict}");
        assert_eq!(level, Level::Note, "{a}, {b}");
    }
}

#[test]
fn b2_and_b3_agree_with_another_certainty() {
    for (a, b) in [
        ("001/headline-partner", "001/partner"),       // B2
        ("003/lede-partner", "003/partner-confirmed"), // B3
    ] {
        let (verdict, _) = pair(a, b).unwrap();
        assert!(matches!(verdict, "corroboration" | "repetition"), "{a}, {b}: {verdict}");
    }
    let checked = shipped();
    let partner = checked.report.findings.iter().find(|finding| {
        finding.contest.as_ref().is_some_and(|contest| contest.predicate == "technology-partner")
    });
    assert!(
        partner
            .unwrap()
            .notes
            .iter()
            .any(|note| note.contains("overstated: certain in 001/headline-partner"))
    );
}

#[test]
fn b4_is_compatible_and_says_which_is_narrower() {
    assert_eq!(
        pair("004/partner-or-buyer", "004/partnership-required"),
        Some(("compatible", Level::Note))
    );
}

/// Part D: the claims of one case, no two of which may be at warn or deny.
const TRAPS: &[&[&str]] = &[
    &["000/users", "002/users"],
    &["000/sale-discussed", "001/refuses", "002/submitted-by", "000/submitted-by-bytedance"],
    &["000/submitted-by-bytedance", "000/submitted-by-tiktok", "002/submitted-by"],
    &["000/partnership", "001/partner", "002/partner-negotiated", "003/partner-confirmed"],
    &["000/provider", "000/stake", "001/stake", "003/shareholders"],
    &["000/stake", "002/control", "003/control"],
    &["000/minority-investors", "003/shareholders"],
    &["000/buyers-discussed", "001/refuses"],
    &["000/ban-threat", "001/ban-threat", "003/ban-threat", "000/partnership"],
    &["002/trump-ultimatum", "002/partner-proposed", "003/partnership"],
    &["000/china-prefers-closure", "000/partnership", "003/partnership"],
    &["001/will-not-sell-to-microsoft", "001/refuses"],
    &["000/data-manager", "001/lede-data", "003/partner-confirmed", "003/data-host"],
    &["003/azure", "000/data-host", "003/data-host"],
    &[
        "000/trump-approval",
        "000/examined-by",
        "002/examination",
        "003/white-house-approval",
        "001/beijing-approval",
    ],
    &["000/talks-perimeter", "002/perimeter", "001/perimeter"],
    &["000/export-rules", "003/export-rules"],
    &["000/order-date", "001/interest-date", "003/press-conference"],
    &["003/source-code-wanted", "001/source-code"],
    &["001/ellison", "003/ellison", "003/catz"],
    &["000/examined-by", "002/examination"],
];

#[test]
fn no_trap_of_part_d_is_at_warn_or_deny() {
    for trap in TRAPS {
        for (at, a) in trap.iter().enumerate() {
            for b in &trap[at + 1..] {
                if let Some((verdict, level)) = pair(a, b) {
                    assert!(level <= Level::Note, "{a}, {b}: {verdict} at {level:?}");
                }
            }
        }
    }
}

#[test]
fn no_threat_demand_or_preference_is_a_position_on_the_deal() {
    let checked = shipped();
    let (_, _, contest) = question(&checked.report, "deal-form");
    let standing: Vec<&String> = contest.positions.iter().flat_map(|p| &p.claims).collect();
    for claim in [
        "000/ban-threat",
        "001/ban-threat",
        "003/ban-threat",
        "000/sale-demanded",
        "000/sale-ordered",
        "002/trump-ultimatum",
        "000/china-prefers-closure",
        "000/china-against-sale",
        "004/partner-or-buyer",
    ] {
        assert!(!standing.iter().any(|id| *id == claim), "{claim} is a position");
        assert!(
            contest.others.iter().any(|(id, _)| id == claim),
            "{claim} is not among the others"
        );
    }
}

#[test]
fn nothing_else_is_at_warn_or_deny() {
    let checked = shipped();
    let heavy: Vec<&str> = checked
        .report
        .findings
        .iter()
        .filter(|finding| finding.level >= Level::Warn)
        .map(|finding| finding.contest.as_ref().map_or("", |contest| contest.predicate.as_str()))
        .collect();
    assert_eq!(heavy, ["deal-form", "transfer-deadline", "refusal-announced-by"]);
}
