//! Reading and writing files, and what went wrong with them in words.

use std::io::Write;
use std::path::Path;

use super::Failure;
use super::paths::shown;
use crate::source::{Encoding, Sources, Span};
use crate::syntax::appended;

/// The byte order mark.
const MARK: char = '\u{FEFF}';

/// What went wrong with a file, and what to do.
pub(super) fn worded(doing: &str, path: &Path, error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let name = match shown(path) {
        name if name.is_empty() => "\"\"".to_owned(),
        name => name,
    };
    match error.kind() {
        ErrorKind::NotFound if doing == "write" => {
            format!("cannot write {name}: its folder does not exist; make it first")
        }
        ErrorKind::NotFound => format!("there is no file {name}"),
        ErrorKind::IsADirectory if doing == "write" => {
            format!("{name} is a folder: give a file name")
        }
        ErrorKind::IsADirectory => {
            format!("{name} is a folder; name the files in it, like {name}/*")
        }
        ErrorKind::PermissionDenied => format!("cannot {doing} {name}: you lack the permission"),
        _ => {
            let told = error.to_string();
            let told = told.split(" (os error").next().unwrap_or_default();
            format!("cannot {doing} {name}: {}", told.to_lowercase())
        }
    }
}

/// The bytes of a regular file: a pipe would hang the run.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    let explain = |error: std::io::Error| worded("read", path, &error);
    let about = std::fs::metadata(path).map_err(explain)?;
    if about.is_dir() {
        return Err(worded("read", path, &std::io::ErrorKind::IsADirectory.into()).into());
    }
    if !about.is_file() {
        return Err(format!("{} is no regular file: save its text as one", shown(path)).into());
    }
    Ok(std::fs::read(path).map_err(explain)?)
}

/// The text of a file in UTF-8.
pub(super) fn read_text(path: &Path) -> Result<String, Failure> {
    String::from_utf8(read_file(path)?).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = memchr::memchr_iter(b'\n', good).count() + 1;
        Failure(format!(
            "{} is not saved as UTF-8 (line {line}): open it in an editor and save it as UTF-8",
            shown(path)
        ))
    })
}

/// Where something stands, for a sentence: file and line.
pub(super) fn line_of(span: Span, sources: &Sources) -> String {
    let file = sources.file(span.file);
    format!("{}:{}", file.path, file.position(span.start as usize).line)
}

/// Writes a claim file again, behind a byte order mark where it had one.
pub(super) fn rewrite(path: &Path, text: &str, encoding: Encoding) -> Result<(), Failure> {
    match encoding {
        Encoding::Utf8Bom => replace(path, &format!("{MARK}{text}")),
        _ => replace(path, text),
    }
}

/// A file's text, which may start with a byte order mark, with tables behind it; nothing where the file
/// writes such tables in another way.
pub(super) fn extended(text: &str, tables: &str) -> Option<String> {
    let rest = unmarked(text);
    let mark = &text[..text.len() - rest.len()];
    Some(format!("{mark}{}", appended(rest, tables)?))
}

/// A text without its byte order mark.
pub(super) fn unmarked(text: &str) -> &str {
    text.strip_prefix(MARK).unwrap_or(text)
}

/// Writes a file at once or not at all. One that must not be written stays.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let explain = |error: std::io::Error| worded("write", path, &error);
    // A link stays one: what it points to is written.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if let Ok(old) = std::fs::metadata(&target) {
        if !old.is_file() {
            // A terminal, a pipe, /dev/null: nothing that another file could stand for.
            std::fs::write(&target, text).map_err(explain)?;
            return Ok(());
        }
        // Renaming would pass by what the file's own permissions say.
        let opened = std::fs::OpenOptions::new().write(true).open(&target);
        if old.permissions().readonly() || opened.is_err() {
            return Err(format!(
                "{} is read-only: it was not written; make it writable and run this again",
                shown(path)
            )
            .into());
        }
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any new file gets; a temporary one is its owner's alone.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(explain)?;
    file.write_all(text.as_bytes()).map_err(explain)?;
    if let Ok(old) = std::fs::metadata(&target) {
        let _ = file.as_file().set_permissions(old.permissions());
    }
    file.persist(&target).map_err(|error| explain(error.error))?;
    Ok(())
}
