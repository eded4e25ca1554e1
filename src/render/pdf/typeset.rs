//! From values to bytes: the run of the typesetter, its standards, its dates.

use super::value::{Ink, array, dict, name, words_of};
use super::world::{Letters, Sheet};
use super::{Paper, Pdf, PdfError, Print, Printed, frame, places};
use std::panic::{AssertUnwindSafe, catch_unwind};
use typst::diag::SourceDiagnostic;
use typst::ecow::EcoVec;
use typst::foundations::{Datetime, Smart, Value};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// The bytes, and where the blocks stand.
type Made = (Vec<u8>, Vec<Printed>);

/// Makes a paper of the parts that `write` adds.
pub(super) fn paper(
    paper: &Paper<'_>,
    print: &Print,
    landscape: bool,
    write: impl FnOnce(&Ink<'_>, &mut Vec<Value>),
) -> Result<Pdf, PdfError> {
    let letters = Letters::new(&paper.profile.font, &print.fonts)?;
    let ink = Ink::new(&letters);
    let mut parts = Vec::new();
    write(&ink, &mut parts);
    let mut values = dict([
        ("title", ink.words(&paper.title)),
        ("author", words_of(&ink, [&paper.author])),
        ("lang", name(paper.lang.tag())),
        ("fonts", array(letters.families.iter().map(|family| name(family)))),
        ("numbered", Value::Bool(print.line_numbers)),
        ("turned", Value::Bool(landscape)),
        ("look", Value::Dict(frame::look(paper.profile))),
        ("watermark", frame::watermark(paper, &ink)),
        ("foot", ink.words(paper.marks.as_ref().and_then(|it| it.footer.as_deref()).unwrap_or_default())),
    ]);
    values.insert("parts".into(), array(parts));
    let missing = ink.missing().into_iter().collect();
    let page = &paper.profile.page;
    let margins = [page.left_mm, page.top_mm, page.bottom_mm].map(|mm| f64::from(mm) * 72.0 / 25.4);
    let margins = Some(margins).filter(|_| print.places);
    let made = typeset(&Sheet::new(values, letters)?, &options(paper)?, margins);
    // What is remembered would grow with every paper.
    typst::comemo::evict(0);
    let (bytes, places) = made?;
    Ok(Pdf { bytes, missing, places })
}

/// Lays out and writes. The typesetter panics on some tables that it cannot tag; that refuses this paper and no more.
fn typeset(sheet: &Sheet, options: &PdfOptions, margins: Option<[f64; 3]>) -> Result<Made, PdfError> {
    let made = catch_unwind(AssertUnwindSafe(|| written(sheet, options, margins)));
    made.unwrap_or_else(|cause| {
        let said = cause.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| cause.downcast_ref::<&str>().copied());
        Err(PdfError::of(&said.unwrap_or_default()))
    })
}

fn written(sheet: &Sheet, options: &PdfOptions, margins: Option<[f64; 3]>) -> Result<Made, PdfError> {
    let document: PagedDocument = typst::compile(sheet).output.map_err(|found| refused(&found))?;
    let places = margins.map(|margins| places::places(&document, margins)).unwrap_or_default();
    Ok((typst_pdf::pdf(&document, options).map_err(|found| refused(&found))?, places))
}

fn refused(found: &EcoVec<SourceDiagnostic>) -> PdfError {
    let said: Vec<String> = found.iter().map(|it| it.message.to_string()).collect();
    PdfError::Refused { detail: said.join("; ") }
}

fn options(paper: &Paper<'_>) -> Result<PdfOptions, PdfError> {
    let standards =
        PdfStandards::new(&[PdfStandard::A_2a]).map_err(|error| PdfError::of(&error.message()))?;
    let properties: String =
        paper.properties.iter().map(|(name, value)| format!("\n{name}={value}")).collect();
    Ok(PdfOptions {
        ident: Smart::Custom(format!("{}\n{}\n{}{properties}", paper.author, paper.title, paper.date)),
        creator: Smart::Custom(Some("vankien".to_owned())),
        timestamp: timestamp(&paper.date),
        standards,
        ..PdfOptions::default()
    })
}

/// The moment of a local time, `2020-05-01T08:00:00`, which is seven hours ahead.
fn timestamp(date: &str) -> Option<Timestamp> {
    const MINUTES_AHEAD: i32 = 7 * 60;
    let mut numbers = date.split(['-', 'T', ':']).map(|part| part.parse::<u16>().ok());
    let mut next = || numbers.next().flatten();
    let small = |it: Option<u16>| it.and_then(|it| u8::try_from(it).ok());
    let year = next()?;
    let [month, day, hour, minute, second] = [(); 5].map(|()| small(next()));
    let at = Datetime::from_ymd_hms(i32::from(year), month?, day?, hour?, minute?, second?)?;
    Timestamp::new_local(at, MINUTES_AHEAD)
}
