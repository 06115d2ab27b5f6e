-- The diagnosis's counts and moments in plain Spark: one row per value by posexplode, then groupBy unit, then layer.
-- Left out, in its favour: firing in distinct samples per unit, firing density, history over steps, findings.
WITH `values` AS (
  SELECT layer, step, posexplode(post) AS (unit, a) FROM parquet.`LOG`
), units AS (
  SELECT layer, step, unit,
    count(a) AS n,
    count_if(a > 0) AS fired,
    count_if(a = 0) AS zeros,
    count_if(isnan(a)) AS nan,
    count_if(abs(a) = double('Infinity')) AS infinite,
    min(a) AS low,
    max(a) AS high,
    avg(double(a)) AS mean,
    stddev_pop(double(a)) AS deviation
  FROM `values` GROUP BY layer, step, unit
), layers AS (
  SELECT layer, step,
    avg(double(a)) AS mean,
    stddev_pop(double(a)) AS deviation,
    skewness(double(a)) AS skewness,
    percentile_approx(a, array(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)) AS quantiles
  FROM `values` GROUP BY layer, step
), samples AS (
  SELECT layer, step, count(DISTINCT sample) AS samples FROM parquet.`LOG` GROUP BY layer, step
), binades AS (
  SELECT layer, step, signum(a) AS sign, floor(log2(abs(a))) AS binade, count(*) AS n FROM `values`
  GROUP BY layer, step, sign, binade
), histograms AS (
  SELECT layer, step, collect_list(struct(sign, binade, n)) AS histogram FROM binades GROUP BY layer, step
)
SELECT layer, step, count(*) AS units, any_value(samples) AS samples,
  count_if(fired = 0 AND 1 - pow(0.05, 1 / n) <= 0.01) AS dead,
  count_if(fired = n) AS always_on,
  count_if(low = high AND fired > 0) AS constant,
  sum(zeros) / sum(n) AS zero_fraction,
  sum(nan) AS nan, sum(infinite) AS infinite, min(low) AS min, max(high) AS max,
  any_value(layers.mean) AS mean, any_value(layers.deviation) AS deviation, any_value(skewness) AS skewness,
  any_value(quantiles) AS quantiles, any_value(to_json(histogram)) AS histogram
FROM units JOIN layers USING (layer, step) JOIN samples USING (layer, step) JOIN histograms USING (layer, step)
GROUP BY layer, step ORDER BY step, layer
