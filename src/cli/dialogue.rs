//! `recoupe resolve` at a terminal: one undecided finding after the other, a key for each verdict.

use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use super::Failure;

/// A finding that nobody has decided on.
#[derive(Clone, Debug)]
pub(super) struct Open {
    /// What it is called by.
    pub(super) fingerprint: String,
    /// The finding with its places and quotes, ready for a terminal.
    pub(super) shown: String,
    /// The claims that are decided on: left, right and so on.
    pub(super) claims: Vec<String>,
    /// The rule that one claim is an exception to.
    pub(super) rule: Option<String>,
}

/// What a person says of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decision {
    pub(super) verdict: &'static str,
    pub(super) reason: String,
    pub(super) by: Option<String>,
}

/// Where findings come from and decisions go.
pub(super) trait Desk {
    /// The first undecided finding that was not skipped.
    fn next(&mut self, skipped: &BTreeSet<String>) -> Result<Option<Open>, Failure>;
    /// Writes a decision at once; a sentence that says what it did.
    fn decide(&mut self, open: &Open, decision: &Decision) -> Result<String, Failure>;
}

/// Keys and the verdicts that they give.
const KEYS: &[(&str, &str, &str)] = &[
    ("l", "left-wrong", "the first claim is wrong"),
    ("r", "right-wrong", "the second claim is wrong"),
    ("b", "both-wrong", "both are wrong"),
    ("d", "different-scope", "they are about different things"),
    ("s", "superseded", "one replaces the other"),
    ("a", "accepted", "it stays as it is"),
];

/// Asks for each finding until none is left, the input ends or the person quits.
pub(super) fn ask(
    desk: &mut dyn Desk,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut talk = Talk { input, out, by: None };
    let mut skipped = BTreeSet::new();
    let mut decided = 0;
    while let Some(open) = desk.next(&skipped)? {
        talk.say(&open.shown)?;
        match talk.decision(&open)? {
            Answer::Quit => break,
            Answer::Skip => {
                skipped.insert(open.fingerprint);
            }
            Answer::Decided(decision) => {
                match desk.decide(&open, &decision) {
                    Ok(told) => {
                        talk.say(&told)?;
                        decided += 1;
                    }
                    Err(refused) => talk.say(&format!("{}\n", refused.0))?,
                }
                // What was refused must not be asked for again.
                skipped.insert(open.fingerprint);
            }
        }
    }
    talk.say(&format!("{decided} decided, {} skipped\n", skipped.len() - decided))
}

enum Answer {
    Decided(Decision),
    Skip,
    Quit,
}

/// The two ends of the conversation, and who decided last.
struct Talk<'t> {
    input: &'t mut dyn BufRead,
    out: &'t mut dyn Write,
    by: Option<String>,
}

impl Talk<'_> {
    fn say(&mut self, text: &str) -> Result<(), Failure> {
        super::write_to(&mut *self.out, text)
    }

    /// A line without the spaces around it; `None` at the end of the input.
    fn line(&mut self, prompt: &str) -> Result<Option<String>, Failure> {
        self.say(prompt)?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line).map_err(|e| format!("cannot read: {e}"))?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }

    fn decision(&mut self, open: &Open) -> Result<Answer, Failure> {
        let allowed = |key: &str| match open.claims.len() {
            1 => key == "a",
            2 => true,
            _ => !matches!(key, "l" | "r"),
        };
        let keys: Vec<&str> =
            KEYS.iter().map(|(key, _, _)| *key).filter(|key| allowed(key)).collect();
        let prompt = format!("{} [{}, n, q, ?] ", open.claims.join(" and "), keys.join(", "));
        let verdict = loop {
            let Some(line) = self.line(&prompt)? else { return Ok(Answer::Quit) };
            match line.as_str() {
                "q" => return Ok(Answer::Quit),
                "n" => return Ok(Answer::Skip),
                key => match KEYS.iter().find(|(known, _, _)| *known == key && allowed(known)) {
                    Some((_, verdict, _)) => break *verdict,
                    None => self.say(&help(&keys))?,
                },
            }
        };
        let reason = loop {
            match self.line("reason: ")? {
                None => return Ok(Answer::Quit),
                Some(reason) if reason.is_empty() => self.say("a decision has a reason\n")?,
                Some(reason) => break reason,
            }
        };
        let last = self.by.as_ref().map(|by| format!(" [{by}]")).unwrap_or_default();
        let Some(by) = self.line(&format!("by{last}: "))? else { return Ok(Answer::Quit) };
        if !by.is_empty() {
            self.by = Some(by);
        }
        Ok(Answer::Decided(Decision { verdict, reason, by: self.by.clone() }))
    }
}

fn help(keys: &[&str]) -> String {
    let known = KEYS.iter().filter(|(key, _, _)| keys.contains(key));
    let mut text: String =
        known.map(|(key, verdict, when)| format!("  {key}  {verdict}: {when}\n")).collect();
    text.push_str("  n  skip it for now\n  q  quit; what is decided stays\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fake {
        open: Vec<Open>,
        decided: Vec<(String, Decision)>,
    }

    impl Desk for Fake {
        fn next(&mut self, skipped: &BTreeSet<String>) -> Result<Option<Open>, Failure> {
            Ok(self.open.iter().find(|open| !skipped.contains(&open.fingerprint)).cloned())
        }
        fn decide(&mut self, open: &Open, decision: &Decision) -> Result<String, Failure> {
            self.decided.push((open.fingerprint.clone(), decision.clone()));
            Ok("written\n".into())
        }
    }

    fn open(fingerprint: &str, claims: &[&str]) -> Open {
        Open {
            fingerprint: fingerprint.into(),
            shown: format!("finding {fingerprint}\n"),
            claims: claims.iter().map(|id| (*id).to_owned()).collect(),
            rule: (claims.len() == 1).then(|| "quote-ambiguous".into()),
        }
    }

    fn talk(keys: &str, open: Vec<Open>) -> (Vec<(String, Decision)>, String) {
        let mut desk = Fake { open, decided: Vec::new() };
        let mut out = Vec::new();
        assert!(ask(&mut desk, &mut keys.as_bytes(), &mut out).is_ok());
        (desk.decided, String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn a_reason_is_required_and_the_last_name_is_kept() {
        let two = vec![open("1", &["a/x", "b/x"]), open("2", &["a/y", "b/y"])];
        let (decided, out) = talk("l\n\n  \nmisprint\nAnna\nd\ntwo offers\n\n", two);
        let by = Some("Anna".to_owned());
        let made =
            |verdict, reason: &str| Decision { verdict, reason: reason.into(), by: by.clone() };
        let expected = [
            ("1".to_owned(), made("left-wrong", "misprint")),
            ("2".to_owned(), made("different-scope", "two offers")),
        ];
        assert_eq!(decided, expected);
        assert!(out.contains("a decision has a reason") && out.contains("by [Anna]"), "{out}");
        assert!(out.ends_with("2 decided, 0 skipped\n"), "{out}");
    }

    #[test]
    fn skipping_quitting_and_the_end_of_input_decide_nothing() {
        let two = || vec![open("1", &["a/x", "b/x"]), open("2", &["a/y", "b/y"])];
        for keys in ["n\nq\n", "n\n", "q\n", "", "l\n", "l\nwhy\n"] {
            assert!(talk(keys, two()).0.is_empty(), "{keys:?}");
        }
        assert!(talk("n\nn\n", two()).1.ends_with("0 decided, 2 skipped\n"));
    }

    #[test]
    fn keys_are_those_that_the_claims_allow() {
        let (decided, out) = talk("l\na\nit is meant\n\n", vec![open("1", &["a/x"])]);
        assert_eq!(decided[0].1.verdict, "accepted");
        assert!(out.contains("a/x [a, n, q, ?]") && out.contains("  a  accepted"), "{out}");
        let (decided, _) = talk("r\nb\nall wrong\n\n", vec![open("1", &["a/x", "b/x", "c/x"])]);
        assert_eq!(decided[0].1.verdict, "both-wrong");
    }
}
