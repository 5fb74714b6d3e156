//! Workspaces as commands open them: reports that another build read are read again first.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use recount_core::{Extraction, Lexicon, Report};
use recount_formats::read::{self, Columns, Limits, Options, Reader, reader_called};
use recount_store::{Engine, Kept, Prepared, Sqlite, Workspace};

use crate::{input::Input, progress};

/// Where a workspace is kept unless told otherwise.
pub(crate) const DEFAULT: &str = "recount.db";

/// Which workspace.
#[derive(Args)]
pub(crate) struct Which {
    /// The workspace
    #[arg(short = 'w', long = "workspace", value_name = "FILE", default_value = DEFAULT)]
    pub(crate) file: PathBuf,
}

impl Which {
    /// Opens it; it must be there.
    pub(crate) fn open(&self) -> Result<Workspace<Sqlite>> {
        open(&self.file)
    }
}

impl Which {
    /// Opens it without bringing anything up to date.
    pub(crate) fn open_as_it_is(&self) -> Result<Workspace<Sqlite>> {
        let engine = Sqlite::open_existing(&self.file).with_context(|| named(&self.file))?;
        Ok(Workspace::new(engine, Lexicon::builtin()))
    }
}

/// Opens a workspace that is there, brought up to date.
pub(crate) fn open(file: &Path) -> Result<Workspace<Sqlite>> {
    let engine = Sqlite::open_existing(file).with_context(|| named(file))?;
    let workspace = Workspace::new(engine, Lexicon::builtin());
    refresh(&workspace).with_context(|| named(file))?;
    Ok(workspace)
}

/// Opens a workspace, or makes one, brought up to date.
pub(crate) fn open_or_make(file: &Path) -> Result<Workspace<Sqlite>> {
    let workspace = Workspace::new(Sqlite::open(file).with_context(|| named(file))?, Lexicon::builtin());
    refresh(&workspace).with_context(|| named(file))?;
    Ok(workspace)
}

/// What errors begin with.
pub(crate) fn named(file: &Path) -> String {
    file.display().to_string()
}

/// Reads again what another build of the library or another lexicon read, and folds what changed.
fn refresh<E: Engine>(workspace: &Workspace<E>) -> Result<()> {
    if !workspace.engine().may_write() {
        if !workspace.stale()?.is_empty() {
            say!("the workspace may only be read: it shows what another build of Recount read");
        }
        return Ok(());
    }
    reread(workspace)?;
    let stale = workspace.stale()?;
    if !stale.is_empty() {
        say!("reading {} reports again: Recount has changed since", stale.len());
    }
    let bar = progress::bar(stale.len());
    for document in &stale {
        workspace.refresh(document, None)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    workspace.settle()?;
    Ok(())
}

/// Makes anew the texts that another version of a reader made, from the bytes as they came.
fn reread<E: Engine>(workspace: &Workspace<E>) -> Result<()> {
    for (code, version) in workspace.engine().readers()? {
        let Some(reader) = reader_called(&code).filter(|reader| reader.version.to_string() != version) else {
            continue;
        };
        let documents = workspace.engine().read_by(&code, &version)?;
        let newer = reader.version;
        say!("making {} texts anew: version {newer} of the reader {code}", documents.len());
        let mut failed = 0;
        for document in &documents {
            let kept = workspace.kept(document)?;
            let bytes = workspace.engine().bytes(kept.id)?;
            match made_anew(reader, &kept, &bytes) {
                Some(report) => workspace.refresh(document, Some((&newer.to_string(), &report)))?,
                None => failed += 1,
            }
        }
        if failed > 0 {
            say!("{failed} texts could not be made anew and stay as they are");
        }
    }
    Ok(())
}

/// The report as this reader makes it now, told what it was told then; none where it finds no such report in the bytes any more.
fn made_anew(reader: &'static Reader, kept: &Kept, bytes: &[u8]) -> Option<Report> {
    let limits = Limits::default();
    let options = Options {
        // They were let in once.
        limits: Limits {
            bytes: limits.bytes.max(bytes.len()),
            whole: limits.whole.max(bytes.len()),
            text: usize::MAX,
            pages: usize::MAX,
            time: limits.time.saturating_mul(4),
            memory: limits.memory.saturating_mul(4),
            ..limits
        },
        columns: kept.columns.as_deref().and_then(|told| Columns::parse(told).ok()).unwrap_or_default(),
        charset: kept.charset.clone(),
        forced: Some(reader),
        keep: false,
    };
    let stem = kept.report.document.as_str();
    let mut source = bytes;
    let size = u64::try_from(bytes.len()).ok();
    let input = read::Input { name: &kept.file, stem, extension: None, size, bytes: &mut source };
    read::all(input, &options).reports.into_iter().nth(kept.part)
}

/// A text against what its reader makes of its bytes now.
pub(crate) enum Remade {
    /// They are the same.
    Same,
    /// They are not.
    Other,
    /// The reader is another, or makes no such report.
    Unknown,
}

/// Makes the text of a report anew from its bytes, and compares.
pub(crate) fn remade<E: Engine>(workspace: &Workspace<E>, document: &str) -> Result<Remade> {
    let kept = workspace.kept(document)?;
    let reader = reader_called(&kept.reader).filter(|reader| reader.version.to_string() == kept.version);
    let Some(reader) = reader else { return Ok(Remade::Unknown) };
    // Bytes that do not unpack are named where their hashes are looked at.
    let Ok(bytes) = workspace.engine().bytes(kept.id) else { return Ok(Remade::Unknown) };
    Ok(match made_anew(reader, &kept, &bytes) {
        None => Remade::Unknown,
        Some(report) if report.text == kept.report.text => Remade::Same,
        Some(_) => Remade::Other,
    })
}

/// The reports of a workspace, as if they had just been read.
pub(crate) fn input<E: Engine>(workspace: &Workspace<E>) -> Result<Input> {
    let documents = workspace.engine().documents()?;
    let reports = documents.iter().map(|document| Ok(workspace.kept(document)?.report));
    Ok(Input { reports: reports.collect::<Result<_>>()?, problems: Vec::new() })
}

/// This moment, UTC, to the second.
pub(crate) fn now() -> String {
    recount_serve::clock::moment(std::time::SystemTime::now())
}

/// A workspace of what was just read, which is not kept; its counts are not made.
pub(crate) fn passing(
    reports: &[Report],
    extractions: Vec<Extraction>,
    lexicon: Lexicon,
) -> Result<Workspace<Sqlite>> {
    let workspace = Workspace::new(Sqlite::in_memory()?, lexicon);
    let prepared: Vec<Prepared> = reports
        .iter()
        .zip(extractions)
        .map(|(report, extraction)| Prepared {
            bytes: Default::default(),
            original: report.document.clone(),
            part: 0,
            // Two reports of the same words are two here, as they are in every listing over paths.
            sha256: report.document.clone(),
            file: report.document.clone(),
            reader: String::new(),
            version: String::new(),
            charset: None,
            columns: None,
            report: report.clone(),
            extraction,
        })
        .collect();
    workspace.add(&prepared, "")?;
    Ok(workspace)
}
