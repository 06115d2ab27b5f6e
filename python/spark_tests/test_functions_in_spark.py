"""The functions on columns of a real session."""

import math

import pytest
from activations.spark import functions as A


def test_function_takes_a_column_or_its_name(spark):
    from pyspark.sql.functions import col

    df = spark.range(1, 2).selectExpr("double(-id) AS x")
    by_name, by_column = df.select(A.sigmoid("x"), A.sigmoid(col("x"))).first()
    assert by_name == by_column == pytest.approx(1 / (1 + math.exp(1)), rel=1e-15)


def test_parameters_are_given_by_name(spark):
    df = spark.range(1, 2).selectExpr("double(-id) AS x", "array(1D, 2D, 3D) AS logits")
    leaky, exact = df.select(A.leaky_relu("x", alpha=0.3), A.gelu("x", approximate="none")).first()
    assert leaky == -0.3
    assert exact == pytest.approx(-0.5 * math.erfc(1 / math.sqrt(2)), rel=1e-14)
    (softmax,) = df.select(A.softmax("logits")).first()
    total = sum(math.exp(value) for value in (1, 2, 3))
    assert softmax == pytest.approx([math.exp(value) / total for value in (1, 2, 3)], rel=1e-14)


def test_null_stays_null_and_nan_stays_nan(spark):
    df = spark.range(1).selectExpr("CAST(NULL AS DOUBLE) AS a", "double('NaN') AS b")
    null, nan = df.select(A.mish("a"), A.mish("b")).first()
    assert null is None and math.isnan(nan)


def test_aggregate_counts_units_that_never_fired(spark, log):
    stats = log.agg(A.activation_stats("post", "relu", "sample").alias("s")).select("s.samples", "s.never_fired_units")
    assert tuple(stats.first()) == (300, 5)


def test_wrong_parameter_is_the_sentence_of_the_function(spark):
    from pyspark.errors import AnalysisException

    with pytest.raises(AnalysisException, match="gelu: parameter approximate must be one of none, tanh, got foo"):
        spark.sql("SELECT gelu(1D, 'foo')").collect()
