package dev.activations.functions.names;

import static dev.activations.functions.names.Framework.HUGGING_FACE;
import static dev.activations.functions.names.Framework.JAX;
import static dev.activations.functions.names.Framework.KERAS;
import static dev.activations.functions.names.Framework.PYTORCH;
import static dev.activations.functions.names.FrameworkName.absent;
import static dev.activations.functions.names.FrameworkName.of;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of names: what PyTorch 2.13, Keras 3.15, JAX 0.10 (with Flax) and transformers 5.18 call their activation
 * functions, with the defaults of their parameters. A spelling that differs in case and underscores alone is not listed
 * again: {@code LeakyReLU} is also {@code F.leaky_relu} and Keras's {@code leaky_re_lu}.
 */
final class FrameworkNames {

    /** The least threshold from which PyTorch's softplus, which is x above it, cannot be told from softplus. */
    private static final double SOFTPLUS_THRESHOLD = 10;

    static final List<FrameworkName> ROWS = List.of(
            of(PYTORCH, "Sigmoid", "sigmoid"),
            of(PYTORCH, "Tanh", "tanh"),
            of(PYTORCH, "Hardsigmoid", "hard_sigmoid"),
            of(PYTORCH, "Hardtanh(min_val=-1.0, max_val=1.0)", "hard_tanh(min={min_val}, max={max_val})"),
            of(PYTORCH, "Softsign", "softsign"),
            of(PYTORCH, "LogSigmoid", "log_sigmoid"),
            of(PYTORCH, "ReLU", "relu"),
            of(PYTORCH, "ReLU6", "relu6"),
            of(PYTORCH, "LeakyReLU(negative_slope=0.01)", "leaky_relu(alpha={negative_slope})"),
            of(PYTORCH, "RReLU(lower=0.125, upper=0.3333333333333333)", FrameworkNames::evaluatedRrelu),
            of(PYTORCH, "PReLU(num_parameters=1, init=0.25)", "prelu(alpha={init})"),
            of(PYTORCH, "Threshold(threshold, value)", "threshold(threshold={threshold}, value={value})"),
            of(PYTORCH, "ELU(alpha=1.0)", "elu(alpha={alpha})"),
            of(PYTORCH, "SELU", "selu"),
            of(PYTORCH, "CELU(alpha=1.0)", "celu(alpha={alpha})"),
            of(PYTORCH, "GELU(approximate=none)", "gelu(approximate={approximate})"),
            of(PYTORCH, "SiLU", "swish"),
            of(PYTORCH, "Hardswish", "hard_swish"),
            of(PYTORCH, "Mish", "mish"),
            of(PYTORCH, "Softplus(beta=1.0, threshold=20.0)", FrameworkNames::softplus),
            of(PYTORCH, "Identity", "identity"),
            of(PYTORCH, "Softshrink(lambd=0.5)", "soft_shrink(lambda={lambd})"),
            of(PYTORCH, "Hardshrink(lambd=0.5)", "hard_shrink(lambda={lambd})"),
            of(PYTORCH, "Tanhshrink", "tanh_shrink"),
            of(PYTORCH, "Softmax", "softmax"),
            of(PYTORCH, "Softmax2d", "softmax"),
            of(PYTORCH, "Softmin", "softmin"),
            of(PYTORCH, "LogSoftmax", "log_softmax"),
            of(PYTORCH, "GLU", "glu"),
            of(PYTORCH, "GEGLU", "geglu(approximate=none)"),
            of(HUGGING_FACE, "gelu", "gelu(approximate=none)"),
            of(HUGGING_FACE, "GELUActivation", "gelu(approximate=none)"),
            of(HUGGING_FACE, "gelu_python", "gelu(approximate=none)"),
            of(HUGGING_FACE, "gelu_python_tanh", "gelu"),
            of(HUGGING_FACE, "gelu_pytorch_tanh", "gelu"),
            of(HUGGING_FACE, "GELUTanh", "gelu"),
            of(HUGGING_FACE, "PytorchGELUTanh", "gelu"),
            of(HUGGING_FACE, "gelu_new", "gelu"),
            of(HUGGING_FACE, "NewGELUActivation", "gelu"),
            of(HUGGING_FACE, "gelu_fast", "gelu"),
            of(HUGGING_FACE, "FastGELUActivation", "gelu"),
            of(HUGGING_FACE, "gelu_accurate", "gelu"),
            of(HUGGING_FACE, "AccurateGELUActivation", "gelu"),
            of(HUGGING_FACE, "quick_gelu", "quick_gelu"),
            of(HUGGING_FACE, "QuickGELUActivation", "quick_gelu"),
            of(HUGGING_FACE, "SiLUActivation", "swish"),
            of(HUGGING_FACE, "MishActivation", "mish"),
            of(HUGGING_FACE, "relu2", "squared_relu"),
            of(HUGGING_FACE, "ReLUSquaredActivation", "squared_relu"),
            of(HUGGING_FACE, "LinearActivation", "identity"),
            absent(HUGGING_FACE, "gelu_10"),
            absent(HUGGING_FACE, "ClippedGELUActivation(min=-10, max=10)"),
            absent(HUGGING_FACE, "laplace"),
            absent(HUGGING_FACE, "LaplaceActivation"),
            absent(HUGGING_FACE, "sqrtsoftplus"),
            absent(HUGGING_FACE, "SqrtSoftplusActivation"),
            absent(HUGGING_FACE, "xielu"),
            absent(HUGGING_FACE, "XIELUActivation"),
            of(KERAS, "sigmoid", "sigmoid"),
            of(KERAS, "tanh", "tanh"),
            of(KERAS, "hard_sigmoid", "hard_sigmoid"),
            of(KERAS, "hard_tanh", "hard_tanh"),
            of(KERAS, "softsign", "softsign"),
            of(KERAS, "log_sigmoid", "log_sigmoid"),
            of(KERAS, "relu(negative_slope=0.0, max_value=None, threshold=0.0)", FrameworkNames::kerasRelu),
            of(KERAS, "ReLU(max_value=None, negative_slope=0.0, threshold=0.0)", FrameworkNames::kerasRelu)
                    .asLayer(),
            of(KERAS, "relu6", "relu6"),
            of(KERAS, "leaky_relu(negative_slope=0.2)", "leaky_relu(alpha={negative_slope})"),
            of(KERAS, "LeakyReLU(negative_slope=0.3)", "leaky_relu(alpha={negative_slope})")
                    .asLayer(),
            of(KERAS, "PReLU", "prelu(alpha=0)").asLayer(),
            of(KERAS, "ThresholdedReLU(theta=1.0)", "thresholded_relu(alpha={theta})")
                    .asLayer(),
            of(KERAS, "threshold(threshold, default_value)", "threshold(threshold={threshold}, value={default_value})"),
            of(KERAS, "elu(alpha=1.0)", "elu(alpha={alpha})"),
            of(KERAS, "selu", "selu"),
            of(KERAS, "celu(alpha=1.0)", "celu(alpha={alpha})"),
            of(KERAS, "gelu(approximate=False)", "gelu(approximate={approximate})"),
            of(KERAS, "silu", "swish"),
            of(KERAS, "swish", "swish"),
            of(KERAS, "hard_silu", "hard_swish"),
            of(KERAS, "hard_swish", "hard_swish"),
            of(KERAS, "mish", "mish"),
            of(KERAS, "softplus", "softplus"),
            of(KERAS, "squareplus(b=4)", "squareplus(b={b})"),
            of(KERAS, "exponential", "exponential"),
            of(KERAS, "soft_shrink(threshold=0.5)", "soft_shrink(lambda={threshold})"),
            of(KERAS, "hard_shrink(threshold=0.5)", "hard_shrink(lambda={threshold})"),
            of(KERAS, "tanh_shrink", "tanh_shrink"),
            of(KERAS, "softmax", "softmax"),
            of(KERAS, "log_softmax", "log_softmax"),
            of(KERAS, "sparsemax", "sparsemax"),
            of(KERAS, "glu", "glu"),
            absent(KERAS, "crelu"),
            absent(KERAS, "sparse_plus"),
            absent(KERAS, "sparse_sigmoid"),
            of(JAX, "sigmoid", "sigmoid"),
            of(JAX, "tanh", "tanh"),
            of(JAX, "hard_sigmoid", "hard_sigmoid"),
            of(JAX, "hard_tanh", "hard_tanh"),
            of(JAX, "soft_sign", "softsign"),
            of(JAX, "log_sigmoid", "log_sigmoid"),
            of(JAX, "relu", "relu"),
            of(JAX, "relu6", "relu6"),
            of(JAX, "leaky_relu(negative_slope=0.01)", "leaky_relu(alpha={negative_slope})"),
            of(JAX, "PReLU(negative_slope_init=0.01)", "prelu(alpha={negative_slope_init})"),
            of(JAX, "elu(alpha=1.0)", "elu(alpha={alpha})"),
            of(JAX, "selu", "selu"),
            of(JAX, "celu(alpha=1.0)", "celu(alpha={alpha})"),
            of(JAX, "gelu(approximate=True)", "gelu(approximate={approximate})"),
            of(JAX, "silu", "swish"),
            of(JAX, "swish", "swish"),
            of(JAX, "hard_silu", "hard_swish"),
            of(JAX, "hard_swish", "hard_swish"),
            of(JAX, "mish", "mish"),
            of(JAX, "softplus", "softplus"),
            of(JAX, "squareplus(b=4)", "squareplus(b={b})"),
            of(JAX, "identity", "identity"),
            of(JAX, "softmax", "softmax"),
            of(JAX, "log_softmax", "log_softmax"),
            of(JAX, "glu", "glu"),
            absent(JAX, "sparse_plus"),
            absent(JAX, "sparse_sigmoid"));

    private FrameworkNames() {}

    /** RReLU's slope is random while it trains, and the mean of its bounds where it is evaluated. */
    private static Optional<String> evaluatedRrelu(Map<String, String> values) {
        double slope = (number(values, "lower") + number(values, "upper")) / 2;
        return Optional.of("leaky_relu(alpha=" + slope + ")");
    }

    private static Optional<String> softplus(Map<String, String> values) {
        return number(values, "threshold") < SOFTPLUS_THRESHOLD
                ? Optional.empty()
                : Optional.of("softplus(beta=" + values.get("beta") + ")");
    }

    /** Keras's relu is several functions in one; those with two parameters of the three are in no catalogue. */
    private static Optional<String> kerasRelu(Map<String, String> values) {
        boolean sloped = number(values, "negative_slope") != 0;
        boolean shifted = number(values, "threshold") != 0;
        boolean clipped = !values.get("max_value").equals("None");
        if (sloped && !shifted && !clipped) {
            return Optional.of("leaky_relu(alpha=" + values.get("negative_slope") + ")");
        }
        if (shifted && !sloped && !clipped) {
            return Optional.of("thresholded_relu(alpha=" + values.get("threshold") + ")");
        }
        if (clipped && !sloped && !shifted) {
            boolean six = number(values, "max_value") == 6;
            return Optional.of(six ? "relu6" : "hard_tanh(min=0, max=" + values.get("max_value") + ")");
        }
        return sloped || shifted || clipped ? Optional.empty() : Optional.of("relu");
    }

    private static double number(Map<String, String> values, String parameter) {
        try {
            return Double.parseDouble(values.get(parameter));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "parameter %s must be a number, got %s".formatted(parameter, values.get(parameter)), e);
        }
    }
}
