//! The words of a PDF that has some: lines of pages as they are printed. `hayro_interpret` and `kurbo` are used here and
//! nowhere else.
//!
//! A page of a scan has none; what a picture shows is not read, and nothing is painted. A page that breaks the library
//! takes no other with it and is named. What a PDF may cost is bounded by the process that reads, and by the limits
//! here.

use super::pdf_lines::{Glyph, PageLine, lines};
use crate::messages::Message;
use hayro_interpret::font::Glyph as DrawnGlyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{self, Array, Dict, Name, Object};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Rect};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Why a PDF was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PdfError {
    /// It is none, or a broken one.
    Broken {
        /// The reader's own words.
        reason: String,
    },
    /// It needs a password.
    Locked,
    /// More pages or letters than allowed.
    TooLarge {
        /// Pages allowed.
        max: usize,
    },
}

impl PdfError {
    /// What is wrong, in words.
    pub fn message(&self) -> Message {
        match self {
            Self::Broken { reason } => Message::new("pdf-broken").with("reason", reason),
            Self::Locked => Message::new("pdf-locked"),
            Self::TooLarge { max } => Message::new("pdf-too-large").with("max", *max),
        }
    }
}

/// A page as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PdfPage {
    /// Its lines from the top; none for a picture.
    pub lines: Vec<PageLine>,
    /// That nothing could be read of it, or not all of it.
    pub is_broken: bool,
    /// Notes that somebody put on it with a reader of PDF.
    pub notes: Vec<String>,
}

/// Most pages that are read.
const PAGES_MAX: usize = 1_000;
/// Most letters of all pages.
const GLYPHS_MAX: usize = 5_000_000;

/// The pages of a PDF.
///
/// # Errors
///
/// What is no PDF, a broken one, one with a password or with more pages than are read.
pub fn pdf_pages(bytes: &[u8]) -> Result<Vec<PdfPage>, PdfError> {
    let broken = |reason: &str| PdfError::Broken { reason: reason.to_owned() };
    // Some programs put a few bytes before it, and every reader looks past them.
    let start = bytes.windows(4).take(1024).position(|it| it == b"%PDF").ok_or_else(|| broken("no %PDF"))?;
    let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes[start..].to_vec())));
    let pdf = opened.map_err(|_| broken("panic"))?.map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfError::Locked,
        other => broken(&format!("{other:?}")),
    })?;
    let pages = catch_unwind(AssertUnwindSafe(|| pdf.pages())).map_err(|_| broken("panic"))?;
    if pages.is_empty() {
        return Err(broken("no pages"));
    }
    if pages.len() > PAGES_MAX {
        return Err(PdfError::TooLarge { max: PAGES_MAX });
    }
    let cache = InterpreterCache::new();
    let mut left = GLYPHS_MAX;
    let mut all = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        let lacks_font = Arc::new(AtomicBool::new(false));
        let mut glyphs = Glyphs { all: Vec::new(), left };
        let drawn = catch_unwind(AssertUnwindSafe(|| draw(&pdf, page, &cache, &lacks_font, &mut glyphs)));
        left = glyphs.left;
        if left == 0 {
            return Err(PdfError::TooLarge { max: PAGES_MAX });
        }
        let notes = catch_unwind(AssertUnwindSafe(|| notes(page))).unwrap_or_default();
        let lacks_font = lacks_font.load(Ordering::Relaxed)
            && catch_unwind(AssertUnwindSafe(|| has_words_without_font(page))).unwrap_or(true);
        let is_broken = drawn.is_err() || lacks_font;
        all.push(PdfPage { lines: lines(glyphs.all), is_broken, notes });
    }
    Ok(all)
}

/// Whether words of a page are set in a font that is not in the file: they are not drawn.
fn has_words_without_font(page: &Page<'_>) -> bool {
    let mut is_there = true;
    let mut operations = page.operations();
    while let Some(it) = operations.next() {
        let operator: &[u8] = it.operator;
        match operator {
            b"Tf" => {
                if let Some(Object::Name(name)) = it.operands().next() {
                    is_there = page.resources().get_font(name).is_some_and(|font| is_in_file(&font));
                }
            }
            b"Tj" | b"TJ" | b"'" | b"\"" if !is_there => return true,
            // What is drawn inside is not looked through; it may hold the page's words.
            b"Do" => return true,
            _ => (),
        }
    }
    false
}

fn is_in_file(font: &Dict<'_>) -> bool {
    const FILES: &[&[u8]] = &[b"FontFile", b"FontFile2", b"FontFile3"];
    if font.get::<Name<'_>>(b"Subtype").is_some_and(|it| *it == *b"Type3") {
        return true;
    }
    let below = font.get::<Array<'_>>(b"DescendantFonts").and_then(|all| all.iter::<Dict<'_>>().next());
    let described = below.as_ref().unwrap_or(font).get::<Dict<'_>>(b"FontDescriptor");
    described.is_some_and(|it| FILES.iter().any(|file| it.contains_key(file)))
}

/// Has a page drawn on what takes in letters only; tells whether a font was asked for that is not in the file.
fn draw<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    lacks_font: &Arc<AtomicBool>,
    glyphs: &mut Glyphs,
) {
    let lacks_font = Arc::clone(lacks_font);
    let settings = InterpreterSettings {
        font_resolver: Arc::new(move |_| {
            lacks_font.store(true, Ordering::Relaxed);
            None
        }),
        // What was put on the page later is no part of it: stamps of signatures, notes.
        render_annotations: false,
        ..InterpreterSettings::default()
    };
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(Affine::IDENTITY, area, cache, pdf.xref(), settings);
    interpret_page(page, &mut context, glyphs);
}

/// The words of notes, marks and boxes on a page.
fn notes(page: &Page<'_>) -> Vec<String> {
    const KINDS: &[&[u8]] =
        &[b"Text", b"FreeText", b"Highlight", b"Underline", b"StrikeOut", b"Squiggly", b"Caret"];
    let Some(all) = page.raw().get::<Array<'_>>(b"Annots") else { return Vec::new() };
    let words = |note: Dict<'_>| -> Option<String> {
        // "Accepted set by …" is no note of anybody's.
        if note.contains_key(b"StateModel") {
            return None;
        }
        let kind = note.get::<Name<'_>>(b"Subtype")?;
        let words = note.get::<object::String<'_>>(b"Contents").filter(|_| KINDS.contains(&&*kind))?;
        Some(text_string(&words).trim().replace("\r\n", "\n").replace('\r', "\n")).filter(|it| !it.is_empty())
    };
    all.iter::<Dict<'_>>().filter_map(words).collect()
}

/// A string of a PDF that people read.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// Takes in the letters of a page, and nothing else.
struct Glyphs {
    all: Vec<Glyph>,
    /// How many may still come.
    left: usize,
}

impl<'a> Device<'a> for Glyphs {
    fn draw_glyph(
        &mut self,
        glyph: &DrawnGlyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            return;
        }
        let words = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(words)) => words,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        // A mark above a letter belongs to the letter that was set before it.
        let is_mark = !words.is_empty() && words.chars().all(|c| matches!(c, '\u{300}'..='\u{36f}'));
        if let (true, Some(last)) = (is_mark, self.all.last_mut()) {
            last.words.push_str(&words);
            return;
        }
        let width = match glyph {
            DrawnGlyph::Outline(outline) => outline.advance_width(),
            DrawnGlyph::Type3(_) => None,
        };
        let [a, b, c, d, x, y] = (transform * glyph_transform).as_coeffs();
        // Letters are drawn on a square of a thousand units.
        let matrix = [a, b, c, d].map(|it| it * 1000.0);
        self.all.extend(Glyph::set(matrix, (x, y), f64::from(width.unwrap_or(500.0)) / 1000.0, &words));
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_is_told_and_nothing_panics() {
        let none = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
        for bytes in [&b""[..], b"PK\x03\x04", b"%PDF-1.7", none] {
            assert!(matches!(pdf_pages(bytes), Err(PdfError::Broken { .. })), "{bytes:?}");
        }
    }
}
