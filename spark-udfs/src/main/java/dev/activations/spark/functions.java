package dev.activations.spark;

import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;

/**
 * The activation functions on columns, as in {@code df.select(gelu(col("x")))}: a static method for every function and
 * alias in SQL, which does what the SQL function does. The session has to have the functions
 * ({@link ActivationsExtensions} or {@link Activations#registerAll}).
 *
 * <p>Generated from the catalogue of functions by a test; do not edit.
 */
public final class functions {

    private functions() {}

    /** {@code 1 / (1 + exp(-x))}. */
    public static Column sigmoid(Column x) {
        return FunctionCall.of("sigmoid", x);
    }

    /** The derivative, {@code sigmoid(x) * (1 - sigmoid(x))}. */
    public static Column sigmoid_derivative(Column x) {
        return FunctionCall.of("sigmoid_derivative", x);
    }

    /** {@code (exp(x) - exp(-x)) / (exp(x) + exp(-x))}. */
    public static Column tanh(Column x) {
        return FunctionCall.of("tanh", x);
    }

    /** The derivative, {@code 1 - tanh(x)^2}. */
    public static Column tanh_derivative(Column x) {
        return FunctionCall.of("tanh_derivative", x);
    }

    /** {@code min(max(0, (x + 3) / 6), 1)}. */
    public static Column hard_sigmoid(Column x) {
        return FunctionCall.of("hard_sigmoid", x);
    }

    /** The derivative, {@code 1 / 6 where -3 < x < 3, else 0}. */
    public static Column hard_sigmoid_derivative(Column x) {
        return FunctionCall.of("hard_sigmoid_derivative", x);
    }

    /** {@code min(max(min, x), max)}. */
    public static Column hard_tanh(Column x) {
        return FunctionCall.of("hard_tanh", x);
    }

    /** {@code min(max(min, x), max)}. */
    public static Column hard_tanh(Column x, double min, double max) {
        return FunctionCall.of("hard_tanh", x, lit(min), lit(max));
    }

    /** {@code min(max(min, x), max)}. */
    public static Column hard_tanh(Column x, Column min, Column max) {
        return FunctionCall.of("hard_tanh", x, min, max);
    }

    /** The derivative, {@code 1 where min < x < max, else 0}. */
    public static Column hard_tanh_derivative(Column x) {
        return FunctionCall.of("hard_tanh_derivative", x);
    }

    /** The derivative, {@code 1 where min < x < max, else 0}. */
    public static Column hard_tanh_derivative(Column x, double min, double max) {
        return FunctionCall.of("hard_tanh_derivative", x, lit(min), lit(max));
    }

    /** The derivative, {@code 1 where min < x < max, else 0}. */
    public static Column hard_tanh_derivative(Column x, Column min, Column max) {
        return FunctionCall.of("hard_tanh_derivative", x, min, max);
    }

    /** {@code x / (1 + |x|)}. */
    public static Column softsign(Column x) {
        return FunctionCall.of("softsign", x);
    }

    /** The derivative, {@code 1 / (1 + |x|)^2}. */
    public static Column softsign_derivative(Column x) {
        return FunctionCall.of("softsign_derivative", x);
    }

    /** {@code -ln(1 + exp(-x))}. */
    public static Column log_sigmoid(Column x) {
        return FunctionCall.of("log_sigmoid", x);
    }

    /** The derivative, {@code 1 / (1 + exp(x))}. */
    public static Column log_sigmoid_derivative(Column x) {
        return FunctionCall.of("log_sigmoid_derivative", x);
    }

    /** {@code max(0, x)}. */
    public static Column relu(Column x) {
        return FunctionCall.of("relu", x);
    }

    /** The derivative, {@code 1 where x > 0, else 0}. */
    public static Column relu_derivative(Column x) {
        return FunctionCall.of("relu_derivative", x);
    }

    /** {@code x where x > 0, else alpha * x}. */
    public static Column leaky_relu(Column x) {
        return FunctionCall.of("leaky_relu", x);
    }

    /** {@code x where x > 0, else alpha * x}. */
    public static Column leaky_relu(Column x, double alpha) {
        return FunctionCall.of("leaky_relu", x, lit(alpha));
    }

    /** {@code x where x > 0, else alpha * x}. */
    public static Column leaky_relu(Column x, Column alpha) {
        return FunctionCall.of("leaky_relu", x, alpha);
    }

    /** The derivative, {@code 1 where x > 0, else alpha}. */
    public static Column leaky_relu_derivative(Column x) {
        return FunctionCall.of("leaky_relu_derivative", x);
    }

    /** The derivative, {@code 1 where x > 0, else alpha}. */
    public static Column leaky_relu_derivative(Column x, double alpha) {
        return FunctionCall.of("leaky_relu_derivative", x, lit(alpha));
    }

    /** The derivative, {@code 1 where x > 0, else alpha}. */
    public static Column leaky_relu_derivative(Column x, Column alpha) {
        return FunctionCall.of("leaky_relu_derivative", x, alpha);
    }

    /** {@code x where x > 0, else alpha * x}. */
    public static Column prelu(Column x, double alpha) {
        return FunctionCall.of("prelu", x, lit(alpha));
    }

    /** {@code x where x > 0, else alpha * x}. */
    public static Column prelu(Column x, Column alpha) {
        return FunctionCall.of("prelu", x, alpha);
    }

    /** The derivative, {@code 1 where x > 0, else alpha}. */
    public static Column prelu_derivative(Column x, double alpha) {
        return FunctionCall.of("prelu_derivative", x, lit(alpha));
    }

    /** The derivative, {@code 1 where x > 0, else alpha}. */
    public static Column prelu_derivative(Column x, Column alpha) {
        return FunctionCall.of("prelu_derivative", x, alpha);
    }

    /** {@code min(max(0, x), 6)}. */
    public static Column relu6(Column x) {
        return FunctionCall.of("relu6", x);
    }

    /** The derivative, {@code 1 where 0 < x < 6, else 0}. */
    public static Column relu6_derivative(Column x) {
        return FunctionCall.of("relu6_derivative", x);
    }

    /** {@code max(0, x)^2}. */
    public static Column squared_relu(Column x) {
        return FunctionCall.of("squared_relu", x);
    }

    /** The derivative, {@code 2 * max(0, x)}. */
    public static Column squared_relu_derivative(Column x) {
        return FunctionCall.of("squared_relu_derivative", x);
    }

    /** {@code x where x > alpha, else 0}. */
    public static Column thresholded_relu(Column x) {
        return FunctionCall.of("thresholded_relu", x);
    }

    /** {@code x where x > alpha, else 0}. */
    public static Column thresholded_relu(Column x, double alpha) {
        return FunctionCall.of("thresholded_relu", x, lit(alpha));
    }

    /** {@code x where x > alpha, else 0}. */
    public static Column thresholded_relu(Column x, Column alpha) {
        return FunctionCall.of("thresholded_relu", x, alpha);
    }

    /** The derivative, {@code 1 where x > alpha, else 0}. */
    public static Column thresholded_relu_derivative(Column x) {
        return FunctionCall.of("thresholded_relu_derivative", x);
    }

    /** The derivative, {@code 1 where x > alpha, else 0}. */
    public static Column thresholded_relu_derivative(Column x, double alpha) {
        return FunctionCall.of("thresholded_relu_derivative", x, lit(alpha));
    }

    /** The derivative, {@code 1 where x > alpha, else 0}. */
    public static Column thresholded_relu_derivative(Column x, Column alpha) {
        return FunctionCall.of("thresholded_relu_derivative", x, alpha);
    }

    /** {@code x where x > threshold, else value}. */
    public static Column threshold(Column x, double threshold, double value) {
        return FunctionCall.of("threshold", x, lit(threshold), lit(value));
    }

    /** {@code x where x > threshold, else value}. */
    public static Column threshold(Column x, Column threshold, Column value) {
        return FunctionCall.of("threshold", x, threshold, value);
    }

    /** The derivative, {@code 1 where x > threshold, else 0}. */
    public static Column threshold_derivative(Column x, double threshold, double value) {
        return FunctionCall.of("threshold_derivative", x, lit(threshold), lit(value));
    }

    /** The derivative, {@code 1 where x > threshold, else 0}. */
    public static Column threshold_derivative(Column x, Column threshold, Column value) {
        return FunctionCall.of("threshold_derivative", x, threshold, value);
    }

    /** {@code x where x > 0, else alpha * (exp(x) - 1)}. */
    public static Column elu(Column x) {
        return FunctionCall.of("elu", x);
    }

    /** {@code x where x > 0, else alpha * (exp(x) - 1)}. */
    public static Column elu(Column x, double alpha) {
        return FunctionCall.of("elu", x, lit(alpha));
    }

    /** {@code x where x > 0, else alpha * (exp(x) - 1)}. */
    public static Column elu(Column x, Column alpha) {
        return FunctionCall.of("elu", x, alpha);
    }

    /** The derivative, {@code 1 where x > 0, else alpha * exp(x)}. */
    public static Column elu_derivative(Column x) {
        return FunctionCall.of("elu_derivative", x);
    }

    /** The derivative, {@code 1 where x > 0, else alpha * exp(x)}. */
    public static Column elu_derivative(Column x, double alpha) {
        return FunctionCall.of("elu_derivative", x, lit(alpha));
    }

    /** The derivative, {@code 1 where x > 0, else alpha * exp(x)}. */
    public static Column elu_derivative(Column x, Column alpha) {
        return FunctionCall.of("elu_derivative", x, alpha);
    }

    /** {@code 1.0507 * x where x > 0, else 1.0507 * 1.6733 * (exp(x) - 1)}. */
    public static Column selu(Column x) {
        return FunctionCall.of("selu", x);
    }

    /** The derivative, {@code 1.0507 where x > 0, else 1.0507 * 1.6733 * exp(x)}. */
    public static Column selu_derivative(Column x) {
        return FunctionCall.of("selu_derivative", x);
    }

    /** {@code x where x > 0, else alpha * (exp(x / alpha) - 1)}. */
    public static Column celu(Column x) {
        return FunctionCall.of("celu", x);
    }

    /** {@code x where x > 0, else alpha * (exp(x / alpha) - 1)}. */
    public static Column celu(Column x, double alpha) {
        return FunctionCall.of("celu", x, lit(alpha));
    }

    /** {@code x where x > 0, else alpha * (exp(x / alpha) - 1)}. */
    public static Column celu(Column x, Column alpha) {
        return FunctionCall.of("celu", x, alpha);
    }

    /** The derivative, {@code 1 where x > 0, else exp(x / alpha)}. */
    public static Column celu_derivative(Column x) {
        return FunctionCall.of("celu_derivative", x);
    }

    /** The derivative, {@code 1 where x > 0, else exp(x / alpha)}. */
    public static Column celu_derivative(Column x, double alpha) {
        return FunctionCall.of("celu_derivative", x, lit(alpha));
    }

    /** The derivative, {@code 1 where x > 0, else exp(x / alpha)}. */
    public static Column celu_derivative(Column x, Column alpha) {
        return FunctionCall.of("celu_derivative", x, alpha);
    }

    /** {@code 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))); approximate=none: x * Phi(x)}. */
    public static Column gelu(Column x) {
        return FunctionCall.of("gelu", x);
    }

    /** {@code 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))); approximate=none: x * Phi(x)}. */
    public static Column gelu(Column x, String approximate) {
        return FunctionCall.of("gelu", x, lit(approximate));
    }

    /**
     * The derivative, {@code
     * 0.5 * (1 + tanh(u)) + 0.5 * x * (1 - tanh(u)^2) * u', u = sqrt(2 / pi) * (x + 0.044715 * x^3); approximate=none: Phi(x) + x * phi(x)}.
     */
    public static Column gelu_derivative(Column x) {
        return FunctionCall.of("gelu_derivative", x);
    }

    /**
     * The derivative, {@code
     * 0.5 * (1 + tanh(u)) + 0.5 * x * (1 - tanh(u)^2) * u', u = sqrt(2 / pi) * (x + 0.044715 * x^3); approximate=none: Phi(x) + x * phi(x)}.
     */
    public static Column gelu_derivative(Column x, String approximate) {
        return FunctionCall.of("gelu_derivative", x, lit(approximate));
    }

    /** {@code x / (1 + exp(-1.702 * x))}. */
    public static Column quick_gelu(Column x) {
        return FunctionCall.of("quick_gelu", x);
    }

    /** The derivative, {@code s + 1.702 * x * s * (1 - s), s = sigmoid(1.702 * x)}. */
    public static Column quick_gelu_derivative(Column x) {
        return FunctionCall.of("quick_gelu_derivative", x);
    }

    /** {@code x / (1 + exp(-beta * x))}. */
    public static Column swish(Column x) {
        return FunctionCall.of("swish", x);
    }

    /** {@code x / (1 + exp(-beta * x))}. */
    public static Column swish(Column x, double beta) {
        return FunctionCall.of("swish", x, lit(beta));
    }

    /** {@code x / (1 + exp(-beta * x))}. */
    public static Column swish(Column x, Column beta) {
        return FunctionCall.of("swish", x, beta);
    }

    /** The derivative, {@code s + beta * x * s * (1 - s), s = sigmoid(beta * x)}. */
    public static Column swish_derivative(Column x) {
        return FunctionCall.of("swish_derivative", x);
    }

    /** The derivative, {@code s + beta * x * s * (1 - s), s = sigmoid(beta * x)}. */
    public static Column swish_derivative(Column x, double beta) {
        return FunctionCall.of("swish_derivative", x, lit(beta));
    }

    /** The derivative, {@code s + beta * x * s * (1 - s), s = sigmoid(beta * x)}. */
    public static Column swish_derivative(Column x, Column beta) {
        return FunctionCall.of("swish_derivative", x, beta);
    }

    /** {@code x / (1 + exp(-beta * x))}. */
    public static Column silu(Column x) {
        return FunctionCall.of("silu", x);
    }

    /** {@code x / (1 + exp(-beta * x))}. */
    public static Column silu(Column x, double beta) {
        return FunctionCall.of("silu", x, lit(beta));
    }

    /** {@code x / (1 + exp(-beta * x))}. */
    public static Column silu(Column x, Column beta) {
        return FunctionCall.of("silu", x, beta);
    }

    /** The derivative, {@code s + beta * x * s * (1 - s), s = sigmoid(beta * x)}. */
    public static Column silu_derivative(Column x) {
        return FunctionCall.of("silu_derivative", x);
    }

    /** The derivative, {@code s + beta * x * s * (1 - s), s = sigmoid(beta * x)}. */
    public static Column silu_derivative(Column x, double beta) {
        return FunctionCall.of("silu_derivative", x, lit(beta));
    }

    /** The derivative, {@code s + beta * x * s * (1 - s), s = sigmoid(beta * x)}. */
    public static Column silu_derivative(Column x, Column beta) {
        return FunctionCall.of("silu_derivative", x, beta);
    }

    /** {@code x * min(max(0, (x + 3) / 6), 1)}. */
    public static Column hard_swish(Column x) {
        return FunctionCall.of("hard_swish", x);
    }

    /** The derivative, {@code 0 where x <= -3, 1 where x >= 3, else x / 3 + 0.5}. */
    public static Column hard_swish_derivative(Column x) {
        return FunctionCall.of("hard_swish_derivative", x);
    }

    /** {@code x * min(max(0, (x + 3) / 6), 1)}. */
    public static Column hard_silu(Column x) {
        return FunctionCall.of("hard_silu", x);
    }

    /** The derivative, {@code 0 where x <= -3, 1 where x >= 3, else x / 3 + 0.5}. */
    public static Column hard_silu_derivative(Column x) {
        return FunctionCall.of("hard_silu_derivative", x);
    }

    /** {@code x * tanh(ln(1 + exp(x)))}. */
    public static Column mish(Column x) {
        return FunctionCall.of("mish", x);
    }

    /** The derivative, {@code tanh(s) + x * sigmoid(x) * (1 - tanh(s)^2), s = ln(1 + exp(x))}. */
    public static Column mish_derivative(Column x) {
        return FunctionCall.of("mish_derivative", x);
    }

    /** {@code ln(1 + exp(beta * x)) / beta}. */
    public static Column softplus(Column x) {
        return FunctionCall.of("softplus", x);
    }

    /** {@code ln(1 + exp(beta * x)) / beta}. */
    public static Column softplus(Column x, double beta) {
        return FunctionCall.of("softplus", x, lit(beta));
    }

    /** {@code ln(1 + exp(beta * x)) / beta}. */
    public static Column softplus(Column x, Column beta) {
        return FunctionCall.of("softplus", x, beta);
    }

    /** The derivative, {@code 1 / (1 + exp(-beta * x))}. */
    public static Column softplus_derivative(Column x) {
        return FunctionCall.of("softplus_derivative", x);
    }

    /** The derivative, {@code 1 / (1 + exp(-beta * x))}. */
    public static Column softplus_derivative(Column x, double beta) {
        return FunctionCall.of("softplus_derivative", x, lit(beta));
    }

    /** The derivative, {@code 1 / (1 + exp(-beta * x))}. */
    public static Column softplus_derivative(Column x, Column beta) {
        return FunctionCall.of("softplus_derivative", x, beta);
    }

    /** {@code (x + sqrt(x^2 + b)) / 2}. */
    public static Column squareplus(Column x) {
        return FunctionCall.of("squareplus", x);
    }

    /** {@code (x + sqrt(x^2 + b)) / 2}. */
    public static Column squareplus(Column x, double b) {
        return FunctionCall.of("squareplus", x, lit(b));
    }

    /** {@code (x + sqrt(x^2 + b)) / 2}. */
    public static Column squareplus(Column x, Column b) {
        return FunctionCall.of("squareplus", x, b);
    }

    /** The derivative, {@code (1 + x / sqrt(x^2 + b)) / 2}. */
    public static Column squareplus_derivative(Column x) {
        return FunctionCall.of("squareplus_derivative", x);
    }

    /** The derivative, {@code (1 + x / sqrt(x^2 + b)) / 2}. */
    public static Column squareplus_derivative(Column x, double b) {
        return FunctionCall.of("squareplus_derivative", x, lit(b));
    }

    /** The derivative, {@code (1 + x / sqrt(x^2 + b)) / 2}. */
    public static Column squareplus_derivative(Column x, Column b) {
        return FunctionCall.of("squareplus_derivative", x, b);
    }

    /** {@code x}. */
    public static Column identity(Column x) {
        return FunctionCall.of("identity", x);
    }

    /** The derivative, {@code 1}. */
    public static Column identity_derivative(Column x) {
        return FunctionCall.of("identity_derivative", x);
    }

    /** {@code x}. */
    public static Column linear(Column x) {
        return FunctionCall.of("linear", x);
    }

    /** The derivative, {@code 1}. */
    public static Column linear_derivative(Column x) {
        return FunctionCall.of("linear_derivative", x);
    }

    /** {@code exp(x)}. */
    public static Column exponential(Column x) {
        return FunctionCall.of("exponential", x);
    }

    /** The derivative, {@code exp(x)}. */
    public static Column exponential_derivative(Column x) {
        return FunctionCall.of("exponential_derivative", x);
    }

    /** {@code x - lambda where x > lambda, x + lambda where x < -lambda, else 0}. */
    public static Column soft_shrink(Column x) {
        return FunctionCall.of("soft_shrink", x);
    }

    /** {@code x - lambda where x > lambda, x + lambda where x < -lambda, else 0}. */
    public static Column soft_shrink(Column x, double lambda) {
        return FunctionCall.of("soft_shrink", x, lit(lambda));
    }

    /** {@code x - lambda where x > lambda, x + lambda where x < -lambda, else 0}. */
    public static Column soft_shrink(Column x, Column lambda) {
        return FunctionCall.of("soft_shrink", x, lambda);
    }

    /** The derivative, {@code 1 where |x| > lambda, else 0}. */
    public static Column soft_shrink_derivative(Column x) {
        return FunctionCall.of("soft_shrink_derivative", x);
    }

    /** The derivative, {@code 1 where |x| > lambda, else 0}. */
    public static Column soft_shrink_derivative(Column x, double lambda) {
        return FunctionCall.of("soft_shrink_derivative", x, lit(lambda));
    }

    /** The derivative, {@code 1 where |x| > lambda, else 0}. */
    public static Column soft_shrink_derivative(Column x, Column lambda) {
        return FunctionCall.of("soft_shrink_derivative", x, lambda);
    }

    /** {@code x where |x| > lambda, else 0}. */
    public static Column hard_shrink(Column x) {
        return FunctionCall.of("hard_shrink", x);
    }

    /** {@code x where |x| > lambda, else 0}. */
    public static Column hard_shrink(Column x, double lambda) {
        return FunctionCall.of("hard_shrink", x, lit(lambda));
    }

    /** {@code x where |x| > lambda, else 0}. */
    public static Column hard_shrink(Column x, Column lambda) {
        return FunctionCall.of("hard_shrink", x, lambda);
    }

    /** The derivative, {@code 1 where |x| > lambda, else 0}. */
    public static Column hard_shrink_derivative(Column x) {
        return FunctionCall.of("hard_shrink_derivative", x);
    }

    /** The derivative, {@code 1 where |x| > lambda, else 0}. */
    public static Column hard_shrink_derivative(Column x, double lambda) {
        return FunctionCall.of("hard_shrink_derivative", x, lit(lambda));
    }

    /** The derivative, {@code 1 where |x| > lambda, else 0}. */
    public static Column hard_shrink_derivative(Column x, Column lambda) {
        return FunctionCall.of("hard_shrink_derivative", x, lambda);
    }

    /** {@code x - tanh(x)}. */
    public static Column tanh_shrink(Column x) {
        return FunctionCall.of("tanh_shrink", x);
    }

    /** The derivative, {@code tanh(x)^2}. */
    public static Column tanh_shrink_derivative(Column x) {
        return FunctionCall.of("tanh_shrink_derivative", x);
    }

    /** {@code exp(x_i) / sum_j exp(x_j)}. */
    public static Column softmax(Column x) {
        return FunctionCall.of("softmax", x);
    }

    /** {@code x_i - ln(sum_j exp(x_j))}. */
    public static Column log_softmax(Column x) {
        return FunctionCall.of("log_softmax", x);
    }

    /** {@code exp(-x_i) / sum_j exp(-x_j)}. */
    public static Column softmin(Column x) {
        return FunctionCall.of("softmin", x);
    }

    /** {@code max(0, x_i - tau), tau such that the sum is 1}. */
    public static Column sparsemax(Column x) {
        return FunctionCall.of("sparsemax", x);
    }

    /** {@code 1 at the first maximum, else 0}. */
    public static Column hardmax(Column x) {
        return FunctionCall.of("hardmax", x);
    }

    /** {@code (prediction - target)^2}. */
    public static Column mse_loss(Column prediction, Column target) {
        return FunctionCall.of("mse_loss", prediction, target);
    }

    /** {@code (prediction - target)^2}. */
    public static Column mse_loss(Column prediction, Column target, String reduction) {
        return FunctionCall.of("mse_loss", prediction, target, lit(reduction));
    }

    /** {@code -(target * max(ln(probability), -100) + (1 - target) * max(ln(1 - probability), -100))}. */
    public static Column bce_loss(Column probability, Column target) {
        return FunctionCall.of("bce_loss", probability, target);
    }

    /** {@code -(target * max(ln(probability), -100) + (1 - target) * max(ln(1 - probability), -100))}. */
    public static Column bce_loss(Column probability, Column target, String reduction) {
        return FunctionCall.of("bce_loss", probability, target, lit(reduction));
    }

    /** {@code max(logit, 0) - logit * target + ln(1 + exp(-|logit|))}. */
    public static Column bce_with_logits_loss(Column logit, Column target) {
        return FunctionCall.of("bce_with_logits_loss", logit, target);
    }

    /** {@code max(logit, 0) - logit * target + ln(1 + exp(-|logit|))}. */
    public static Column bce_with_logits_loss(Column logit, Column target, String reduction) {
        return FunctionCall.of("bce_with_logits_loss", logit, target, lit(reduction));
    }

    /** {@code -log_softmax(logits)[class_index]}. */
    public static Column cross_entropy_loss(Column logits, Column class_index) {
        return FunctionCall.of("cross_entropy_loss", logits, class_index);
    }

    /** {@code y_i * (upstream_i - sum_j upstream_j * y_j), y = softmax(x)}. */
    public static Column softmax_backward(Column x, Column upstream) {
        return FunctionCall.of("softmax_backward", x, upstream);
    }

    /** {@code upstream_i - softmax(x)_i * sum_j upstream_j}. */
    public static Column log_softmax_backward(Column x, Column upstream) {
        return FunctionCall.of("log_softmax_backward", x, upstream);
    }

    /** {@code a * sigmoid(b), a and b the halves of x}. */
    public static Column glu(Column x) {
        return FunctionCall.of("glu", x);
    }

    /** {@code a * relu(b), a and b the halves of x}. */
    public static Column reglu(Column x) {
        return FunctionCall.of("reglu", x);
    }

    /** {@code a * gelu(b), a and b the halves of x}. */
    public static Column geglu(Column x) {
        return FunctionCall.of("geglu", x);
    }

    /** {@code a * gelu(b), a and b the halves of x}. */
    public static Column geglu(Column x, String approximate) {
        return FunctionCall.of("geglu", x, lit(approximate));
    }

    /** {@code a * swish(b), a and b the halves of x}. */
    public static Column swiglu(Column x) {
        return FunctionCall.of("swiglu", x);
    }
}
