//! Paths: how they are shown, and which may be read.

use std::path::{Component, Path, PathBuf};

/// A path for people: relative to the current folder when inside it, with `/` between parts.
pub(super) fn shown(path: &Path) -> String {
    if let Ok(whole) = path.canonicalize()
        && std::env::current_dir()
            .and_then(|dir| dir.canonicalize())
            .is_ok_and(|here| here == whole)
    {
        return ".".into();
    }
    let here = std::env::current_dir().and_then(|dir| dir.canonicalize()).unwrap_or_default();
    // The file itself may be a link: only its folder is resolved.
    let absolute = match (
        path.parent().map(|p| if p.as_os_str().is_empty() { Path::new(".") } else { p }),
        path.file_name(),
    ) {
        (Some(parent), Some(name)) => {
            parent.canonicalize().map_or_else(|_| path.to_owned(), |parent| parent.join(name))
        }
        _ => path.to_owned(),
    };
    slashed(absolute.strip_prefix(&here).unwrap_or(&absolute))
}

/// A path with `/` between parts.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<String> = path
        .components()
        .map(|part| match part {
            Component::RootDir => String::new(),
            part => part.as_os_str().to_string_lossy().into_owned(),
        })
        .collect();
    parts.join("/")
}

/// The folder that article texts must lie in: the git work tree around a corpus, else the folder
/// above it.
pub(super) fn enclosing_tree(corpus: &Path) -> PathBuf {
    let tree = corpus.ancestors().find(|folder| folder.join(".git").exists());
    tree.or_else(|| corpus.parent()).unwrap_or(corpus).to_owned()
}
