"""What scripts/benchmark-pyspark runs: `benchmark_pyspark.py ROWS TURNS`."""

import os
import statistics
import sys
import time

import numpy as np
import pandas as pd
import pyarrow
import pyspark
from activations.spark import builder
from activations.spark import functions as A
from pyspark.sql.functions import expr, pandas_udf
from pyspark.sql.types import ArrayType, FloatType

try:
    import torch

    torch.set_num_threads(1)
except ImportError:
    torch = None
    print("torch cannot be imported: its rows are left out", file=sys.stderr)

WIDTH = 512
C = 0.7978845608028654
FLOATS = ArrayType(FloatType())


def matrix(column: pd.Series) -> np.ndarray:
    return np.stack(column.to_numpy())


def rows(values) -> pd.Series:
    return pd.Series(list(values))


@pandas_udf(FLOATS)
def gelu_numpy(column: pd.Series) -> pd.Series:
    x = matrix(column)
    return rows(np.float32(0.5) * x * (1 + np.tanh(np.float32(C) * (x + np.float32(0.044715) * x * x * x))))


@pandas_udf(FLOATS)
def softmax_numpy(column: pd.Series) -> pd.Series:
    x = matrix(column)
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return rows(e / e.sum(axis=1, keepdims=True))


@pandas_udf(FLOATS)
def gelu_torch(column: pd.Series) -> pd.Series:
    x = torch.from_numpy(matrix(column))
    return rows(torch.nn.functional.gelu(x, approximate="tanh").numpy())


@pandas_udf(FLOATS)
def softmax_torch(column: pd.Series) -> pd.Series:
    return rows(torch.softmax(torch.from_numpy(matrix(column)), dim=1).numpy())


GELU_SQL = f"transform(x, v -> float(0.5D * v * (1 + tanh({C}D * (v + 0.044715D * v * v * v)))))"
# A lambda computes what is in it for each element, so the maximum and the sum are made its arguments.
SOFTMAX_SQL = """transform(
    transform(array(array_max(x)), m -> transform(x, v -> exp(v - m))),
    e -> transform(array(aggregate(e, 0D, (a, b) -> a + b)), s -> transform(e, v -> float(v / s)))[0])[0]"""

WAYS = {
    "gelu": {
        "the SQL function": lambda: A.gelu("x"),
        "`pandas_udf`, numpy": lambda: gelu_numpy("x"),
        "`pandas_udf`, torch": lambda: gelu_torch("x"),
        "`transform`": lambda: expr(GELU_SQL),
    },
    "softmax": {
        "the SQL function": lambda: A.softmax("x"),
        "`pandas_udf`, numpy": lambda: softmax_numpy("x"),
        "`pandas_udf`, torch": lambda: softmax_torch("x"),
        "`transform` and `aggregate`": lambda: expr(SOFTMAX_SQL),
    },
}


def main(count: int, turns: int) -> None:
    spark = builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    data = spark.range(count).selectExpr(
        f"transform(sequence(0, {WIDTH - 1}), j -> float(hash(id, j) % 4000 / 1000.0)) AS x"
    )
    data.cache().count()
    ways = {
        (function, way): column
        for function, of_function in WAYS.items()
        for way, column in of_function.items()
        if torch or "torch" not in way
    }
    for function in WAYS:
        require_equal(data, {way: column for (name, way), column in ways.items() if name == function})
    seconds = {way: [] for way in ways}
    for turn in range(turns + 1):  # the first warms up
        for way, column in ways.items():
            start = time.perf_counter()
            data.select(column().alias("y")).write.format("noop").mode("overwrite").save()
            if turn:
                seconds[way].append(time.perf_counter() - start)
    print("| function | way | ns per value | beside the SQL function |\n|---|---|---|---|")
    medians = {way: statistics.median(times) * 1e9 / count / WIDTH for way, times in seconds.items()}
    for (function, way), nanoseconds in medians.items():
        ratio = nanoseconds / medians[function, "the SQL function"]
        print(f"| {function} | {way} | {nanoseconds:.1f} | {ratio:.1f} |")
    versions = f"PySpark {pyspark.__version__} on Spark {spark.version}, pandas {pd.__version__}, pyarrow {pyarrow.__version__}"
    with_torch = f", torch {torch.__version__}" if torch else ""
    print(
        f"\n{count:,} rows of {WIDTH} floats, medians of {turns} turns, {versions}, numpy {np.__version__}{with_torch};"
        f" load average {os.getloadavg()[0]:.0f} on {os.cpu_count()} processors"
    )
    spark.stop()


def require_equal(data, columns) -> None:
    """All ways must give the same before they are timed."""
    first = data.limit(20)
    results = {way: np.array([row.y for row in first.select(column().alias("y")).collect()]) for way, column in columns.items()}
    for way, result in results.items():
        np.testing.assert_allclose(result, results["the SQL function"], rtol=2e-5, atol=2e-6, err_msg=way)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
