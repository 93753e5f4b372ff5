//! Writing files.

use std::io::Write;
use std::path::Path;

use super::Failure;
use super::paths::shown;
use crate::source::Encoding;

/// Writes a claim file again, behind a byte order mark where it had one.
pub(super) fn rewrite(path: &Path, text: &str, encoding: Encoding) -> Result<(), Failure> {
    let mark = if encoding == Encoding::Utf8Bom { "\u{FEFF}" } else { "" };
    replace(path, &format!("{mark}{text}"))
}

/// Writes a file at once or not at all. One that must not be written stays.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let explain = |error: std::io::Error| format!("cannot write {}: {error}", shown(path));
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
