//! The program run in a folder of its own.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// What a run did.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn recoupe(folder: &Path, args: &[&str]) -> Run {
    ran(Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap())
}

fn ran(output: Output) -> Run {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

pub(crate) const CONFIG: &str =
    "articles = \"articles\"\n[predicates.price]\ntype = \"quantity\"\n[entities.acme]\n";

pub(crate) fn claims(text: &str, value: &str, quote: &str) -> String {
    format!(
        "[article]\ntext = \"{text}\"\n\n[[claims]]\nid = \"price\"\nsubject = \"acme\"\npredicate = \"price\"\nvalue = {value}\nquote = \"{quote}\"\n"
    )
}

/// Two articles that disagree on a price.
pub(crate) fn two_prices() -> TempDir {
    priced(&[("12", "12 euros"), ("99", "99")])
}

/// Articles a, b, c… with a price each: its value and its quote.
pub(crate) fn priced(prices: &[(&str, &str)]) -> TempDir {
    let mut files = vec![("recoupe.toml".to_owned(), CONFIG.to_owned())];
    for (name, (value, quote)) in ('a'..).zip(prices) {
        files.push((format!("{name}.toml"), claims(&format!("{name}.txt"), value, quote)));
        files.push((format!("articles/{name}.txt"), format!("for {quote}")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    folder(&files)
}

pub(crate) fn with_input(folder: &Path, args: &[&str], input: &str) -> Run {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    ran(child.wait_with_output().unwrap())
}

pub(crate) fn git(folder: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
    let done = Command::new("git").args(identity).args(args).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
}
