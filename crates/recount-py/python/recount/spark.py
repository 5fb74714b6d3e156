"""Recount on Spark 4: figures, counts and near copies of reports that are spread over machines.

Nothing is scheduled or shuffled here: reports are read where they are (`mapInArrow`), what they give to each frame of keys is grouped by
Spark (`applyInArrow`), and the driver puts the counts in order. The counts are those of `recount counts`, byte for byte, whatever the
number of partitions; `docs/cluster.md` tells why, and what it costs.
"""

from collections.abc import Iterable, Iterator

import pyarrow
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_schema

from . import _recount
from . import figures as _figures

__all__ = ["counts", "extract", "figures", "near_copies"]

_EMPTY: list[dict[str, str]] = []


def _batches(tables: Iterable[object]) -> Iterator[pyarrow.RecordBatch]:
    for table in tables:
        # Spark's own schema has no metadata.
        yield from pyarrow.table(table).replace_schema_metadata(None).to_batches()


def _mapped(reports: DataFrame, step, none: object = _EMPTY) -> DataFrame:
    """What `step` makes of every batch of reports. The step of no reports tells the schema."""
    schema = from_arrow_schema(pyarrow.table(step(none)).schema)
    return reports.mapInArrow(lambda batches: _batches(step(batch) for batch in batches if batch.num_rows), schema)


def _plain(table: object) -> pyarrow.Table:
    return pyarrow.table(table).replace_schema_metadata(None)


def _grouped(rows: DataFrame, key: str, step, none: pyarrow.Table) -> DataFrame:
    """What `step` makes of the rows of each key; of `none`, rows of the same columns without any, it tells the schema."""
    schema = from_arrow_schema(_plain(step(none)).schema)
    return rows.groupBy(key).applyInArrow(lambda part: _plain(step(part)), schema)


def figures(reports: DataFrame, *, names: bool = False) -> DataFrame:
    """Every figure that the reports state, with the columns of a table `figures`.

    `reports` has the columns that `recount.extract` takes: `document` (no two the same), `text`, and any of the others.
    """
    return _mapped(reports, lambda batch: _figures(batch, names=names, threads=1))


def extract(reports: DataFrame) -> DataFrame:
    """What is read from the reports, with the columns of a table `extractions`: to be kept, and reconciled where it fits."""
    return _mapped(reports, lambda batch: _recount.extract(batch, threads=1))


def counts(reports: DataFrame, *, names: bool = False, as_json: bool = False):
    """What the reports add up to: a pyarrow table `counts`, or, with `as_json`, what `recount counts --format json` prints.

    Reports are read and counts are made where Spark puts them; one row a series comes back, and is put in order here.
    """
    keys = _mapped(reports, _recount.keys)
    none = pyarrow.table(_recount.keys(_EMPTY))
    rows = _grouped(keys, "frame", lambda parts: _recount.count_frame(parts, names), none).toArrow()
    told = _recount.counts_in_order(rows, as_json)
    return told if as_json else pyarrow.table(told)


def near_copies(reports: DataFrame, *, jaccard: float = 0.5, containment: float = 0.8) -> DataFrame:
    """Which reports are copies of each other, or one the other cut or extended: the pairs of `recount duplicates`.

    Columns `a` and `b`, the names of two reports, `a` before `b` in order; `jaccard`, the share of all their 5-word sequences that both
    have, and `containment`, that of the shorter one's; in no order of rows. Nothing is missed: 5-grams are grouped by bands of their
    hash, each report looks up its rarest there, and who meets is compared exactly. `jaccard` and `containment` say from where on.
    """
    none = pyarrow.table(_recount.signatures(_EMPTY))
    signed = _mapped(reports, _recount.signatures)
    shared = _grouped(signed, "band", _recount.shared_grams, none)
    asked = _grouped(shared, "bucket", lambda rows: _recount.rarest_grams(rows, jaccard, containment), none)
    pairs = _grouped(signed.unionByName(asked), "band", _recount.meetings, none).distinct()
    whole = _mapped(reports, _recount.whole_signatures)
    both = pairs.join(whole.toDF("a", "one"), "a").join(whole.toDF("b", "two"), "b")
    return _mapped(both, lambda rows: _recount.compared(rows, jaccard, containment), _recount.meetings(none))
