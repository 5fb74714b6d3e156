"""Recount reads many reports of one unfolding crisis and keeps the count: Arrow tables in and out.

Every table that is given has `__arrow_c_stream__`, by which pandas, polars, DuckDB and pyarrow take it without a copy:
`pyarrow.table(t)`, `polars.DataFrame(t)`, `pandas.DataFrame.from_arrow(t)`, `duckdb.sql("select * from t")`. Every table
that is taken may be anything with that method (or `__arrow_c_array__`), whatever type of text its columns have.

The kinds of tables and their columns stand in `docs/arrow.md`; `schema.metadata[b"recount.schema"]` of a table says which kind and version
it is. Offsets count code points of a report's text, dates are EDTF, countries ISO 3166 alpha-3.

Reading and counting let the interpreter's lock go and use all cores. `progress`, where it is given, is called with how many reports are
done and how many there are (None where that is not known); what it raises ends the work, as does an interrupt.
"""

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import Any, Literal, Protocol, final

BUILD: str
"""Which build of Recount this is. Extractions are for the build that made them."""

class Arrow(Protocol):
    """A table: anything that speaks the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

Progress = Callable[[int, int | None], object]
Reports = Arrow | list[Mapping[str, Any]]

class RecountError(Exception):
    """Something could not be read or made. Where it is about an input, the message and these attributes name it."""

    file: str
    """The input: a path, or the kind of table."""
    place: str
    """Where in it: `row 3`, `line 7`; empty where that is not known."""
    expected: str
    found: str

class RecountWarning(UserWarning):
    """Something odd was read all the same, or kept without being read (a report that is not in English)."""

def read(
    paths: str | PathLike[str] | Sequence[str | PathLike[str]],
    *,
    set_aside: list[RecountError] | None = None,
    progress: Progress | None = None,
) -> Arrow:
    """Read files and folders as the command does; a table `reports`, a row each.

    What cannot be read is a `RecountError`; where `set_aside` is a list, it and all that was odd is added to that list, and the rest is
    read. What is odd and read all the same is warned of (`RecountWarning`).

    Reports have names of their own (`document`): the stem of their file, told apart where two are the same.
    """

def extract(reports: Reports, *, threads: int | None = None, progress: Progress | None = None) -> Arrow:
    """Read what reports state; a table `extractions`, a row each, in the same order.

    `reports` has the columns `document` (no two the same) and `text`, and may have `title`, `published` (EDTF or a date), `outlet`,
    `url`, `language`, `author`, `dated_by` and `blocks`; other columns are not looked at. It may be a list of dictionaries with these keys.

    With `threads=1` a call stays on the thread that makes it, for who brings threads of their own. A row may be kept as Parquet, sent
    elsewhere, and reconciled there by the same build of Recount. It holds the words of the reports as they stand, names included.

    Raises `RecountError` with the row where a name or text is missing, a day is no day, or two reports have one name.
    """

def figures(reports_or_extractions: Reports, *, names: bool = False, threads: int | None = None) -> Arrow:
    """Every figure that reports state, a table `figures`, in the order of the reports and of their places there.

    Names of private people, telephone numbers and the like are left out unless `names` is true.
    """

@final
class Ledger:
    """Reports set side by side."""

    @property
    def counts(self) -> Arrow:
        """What the accounts add up to, a table `counts`, most important first; the same rows as `recount counts`."""

    @property
    def accounts(self) -> Arrow:
        """What each report says of each count, a table `accounts`, in the order of the counts."""

    @property
    def findings(self) -> Arrow:
        """What two accounts are to each other, a table `findings`; the same rows as `recount findings`."""

    def listing(self, what: Literal["counts", "findings"], format: Literal["csv", "json", "jsonl"]) -> str:
        """The same as the command prints it, byte for byte."""

def reconcile(extractions: Arrow, *, names: bool = False, progress: Progress | None = None) -> Ledger:
    """Set what was read from reports side by side. The order of the rows does not matter.

    `extractions` is what `extract` gave, of one call or of several put together. Names of private people are left out of what is told
    unless `names` is true.

    Raises `RecountError` where a row was made by another build, or a report is there twice.
    """

@final
class Workspace:
    """A workspace that `recount add` keeps, with what people decided of it. Opening it brings it up to date, as every command does.

    Raises `RecountError` where there is none, or it cannot be read.
    """

    def __init__(self, file: str | PathLike[str], *, names: bool = False) -> None: ...
    def figures(self) -> Arrow:
        """A table `figures`, with what people decided of each."""
    def counts(self) -> Arrow:
        """A table `counts`."""
    def accounts(self) -> Arrow:
        """A table `accounts`."""
    def findings(self) -> Arrow:
        """A table `findings`."""
    def orders(self) -> Arrow:
        """A table `orders`. The reports are read again for it."""
    def statements(self) -> Arrow:
        """A table `statements`, party by party. The reports are read again for it."""
