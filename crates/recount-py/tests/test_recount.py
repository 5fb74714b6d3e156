"""What the package reads and counts is what the command reads and counts."""

import json
import threading

import duckdb
import pandas
import polars
import pyarrow
import pytest

import recount


def rows(table):
    return pyarrow.table(table).to_pylist()


def kind(table):
    return pyarrow.table(table).schema.metadata[b"recount.schema"].decode()


@pytest.fixture(scope="module")
def reports(exercise):
    return recount.read(exercise)


@pytest.fixture(scope="module")
def ledger(reports):
    return recount.reconcile(recount.extract(reports))


def test_the_command_is_there(command):
    assert "recount counts" in command("--help") or "counts" in command("--help")
    assert command("--version").startswith("recount ")


def test_the_command_ends_as_it_does_elsewhere(command, tmp_path):
    command("counts", tmp_path / "missing", status=2)
    command("counts", "--no-such-word", status=2)


def test_reports_are_those_of_the_command(reports, exercise, command):
    told = [json.loads(line) for line in command("read", exercise).splitlines()]
    found = rows(reports)
    assert kind(reports) == "reports 1"
    assert [(it["document"], it["text"]) for it in told] == [(it["document"], it["text"]) for it in found]


@pytest.mark.parametrize("what", ["counts", "findings"])
@pytest.mark.parametrize("format", ["json", "csv", "jsonl"])
def test_listings_are_those_of_the_command(what, format, ledger, exercise, command):
    assert ledger.listing(what, format) == command(what, exercise, "--format", format)


def test_counts_as_a_table(ledger, exercise, command):
    told = json.loads(command("counts", exercise, "--format", "json"))
    found = rows(ledger.counts)
    assert kind(ledger.counts) == "counts 1"
    for name in ("id", "low", "high", "range", "origins", "recommended", "reason", "place"):
        assert [it[name] for it in told] == [it[name] for it in found], name
    assert [it["accounts"] for it in told] == [json.loads(it["accounts"]) for it in found]
    accounts = [{"count": count["id"], **account} for count in told for account in count["accounts"]]
    for name in ("count", "document", "words", "low", "stands"):
        assert [it[name] for it in accounts] == [it[name] for it in rows(ledger.accounts)], name


def test_figures_are_those_of_the_command(reports, exercise, command):
    told = json.loads(command("figures", exercise, "--format", "json"))
    cell = lambda value: (";".join(value) or None) if isinstance(value, list) else value
    expected = sorted(({name: cell(value) for name, value in it.items()} for it in told), key=lambda it: it["id"])
    assert sorted(rows(recount.figures(reports)), key=lambda it: it["id"]) == expected
    assert rows(recount.figures(recount.extract(reports))) == rows(recount.figures(reports))


def test_names_are_left_out_unless_asked_for():
    told = [{"document": "a", "text": "About 40 people were killed in Beira, resident Amina Tembe said."}]
    words = lambda names: str(rows(recount.figures(told, names=names)) + rows(recount.reconcile(recount.extract(told), names=names).counts))
    assert "Tembe" in words(True) and "Tembe" not in words(False)


def test_a_workspace(exercise, command, tmp_path):
    file = tmp_path / "recount.db"
    command("add", "-w", file, exercise)
    workspace = recount.Workspace(file)
    for what in ("counts", "figures", "findings", "orders", "statements"):
        told = json.loads(command(what, "-w", file, "--format", "json"))
        table = getattr(workspace, what)()
        assert len(told) == len(rows(table)) > 0, what
        assert kind(table) == f"{what} {2 if what == 'figures' else 1}"
    assert rows(workspace.accounts())
    with pytest.raises(recount.RecountError, match="missing.db"):
        recount.Workspace(tmp_path / "missing.db")


def test_others_take_the_tables_and_give_them_back(reports):
    arrow = pyarrow.table(reports)
    expected = rows(recount.extract(reports))
    as_pandas, as_polars = arrow.to_pandas(), polars.DataFrame(arrow)
    assert polars.DataFrame(recount.extract(reports)).height == len(expected)
    for given in (arrow, arrow.to_batches()[0], as_polars, pandas.DataFrame(as_pandas), arrow.to_pylist()):
        assert rows(recount.extract(given)) == expected
    figures = recount.figures(reports)
    assert duckdb.sql("select count(*) from figures").fetchall() == [(len(rows(figures)),)]
    assert len(polars.DataFrame(figures)) == len(pandas.DataFrame(pyarrow.table(figures).to_pandas())) == len(rows(figures))


def test_extractions_can_be_kept_and_put_together(reports, ledger, tmp_path):
    import pyarrow.parquet

    table = pyarrow.table(reports)
    parts = [pyarrow.table(recount.extract(table.slice(start, 4))) for start in range(0, table.num_rows, 4)]
    pyarrow.parquet.write_table(pyarrow.concat_tables(reversed(parts)), tmp_path / "read.parquet")
    again = recount.reconcile(pyarrow.parquet.read_table(tmp_path / "read.parquet"))
    assert again.listing("counts", "json") == ledger.listing("counts", "json")
    assert again.listing("findings", "json") == ledger.listing("findings", "json")


def told_of(error):
    return error.value.file, error.value.place, error.value.expected, error.value.found


def test_errors_name_file_and_place(tmp_path):
    with pytest.raises(recount.RecountError) as error:
        recount.read(tmp_path / "missing.txt")
    assert error.value.file.endswith("missing.txt") and error.value.found
    with pytest.raises(recount.RecountError) as error:
        recount.extract([{"document": "a", "text": "x"}, {"document": "b"}])
    assert told_of(error) == ("reports", "row 1", "a `text`", "nothing")
    with pytest.raises(recount.RecountError) as error:
        recount.extract([{"document": "a", "text": "x", "published": "yesterday"}])
    assert told_of(error)[1:] == ("row 0", "a day of publication like 2023-11-27, as EDTF", "`yesterday`")
    with pytest.raises(recount.RecountError, match="no other report has"):
        recount.extract([{"document": "a", "text": "x"}, {"document": "a", "text": "y"}])
    with pytest.raises(recount.RecountError, match="column `document`"):
        recount.extract(pyarrow.table({"text": ["x"]}))
    with pytest.raises(recount.RecountError, match="column `extraction`"):
        recount.reconcile(pyarrow.table({"document": ["x"]}))
    with pytest.raises(recount.RecountError, match="what `extract` makes of a report"):
        recount.reconcile(pyarrow.table({"document": ["x"], "extraction": ["{}"]}))
    with pytest.raises(recount.RecountError, match="blocks inside the text"):
        block = '[{"kind":"Heading","span":{"start":0,"end":99},"level":1,"page":null,"headers":[]}]'
        recount.extract([{"document": "a", "text": "x", "blocks": block}])


def test_what_is_set_aside_is_listed(tmp_path):
    (tmp_path / "good.txt").write_text("Some 40 people fled Beira, police said.")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    with pytest.raises(recount.RecountError, match="bad.pdf"):
        recount.read(tmp_path)
    odd = []
    assert [it["document"] for it in rows(recount.read([tmp_path], set_aside=odd))] == ["good"]
    assert [type(it) for it in odd] == [recount.RecountError] and "bad.pdf" in odd[0].file


def test_another_language_is_warned_of():
    french = {"document": "a", "text": "Quarante personnes ont été tuées.", "language": "fr"}
    assert rows(recount.extract([french]))[0]["figures"] == 0


def test_progress_is_told_and_may_end_the_work(reports, exercise):
    told = []
    recount.extract(reports, progress=lambda done, all: told.append((done, all)))
    assert told == [(10, 10)]
    recount.read(exercise, progress=lambda done, all: told.append((done, all)))
    assert told[-1] == (10, None)

    def stop(done, all):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recount.extract(reports, progress=stop)


def test_no_reports_are_an_empty_table():
    for table in (recount.extract([]), recount.figures([]), recount.reconcile(recount.extract([])).counts):
        assert pyarrow.table(table).num_rows == 0


def test_threads_do_not_stand_in_each_others_way(reports):
    """While one thread reads, others run: the lock is let go."""
    table = pyarrow.table(reports)
    names = pyarrow.array([f"{copy}-{name}" for copy in range(40) for name in table["document"].to_pylist()])
    many = pyarrow.concat_tables([table] * 40).set_column(0, "document", names)
    expected, ticks, results = rows(recount.extract(many)), [], {}
    done = threading.Event()

    def work(which):
        results[which] = rows(recount.extract(many, threads=1))

    workers = [threading.Thread(target=work, args=[which]) for which in range(2)]
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        ticks.append(done.wait(0.001))
    assert results[0] == results[1] == expected
    assert len(ticks) > 5


def test_documents_are_read_in_children(monkeypatch, tmp_path):
    """A child is started, and answers: the same reader as the command's."""
    from recount import _recount

    assert hasattr(_recount, "read_for_parent")
    sample = tmp_path / "empty.docx"
    sample.write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(recount.RecountError) as error:
        recount.read(sample)
    assert "empty.docx" in error.value.file
