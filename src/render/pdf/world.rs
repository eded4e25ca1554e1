//! What the typesetter may see: one source, the values handed in, the letters handed in. No file, no package, no clock.

use super::PdfError;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The family that the program has, in four styles.
pub(super) const OWN_FAMILY: &str = "Liberation Serif";

static OWN: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 4] = [
        include_bytes!("fonts/LiberationSerif-Regular.ttf"),
        include_bytes!("fonts/LiberationSerif-Bold.ttf"),
        include_bytes!("fonts/LiberationSerif-Italic.ttf"),
        include_bytes!("fonts/LiberationSerif-BoldItalic.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

/// Families of letters, the first one used first.
pub(super) struct Letters {
    /// Names of the families.
    pub(super) families: Vec<String>,
    fonts: Vec<Font>,
}

impl Letters {
    /// The program's own, behind those of the files handed in: of these the family `wanted`, or the only one there is.
    ///
    /// # Errors
    ///
    /// When the files hold several families and not the one that is wanted, or none.
    pub(super) fn new(wanted: &str, files: &[Vec<u8>]) -> Result<Self, PdfError> {
        let given: Vec<Font> = files.iter().flat_map(|file| Font::iter(Bytes::new(file.clone()))).collect();
        let mut families: Vec<String> = given.iter().map(|font| font.info().family.clone()).collect();
        families.sort_unstable();
        families.dedup();
        let chosen = match families.iter().find(|it| it.eq_ignore_ascii_case(wanted)) {
            Some(family) => Some(family.clone()),
            None if families.len() == 1 => families.pop(),
            None if files.is_empty() => None,
            None => return Err(PdfError::Letters { wanted: wanted.to_owned(), found: families }),
        };
        let mut fonts: Vec<Font> =
            given.into_iter().filter(|font| chosen.as_ref() == Some(&font.info().family)).collect();
        fonts.extend(OWN.iter().cloned());
        let families = chosen.into_iter().chain([OWN_FAMILY.to_owned()]).collect();
        Ok(Self { families, fonts })
    }

    /// Whether every style of some family has this letter. Private letters have no meaning of their own.
    pub(super) fn has(&self, letter: char) -> bool {
        let code = u32::from(letter);
        let is_private = matches!(code, 0xE000..=0xF8FF | 0xF_0000..);
        let all = |family: &String| {
            let mut fonts = self.fonts.iter().filter(|font| font.info().family == *family).peekable();
            fonts.peek().is_some() && fonts.all(|font| font.info().coverage.contains(code))
        };
        !is_private && self.families.iter().any(all)
    }
}

/// The world of one paper.
pub(super) struct Sheet {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    source: Source,
}

impl Sheet {
    /// The template with these values.
    ///
    /// # Errors
    ///
    /// Never in practice: the name of the template is a good one.
    pub(super) fn new(values: Dict, letters: Letters) -> Result<Self, PdfError> {
        let path = VirtualPath::new("template.typ").map_err(|error| PdfError::of(&error))?;
        let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
        Ok(Self {
            library: LazyHash::new(Library::builder().with_inputs(values).build()),
            book: LazyHash::new(FontBook::from_fonts(&letters.fonts)),
            fonts: letters.fonts,
            source: Source::new(id, include_str!("template.typ").to_owned()),
        })
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
