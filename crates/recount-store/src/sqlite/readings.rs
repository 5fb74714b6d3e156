//! What was read from single reports: figures, statements, orders, accounts.

use recount_core::{Span, count::Key, lexicon::SourceKind, origin::Named};
use rusqlite::{OptionalExtension, Row, named_params, params};

use super::{Sqlite, conditions::Conditions, number, size, unsigned};
use crate::{
    Filter, Result, Versions, codec,
    engine::Readings,
    rows::{AccountRow, FigureRow, OrderRow, Rows, StatementRow},
};

impl Sqlite {
    fn insert_figure(&self, id: i64, row: &FigureRow) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO figures (id, report_id, \"start\", \"end\", start_byte, end_byte, text, low, high, quantifier, unit, per,
               measure, who, \"from\", at, \"to\", place, latitude, longitude, geonameid, period, first_day, last_day, source,
               source_kind, status, sentence, sentence_byte, decided, account_id, event, scope, cause, own, own_kind, page)
             VALUES (:id, :report, :start, :end, :start_byte, :end_byte, :text, :low, :high, :quantifier, :unit, :per,
               :measure, :who, :from, :at, :to, :place, :latitude, :longitude, :geonameid, :period, :first, :last, :source,
               :kind, :status, :sentence, :sentence_byte, :decided, :account, :event, :scope, :cause, :own, :own_kind, :page)",
        )?;
        statement.execute(named_params! {
            ":id": row.id,
            ":report": id,
            ":start": number(row.start),
            ":end": number(row.end),
            ":start_byte": number(row.span.start),
            ":end_byte": number(row.span.end),
            ":text": row.text,
            ":low": row.low.map(number),
            ":high": row.high.map(number),
            ":quantifier": row.quantifier,
            ":unit": row.unit,
            ":per": row.per,
            ":measure": row.measure,
            ":who": row.who,
            ":from": row.from,
            ":at": row.at,
            ":to": row.to,
            ":place": row.place,
            ":latitude": row.point.map(|(latitude, _)| latitude),
            ":longitude": row.point.map(|(_, longitude)| longitude),
            ":geonameid": row.geonameid,
            ":period": row.period,
            ":first": row.first_day,
            ":last": row.last_day,
            ":source": row.source,
            ":kind": row.source_kind,
            ":status": row.status,
            ":sentence": row.sentence,
            ":sentence_byte": number(row.sentence_byte),
            ":decided": row.decided,
            ":account": row.account,
            ":event": row.event,
            ":scope": row.scope,
            ":cause": row.cause,
            ":own": row.own.as_ref().map(|own| &own.text),
            ":own_kind": row.own.as_ref().map(|own| own.kind.code()),
            ":page": row.page,
        })?;
        Ok(())
    }

    fn insert_statement(&self, id: i64, row: &StatementRow) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO statements (report_id, position, source, kind, party, cue, content, manner, stance, chain, venue, spans)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        statement.execute(params![
            id,
            number(row.position),
            row.source,
            row.kind,
            row.party,
            row.cue,
            row.content,
            row.manner,
            row.stance,
            codec::json(&row.chain),
            row.venue,
            row.spans
        ])?;
        Ok(())
    }

    fn insert_order(&self, id: i64, row: &OrderRow) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO orders (report_id, position, \"start\", \"end\", start_byte, end_byte, text, act, actor, effective,
               deadline, sentence, sentence_byte, object, status)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?;
        statement.execute(params![
            id,
            number(row.position),
            number(row.start),
            number(row.end),
            number(row.span.start),
            number(row.span.end),
            row.text,
            row.act,
            row.actor,
            row.effective,
            row.deadline,
            row.sentence,
            number(row.sentence_byte),
            row.object,
            row.status
        ])?;
        Ok(())
    }

    fn insert_account(&self, id: i64, row: &AccountRow) -> Result<()> {
        let (key, frame) = codec::key_ids(&row.key);
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO keys (id, frame, key, changed) VALUES (?1, ?2, ?3, 1)
             ON CONFLICT (id) DO UPDATE SET changed = 1",
        )?;
        statement.execute(params![key, frame, codec::key_text(&row.key)])?;
        let account = &row.account;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO accounts (id, report_id, key_id, low, high, quantifier, who, words, source, source_kind, period, evidence,
               own, own_kind)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?;
        statement.execute(params![
            row.id,
            id,
            key,
            account.bounds.low.map(number),
            account.bounds.high.map(number),
            account.quantifier.code(),
            account.who,
            account.words,
            account.source.as_ref().map(|source| &source.text),
            account.source.as_ref().map(|source| source.kind.code()),
            account.period.map(|period| period.to_string()),
            codec::evidence_text(&account.evidence),
            account.own.as_ref().map(|own| &own.text),
            account.own.as_ref().map(|own| own.kind.code())
        ])?;
        Ok(())
    }

    pub(super) fn remove_rows(&self, id: i64) -> Result<()> {
        let remove = [
            "UPDATE keys SET changed = 1 WHERE id IN (SELECT key_id FROM accounts WHERE report_id = ?1)",
            "DELETE FROM accounts WHERE report_id = ?1",
            "DELETE FROM figures WHERE report_id = ?1",
            "DELETE FROM statements WHERE report_id = ?1",
            "DELETE FROM orders WHERE report_id = ?1",
        ];
        for sql in remove {
            self.connection.prepare_cached(sql)?.execute([id])?;
        }
        Ok(())
    }
}

impl Readings for Sqlite {
    fn stale(&self, versions: &Versions) -> Result<Vec<String>> {
        // Where all are of one version, as they mostly are, the two ends of the index say so.
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM extractions WHERE library < ?1)
               OR EXISTS (SELECT 1 FROM extractions WHERE library > ?1)
               OR EXISTS (SELECT 1 FROM extractions WHERE library = ?1 AND lexicon < ?2)
               OR EXISTS (SELECT 1 FROM extractions WHERE library = ?1 AND lexicon > ?2)",
        )?;
        let versions_differ =
            statement.query_row([&versions.library, &versions.lexicon], |row| row.get::<_, bool>(0))?;
        if !versions_differ {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT r.document FROM reports r LEFT JOIN extractions e
               ON e.report_id = r.id AND e.sha256 = r.sha256 AND e.library = ?1 AND e.lexicon = ?2
             WHERE e.report_id IS NULL ORDER BY r.id",
        )?;
        let stale = statement.query_map([&versions.library, &versions.lexicon], |row| row.get(0))?;
        Ok(stale.collect::<rusqlite::Result<_>>()?)
    }

    fn replace_rows(&self, id: i64, versions: &Versions, rows: &Rows) -> Result<()> {
        self.remove_rows(id)?;
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO extractions (report_id, sha256, library, lexicon, published, agencies, title, outlet, as_of)
             SELECT id, sha256, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM reports WHERE id = ?1
             ON CONFLICT (report_id) DO UPDATE SET sha256 = excluded.sha256, library = excluded.library,
               lexicon = excluded.lexicon, published = excluded.published, agencies = excluded.agencies,
               title = excluded.title, outlet = excluded.outlet, as_of = excluded.as_of",
        )?;
        let published = rows.published.map(|date| date.to_string());
        statement.execute(params![
            id,
            versions.library,
            versions.lexicon,
            published,
            codec::json(&rows.agencies),
            rows.title,
            rows.outlet,
            rows.as_of.map(|date| date.to_string())
        ])?;
        rows.accounts.iter().try_for_each(|row| self.insert_account(id, row))?;
        rows.figures.iter().try_for_each(|row| self.insert_figure(id, row))?;
        rows.statements.iter().try_for_each(|row| self.insert_statement(id, row))?;
        rows.orders.iter().try_for_each(|row| self.insert_order(id, row))
    }

    fn figures(&self, filter: &Filter) -> Result<Vec<FigureRow>> {
        self.rows_where(FIGURE, &Conditions::on_figures(filter), FIGURE_ORDER, figure)
    }

    fn statements(&self, filter: &Filter) -> Result<Vec<StatementRow>> {
        let mut asked = Conditions::default();
        asked.add("s.kind = ? OR holds(s.party, ?) OR holds(s.source, ?)", filter.source.clone());
        asked.add("e.published >= ?", filter.since.clone());
        asked.add("e.published <= ?", filter.until.clone());
        asked.add("r.document = ?", filter.document.clone());
        asked.add("holds(s.content, ?)", filter.text.clone());
        let select = "SELECT s.*, r.document FROM statements s JOIN reports r ON r.id = s.report_id
             LEFT JOIN extractions e ON e.report_id = s.report_id";
        self.rows_where(select, &asked, "ORDER BY r.document, s.position", statement)
    }

    fn orders(&self, filter: &Filter) -> Result<Vec<OrderRow>> {
        let mut asked = Conditions::default();
        asked.add("holds(o.actor, ?)", filter.source.clone());
        asked.add("coalesce(o.deadline, o.effective, e.published) >= ?", filter.since.clone());
        asked.add("coalesce(o.effective, o.deadline, e.published) <= ?", filter.until.clone());
        asked.add("r.document = ?", filter.document.clone());
        asked.add("holds(o.sentence, ?)", filter.text.clone());
        let select = "SELECT o.*, r.document FROM orders o JOIN reports r ON r.id = o.report_id
             LEFT JOIN extractions e ON e.report_id = o.report_id";
        self.rows_where(select, &asked, "ORDER BY r.document, o.position", order)
    }

    fn key_of(&self, figure: &str) -> Result<Option<Key>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT k.key FROM figures f JOIN accounts a ON a.id = f.account_id JOIN keys k ON k.id = a.key_id WHERE f.id = ?1",
        )?;
        let text: Option<String> = statement.query_row([figure], |row| row.get(0)).optional()?;
        text.map(|text| codec::key(&text)).transpose()
    }
}

/// All of a figure.
pub(super) const FIGURE: &str = "SELECT f.*, r.document, coalesce(e.title, t.title) AS title, coalesce(e.outlet, t.outlet) AS outlet, t.url, e.published FROM figures f
     JOIN reports r ON r.id = f.report_id JOIN texts t ON t.report_id = f.report_id
     LEFT JOIN extractions e ON e.report_id = f.report_id";

/// By report and place.
pub(super) const FIGURE_ORDER: &str = "ORDER BY r.document, f.start_byte";

pub(super) fn figure(row: &Row<'_>) -> rusqlite::Result<FigureRow> {
    let size = |column: &str| row.get::<_, i64>(column).map(size);
    let whole = |column: &str| row.get::<_, Option<i64>>(column).map(|value| value.map(unsigned));
    let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get("latitude")?, row.get("longitude")?);
    Ok(FigureRow {
        id: row.get("id")?,
        document: row.get("document")?,
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        url: row.get("url")?,
        published: row.get("published")?,
        start: size("start")?,
        end: size("end")?,
        span: Span::new(size("start_byte")?, size("end_byte")?),
        text: row.get("text")?,
        low: whole("low")?,
        high: whole("high")?,
        quantifier: row.get("quantifier")?,
        unit: row.get("unit")?,
        per: row.get("per")?,
        measure: row.get("measure")?,
        who: row.get("who")?,
        from: row.get("from")?,
        at: row.get("at")?,
        to: row.get("to")?,
        place: row.get("place")?,
        point: latitude.zip(longitude),
        geonameid: row.get("geonameid")?,
        period: row.get("period")?,
        first_day: row.get("first_day")?,
        last_day: row.get("last_day")?,
        source: row.get("source")?,
        source_kind: row.get("source_kind")?,
        status: row.get("status")?,
        sentence: row.get("sentence")?,
        sentence_byte: size("sentence_byte")?,
        decided: row.get("decided")?,
        account: row.get("account_id")?,
        event: row.get("event")?,
        scope: row.get("scope")?,
        cause: row.get("cause")?,
        own: own(row)?,
        page: row.get("page")?,
    })
}

/// The publisher whose own count something is.
pub(super) fn own(row: &Row<'_>) -> rusqlite::Result<Option<Named>> {
    let (own, kind): (Option<String>, Option<String>) = (row.get("own")?, row.get("own_kind")?);
    let kind = kind.as_deref().and_then(SourceKind::parse);
    Ok(own.zip(kind).map(|(text, kind)| Named { text, kind }))
}

fn statement(row: &Row<'_>) -> rusqlite::Result<StatementRow> {
    let chain: String = row.get("chain")?;
    Ok(StatementRow {
        document: row.get("document")?,
        position: size(row.get("position")?),
        source: row.get("source")?,
        kind: row.get("kind")?,
        party: row.get("party")?,
        cue: row.get("cue")?,
        content: row.get("content")?,
        manner: row.get("manner")?,
        stance: row.get("stance")?,
        chain: serde_json::from_str(&chain).unwrap_or_default(),
        venue: row.get("venue")?,
        spans: row.get("spans")?,
    })
}

fn order(row: &Row<'_>) -> rusqlite::Result<OrderRow> {
    let size = |column: &str| row.get::<_, i64>(column).map(size);
    Ok(OrderRow {
        document: row.get("document")?,
        position: size("position")?,
        start: size("start")?,
        end: size("end")?,
        span: Span::new(size("start_byte")?, size("end_byte")?),
        text: row.get("text")?,
        act: row.get("act")?,
        actor: row.get("actor")?,
        object: row.get("object")?,
        status: row.get("status")?,
        effective: row.get("effective")?,
        deadline: row.get("deadline")?,
        sentence: row.get("sentence")?,
        sentence_byte: size("sentence_byte")?,
    })
}
