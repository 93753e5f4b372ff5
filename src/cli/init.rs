//! `recoupe init DIR`: a new corpus with an example that checks clean.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, write_to};

#[derive(Args, Debug)]
pub(super) struct InitArgs {
    /// The folder to write it to; made when it does not exist
    dir: PathBuf,
}

/// The files of the example.
const FILES: &[(&str, &str)] = &[
    ("recoupe.toml", include_str!("../data/init/recoupe.toml")),
    ("first-article.toml", include_str!("../data/init/first-article.toml")),
    ("articles/first-article.txt", include_str!("../data/init/articles/first-article.txt")),
];

/// Writes the example; nothing that exists is touched.
pub(super) fn run(args: &InitArgs) -> Result<ExitCode, Failure> {
    if std::fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let dir = args.dir.display();
        return Err(format!("{dir} is not empty: give a new folder; nothing was written").into());
    }
    for (name, text) in FILES {
        write_new(&args.dir.join(name), text)?;
    }
    let dir = args.dir.display();
    let told = format!(
        "wrote {dir}/recoupe.toml, one article and its claims\nnext: recoupe check {dir}\n"
    );
    write_to(anstream::stderr(), &told)?;
    Ok(ExitCode::SUCCESS)
}

fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    use std::io::Write;
    let explain = |error: std::io::Error| format!("cannot write {}: {error}", path.display());
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(explain)?;
    }
    let mut file = std::fs::File::create_new(path).map_err(explain)?;
    file.write_all(text.as_bytes()).map_err(explain)?;
    Ok(())
}
