-- The activation functions in SQL alone, for places that take no jars: run these statements (spark-sql -f, a
-- notebook cell each) at the start of a session of Spark 4.0 or later. Made from the catalogue by SqlScriptTest, which
-- also runs them: their values are those of the jar's functions to within 1e-12 * max(1, |y|), for infinities, NaN
-- and NULL too. In place of TEMPORARY functions, CREATE FUNCTION makes permanent ones where there is a metastore.
--
-- What the jar's functions do beyond this: float stays float (here all is double), arrays and vectors (here an array
-- takes the formula in transform(v, x -> ...)), the last bits, parameters that are checked, and speed.
--
-- Each function keeps the ANSI mode of the session that created it: of text that is no number it makes an error with
-- spark.sql.ansi.enabled, and NULL without.
--
-- tanh is Spark's own. Not here, because they take two inputs: mse_loss, bce_loss, bce_with_logits_loss, cross_entropy_loss, softmax_backward, log_softmax_backward. Nor the aggregates: activation_stats, unit_firing_counts.

CREATE OR REPLACE TEMPORARY FUNCTION sigmoid(x DOUBLE) RETURNS DOUBLE
COMMENT '1 / (1 + exp(-x))'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE 1D / (1D + exp(-x)) END;

CREATE OR REPLACE TEMPORARY FUNCTION sigmoid_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT 'sigmoid(x) * (1 - sigmoid(x))'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE exp(-abs(x)) / pow(1D + exp(-abs(x)), 2D) END;

CREATE OR REPLACE TEMPORARY FUNCTION tanh_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '1 - tanh(x)^2'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE 4D * exp(-abs(2D * x)) / pow(1D + exp(-abs(2D * x)), 2D) END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_sigmoid(x DOUBLE) RETURNS DOUBLE
COMMENT 'min(max(0, (x + 3) / 6), 1)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE least(greatest(x + 3D, 0D) / 6D, 1D) END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_sigmoid_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '1 / 6 where -3 < x < 3, else 0'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > -3D AND x < 3D THEN 1D / 6D ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_tanh(x DOUBLE, `min` DOUBLE DEFAULT -1.0D, `max` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT 'min(max(min, x), max)'
RETURN CASE WHEN x IS NULL OR `min` IS NULL OR `max` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE least(greatest(x, `min`), `max`) END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_tanh_derivative(x DOUBLE, `min` DOUBLE DEFAULT -1.0D, `max` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT '1 where min < x < max, else 0'
RETURN CASE WHEN x IS NULL OR `min` IS NULL OR `max` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > `min` AND x < `max` THEN 1D ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION softsign(x DOUBLE) RETURNS DOUBLE
COMMENT 'x / (1 + |x|)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN abs(x) > 1e300 THEN sign(x) ELSE x / (1D + abs(x)) END END;

CREATE OR REPLACE TEMPORARY FUNCTION softsign_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '1 / (1 + |x|)^2'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE 1D / pow(1D + abs(x), 2D) END;

CREATE OR REPLACE TEMPORARY FUNCTION log_sigmoid(x DOUBLE) RETURNS DOUBLE
COMMENT '-ln(1 + exp(-x))'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE least(x, 0D) - log1p(exp(-abs(x))) END;

CREATE OR REPLACE TEMPORARY FUNCTION log_sigmoid_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '1 / (1 + exp(x))'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE 1D / (1D + exp(x)) END;

CREATE OR REPLACE TEMPORARY FUNCTION relu(x DOUBLE) RETURNS DOUBLE
COMMENT 'max(0, x)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN x ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION relu_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '1 where x > 0, else 0'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN 1D ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION leaky_relu(x DOUBLE, `alpha` DOUBLE DEFAULT 0.01D) RETURNS DOUBLE
COMMENT 'x where x > 0, else alpha * x'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN x ELSE alpha * x END END;

CREATE OR REPLACE TEMPORARY FUNCTION leaky_relu_derivative(x DOUBLE, `alpha` DOUBLE DEFAULT 0.01D) RETURNS DOUBLE
COMMENT '1 where x > 0, else alpha'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN 1D ELSE alpha END END;

CREATE OR REPLACE TEMPORARY FUNCTION prelu(x DOUBLE, `alpha` DOUBLE) RETURNS DOUBLE
COMMENT 'x where x > 0, else alpha * x'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN x ELSE alpha * x END END;

CREATE OR REPLACE TEMPORARY FUNCTION prelu_derivative(x DOUBLE, `alpha` DOUBLE) RETURNS DOUBLE
COMMENT '1 where x > 0, else alpha'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN 1D ELSE alpha END END;

CREATE OR REPLACE TEMPORARY FUNCTION relu6(x DOUBLE) RETURNS DOUBLE
COMMENT 'min(max(0, x), 6)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE least(greatest(x, 0D), 6D) END;

CREATE OR REPLACE TEMPORARY FUNCTION relu6_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '1 where 0 < x < 6, else 0'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D AND x < 6D THEN 1D ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION squared_relu(x DOUBLE) RETURNS DOUBLE
COMMENT 'max(0, x)^2'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE greatest(x, 0D) * greatest(x, 0D) END;

CREATE OR REPLACE TEMPORARY FUNCTION squared_relu_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '2 * max(0, x)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE 2D * greatest(x, 0D) END;

CREATE OR REPLACE TEMPORARY FUNCTION thresholded_relu(x DOUBLE, `alpha` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT 'x where x > alpha, else 0'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > alpha THEN x ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION thresholded_relu_derivative(x DOUBLE, `alpha` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT '1 where x > alpha, else 0'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > alpha THEN 1D ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION threshold(x DOUBLE, `threshold` DOUBLE, `value` DOUBLE) RETURNS DOUBLE
COMMENT 'x where x > threshold, else value'
RETURN CASE WHEN x IS NULL OR `threshold` IS NULL OR `value` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > `threshold` THEN x ELSE `value` END END;

CREATE OR REPLACE TEMPORARY FUNCTION threshold_derivative(x DOUBLE, `threshold` DOUBLE, `value` DOUBLE) RETURNS DOUBLE
COMMENT '1 where x > threshold, else 0'
RETURN CASE WHEN x IS NULL OR `threshold` IS NULL OR `value` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > `threshold` THEN 1D ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION elu(x DOUBLE, `alpha` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT 'x where x > 0, else alpha * (exp(x) - 1)'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN x ELSE alpha * expm1(x) END END;

CREATE OR REPLACE TEMPORARY FUNCTION elu_derivative(x DOUBLE, `alpha` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT '1 where x > 0, else alpha * exp(x)'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN 1D ELSE alpha * exp(x) END END;

CREATE OR REPLACE TEMPORARY FUNCTION selu(x DOUBLE) RETURNS DOUBLE
COMMENT '1.0507 * x where x > 0, else 1.0507 * 1.6733 * (exp(x) - 1)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN 1.0507009873554805D * x ELSE 1.7580993408473766D * expm1(x) END END;

CREATE OR REPLACE TEMPORARY FUNCTION selu_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '1.0507 where x > 0, else 1.0507 * 1.6733 * exp(x)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN 1.0507009873554805D ELSE 1.7580993408473766D * exp(x) END END;

CREATE OR REPLACE TEMPORARY FUNCTION celu(x DOUBLE, `alpha` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT 'x where x > 0, else alpha * (exp(x / alpha) - 1)'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN x ELSE alpha * expm1(x / alpha) END END;

CREATE OR REPLACE TEMPORARY FUNCTION celu_derivative(x DOUBLE, `alpha` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT '1 where x > 0, else exp(x / alpha)'
RETURN CASE WHEN x IS NULL OR `alpha` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 0D THEN 1D ELSE exp(x / alpha) END END;

CREATE OR REPLACE TEMPORARY FUNCTION gelu(x DOUBLE, `approximate` STRING DEFAULT 'tanh') RETURNS DOUBLE
COMMENT '0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))); approximate=none: x * Phi(x)'
RETURN CASE WHEN x IS NULL OR `approximate` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN approximate = 'none' THEN CASE WHEN x < -9D THEN 0D WHEN x > 9D THEN x ELSE x * (0.5D + 0.6366197723675814D * aggregate(sequence(0, 25), 0D, (sum, n) -> sum + exp(-0.01445D * (2D * n + 1D) * (2D * n + 1D)) * sin(0.17D * (2D * n + 1D) * x) / (2D * n + 1D))) END WHEN approximate = 'tanh' THEN CASE WHEN x < -40D THEN 0D ELSE x / (1D + exp(-(1.5957691216057308D * x * (1D + 0.044715D * x * x)))) END ELSE CAST(raise_error('approximate must be none or tanh') AS DOUBLE) END END;

CREATE OR REPLACE TEMPORARY FUNCTION gelu_derivative(x DOUBLE, `approximate` STRING DEFAULT 'tanh') RETURNS DOUBLE
COMMENT '0.5 * (1 + tanh(u)) + 0.5 * x * (1 - tanh(u)^2) * u\', u = sqrt(2 / pi) * (x + 0.044715 * x^3); approximate=none: Phi(x) + x * phi(x)'
RETURN CASE WHEN x IS NULL OR `approximate` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN approximate = 'none' THEN CASE WHEN x < -9D THEN 0D WHEN x > 9D THEN 1D ELSE (0.5D + 0.6366197723675814D * aggregate(sequence(0, 25), 0D, (sum, n) -> sum + exp(-0.01445D * (2D * n + 1D) * (2D * n + 1D)) * sin(0.17D * (2D * n + 1D) * x) / (2D * n + 1D))) + x * 0.3989422804014327D * exp(-x * x / 2D) END WHEN approximate = 'tanh' THEN CASE WHEN x < -40D THEN 0D WHEN x > 40D THEN 1D ELSE 1D / (1D + exp(-(1.5957691216057308D * x * (1D + 0.044715D * x * x)))) + x * 1.5957691216057308D * (1D + 0.134145D * x * x) * exp(-abs((1.5957691216057308D * x * (1D + 0.044715D * x * x)))) / pow(1D + exp(-abs((1.5957691216057308D * x * (1D + 0.044715D * x * x)))), 2D) END ELSE CAST(raise_error('approximate must be none or tanh') AS DOUBLE) END END;

CREATE OR REPLACE TEMPORARY FUNCTION quick_gelu(x DOUBLE) RETURNS DOUBLE
COMMENT 'x / (1 + exp(-1.702 * x))'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN (1.702D * x) < -1000D THEN 0D ELSE x / (1D + exp(-(1.702D * x))) END END;

CREATE OR REPLACE TEMPORARY FUNCTION quick_gelu_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT 's + 1.702 * x * s * (1 - s), s = sigmoid(1.702 * x)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN (1.702D * x) < -1000D THEN 0D WHEN (1.702D * x) > 1000D THEN 1D ELSE 1D / (1D + exp(-(1.702D * x))) + (1.702D * x) * exp(-abs((1.702D * x))) / pow(1D + exp(-abs((1.702D * x))), 2D) END END;

CREATE OR REPLACE TEMPORARY FUNCTION swish(x DOUBLE, `beta` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT 'x / (1 + exp(-beta * x))'
RETURN CASE WHEN x IS NULL OR `beta` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN (beta * x) < -1000D THEN 0D ELSE x / (1D + exp(-(beta * x))) END END;

CREATE OR REPLACE TEMPORARY FUNCTION swish_derivative(x DOUBLE, `beta` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT 's + beta * x * s * (1 - s), s = sigmoid(beta * x)'
RETURN CASE WHEN x IS NULL OR `beta` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN (beta * x) < -1000D THEN 0D WHEN (beta * x) > 1000D THEN 1D ELSE 1D / (1D + exp(-(beta * x))) + (beta * x) * exp(-abs((beta * x))) / pow(1D + exp(-abs((beta * x))), 2D) END END;

CREATE OR REPLACE TEMPORARY FUNCTION silu(x DOUBLE, `beta` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT 'x / (1 + exp(-beta * x))'
RETURN CASE WHEN x IS NULL OR `beta` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN (beta * x) < -1000D THEN 0D ELSE x / (1D + exp(-(beta * x))) END END;

CREATE OR REPLACE TEMPORARY FUNCTION silu_derivative(x DOUBLE, `beta` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT 's + beta * x * s * (1 - s), s = sigmoid(beta * x)'
RETURN CASE WHEN x IS NULL OR `beta` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN (beta * x) < -1000D THEN 0D WHEN (beta * x) > 1000D THEN 1D ELSE 1D / (1D + exp(-(beta * x))) + (beta * x) * exp(-abs((beta * x))) / pow(1D + exp(-abs((beta * x))), 2D) END END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_swish(x DOUBLE) RETURNS DOUBLE
COMMENT 'x * min(max(0, (x + 3) / 6), 1)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x <= -3D THEN 0D WHEN x >= 3D THEN x ELSE x * ((x + 3D) / 6D) END END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_swish_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '0 where x <= -3, 1 where x >= 3, else x / 3 + 0.5'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x <= -3D THEN 0D WHEN x >= 3D THEN 1D ELSE x / 3D + 0.5D END END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_silu(x DOUBLE) RETURNS DOUBLE
COMMENT 'x * min(max(0, (x + 3) / 6), 1)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x <= -3D THEN 0D WHEN x >= 3D THEN x ELSE x * ((x + 3D) / 6D) END END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_silu_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '0 where x <= -3, 1 where x >= 3, else x / 3 + 0.5'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x <= -3D THEN 0D WHEN x >= 3D THEN 1D ELSE x / 3D + 0.5D END END;

CREATE OR REPLACE TEMPORARY FUNCTION mish(x DOUBLE) RETURNS DOUBLE
COMMENT 'x * tanh(ln(1 + exp(x)))'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x < -800D THEN 0D ELSE x * tanh(log1p(exp(x))) END END;

CREATE OR REPLACE TEMPORARY FUNCTION mish_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT 'tanh(s) + x * sigmoid(x) * (1 - tanh(s)^2), s = ln(1 + exp(x))'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x < -800D THEN 0D WHEN x > 40D THEN 1D ELSE tanh(log1p(exp(x))) + x / (1D + exp(-x)) * (1D - pow(tanh(log1p(exp(x))), 2D)) END END;

CREATE OR REPLACE TEMPORARY FUNCTION softplus(x DOUBLE, `beta` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT 'ln(1 + exp(beta * x)) / beta'
RETURN CASE WHEN x IS NULL OR `beta` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE greatest(x, 0D) + log1p(exp(-abs(beta * x))) / beta END;

CREATE OR REPLACE TEMPORARY FUNCTION softplus_derivative(x DOUBLE, `beta` DOUBLE DEFAULT 1.0D) RETURNS DOUBLE
COMMENT '1 / (1 + exp(-beta * x))'
RETURN CASE WHEN x IS NULL OR `beta` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE 1D / (1D + exp(-beta * x)) END;

CREATE OR REPLACE TEMPORARY FUNCTION squareplus(x DOUBLE, `b` DOUBLE DEFAULT 4.0D) RETURNS DOUBLE
COMMENT '(x + sqrt(x^2 + b)) / 2'
RETURN CASE WHEN x IS NULL OR `b` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > 1e100 THEN x WHEN x < 0D THEN b / 2D / (sqrt(x * x + b) - x) ELSE (x + sqrt(x * x + b)) / 2D END END;

CREATE OR REPLACE TEMPORARY FUNCTION squareplus_derivative(x DOUBLE, `b` DOUBLE DEFAULT 4.0D) RETURNS DOUBLE
COMMENT '(1 + x / sqrt(x^2 + b)) / 2'
RETURN CASE WHEN x IS NULL OR `b` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN abs(x) > 1e100 OR b = 0D THEN CASE WHEN x > 0D THEN 1D ELSE 0D END ELSE (1D + x / sqrt(x * x + b)) / 2D END END;

CREATE OR REPLACE TEMPORARY FUNCTION identity(x DOUBLE) RETURNS DOUBLE
COMMENT 'x'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE x END;

CREATE OR REPLACE TEMPORARY FUNCTION identity_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '1'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE 1D END;

CREATE OR REPLACE TEMPORARY FUNCTION linear(x DOUBLE) RETURNS DOUBLE
COMMENT 'x'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE x END;

CREATE OR REPLACE TEMPORARY FUNCTION linear_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT '1'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE 1D END;

CREATE OR REPLACE TEMPORARY FUNCTION exponential(x DOUBLE) RETURNS DOUBLE
COMMENT 'exp(x)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE exp(x) END;

CREATE OR REPLACE TEMPORARY FUNCTION exponential_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT 'exp(x)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE exp(x) END;

CREATE OR REPLACE TEMPORARY FUNCTION soft_shrink(x DOUBLE, `lambda` DOUBLE DEFAULT 0.5D) RETURNS DOUBLE
COMMENT 'x - lambda where x > lambda, x + lambda where x < -lambda, else 0'
RETURN CASE WHEN x IS NULL OR `lambda` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN x > `lambda` THEN x - `lambda` WHEN x < -`lambda` THEN x + `lambda` ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION soft_shrink_derivative(x DOUBLE, `lambda` DOUBLE DEFAULT 0.5D) RETURNS DOUBLE
COMMENT '1 where |x| > lambda, else 0'
RETURN CASE WHEN x IS NULL OR `lambda` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN abs(x) > `lambda` THEN 1D ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_shrink(x DOUBLE, `lambda` DOUBLE DEFAULT 0.5D) RETURNS DOUBLE
COMMENT 'x where |x| > lambda, else 0'
RETURN CASE WHEN x IS NULL OR `lambda` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN abs(x) > `lambda` THEN x ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION hard_shrink_derivative(x DOUBLE, `lambda` DOUBLE DEFAULT 0.5D) RETURNS DOUBLE
COMMENT '1 where |x| > lambda, else 0'
RETURN CASE WHEN x IS NULL OR `lambda` IS NULL THEN NULL WHEN isnan(x) THEN x ELSE CASE WHEN abs(x) > `lambda` THEN 1D ELSE 0D END END;

CREATE OR REPLACE TEMPORARY FUNCTION tanh_shrink(x DOUBLE) RETURNS DOUBLE
COMMENT 'x - tanh(x)'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE x - tanh(x) END;

CREATE OR REPLACE TEMPORARY FUNCTION tanh_shrink_derivative(x DOUBLE) RETURNS DOUBLE
COMMENT 'tanh(x)^2'
RETURN CASE WHEN x IS NULL THEN NULL WHEN isnan(x) THEN x ELSE tanh(x) * tanh(x) END;

CREATE OR REPLACE TEMPORARY FUNCTION softmax(x ARRAY<DOUBLE>) RETURNS ARRAY<DOUBLE>
COMMENT 'exp(x_i) / sum_j exp(x_j)'
RETURN CASE WHEN x IS NULL OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0 THEN x ELSE element_at(transform(array(array_max(x)), m -> element_at(transform(array(transform(x, v -> exp(v - m))), e -> element_at(transform(array(aggregate(e, 0D, (sum, v) -> sum + v)), t -> transform(e, v -> v / t)), 1)), 1)), 1) END;

CREATE OR REPLACE TEMPORARY FUNCTION log_softmax(x ARRAY<DOUBLE>) RETURNS ARRAY<DOUBLE>
COMMENT 'x_i - ln(sum_j exp(x_j))'
RETURN CASE WHEN x IS NULL OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0 THEN x ELSE element_at(transform(array(array_max(x)), m -> element_at(transform(array(transform(x, v -> exp(v - m))), e -> element_at(transform(array(aggregate(e, 0D, (sum, v) -> sum + v)), t -> transform(x, v -> v - m - ln(t))), 1)), 1)), 1) END;

CREATE OR REPLACE TEMPORARY FUNCTION softmin(x ARRAY<DOUBLE>) RETURNS ARRAY<DOUBLE>
COMMENT 'exp(-x_i) / sum_j exp(-x_j)'
RETURN CASE WHEN x IS NULL OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0 THEN x ELSE element_at(transform(array(array_min(x)), m -> element_at(transform(array(transform(x, v -> exp(m - v))), e -> element_at(transform(array(aggregate(e, 0D, (sum, v) -> sum + v)), t -> transform(e, v -> v / t)), 1)), 1)), 1) END;

CREATE OR REPLACE TEMPORARY FUNCTION sparsemax(x ARRAY<DOUBLE>) RETURNS ARRAY<DOUBLE>
COMMENT 'max(0, x_i - tau), tau such that the sum is 1'
RETURN CASE WHEN x IS NULL OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0 THEN x ELSE CASE WHEN exists(x, v -> isnan(v) OR abs(v) = double('Infinity')) THEN transform(x, v -> double('NaN')) ELSE element_at(transform(array(array_max(x)), m -> element_at(transform(array(aggregate(reverse(array_sort(transform(x, v -> v - m))), named_struct('k', 0D, 'sum', 0D, 'tau', 0D), (a, z) -> named_struct('k', a.k + 1D, 'sum', a.sum + z, 'tau', CASE WHEN 1D + (a.k + 1D) * z > a.sum + z THEN (a.sum + z - 1D) / (a.k + 1D) ELSE a.tau END)).tau), t -> transform(x, v -> greatest(v - m - t, 0D))), 1)), 1) END END;

CREATE OR REPLACE TEMPORARY FUNCTION hardmax(x ARRAY<DOUBLE>) RETURNS ARRAY<DOUBLE>
COMMENT '1 at the first maximum, else 0'
RETURN CASE WHEN x IS NULL OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0 THEN x ELSE CASE WHEN exists(x, v -> isnan(v) OR abs(v) = double('Infinity')) THEN transform(x, v -> double('NaN')) ELSE element_at(transform(array(array_position(x, array_max(x))), p -> transform(x, (v, i) -> CASE WHEN i + 1 = p THEN 1D ELSE 0D END)), 1) END END;

CREATE OR REPLACE TEMPORARY FUNCTION glu(x ARRAY<DOUBLE>) RETURNS ARRAY<DOUBLE>
COMMENT 'a * sigmoid(b), a and b the halves of x'
RETURN CASE WHEN x IS NULL OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0 THEN x ELSE CASE WHEN size(x) % 2 <> 0 THEN CAST(raise_error('a gated linear unit halves its row') AS ARRAY<DOUBLE>) ELSE zip_with(slice(x, 1, size(x) div 2), slice(x, size(x) div 2 + 1, size(x) div 2), (a, g) -> a * CASE WHEN isnan(g) THEN g ELSE 1D / (1D + exp(-g)) END) END END;

CREATE OR REPLACE TEMPORARY FUNCTION reglu(x ARRAY<DOUBLE>) RETURNS ARRAY<DOUBLE>
COMMENT 'a * relu(b), a and b the halves of x'
RETURN CASE WHEN x IS NULL OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0 THEN x ELSE CASE WHEN size(x) % 2 <> 0 THEN CAST(raise_error('a gated linear unit halves its row') AS ARRAY<DOUBLE>) ELSE zip_with(slice(x, 1, size(x) div 2), slice(x, size(x) div 2 + 1, size(x) div 2), (a, g) -> a * CASE WHEN isnan(g) THEN g ELSE CASE WHEN g > 0D THEN g ELSE 0D END END) END END;

CREATE OR REPLACE TEMPORARY FUNCTION geglu(x ARRAY<DOUBLE>, `approximate` STRING DEFAULT 'tanh') RETURNS ARRAY<DOUBLE>
COMMENT 'a * gelu(b), a and b the halves of x'
RETURN CASE WHEN x IS NULL OR `approximate` IS NULL OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0 THEN x ELSE CASE WHEN size(x) % 2 <> 0 THEN CAST(raise_error('a gated linear unit halves its row') AS ARRAY<DOUBLE>) ELSE zip_with(slice(x, 1, size(x) div 2), slice(x, size(x) div 2 + 1, size(x) div 2), (a, g) -> a * CASE WHEN isnan(g) THEN g ELSE CASE WHEN approximate = 'none' THEN CASE WHEN g < -9D THEN 0D WHEN g > 9D THEN g ELSE g * (0.5D + 0.6366197723675814D * aggregate(sequence(0, 25), 0D, (sum, n) -> sum + exp(-0.01445D * (2D * n + 1D) * (2D * n + 1D)) * sin(0.17D * (2D * n + 1D) * g) / (2D * n + 1D))) END WHEN approximate = 'tanh' THEN CASE WHEN g < -40D THEN 0D ELSE g / (1D + exp(-(1.5957691216057308D * g * (1D + 0.044715D * g * g)))) END ELSE CAST(raise_error('approximate must be none or tanh') AS DOUBLE) END END) END END;

CREATE OR REPLACE TEMPORARY FUNCTION swiglu(x ARRAY<DOUBLE>) RETURNS ARRAY<DOUBLE>
COMMENT 'a * swish(b), a and b the halves of x'
RETURN CASE WHEN x IS NULL OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0 THEN x ELSE CASE WHEN size(x) % 2 <> 0 THEN CAST(raise_error('a gated linear unit halves its row') AS ARRAY<DOUBLE>) ELSE zip_with(slice(x, 1, size(x) div 2), slice(x, size(x) div 2 + 1, size(x) div 2), (a, g) -> a * CASE WHEN isnan(g) THEN g ELSE CASE WHEN g < -1000D THEN 0D ELSE g / (1D + exp(-g)) END END) END END;
