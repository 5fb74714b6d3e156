"""Counts on Spark are those of the command, byte for byte, at any number of partitions."""

import json
import math
import shutil
import subprocess
import sys

import pyarrow
import pytest

import recount
from conftest import ROOT

pyspark = pytest.importorskip("pyspark")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")


@pytest.fixture(scope="module")
def session():
    import os

    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,2048]")
        .appName("recount")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.executor.memory", "1g")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.mark.parametrize("example", ["exercise", "two_crises"])
def test_counts_are_those_of_the_command(session, example, request, command):
    import recount.spark

    folder = request.getfixturevalue(example)
    expected = command("counts", folder, "--format", "json")
    reports = session.createDataFrame(pyarrow.table(recount.read(folder)).replace_schema_metadata(None))
    for partitions in (1, 2, 7):
        spread = reports.repartition(partitions)
        assert recount.spark.counts(spread, as_json=True) == expected, f"{partitions} partitions"
    ledger = recount.reconcile(pyarrow.table(recount.spark.extract(reports.repartition(3)).toArrow()))
    assert ledger.listing("counts", "json") == expected
    assert recount.spark.counts(reports).equals(pyarrow.table(ledger.counts))


def test_figures_are_those_of_one_machine(session, exercise):
    import recount.spark

    table = recount.read(exercise)
    reports = session.createDataFrame(pyarrow.table(table).replace_schema_metadata(None))
    key = lambda it: it["id"]
    expected = sorted(pyarrow.table(recount.figures(table)).to_pylist(), key=key)
    assert sorted(recount.spark.figures(reports.repartition(3)).toArrow().to_pylist(), key=key) == expected


def test_near_copies_are_those_of_the_command(session, command, tmp_path):
    import recount.spark

    told = lambda it: (it["a"], it["b"], it["jaccard"], it["containment"])
    articles = tmp_path / "articles.jsonl"
    made = subprocess.run([sys.executable, ROOT / "tools/articles", "300"], capture_output=True, check=True).stdout
    articles.write_bytes(made)
    reports = session.createDataFrame(pyarrow.table(recount.read(articles)).replace_schema_metadata(None))
    for jaccard, containment in ((0.5, 0.8), (0.05, 0.2)):
        asked = ("--jaccard", jaccard, "--containment", containment)
        expected = sorted(map(told, map(json.loads, command("duplicates", articles, *asked).splitlines())))
        assert len(expected) > 20
        for partitions in (1, 2, 7):
            spread = reports.repartition(partitions)
            found = recount.spark.near_copies(spread, jaccard=jaccard, containment=containment).toArrow().to_pylist()
            # The command prints shares to four places, halves up.
            short = lambda share: math.floor(share * 10_000 + 0.5) / 10_000
            rounded = [(a, b, short(one), short(two)) for a, b, one, two in map(told, found)]
            assert sorted(rounded) == expected, f"{partitions} partitions"


def test_a_name_that_two_reports_have_is_told(session):
    import recount.spark

    text = "Some 40 people fled Beira, Mozambique, on 3 March 2027, police said."
    reports = session.createDataFrame([("a", text), ("a", text)], "document string, text string").repartition(2)
    with pytest.raises(Exception, match="no other report has"):
        recount.spark.counts(reports)
    with pytest.raises(Exception, match="no other report has"):
        recount.spark.near_copies(reports).toArrow()
