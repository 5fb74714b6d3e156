"""Counts on Spark are those of the command, byte for byte, at any number of partitions."""

import shutil
import sys

import pyarrow
import pytest

import recount

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


def test_a_name_that_two_reports_have_is_told(session):
    import recount.spark

    text = "Some 40 people fled Beira, Mozambique, on 3 March 2027, police said."
    reports = session.createDataFrame([("a", text), ("a", text)], "document string, text string").repartition(2)
    with pytest.raises(Exception, match="no other report has"):
        recount.spark.counts(reports)
