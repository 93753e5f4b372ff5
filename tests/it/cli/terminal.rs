//! What a terminal gets and a pipe does not. util-linux's `script` gives a program a terminal.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::run::{CONFIG, claims, folder, two_prices};

/// What a command prints at a terminal, and its exit code.
fn at_terminal(folder: &Path, args: &str, keys: &str, env: &[(&str, &str)]) -> (i32, String) {
    let line = format!("{} {args}", env!("CARGO_BIN_EXE_recoupe"));
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(folder)
        .env("TERM", "xterm-256color")
        .env_remove("NO_COLOR")
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("util-linux's `script` makes the terminal");
    child.stdin.take().unwrap().write_all(keys.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    (done.status.code().unwrap(), String::from_utf8_lossy(&done.stdout).into_owned())
}

#[test]
fn colour_is_for_terminals_that_want_it() {
    let dir = two_prices();
    let piped = |env: &[(&str, &str)]| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_recoupe"));
        run.current_dir(dir.path()).env("TERM", "xterm-256color").env_remove("NO_COLOR");
        let done = run.envs(env.iter().copied()).output().unwrap();
        let streams = [done.stdout, done.stderr].concat();
        String::from_utf8(streams).unwrap()
    };
    let pipe = piped(&[]);
    assert!(pipe.contains("error[contradiction]") && !pipe.contains('\u{1b}'), "{pipe}");
    assert!(
        piped(&[("CLICOLOR_FORCE", "1")]).contains("\u{1b}["),
        "colour is there to be left out"
    );
    if cfg!(target_os = "linux") {
        let (code, shown) = at_terminal(dir.path(), "check", "", &[]);
        assert!(code == 1 && shown.contains("\u{1b}["), "{shown}");
        let (code, plain) = at_terminal(dir.path(), "check", "", &[("NO_COLOR", "1")]);
        assert!(code == 1 && plain.contains("error[contradiction]"), "{plain}");
        assert!(!plain.contains('\u{1b}'), "{plain}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_one_finding_is_decided_and_one_skipped() {
    let weigh = |value: &str| {
        format!(
            "[[claims]]\nid = \"weight\"\nsubject = \"acme\"\npredicate = \"weight\"\nvalue = {value}\nquote = \"{value} kilos\"\n"
        )
    };
    let dir = folder(&[
        ("recoupe.toml", &format!("{CONFIG}[predicates.weight]\ntype = \"quantity\"\n")),
        ("a.toml", &(claims("a.txt", "12", "for 12 euros") + &weigh("5"))),
        ("b.toml", &(claims("b.txt", "99", "for 99 euros") + &weigh("8"))),
        ("articles/a.txt", "for 12 euros, 5 kilos"),
        ("articles/b.txt", "for 99 euros, 8 kilos"),
    ]);
    let keys = "?\nd\n\ntwo offers\nAnna\nn\n";
    let (code, shown) = at_terminal(dir.path(), "resolve", keys, &[("NO_COLOR", "1")]);
    assert_eq!(code, 0, "{shown}");
    for told in [
        "a/price and b/price [l, r, b, d, s, a, n, q, ?]",
        "different-scope: they are about different things",
        "a decision has a reason",
        "2 errors and 0 warnings before, 1 error and 0 warnings now",
        "a/weight and b/weight [",
        "1 decided, 1 skipped",
    ] {
        assert!(shown.contains(told), "{told}\n{shown}");
    }
    let text = std::fs::read_to_string(dir.path().join("resolutions.toml")).unwrap();
    assert_eq!(text.matches("[[resolutions]]").count(), 1, "{text}");
    for line in [
        "claims = [\"a/price\", \"b/price\"]",
        "verdict = \"different-scope\"",
        "reason = \"two offers\"",
        "by = \"Anna\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}
