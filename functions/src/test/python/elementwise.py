"""Every elementwise function of the catalogue in its textbook form, over mpmath numbers of any precision.

Shares no code and no rearrangement with the Java records: cancellation is met by precision (see `exactly`), not by
cleverness. A derivative at a kink is what PyTorch's autograd returns there.
"""
from dataclasses import dataclass, field
from typing import Callable

from mpmath import erfc, exp, log, mag, mp, mpf, pi, sqrt, tanh

SELU_GAMMA = lambda: mpf('1.0507009873554804934193349852946')
SELU_ALPHA = lambda: mpf('1.6732632423543772848170429916717')


def sigmoid(x): return 1 / (1 + exp(-x))
def sigmoid_derivative(x): return sigmoid(x) * sigmoid(-x)
def tanh_derivative(x): return 1 - tanh(x) ** 2
def softplus(x): return log(1 + exp(x))
def normal_cdf(x): return erfc(-x / sqrt(2)) / 2 if abs(x) < 1e4 else mpf(x > 0)      # mpmath's erfc gives up further out
def normal_density(x): return exp(-x * x / 2) / sqrt(2 * pi)
def swish(x, beta): return x * sigmoid(beta * x)
def swish_derivative(x, beta): return sigmoid(beta * x) + beta * x * sigmoid_derivative(beta * x)
def gelu_u(x): return sqrt(2 / pi) * (x + mpf('0.044715') * x ** 3)
def gelu_slope(x): return sqrt(2 / pi) * (1 + 3 * mpf('0.044715') * x ** 2)
def mish_derivative(x): return tanh(softplus(x)) + x * tanh_derivative(softplus(x)) * sigmoid(x)
def clip(x, low, high): return min(max(x, low), high)


@dataclass
class Function:
    """One function at one choice of parameters. `places`: inputs that are hard for it (kinks, roots, edges)."""
    call: str
    value: Callable
    derivative: Callable
    places: list = field(default_factory=list)


def gelu_erf(call):
    return Function(call, lambda x: x * normal_cdf(x), lambda x: normal_cdf(x) + x * normal_density(x),
                    [-0.7517915247, -5, -8.3, -13, -14.2, -37.5, -38.4, 5.9, 8.3])


def gelu_tanh(call):
    return Function(call, lambda x: x * (1 + tanh(gelu_u(x))) / 2,
                    lambda x: (1 + tanh(gelu_u(x))) / 2 + x * tanh_derivative(gelu_u(x)) * gelu_slope(x) / 2,
                    [-0.7524614221, -5, -10, -18.5, -21.4, -21.9, 5.1, 18.5])


def threshold(call, t, v):
    return Function(call, lambda x: x if x > t else mpf(v), lambda x: int(x > t), [t])


def elu(call, alpha):
    return Function(call, lambda x: x if x > 0 else alpha * (exp(x) - 1), lambda x: 1 if x > 0 else alpha * exp(x))


def celu(call, alpha):
    return Function(call, lambda x: x if x > 0 else alpha * (exp(x / alpha) - 1), lambda x: 1 if x > 0 else exp(x / alpha))


def leaky_relu(call, alpha):
    return Function(call, lambda x: x if x > 0 else alpha * x, lambda x: 1 if x > 0 else alpha)


def swish_of(call, beta, root=-1.2784645428):
    places = [root / beta, -88 / beta, -104 / beta, -709 / beta, -745 / beta, 40 / beta] if beta else []
    return Function(call, lambda x: swish(x, beta), lambda x: swish_derivative(x, beta), places)


def hard_tanh(call, low, high):
    return Function(call, lambda x: clip(x, low, high), lambda x: int(low < x < high), [low, high])


def softplus_of(call, beta):
    return Function(call, lambda x: softplus(beta * x) / beta, lambda x: sigmoid(beta * x), [-745 / beta, -103 / beta, 37 / beta])


def soft_shrink(call, bound):
    return Function(call, lambda x: x - bound if x > bound else x + bound if x < -bound else mpf(0),
                    lambda x: int(abs(x) > bound), [bound, -bound])


def hard_shrink(call, bound):
    return Function(call, lambda x: x if abs(x) > bound else mpf(0), lambda x: int(abs(x) > bound), [bound, -bound])


def squareplus(call, b):
    return Function(call, lambda x: (x + sqrt(x * x + b)) / 2,
                    lambda x: (1 + x / sqrt(x * x + b)) / 2 if b or x else mpf(0), [-1e8, -1e154, 1e154])


HARD = [-3, 3, 0]
FUNCTIONS = [
    Function('sigmoid', sigmoid, sigmoid_derivative, [-709.5, -745, -88, -103, 36.7, 16.6]),
    Function('tanh', tanh, tanh_derivative, [0.625, -0.625, 9.01, 19.06, 22, 372, -352, 51]),
    Function('relu', lambda x: max(x, mpf(0)), lambda x: int(x > 0)),
    leaky_relu('leaky_relu', 0.01), leaky_relu('leaky_relu(alpha=0.2)', 0.2), leaky_relu('leaky_relu(alpha=-1.5)', -1.5), leaky_relu('leaky_relu(alpha=0)', 0.0),
    elu('elu', 1.0), elu('elu(alpha=0.3)', 0.3), elu('elu(alpha=-2)', -2.0), elu('elu(alpha=1E10)', 1e10),
    gelu_tanh('gelu'), gelu_erf('gelu(approximate=none)'),
    swish_of('swish', 1.0), swish_of('swish(beta=1.5)', 1.5), swish_of('swish(beta=-0.7)', -0.7), swish_of('swish(beta=0)', 0.0), swish_of('swish(beta=1E10)', 1e10),
    Function('mish', lambda x: x * tanh(softplus(x)), mish_derivative, [-1.1924312145, -88, -104, -709, -745, 40]),
    Function('identity', lambda x: x, lambda x: 1),
    Function('relu6', lambda x: clip(x, 0, 6), lambda x: int(0 < x < 6), [6]),
    leaky_relu('prelu(alpha=0.25)', 0.25),
    threshold('thresholded_relu', 1.0, 0), threshold('thresholded_relu(alpha=-0.5)', -0.5, 0),
    threshold('threshold(threshold=0.1, value=20)', 0.1, 20.0),
    Function('squared_relu', lambda x: max(x, mpf(0)) ** 2, lambda x: 2 * max(x, mpf(0))),
    Function('selu', lambda x: SELU_GAMMA() * (x if x > 0 else SELU_ALPHA() * (exp(x) - 1)),
             lambda x: SELU_GAMMA() * (1 if x > 0 else SELU_ALPHA() * exp(x))),
    celu('celu', 1.0), celu('celu(alpha=0.5)', 0.5), celu('celu(alpha=3)', 3.0), celu('celu(alpha=-1.5)', -1.5),
    swish_of('quick_gelu', 1.702),
    Function('hard_sigmoid', lambda x: clip((x + 3) / 6, 0, 1), lambda x: mpf(-3 < x < 3) / 6, HARD),
    Function('log_sigmoid', lambda x: -softplus(-x), lambda x: sigmoid(-x), [745, 103, -37]),
    hard_tanh('hard_tanh', -1, 1), hard_tanh('hard_tanh(min=-0.5, max=2)', -0.5, 2.0),
    Function('hard_swish', lambda x: x * clip((x + 3) / 6, 0, 1), lambda x: mpf(0) if x <= -3 else mpf(1) if x >= 3 else x / 3 + mpf(1) / 2, [*HARD, -1.5]),
    softplus_of('softplus', 1.0), softplus_of('softplus(beta=2.5)', 2.5),
    Function('softsign', lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
    soft_shrink('soft_shrink', 0.5), soft_shrink('soft_shrink(lambda=0.1)', 0.1), soft_shrink('soft_shrink(lambda=0)', 0.0),
    hard_shrink('hard_shrink', 0.5), hard_shrink('hard_shrink(lambda=0.1)', 0.1), hard_shrink('hard_shrink(lambda=0)', 0.0),
    Function('tanh_shrink', lambda x: x - tanh(x), lambda x: tanh(x) ** 2, [0.6, 1.6, -0.6]),
    Function('exponential', exp, exp, [88.7, 89, -88, -103.9, 709.7, 709.8, -708.5, -745.1]),
    squareplus('squareplus', 4.0), squareplus('squareplus(b=0)', 0.0), squareplus('squareplus(b=0.01)', 0.01), squareplus('squareplus(b=1E10)', 1e10),
]


def exactly(function, x):
    """The value to 30 digits: precision doubled until two agree and no term of the value's own size can have been lost
    beside 1. What is still below 2^-2000 at 8192 bits is 0."""
    precision, before = 256, None
    while True:
        with mp.workprec(precision):
            now = mpf(function(mpf(x)))
        with mp.workprec(precision * 2):
            settled = before and abs(now - before) <= abs(now) * mpf(2) ** -100
        if settled and (precision > 100 - 3 * min(0, mag(now)) or mag(now) < -1200):
            return now
        if precision > 8192:
            return mpf(0) if abs(now) < mpf(2) ** -2000 else now
        precision, before = precision * 2, now
