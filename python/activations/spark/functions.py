"""The activation functions on columns, as in ``df.select(gelu("x"))``: one Python function for every function of SQL.

An input is a Column or a column's name: a number, an array of numbers or an ML vector. A parameter is a Python number, a
Column, or where it is one of a few words, a string. NULL gives NULL, NaN gives NaN. The session must have the functions:
see docs/spark.md. All work in classic and in Connect sessions.

Generated from the catalogue of functions; do not edit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from activations.spark._call import as_column, call

if TYPE_CHECKING:
    from pyspark.sql import Column

__all__ = [
    "activation_stats",
    "bce_loss",
    "bce_with_logits_loss",
    "celu",
    "celu_derivative",
    "cross_entropy_loss",
    "elu",
    "elu_derivative",
    "exponential",
    "exponential_derivative",
    "geglu",
    "gelu",
    "gelu_derivative",
    "glu",
    "hard_shrink",
    "hard_shrink_derivative",
    "hard_sigmoid",
    "hard_sigmoid_derivative",
    "hard_silu",
    "hard_silu_derivative",
    "hard_swish",
    "hard_swish_derivative",
    "hard_tanh",
    "hard_tanh_derivative",
    "hardmax",
    "identity",
    "identity_derivative",
    "leaky_relu",
    "leaky_relu_derivative",
    "linear",
    "linear_derivative",
    "log_sigmoid",
    "log_sigmoid_derivative",
    "log_softmax",
    "log_softmax_backward",
    "mish",
    "mish_derivative",
    "mse_loss",
    "prelu",
    "prelu_derivative",
    "quick_gelu",
    "quick_gelu_derivative",
    "reglu",
    "relu",
    "relu6",
    "relu6_derivative",
    "relu_derivative",
    "selu",
    "selu_derivative",
    "sigmoid",
    "sigmoid_derivative",
    "silu",
    "silu_derivative",
    "soft_shrink",
    "soft_shrink_derivative",
    "softmax",
    "softmax_backward",
    "softmin",
    "softplus",
    "softplus_derivative",
    "softsign",
    "softsign_derivative",
    "sparsemax",
    "squared_relu",
    "squared_relu_derivative",
    "squareplus",
    "squareplus_derivative",
    "swiglu",
    "swish",
    "swish_derivative",
    "tanh",
    "tanh_derivative",
    "tanh_shrink",
    "tanh_shrink_derivative",
    "threshold",
    "threshold_derivative",
    "thresholded_relu",
    "thresholded_relu_derivative",
    "unit_firing_counts",
]


def sigmoid(x: Column | str) -> Column:
    """Returns 1 / (1 + exp(-x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: output of a binary or multi-label classifier; gates. Gradient: vanishes on both sides; at most 0.25.

    In SQL::

        > SELECT sigmoid(-6D);
         0.0024726231566347743
        > SELECT sigmoid(array(0.5F, 6F, NULL));
         [0.62245935,0.9975274,null]
    """
    return call("sigmoid", [x])


def sigmoid_derivative(x: Column | str) -> Column:
    """Returns the derivative of sigmoid, sigmoid(x) * (1 - sigmoid(x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: output of a binary or multi-label classifier; gates. Gradient: vanishes on both sides; at most 0.25.

    In SQL::

        > SELECT sigmoid_derivative(-6D);
         0.002466509291360048
        > SELECT sigmoid_derivative(array(0.5F, 6F, NULL));
         [0.23500371,0.0024665094,null]
    """
    return call("sigmoid_derivative", [x])


def tanh(x: Column | str) -> Column:
    """Returns (exp(x) - exp(-x)) / (exp(x) + exp(-x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: hidden layers of recurrent networks; outputs between -1 and 1. Gradient: vanishes on both sides; at most 1. Of
    a number, this is Spark's own function.

    In SQL::

        > SELECT tanh(array(0.5F, 4F, NULL));
         [0.46211717,0.9993293,null]
    """
    return call("tanh", [x])


def tanh_derivative(x: Column | str) -> Column:
    """Returns the derivative of tanh, 1 - tanh(x)^2.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: hidden layers of recurrent networks; outputs between -1 and 1. Gradient: vanishes on both sides; at most 1.

    In SQL::

        > SELECT tanh_derivative(-4D);
         0.001340950683025897
        > SELECT tanh_derivative(array(0.5F, 4F, NULL));
         [0.7864477,0.0013409507,null]
    """
    return call("tanh_derivative", [x])


def hard_sigmoid(x: Column | str) -> Column:
    """Returns min(max(0, (x + 3) / 6), 1).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: gates of mobile networks. Gradient: exactly 0 up to -3 and from 3 on.

    In SQL::

        > SELECT hard_sigmoid(-4D);
         0.0
        > SELECT hard_sigmoid(array(0.5F, 4F, NULL));
         [0.5833333,1.0,null]
    """
    return call("hard_sigmoid", [x])


def hard_sigmoid_derivative(x: Column | str) -> Column:
    """Returns the derivative of hard_sigmoid, 1 / 6 where -3 < x < 3, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: gates of mobile networks. Gradient: exactly 0 up to -3 and from 3 on.

    In SQL::

        > SELECT hard_sigmoid_derivative(-4D);
         0.0
        > SELECT hard_sigmoid_derivative(array(0.5F, 4F, NULL));
         [0.16666667,0.0,null]
    """
    return call("hard_sigmoid_derivative", [x])


def hard_tanh(x: Column | str, min: float | Column = -1.0, max: float | Column = 1.0) -> Column:
    """Returns min(max(min, x), max).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param min: any finite number; default -1
    :param max: any finite number; default 1

    Use: recurrent and quantised networks. Gradient: exactly 0 up to min and from max on.

    In SQL::

        > SELECT hard_tanh(-2D);
         -1.0
        > SELECT hard_tanh(array(0.5F, 2F, NULL));
         [0.5,1.0,null]
    """
    return call("hard_tanh", [x], {"min": min, "max": max})


def hard_tanh_derivative(x: Column | str, min: float | Column = -1.0, max: float | Column = 1.0) -> Column:
    """Returns the derivative of hard_tanh, 1 where min < x < max, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param min: any finite number; default -1
    :param max: any finite number; default 1

    Use: recurrent and quantised networks. Gradient: exactly 0 up to min and from max on.

    In SQL::

        > SELECT hard_tanh_derivative(-2D);
         0.0
        > SELECT hard_tanh_derivative(array(0.5F, 2F, NULL));
         [1.0,0.0,null]
    """
    return call("hard_tanh_derivative", [x], {"min": min, "max": max})


def softsign(x: Column | str) -> Column:
    """Returns x / (1 + |x|).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: as tanh, with slower saturation. Gradient: vanishes on both sides, more slowly than tanh.

    In SQL::

        > SELECT softsign(-5D);
         -0.8333333333333334
        > SELECT softsign(array(0.5F, 5F, NULL));
         [0.33333334,0.8333333,null]
    """
    return call("softsign", [x])


def softsign_derivative(x: Column | str) -> Column:
    """Returns the derivative of softsign, 1 / (1 + |x|)^2.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: as tanh, with slower saturation. Gradient: vanishes on both sides, more slowly than tanh.

    In SQL::

        > SELECT softsign_derivative(-5D);
         0.027777777777777776
        > SELECT softsign_derivative(array(0.5F, 5F, NULL));
         [0.44444445,0.027777778,null]
    """
    return call("softsign_derivative", [x])


def log_sigmoid(x: Column | str) -> Column:
    """Returns -ln(1 + exp(-x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: losses over logits. Gradient: vanishes on the positive side, 1 on the negative.

    In SQL::

        > SELECT log_sigmoid(-2D);
         -2.1269280110429727
        > SELECT log_sigmoid(array(0.5F, 4F, NULL));
         [-0.474077,-0.018149927,null]
    """
    return call("log_sigmoid", [x])


def log_sigmoid_derivative(x: Column | str) -> Column:
    """Returns the derivative of log_sigmoid, 1 / (1 + exp(x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: losses over logits. Gradient: vanishes on the positive side, 1 on the negative.

    In SQL::

        > SELECT log_sigmoid_derivative(-2D);
         0.8807970779778825
        > SELECT log_sigmoid_derivative(array(0.5F, 4F, NULL));
         [0.37754068,0.01798621,null]
    """
    return call("log_sigmoid_derivative", [x])


def relu(x: Column | str) -> Column:
    """Returns max(0, x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: hidden layers of feed-forward and convolutional networks. Gradient: exactly 0 for every input up to 0, 1 above:
    no saturation on the positive side.

    In SQL::

        > SELECT relu(-1D);
         0.0
        > SELECT relu(array(0.5F, 2F, NULL));
         [0.5,2.0,null]
    """
    return call("relu", [x])


def relu_derivative(x: Column | str) -> Column:
    """Returns the derivative of relu, 1 where x > 0, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: hidden layers of feed-forward and convolutional networks. Gradient: exactly 0 for every input up to 0, 1 above:
    no saturation on the positive side.

    In SQL::

        > SELECT relu_derivative(-1D);
         0.0
        > SELECT relu_derivative(array(0.5F, 2F, NULL));
         [1.0,1.0,null]
    """
    return call("relu_derivative", [x])


def leaky_relu(x: Column | str, alpha: float | Column = 0.01) -> Column:
    """Returns x where x > 0, else alpha * x.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: any finite number; default 0.01

    Use: hidden layers where ReLU units die. Gradient: alpha on the negative side: small, never 0.

    In SQL::

        > SELECT leaky_relu(-2D);
         -0.02
        > SELECT leaky_relu(array(0.5F, 2F, NULL));
         [0.5,2.0,null]
    """
    return call("leaky_relu", [x], {"alpha": alpha})


def leaky_relu_derivative(x: Column | str, alpha: float | Column = 0.01) -> Column:
    """Returns the derivative of leaky_relu, 1 where x > 0, else alpha.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: any finite number; default 0.01

    Use: hidden layers where ReLU units die. Gradient: alpha on the negative side: small, never 0.

    In SQL::

        > SELECT leaky_relu_derivative(-2D);
         0.01
        > SELECT leaky_relu_derivative(array(0.5F, 2F, NULL));
         [1.0,1.0,null]
    """
    return call("leaky_relu_derivative", [x], {"alpha": alpha})


def prelu(x: Column | str, alpha: float | Column) -> Column:
    """Returns x where x > 0, else alpha * x.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: any finite number; no default

    Use: hidden layers whose negative slope is learnt. Gradient: alpha on the negative side: learnt, so rarely 0.

    In SQL::

        > SELECT prelu(-2D, alpha => 0.25);
         -0.5
        > SELECT prelu(array(0.5F, 2F, NULL), alpha => 0.25);
         [0.5,2.0,null]
    """
    return call("prelu", [x], {"alpha": alpha})


def prelu_derivative(x: Column | str, alpha: float | Column) -> Column:
    """Returns the derivative of prelu, 1 where x > 0, else alpha.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: any finite number; no default

    Use: hidden layers whose negative slope is learnt. Gradient: alpha on the negative side: learnt, so rarely 0.

    In SQL::

        > SELECT prelu_derivative(-2D, alpha => 0.25);
         0.25
        > SELECT prelu_derivative(array(0.5F, 2F, NULL), alpha => 0.25);
         [1.0,1.0,null]
    """
    return call("prelu_derivative", [x], {"alpha": alpha})


def relu6(x: Column | str) -> Column:
    """Returns min(max(0, x), 6).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: hidden layers of mobile and quantised convolutional networks. Gradient: exactly 0 up to 0 and from 6 on.

    In SQL::

        > SELECT relu6(-1D);
         0.0
        > SELECT relu6(array(0.5F, 7F, NULL));
         [0.5,6.0,null]
    """
    return call("relu6", [x])


def relu6_derivative(x: Column | str) -> Column:
    """Returns the derivative of relu6, 1 where 0 < x < 6, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: hidden layers of mobile and quantised convolutional networks. Gradient: exactly 0 up to 0 and from 6 on.

    In SQL::

        > SELECT relu6_derivative(-1D);
         0.0
        > SELECT relu6_derivative(array(0.5F, 7F, NULL));
         [1.0,0.0,null]
    """
    return call("relu6_derivative", [x])


def squared_relu(x: Column | str) -> Column:
    """Returns max(0, x)^2.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: feed-forward blocks of transformers (Primer). Gradient: exactly 0 for every input up to 0, growing above.

    In SQL::

        > SELECT squared_relu(-1D);
         0.0
        > SELECT squared_relu(array(0.5F, 2F, NULL));
         [0.25,4.0,null]
    """
    return call("squared_relu", [x])


def squared_relu_derivative(x: Column | str) -> Column:
    """Returns the derivative of squared_relu, 2 * max(0, x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: feed-forward blocks of transformers (Primer). Gradient: exactly 0 for every input up to 0, growing above.

    In SQL::

        > SELECT squared_relu_derivative(-1D);
         0.0
        > SELECT squared_relu_derivative(array(0.5F, 2F, NULL));
         [1.0,4.0,null]
    """
    return call("squared_relu_derivative", [x])


def thresholded_relu(x: Column | str, alpha: float | Column = 1.0) -> Column:
    """Returns x where x > alpha, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: any finite number; default 1

    Use: autoencoders with sparse codes. Gradient: exactly 0 up to alpha, 1 above.

    In SQL::

        > SELECT thresholded_relu(0D);
         0.0
        > SELECT thresholded_relu(array(0.5F, 2F, NULL));
         [0.0,2.0,null]
    """
    return call("thresholded_relu", [x], {"alpha": alpha})


def thresholded_relu_derivative(x: Column | str, alpha: float | Column = 1.0) -> Column:
    """Returns the derivative of thresholded_relu, 1 where x > alpha, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: any finite number; default 1

    Use: autoencoders with sparse codes. Gradient: exactly 0 up to alpha, 1 above.

    In SQL::

        > SELECT thresholded_relu_derivative(0D);
         0.0
        > SELECT thresholded_relu_derivative(array(0.5F, 2F, NULL));
         [0.0,1.0,null]
    """
    return call("thresholded_relu_derivative", [x], {"alpha": alpha})


def threshold(x: Column | str, threshold: float | Column, value: float | Column) -> Column:
    """Returns x where x > threshold, else value.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param threshold: any finite number; no default
    :param value: any finite number; no default

    Use: sparse codes; a rectifier with a floor of one's own. Gradient: exactly 0 up to the threshold, 1 above.

    In SQL::

        > SELECT threshold(-1D, threshold => 0.1, value => 20.0);
         20.0
        > SELECT threshold(array(0.5F, 2F, NULL), threshold => 0.1, value => 20.0);
         [0.5,2.0,null]
    """
    return call("threshold", [x], {"threshold": threshold, "value": value})


def threshold_derivative(x: Column | str, threshold: float | Column, value: float | Column) -> Column:
    """Returns the derivative of threshold, 1 where x > threshold, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param threshold: any finite number; no default
    :param value: any finite number; no default

    Use: sparse codes; a rectifier with a floor of one's own. Gradient: exactly 0 up to the threshold, 1 above.

    In SQL::

        > SELECT threshold_derivative(-1D, threshold => 0.1, value => 20.0);
         0.0
        > SELECT threshold_derivative(array(0.5F, 2F, NULL), threshold => 0.1, value => 20.0);
         [1.0,1.0,null]
    """
    return call("threshold_derivative", [x], {"threshold": threshold, "value": value})


def elu(x: Column | str, alpha: float | Column = 1.0) -> Column:
    """Returns x where x > 0, else alpha * (exp(x) - 1).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: any finite number; default 1

    Use: hidden layers where outputs should centre on 0. Gradient: falls to 0 exponentially on the negative side.

    In SQL::

        > SELECT elu(-4D);
         -0.9816843611112658
        > SELECT elu(array(0.5F, 2F, NULL));
         [0.5,2.0,null]
    """
    return call("elu", [x], {"alpha": alpha})


def elu_derivative(x: Column | str, alpha: float | Column = 1.0) -> Column:
    """Returns the derivative of elu, 1 where x > 0, else alpha * exp(x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: any finite number; default 1

    Use: hidden layers where outputs should centre on 0. Gradient: falls to 0 exponentially on the negative side.

    In SQL::

        > SELECT elu_derivative(-4D);
         0.01831563888873418
        > SELECT elu_derivative(array(0.5F, 2F, NULL));
         [1.0,1.0,null]
    """
    return call("elu_derivative", [x], {"alpha": alpha})


def selu(x: Column | str) -> Column:
    """Returns 1.0507 * x where x > 0, else 1.0507 * 1.6733 * (exp(x) - 1).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: deep feed-forward networks that normalise themselves (LeCun initialisation). Gradient: falls to 0 exponentially
    on the negative side.

    In SQL::

        > SELECT selu(-4D);
         -1.7258986281898947
        > SELECT selu(array(0.5F, 2F, NULL));
         [0.5253505,2.101402,null]
    """
    return call("selu", [x])


def selu_derivative(x: Column | str) -> Column:
    """Returns the derivative of selu, 1.0507 where x > 0, else 1.0507 * 1.6733 * exp(x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: deep feed-forward networks that normalise themselves (LeCun initialisation). Gradient: falls to 0 exponentially
    on the negative side.

    In SQL::

        > SELECT selu_derivative(-4D);
         0.032200712657482145
        > SELECT selu_derivative(array(0.5F, 2F, NULL));
         [1.050701,1.050701,null]
    """
    return call("selu_derivative", [x])


def celu(x: Column | str, alpha: float | Column = 1.0) -> Column:
    """Returns x where x > 0, else alpha * (exp(x / alpha) - 1).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: finite and not 0; default 1

    Use: as elu, where the slope should be continuous for every alpha. Gradient: falls to 0 exponentially on the
    negative side.

    In SQL::

        > SELECT celu(-4D);
         -0.9816843611112658
        > SELECT celu(array(0.5F, 2F, NULL));
         [0.5,2.0,null]
    """
    return call("celu", [x], {"alpha": alpha})


def celu_derivative(x: Column | str, alpha: float | Column = 1.0) -> Column:
    """Returns the derivative of celu, 1 where x > 0, else exp(x / alpha).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param alpha: finite and not 0; default 1

    Use: as elu, where the slope should be continuous for every alpha. Gradient: falls to 0 exponentially on the
    negative side.

    In SQL::

        > SELECT celu_derivative(-4D);
         0.01831563888873418
        > SELECT celu_derivative(array(0.5F, 2F, NULL));
         [1.0,1.0,null]
    """
    return call("celu_derivative", [x], {"alpha": alpha})


def gelu(x: Column | str, approximate: str = "tanh") -> Column:
    """Returns 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))); approximate=none: x * Phi(x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param approximate: one of none, tanh; default tanh

    Use: feed-forward blocks of transformers (BERT, GPT). Gradient: falls to 0 on the negative side, a little below 0 in
    between.

    In SQL::

        > SELECT gelu(-4D);
         -7.024594819237268E-5
        > SELECT gelu(array(0.5F, 2F, NULL));
         [0.345714,1.9545978,null]
    """
    return call("gelu", [x], {"approximate": approximate})


def gelu_derivative(x: Column | str, approximate: str = "tanh") -> Column:
    """Returns the derivative of gelu, 0.5 * (1 + tanh(u)) + 0.5 * x * (1 - tanh(u)^2) * u', u = sqrt(2 / pi) * (x + 0.044715 *
    x^3); approximate=none: Phi(x) + x * phi(x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param approximate: one of none, tanh; default tanh

    Use: feed-forward blocks of transformers (BERT, GPT). Gradient: falls to 0 on the negative side, a little below 0 in
    between.

    In SQL::

        > SELECT gelu_derivative(-4D);
         -3.351231971226707E-4
        > SELECT gelu_derivative(array(0.5F, 2F, NULL));
         [0.8673699,1.0860993,null]
    """
    return call("gelu_derivative", [x], {"approximate": approximate})


def quick_gelu(x: Column | str) -> Column:
    """Returns x / (1 + exp(-1.702 * x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: transformers trained with it (CLIP). Gradient: falls to 0 on the negative side, a little below 0 in between.

    In SQL::

        > SELECT quick_gelu(-4D);
         -0.004414724139581062
        > SELECT quick_gelu(array(0.5F, 2F, NULL));
         [0.35038844,1.9356586,null]
    """
    return call("quick_gelu", [x])


def quick_gelu_derivative(x: Column | str) -> Column:
    """Returns the derivative of quick_gelu, s + 1.702 * x * s * (1 - s), s = sigmoid(1.702 * x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: transformers trained with it (CLIP). Gradient: falls to 0 on the negative side, a little below 0 in between.

    In SQL::

        > SELECT quick_gelu_derivative(-4D);
         -0.006401886545354933
        > SELECT quick_gelu_derivative(array(0.5F, 2F, NULL));
         [0.8792219,1.0738153,null]
    """
    return call("quick_gelu_derivative", [x])


def swish(x: Column | str, beta: float | Column = 1.0) -> Column:
    """Returns x / (1 + exp(-beta * x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param beta: any finite number; default 1

    Use: deep convolutional networks (EfficientNet) and transformers. Gradient: falls to 0 on the negative side, a
    little below 0 in between.

    In SQL::

        > SELECT swish(-5D);
         -0.03346425462142428
        > SELECT swish(array(0.5F, 2F, NULL));
         [0.31122968,1.761594,null]
    """
    return call("swish", [x], {"beta": beta})


def swish_derivative(x: Column | str, beta: float | Column = 1.0) -> Column:
    """Returns the derivative of swish, s + beta * x * s * (1 - s), s = sigmoid(beta * x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param beta: any finite number; default 1

    Use: deep convolutional networks (EfficientNet) and transformers. Gradient: falls to 0 on the negative side, a
    little below 0 in between.

    In SQL::

        > SELECT swish_derivative(-5D);
         -0.02654743242966592
        > SELECT swish_derivative(array(0.5F, 2F, NULL));
         [0.7399612,1.0907842,null]
    """
    return call("swish_derivative", [x], {"beta": beta})


def silu(x: Column | str, beta: float | Column = 1.0) -> Column:
    """Returns x / (1 + exp(-beta * x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param beta: any finite number; default 1

    Use: deep convolutional networks (EfficientNet) and transformers. Gradient: falls to 0 on the negative side, a
    little below 0 in between.

    In SQL::

        > SELECT silu(-5D);
         -0.03346425462142428
        > SELECT silu(array(0.5F, 2F, NULL));
         [0.31122968,1.761594,null]
    """
    return call("silu", [x], {"beta": beta})


def silu_derivative(x: Column | str, beta: float | Column = 1.0) -> Column:
    """Returns the derivative of swish, s + beta * x * s * (1 - s), s = sigmoid(beta * x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param beta: any finite number; default 1

    Use: deep convolutional networks (EfficientNet) and transformers. Gradient: falls to 0 on the negative side, a
    little below 0 in between.

    In SQL::

        > SELECT silu_derivative(-5D);
         -0.02654743242966592
        > SELECT silu_derivative(array(0.5F, 2F, NULL));
         [0.7399612,1.0907842,null]
    """
    return call("silu_derivative", [x], {"beta": beta})


def hard_swish(x: Column | str) -> Column:
    """Returns x * min(max(0, (x + 3) / 6), 1).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: mobile convolutional networks (MobileNetV3). Gradient: exactly 0 up to -3.

    In SQL::

        > SELECT hard_swish(-4D);
         -0.0
        > SELECT hard_swish(array(0.5F, 2F, NULL));
         [0.29166666,1.6666666,null]
    """
    return call("hard_swish", [x])


def hard_swish_derivative(x: Column | str) -> Column:
    """Returns the derivative of hard_swish, 0 where x <= -3, 1 where x >= 3, else x / 3 + 0.5.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: mobile convolutional networks (MobileNetV3). Gradient: exactly 0 up to -3.

    In SQL::

        > SELECT hard_swish_derivative(-4D);
         0.0
        > SELECT hard_swish_derivative(array(0.5F, 2F, NULL));
         [0.6666667,1.1666666,null]
    """
    return call("hard_swish_derivative", [x])


def hard_silu(x: Column | str) -> Column:
    """Returns x * min(max(0, (x + 3) / 6), 1).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: mobile convolutional networks (MobileNetV3). Gradient: exactly 0 up to -3.

    In SQL::

        > SELECT hard_silu(-4D);
         -0.0
        > SELECT hard_silu(array(0.5F, 2F, NULL));
         [0.29166666,1.6666666,null]
    """
    return call("hard_silu", [x])


def hard_silu_derivative(x: Column | str) -> Column:
    """Returns the derivative of hard_swish, 0 where x <= -3, 1 where x >= 3, else x / 3 + 0.5.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: mobile convolutional networks (MobileNetV3). Gradient: exactly 0 up to -3.

    In SQL::

        > SELECT hard_silu_derivative(-4D);
         0.0
        > SELECT hard_silu_derivative(array(0.5F, 2F, NULL));
         [0.6666667,1.1666666,null]
    """
    return call("hard_silu_derivative", [x])


def mish(x: Column | str) -> Column:
    """Returns x * tanh(ln(1 + exp(x))).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: convolutional networks for detection (YOLOv4). Gradient: falls to 0 on the negative side, a little below 0 in
    between.

    In SQL::

        > SELECT mish(-5D);
         -0.033576237730161704
        > SELECT mish(array(0.5F, 2F, NULL));
         [0.3752452,1.943959,null]
    """
    return call("mish", [x])


def mish_derivative(x: Column | str) -> Column:
    """Returns the derivative of mish, tanh(s) + x * sigmoid(x) * (1 - tanh(s)^2), s = ln(1 + exp(x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: convolutional networks for detection (YOLOv4). Gradient: falls to 0 on the negative side, a little below 0 in
    between.

    In SQL::

        > SELECT mish_derivative(-5D);
         -0.026747498019901932
        > SELECT mish_derivative(array(0.5F, 2F, NULL));
         [0.88642436,1.0693179,null]
    """
    return call("mish_derivative", [x])


def softplus(x: Column | str, beta: float | Column = 1.0) -> Column:
    """Returns ln(1 + exp(beta * x)) / beta.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param beta: finite and above 0; default 1

    Use: outputs that must be positive, such as a variance. Gradient: falls to 0 on the negative side, never exactly.

    In SQL::

        > SELECT softplus(-4D);
         0.01814992791780974
        > SELECT softplus(array(0.5F, 2F, NULL));
         [0.974077,2.126928,null]
    """
    return call("softplus", [x], {"beta": beta})


def softplus_derivative(x: Column | str, beta: float | Column = 1.0) -> Column:
    """Returns the derivative of softplus, 1 / (1 + exp(-beta * x)).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param beta: finite and above 0; default 1

    Use: outputs that must be positive, such as a variance. Gradient: falls to 0 on the negative side, never exactly.

    In SQL::

        > SELECT softplus_derivative(-4D);
         0.01798620996209156
        > SELECT softplus_derivative(array(0.5F, 2F, NULL));
         [0.62245935,0.8807971,null]
    """
    return call("softplus_derivative", [x], {"beta": beta})


def squareplus(x: Column | str, b: float | Column = 4.0) -> Column:
    """Returns (x + sqrt(x^2 + b)) / 2.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param b: finite and at least 0; default 4

    Use: as softplus, without exponentials. Gradient: falls to 0 on the negative side, slowly.

    In SQL::

        > SELECT squareplus(-6D);
         0.16227766016837933
        > SELECT squareplus(array(0.5F, 2F, NULL));
         [1.2807764,2.4142137,null]
    """
    return call("squareplus", [x], {"b": b})


def squareplus_derivative(x: Column | str, b: float | Column = 4.0) -> Column:
    """Returns the derivative of squareplus, (1 + x / sqrt(x^2 + b)) / 2.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param b: finite and at least 0; default 4

    Use: as softplus, without exponentials. Gradient: falls to 0 on the negative side, slowly.

    In SQL::

        > SELECT squareplus_derivative(-6D);
         0.025658350974743102
        > SELECT squareplus_derivative(array(0.5F, 2F, NULL));
         [0.6212678,0.8535534,null]
    """
    return call("squareplus_derivative", [x], {"b": b})


def identity(x: Column | str) -> Column:
    """Returns x.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: output of a regression. Gradient: 1 everywhere: it never saturates and adds no nonlinearity.

    In SQL::

        > SELECT identity(-2D);
         -2.0
        > SELECT identity(array(0.5F, 2F, NULL));
         [0.5,2.0,null]
    """
    return call("identity", [x])


def identity_derivative(x: Column | str) -> Column:
    """Returns the derivative of identity, 1.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: output of a regression. Gradient: 1 everywhere: it never saturates and adds no nonlinearity.

    In SQL::

        > SELECT identity_derivative(-2D);
         1.0
        > SELECT identity_derivative(array(0.5F, 2F, NULL));
         [1.0,1.0,null]
    """
    return call("identity_derivative", [x])


def linear(x: Column | str) -> Column:
    """Returns x.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: output of a regression. Gradient: 1 everywhere: it never saturates and adds no nonlinearity.

    In SQL::

        > SELECT linear(-2D);
         -2.0
        > SELECT linear(array(0.5F, 2F, NULL));
         [0.5,2.0,null]
    """
    return call("linear", [x])


def linear_derivative(x: Column | str) -> Column:
    """Returns the derivative of identity, 1.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: output of a regression. Gradient: 1 everywhere: it never saturates and adds no nonlinearity.

    In SQL::

        > SELECT linear_derivative(-2D);
         1.0
        > SELECT linear_derivative(array(0.5F, 2F, NULL));
         [1.0,1.0,null]
    """
    return call("linear_derivative", [x])


def exponential(x: Column | str) -> Column:
    """Returns exp(x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: outputs that must be positive, such as a rate. Gradient: falls to 0 on the negative side, explodes on the
    positive.

    In SQL::

        > SELECT exponential(-2D);
         0.1353352832366127
        > SELECT exponential(array(0.5F, 2F, NULL));
         [1.6487212,7.389056,null]
    """
    return call("exponential", [x])


def exponential_derivative(x: Column | str) -> Column:
    """Returns the derivative of exponential, exp(x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: outputs that must be positive, such as a rate. Gradient: falls to 0 on the negative side, explodes on the
    positive.

    In SQL::

        > SELECT exponential_derivative(-2D);
         0.1353352832366127
        > SELECT exponential_derivative(array(0.5F, 2F, NULL));
         [1.6487212,7.389056,null]
    """
    return call("exponential_derivative", [x])


def soft_shrink(x: Column | str, lambda_: float | Column = 0.5) -> Column:
    """Returns x - lambda where x > lambda, x + lambda where x < -lambda, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param lambda_: finite and at least 0; default 0.5

    Use: sparse coding. Gradient: exactly 0 within lambda of 0.

    In SQL::

        > SELECT soft_shrink(-2D);
         -1.5
        > SELECT soft_shrink(array(0.5F, 2F, NULL));
         [0.0,1.5,null]
    """
    return call("soft_shrink", [x], {"lambda": lambda_})


def soft_shrink_derivative(x: Column | str, lambda_: float | Column = 0.5) -> Column:
    """Returns the derivative of soft_shrink, 1 where |x| > lambda, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param lambda_: finite and at least 0; default 0.5

    Use: sparse coding. Gradient: exactly 0 within lambda of 0.

    In SQL::

        > SELECT soft_shrink_derivative(-2D);
         1.0
        > SELECT soft_shrink_derivative(array(0.5F, 2F, NULL));
         [0.0,1.0,null]
    """
    return call("soft_shrink_derivative", [x], {"lambda": lambda_})


def hard_shrink(x: Column | str, lambda_: float | Column = 0.5) -> Column:
    """Returns x where |x| > lambda, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param lambda_: finite and at least 0; default 0.5

    Use: sparse coding. Gradient: exactly 0 within lambda of 0.

    In SQL::

        > SELECT hard_shrink(-2D);
         -2.0
        > SELECT hard_shrink(array(0.5F, 2F, NULL));
         [0.0,2.0,null]
    """
    return call("hard_shrink", [x], {"lambda": lambda_})


def hard_shrink_derivative(x: Column | str, lambda_: float | Column = 0.5) -> Column:
    """Returns the derivative of hard_shrink, 1 where |x| > lambda, else 0.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double
    :param lambda_: finite and at least 0; default 0.5

    Use: sparse coding. Gradient: exactly 0 within lambda of 0.

    In SQL::

        > SELECT hard_shrink_derivative(-2D);
         1.0
        > SELECT hard_shrink_derivative(array(0.5F, 2F, NULL));
         [0.0,1.0,null]
    """
    return call("hard_shrink_derivative", [x], {"lambda": lambda_})


def tanh_shrink(x: Column | str) -> Column:
    """Returns x - tanh(x).

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: sparse coding. Gradient: vanishes near 0, where most inputs are.

    In SQL::

        > SELECT tanh_shrink(-2D);
         -1.035972419924183
        > SELECT tanh_shrink(array(0.5F, 2F, NULL));
         [0.037882842,1.0359725,null]
    """
    return call("tanh_shrink", [x])


def tanh_shrink_derivative(x: Column | str) -> Column:
    """Returns the derivative of tanh_shrink, tanh(x)^2.

    :param x: a number, an array of numbers or a vector; float stays float, other numbers become double

    Use: sparse coding. Gradient: vanishes near 0, where most inputs are.

    In SQL::

        > SELECT tanh_shrink_derivative(-2D);
         0.9293491751468356
        > SELECT tanh_shrink_derivative(array(0.5F, 2F, NULL));
         [0.21355227,0.9293492,null]
    """
    return call("tanh_shrink_derivative", [x])


def softmax(x: Column | str) -> Column:
    """Returns exp(x_i) / sum_j exp(x_j).

    :param x: an array of numbers or a vector; float stays float, other numbers become double

    Use: output of a classifier with one class of many; attention weights. Gradient: vanishes where one class takes all.

    In SQL::

        > SELECT softmax(array(1D, -2D));
         [0.9525741268224334,0.04742587317756679]
    """
    return call("softmax", [x])


def log_softmax(x: Column | str) -> Column:
    """Returns x_i - ln(sum_j exp(x_j)).

    :param x: an array of numbers or a vector; float stays float, other numbers become double

    Use: output of a classifier with one class of many, before the cross-entropy. Gradient: vanishes for the class that
    takes all, never for the others.

    In SQL::

        > SELECT log_softmax(array(1D, -2D));
         [-0.04858735157374196,-3.048587351573742]
    """
    return call("log_softmax", [x])


def softmin(x: Column | str) -> Column:
    """Returns exp(-x_i) / sum_j exp(-x_j).

    :param x: an array of numbers or a vector; float stays float, other numbers become double

    Use: weights that fall with a distance or a cost. Gradient: vanishes where one class takes all.

    In SQL::

        > SELECT softmin(array(1D, -2D));
         [0.04742587317756679,0.9525741268224334]
    """
    return call("softmin", [x])


def sparsemax(x: Column | str) -> Column:
    """Returns max(0, x_i - tau), tau such that the sum is 1.

    :param x: an array of numbers or a vector; float stays float, other numbers become double

    Use: attention weights that can be exactly 0. Gradient: exactly 0 for the classes outside the support.

    In SQL::

        > SELECT sparsemax(array(1D, -2D));
         [1.0,0.0]
    """
    return call("sparsemax", [x])


def hardmax(x: Column | str) -> Column:
    """Returns 1 at the first maximum, else 0.

    :param x: an array of numbers or a vector; float stays float, other numbers become double

    Use: picking a class after training. Gradient: 0 everywhere: it cannot be trained through.

    In SQL::

        > SELECT hardmax(array(1D, -2D));
         [1.0,0.0]
    """
    return call("hardmax", [x])


def mse_loss(prediction: Column | str, target: Column | str, reduction: str = "mean") -> Column:
    """Returns (prediction - target)^2.

    :param prediction: a number, an array of numbers or a vector; the result is float if both inputs are, else double
    :param target: what it should have been, of the same form and length
    :param reduction: one of mean, sum, none; default mean

    Use: regression.

    In SQL::

        > SELECT mse_loss(0.75F, 1F);
         0.0625
        > SELECT mse_loss(array(0.75D, 0.5D), array(1D, 0D));
         0.15625
        > SELECT mse_loss(array(0.75D, 0.5D), array(1D, 0D), reduction => 'none');
         [0.0625,0.25]
    """
    return call("mse_loss", [prediction, target], {"reduction": reduction})


def bce_loss(probability: Column | str, target: Column | str, reduction: str = "mean") -> Column:
    """Returns -(target * max(ln(probability), -100) + (1 - target) * max(ln(1 - probability), -100)).

    :param probability: a number, an array of numbers or a vector; the result is float if both inputs are, else double
    :param target: what it should have been, of the same form and length
    :param reduction: one of mean, sum, none; default mean

    Use: binary and multi-label classifiers, on probabilities.

    In SQL::

        > SELECT bce_loss(0.75F, 1F);
         0.2876821
        > SELECT bce_loss(array(0.75D, 0.5D), array(1D, 0D));
         0.4904146265058631
        > SELECT bce_loss(array(0.75D, 0.5D), array(1D, 0D), reduction => 'none');
         [0.2876820724517809,0.6931471805599453]
    """
    return call("bce_loss", [probability, target], {"reduction": reduction})


def bce_with_logits_loss(logit: Column | str, target: Column | str, reduction: str = "mean") -> Column:
    """Returns max(logit, 0) - logit * target + ln(1 + exp(-|logit|)).

    :param logit: a number, an array of numbers or a vector; the result is float if both inputs are, else double
    :param target: what it should have been, of the same form and length
    :param reduction: one of mean, sum, none; default mean

    Use: binary and multi-label classifiers, on what goes into the sigmoid.

    In SQL::

        > SELECT bce_with_logits_loss(0.75F, 1F);
         0.386871
        > SELECT bce_with_logits_loss(array(0.75D, 0.5D), array(1D, 0D));
         0.6804739951475033
        > SELECT bce_with_logits_loss(array(0.75D, 0.5D), array(1D, 0D), reduction => 'none');
         [0.38687100611489994,0.9740769841801067]
    """
    return call("bce_with_logits_loss", [logit, target], {"reduction": reduction})


def cross_entropy_loss(logits: Column | str, class_index: Column | str) -> Column:
    """Returns -log_softmax(logits)[class_index].

    :param logits: an array of numbers or a vector, one for each class; float stays float, other numbers become double
    :param class_index: the true class, an integer from 0; another one is an error in ANSI mode and gives NULL otherwise

    Use: classifiers with one class of many, on what goes into the softmax.

    In SQL::

        > SELECT cross_entropy_loss(array(1D, -2D), 1);
         3.048587351573742
    """
    return call("cross_entropy_loss", [logits, class_index])


def softmax_backward(x: Column | str, upstream: Column | str) -> Column:
    """Returns y_i * (upstream_i - sum_j upstream_j * y_j), y = softmax(x).

    :param x: an array of numbers or a vector; the result is of floats if both inputs are, else of doubles
    :param upstream: the gradient behind the function, of the same form and length

    Use: the gradient at a softmax's input.

    In SQL::

        > SELECT softmax_backward(array(1D, -2D), array(1D, 0D));
         [0.045176659730912,-0.045176659730912144]
    """
    return call("softmax_backward", [x, upstream])


def log_softmax_backward(x: Column | str, upstream: Column | str) -> Column:
    """Returns upstream_i - softmax(x)_i * sum_j upstream_j.

    :param x: an array of numbers or a vector; the result is of floats if both inputs are, else of doubles
    :param upstream: the gradient behind the function, of the same form and length

    Use: the gradient at a log-softmax's input.

    In SQL::

        > SELECT log_softmax_backward(array(1D, -2D), array(1D, 0D));
         [0.047425873177566635,-0.04742587317756679]
    """
    return call("log_softmax_backward", [x, upstream])


def glu(x: Column | str) -> Column:
    """Returns a * sigmoid(b), a and b the halves of x.

    :param x: an array of numbers or a vector; float stays float, other numbers become double

    Use: gates of convolutional and recurrent language models. Gradient: that of the gate, times the other half.

    In SQL::

        > SELECT glu(array(1D, -2D));
         [0.11920292202211755]
    """
    return call("glu", [x])


def reglu(x: Column | str) -> Column:
    """Returns a * relu(b), a and b the halves of x.

    :param x: an array of numbers or a vector; float stays float, other numbers become double

    Use: feed-forward blocks of transformers. Gradient: that of the gate, times the other half.

    In SQL::

        > SELECT reglu(array(1D, -2D));
         [0.0]
    """
    return call("reglu", [x])


def geglu(x: Column | str, approximate: str = "tanh") -> Column:
    """Returns a * gelu(b), a and b the halves of x.

    :param x: an array of numbers or a vector; float stays float, other numbers become double
    :param approximate: one of none, tanh; default tanh

    Use: feed-forward blocks of transformers (T5 1.1). Gradient: that of the gate, times the other half.

    In SQL::

        > SELECT geglu(array(1D, -2D));
         [-0.04540230591222498]
    """
    return call("geglu", [x], {"approximate": approximate})


def swiglu(x: Column | str) -> Column:
    """Returns a * swish(b), a and b the halves of x.

    :param x: an array of numbers or a vector; float stays float, other numbers become double

    Use: feed-forward blocks of transformers (LLaMA). Gradient: that of the gate, times the other half.

    In SQL::

        > SELECT swiglu(array(1D, -2D));
         [-0.2384058440442351]
    """
    return call("swiglu", [x])


def activation_stats(values: Column | str, activation: str, sample: Column | str | None = None) -> Column:
    """Returns what a layer's outputs tell about its units: a struct with the names of the diagnosis report; NULL where outputs
    do not tell.

    :param values: the outputs of the layer in one row, an array of numbers as long in every row
    :param activation: the layer's activation function, such as 'relu' or 'leaky_relu(alpha=0.2)'; a constant
    :param sample: the number of the sample that the row is of, where a sample may have several rows: what is proven
    rests on different samples; without it every row is a sample

    In SQL::

        > SELECT activation_stats(v, 'relu').never_fired_units FROM VALUES (array(0F, 1F)), (array(0F, 0F)) AS t(v);
         1
    """
    return call("activation_stats", [values], {"activation": activation, "sample": as_column(sample)})


def unit_firing_counts(values: Column | str) -> Column:
    """Returns, for every unit of a layer, the number of rows in which its value is above 0.

    :param values: the outputs of the layer in one sample, an array of numbers as long in every row

    In SQL::

        > SELECT unit_firing_counts(v) FROM VALUES (array(0F, 1F)), (array(-1F, 2F)) AS t(v);
         [0,2]
    """
    return call("unit_firing_counts", [values])
