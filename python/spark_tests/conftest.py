"""What the tests of PySpark share: a session that has the jar, classic or, where ACTIVATIONS_REMOTE is set, of Connect."""

import os
from pathlib import Path

import pytest

REMOTE = os.environ.get("ACTIVATIONS_REMOTE")
HOME = Path(__file__).resolve().parents[2]

classic_only = pytest.mark.skipif(REMOTE is not None, reason="needs the session's own JVM")


@pytest.fixture(scope="session")
def spark():
    pytest.importorskip("pyspark.sql")
    from activations.spark import builder

    if REMOTE is not None:
        from pyspark.sql import SparkSession

        session = SparkSession.builder.remote(REMOTE).getOrCreate()
    else:
        session = builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def log(spark):
    """300 samples of a layer of ten units: the first five never fire, each of the others fires in 200 samples."""
    return spark.range(300).selectExpr(
        "'fc{1}' AS layer",
        "id AS sample",
        "transform(sequence(0, 9), unit -> float(if(unit < 5, 0, (id + unit) % 3))) AS post",
    )
