"""Recount on Spark 4: figures and counts of reports that are spread over machines.

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

__all__ = ["counts", "extract", "figures"]

_EMPTY: list[dict[str, str]] = []


def _batches(tables: Iterable[object]) -> Iterator[pyarrow.RecordBatch]:
    for table in tables:
        # Spark's own schema has no metadata.
        yield from pyarrow.table(table).replace_schema_metadata(None).to_batches()


def _mapped(reports: DataFrame, step) -> DataFrame:
    """What `step` makes of every batch of reports. The step of no reports tells the schema."""
    schema = from_arrow_schema(pyarrow.table(step(_EMPTY)).schema)
    return reports.mapInArrow(lambda batches: _batches(step(batch) for batch in batches if batch.num_rows), schema)


def _plain(table: object) -> pyarrow.Table:
    return pyarrow.table(table)


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
    folded = from_arrow_schema(pyarrow.table(_recount.count_frame(pyarrow.table(_recount.keys(_EMPTY)), names)).schema)

    def count(parts: pyarrow.Table) -> pyarrow.Table:
        return _plain(_recount.count_frame(parts, names)).replace_schema_metadata(None)

    rows = keys.groupBy("frame").applyInArrow(count, folded).toArrow()
    told = _recount.counts_in_order(rows, as_json)
    return told if as_json else pyarrow.table(told)
