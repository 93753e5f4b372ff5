//! The texts under check, and the one place where byte offsets become lines and columns.
//!
//! Everywhere inside the program a place is a [`Span`]: a file and a range of bytes of its
//! decoded text. Outside, a place is a [`Position`]: a line and a column counted in Unicode code
//! points from 1, as editors show them.

use std::ops::Range;

/// The index of a file in its [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes of one file's decoded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file it lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The bytes it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both counted from 1; the column counts Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Lines end with U+000A.
    pub line: usize,
    /// Code points, not bytes and not UTF-16 units. A byte order mark is not counted.
    pub column: usize,
}

/// How a file's bytes stand for its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, after `bom` bytes of byte order mark (0 or 3).
    #[default]
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Bom,
    /// UTF-16 of either byte order, behind a byte order mark.
    Utf16,
    /// One byte a character: the Western European code page of Windows.
    Windows1252,
}

/// One file: where it is, what it says.
#[derive(Clone, Debug)]
pub struct File {
    /// The path as shown to people: relative to the current folder when inside it, with `/`.
    pub path: String,
    /// The decoded text, without a byte order mark.
    pub text: String,
    /// How the bytes on disk were read.
    pub encoding: Encoding,
    line_starts: Vec<u32>,
}

impl File {
    fn new(path: String, text: String, encoding: Encoding) -> Self {
        let starts = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        File { path, text, encoding, line_starts }
    }

    /// The line (from 0) that holds byte `at`.
    pub fn line_of(&self, at: usize) -> usize {
        self.line_starts.partition_point(|&start| start as usize <= at) - 1
    }

    /// The bytes of line `line` (from 0), without its line ending.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let start = self.line_starts.get(line).map_or(self.text.len(), |&s| s as usize);
        let end = self.line_starts.get(line + 1).map_or(self.text.len(), |&s| s as usize - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end
    }

    /// Where byte `at` of the text is.
    pub fn position(&self, at: usize) -> Position {
        let at = self.text.floor_char_boundary(at);
        let line = self.line_of(at);
        let start = self.line_starts[line] as usize;
        Position { line: line + 1, column: self.text[start..at].chars().count() + 1 }
    }

    /// The offset in the file on disk of byte `at` of the decoded text.
    pub fn offset_on_disk(&self, at: usize) -> usize {
        let before = &self.text[..self.text.floor_char_boundary(at)];
        match self.encoding {
            Encoding::Utf8 => at,
            Encoding::Utf8Bom => at + 3,
            Encoding::Utf16 => 2 + before.encode_utf16().count() * 2,
            Encoding::Windows1252 => before.chars().count(),
        }
    }
}

/// Counts the code points before bytes of a text; asked in order, it reads the text once.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    at: usize,
    count: usize,
}

impl<'t> CodePoints<'t> {
    /// Starts at the text's first byte.
    pub fn new(text: &'t str) -> Self {
        CodePoints { text, at: 0, count: 0 }
    }

    /// How many code points stand before a byte.
    pub fn before(&mut self, at: usize) -> usize {
        if at < self.at {
            (self.at, self.count) = (0, 0);
        }
        self.count += self.text[self.at..at].chars().count();
        self.at = at;
        self.count
    }
}

/// All files of a run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

impl Sources {
    /// Adds a file of UTF-8 text.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.add_decoded(path, text, Encoding::Utf8)
    }

    /// Adds a file whose bytes were decoded by [`decode`].
    pub fn add_decoded(
        &mut self,
        path: impl Into<String>,
        text: impl Into<String>,
        encoding: Encoding,
    ) -> FileId {
        self.files.push(File::new(path.into(), text.into(), encoding));
        FileId(self.files.len() as u32 - 1)
    }

    /// All files, in the order in which they were read.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The file of an id that this `Sources` gave out.
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// The text of a file.
    pub fn text(&self, id: FileId) -> &str {
        &self.file(id).text
    }

    /// The text under a span; cut to character boundaries where the span is not on them.
    pub fn slice(&self, span: Span) -> &str {
        let text = self.text(span.file);
        let start = text.floor_char_boundary(span.range().start);
        let end = text.ceil_char_boundary(span.range().end).max(start);
        &text[start..end]
    }
}

/// Decodes the bytes of a text file, or says why it can't be read.
///
/// UTF-8 with or without a byte order mark, UTF-16 behind a byte order mark, and Windows-1252 are
/// read. Bytes that are not UTF-8 count as Windows-1252 only when none of them is a control
/// character that no text in that code page holds.
///
/// # Errors
///
/// A sentence for the user that names the encoding problem.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), String> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return match std::str::from_utf8(rest) {
            Ok(text) => Ok((text.to_owned(), Encoding::Utf8Bom)),
            Err(error) => Err(format!(
                "starts as UTF-8 with a byte order mark, but {} is not UTF-8; save it as UTF-8",
                end_of(rest, error)
            )),
        };
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let encoding = if bytes[0] == 0xFF { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
        let text = encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[2..])
            .ok_or("starts as UTF-16, but is not UTF-16 throughout; save it as UTF-8")?;
        return Ok((text.into_owned(), Encoding::Utf16));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => {
            Err("holds zero bytes: it may be UTF-16, or no text; save it as UTF-8".into())
        }
        Ok(text) => Ok((text.to_owned(), Encoding::Utf8)),
        Err(error) if is_mostly_utf8(bytes) => Err(format!(
            "is UTF-8 but for the character at {}; correct it and save it as UTF-8",
            end_of(bytes, error)
        )),
        Err(error) => decode_windows_1252(bytes).ok_or_else(|| {
            format!(
                "is neither UTF-8 (see {}) nor Windows-1252; save it as UTF-8",
                end_of(bytes, error)
            )
        }),
    }
}

/// Where some bytes stop being UTF-8, for a sentence.
fn end_of(bytes: &[u8], error: std::str::Utf8Error) -> String {
    let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let line = good.matches('\n').count() + 1;
    let column = good.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("line {line}, column {column}")
}

/// Whether bytes above ASCII are characters of UTF-8 more often than not: in another encoding they
/// hardly ever are.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    valid > invalid
}

fn decode_windows_1252(bytes: &[u8]) -> Option<(String, Encoding)> {
    let undefined = |b: &u8| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C);
    if bytes.iter().any(|b| undefined(b) || control(b)) {
        return None;
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    Some((text.into_owned(), Encoding::Windows1252))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn bytes_that_are_no_text_are_shown_by_line_and_column() {
        for (bytes, says) in [
            (&b"d\xc3\xa9\xc3\xa9\nna\xefve"[..], "line 2, column 3; correct it and save it as"),
            (b"\xef\xbb\xbf\nx\xff", "but line 2, column 2 is not UTF-8; save it as UTF-8"),
            (b"\n\x81\x01", "neither UTF-8 (see line 2, column 1) nor Windows-1252; save it"),
            (b"\xff\xfea", "is not UTF-16 throughout; save it as UTF-8"),
            (b"a\0b\0", "save it as UTF-8"),
        ] {
            let told = decode(bytes).err().unwrap_or_default();
            assert!(told.contains(says), "{says}: {told}");
        }
    }
}
