"""Counts the dead, always-on and constant units of a log per layer and step with DuckDB: what the diagnosis is timed beside.

    python3 scripts/benchmark-diagnosis-duckdb.py units|sum LOG

`units` has the counts of each unit that the diagnosis has, and nothing else of it: no histogram, quantiles, moments or
distinct samples. `sum` only decodes the values and adds them up. LOG is a folder of Parquet files; two threads.
"""

import sys

import duckdb

QUERIES = {
    "units": """
        WITH "values" AS (
          SELECT layer, step, unnest(post) AS a, generate_subscripts(post, 1) AS unit
          FROM read_parquet('{log}/*.parquet')
        ), units AS (
          SELECT layer, step, unit, count(a) AS n, count_if(a > 0) AS fired, count_if(a = 0) AS zeros,
            count_if(isnan(a)) AS nan, count_if(isinf(a)) AS infinite, min(a) AS low, max(a) AS high
          FROM "values" GROUP BY ALL
        )
        SELECT layer, step, count(*) AS units, count_if(fired = 0) AS dead, count_if(fired = n) AS always_on,
          count_if(low = high AND fired > 0) AS constant, sum(zeros) / sum(n) AS zero_fraction, sum(nan) AS nan,
          sum(infinite) AS infinite, min(low) AS min, max(high) AS max
        FROM units GROUP BY ALL ORDER BY step, layer""",
    "sum": "SELECT sum(list_sum(post)) FROM read_parquet('{log}/*.parquet')",
}

query, log = sys.argv[1:]
connection = duckdb.connect(config={"threads": 2})
for row in connection.execute(QUERIES[query].format(log=log)).fetchall():
    print(*row, sep=",")
