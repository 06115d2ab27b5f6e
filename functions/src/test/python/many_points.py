"""Writes many exact values of one function for the exhaustive test: python3 many_points.py CALL POINTS FILE

Needs mpmath (gmpy2 makes it several times faster). The textbook forms of elementwise.py cancel far out and need
thousands of bits there; the forms here do not, are evaluated at 200 bits, and are held to the textbook forms at the start
of every run. Inputs are drawn with a fixed seed: the usual range, every exponent, and around the function's hard places.
A record of 32 bytes per point, big-endian: the input, then of value and derivative each the nearest double, and what it
lacks as a float in units of its last place.
"""
import math, random, struct, sys

from mpmath import erfc, exp, expm1, log1p, mp, mpf, pi, sqrt, tanh

from elementwise import FUNCTIONS, SELU_ALPHA, SELU_GAMMA, exactly, normal_density

mp.prec = 200
SMALLEST, OVERFLOW = mpf(2) ** -1074, mpf(2) ** 1024 - mpf(2) ** 970


def sigmoid(x): e = exp(-abs(x)); return 1 / (1 + e) if x >= 0 else e / (1 + e)
def slope(x): e = exp(-abs(x)); return e / (1 + e) ** 2
def softplus(x): return max(x, 0) + log1p(exp(-abs(x)))
def gate(x, t): return x * sigmoid(t)
def gate_slope(q, t): return sigmoid(t) * (1 + q * sigmoid(-t))
def gelu_t(x): return 2 * sqrt(2 / pi) * (x + mpf('0.044715') * x ** 3)
def gelu_q(x): return 2 * sqrt(2 / pi) * (x + 3 * mpf('0.044715') * x ** 3)
def below(x): return erfc(-x / sqrt(mpf(2))) / 2 if abs(x) < 100 else mpf(x > 0)
def quick(x): return mpf(1.702) * x


def tanh_shrink(x):
    with mp.workprec(200 - 3 * min(0, mp.mag(x))): return x - tanh(x)


def mish(x):
    e = exp(-abs(x))
    return x * (e * (e + 2) / (e * (e + 2) + 2) if x < 0 else (1 + 2 * e) / (1 + 2 * e + 2 * e * e))


def mish_derivative(x):
    e = exp(-abs(x))
    t = e * (e + 2) / (e * (e + 2) + 2) if x < 0 else (1 + 2 * e) / (1 + 2 * e + 2 * e * e)
    rest = 2 / (e * (e + 2) + 2) if x < 0 else 2 * e * e / (1 + 2 * e + 2 * e * e)
    return t + x * sigmoid(x) * rest * (1 + t)


STABLE = {
    'sigmoid': (sigmoid, slope),
    'tanh': (tanh, lambda x: 4 * slope(2 * x)),
    'softplus': (softplus, sigmoid),
    'log_sigmoid': (lambda x: -softplus(-x), lambda x: sigmoid(-x)),
    'elu': (lambda x: x if x > 0 else expm1(x), lambda x: 1 if x > 0 else exp(x)),
    'celu': (lambda x: x if x > 0 else expm1(x), lambda x: 1 if x > 0 else exp(x)),
    'selu': (lambda x: SELU_GAMMA() * (x if x > 0 else SELU_ALPHA() * expm1(x)), lambda x: SELU_GAMMA() * (1 if x > 0 else SELU_ALPHA() * exp(x))),
    'gelu': (lambda x: gate(x, gelu_t(x)), lambda x: gate_slope(gelu_q(x), gelu_t(x))),
    'gelu(approximate=none)': (lambda x: x * below(x), lambda x: below(x) + (x * normal_density(x) if abs(x) < 100 else 0)),
    'quick_gelu': (lambda x: gate(x, quick(x)), lambda x: gate_slope(quick(x), quick(x))),
    'swish': (lambda x: gate(x, x), lambda x: gate_slope(x, x)),
    'mish': (mish, mish_derivative),
    'tanh_shrink': (tanh_shrink, lambda x: tanh(x) ** 2),
    'squareplus': (lambda x: 2 / (sqrt(x * x + 4) - x) if x < 0 else (x + sqrt(x * x + 4)) / 2,
                   lambda x: 2 / sqrt(x * x + 4) / (sqrt(x * x + 4) - x) if x < 0 else (1 + x / sqrt(x * x + 4)) / 2),
}


def inputs(function, points):
    r = random.Random(function.call)
    places = function.places or [1.0]

    def near(place): return float(place) * (1 + r.choice((1, -1)) * 2.0 ** r.uniform(-52, -1)) + r.choice((0, 0, 5e-324, 1e-9))
    kinds = [(0.25, lambda: r.uniform(-8, 8)), (0.15, lambda: r.uniform(-40, 40)), (0.1, lambda: r.uniform(-760, 760)),
             (0.15, lambda: r.choice((1, -1)) * 2.0 ** r.uniform(-30, 10)), (0.15, lambda: r.choice((1, -1)) * 2.0 ** r.uniform(-1074, 1024)),
             (0.2, lambda: near(r.choice(places)))]
    return [draw() for draw in r.choices([kind for _, kind in kinds], [share for share, _ in kinds], k=points)]


def parts(y):
    """The nearest double and what it lacks, in its units; the exact y is their sum."""
    y = mpf(y)
    if abs(y) >= OVERFLOW: return math.copysign(math.inf, y), 0.0
    nearest = float(min(max(y, -mpf(sys.float_info.max)), mpf(sys.float_info.max)))
    return nearest, float((y - mpf(nearest)) / mpf(math.ulp(nearest)))


def check(function, value, derivative):
    """The forms here against the textbook's, which doubles its precision until nothing is lost."""
    for x in inputs(function, 100):
        for stable, textbook in ((value, function.value), (derivative, function.derivative)):
            ours, exact = mpf(stable(mpf(x))), exactly(textbook, x)
            assert abs(ours - exact) <= abs(exact) * mpf(2) ** -90 + SMALLEST * mpf(2) ** -40, (function.call, x, ours, exact)


if __name__ == '__main__':
    call, points, file = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    function = next(f for f in FUNCTIONS if f.call == call)
    value, derivative = STABLE.get(call, (function.value, function.derivative))
    check(function, value, derivative)
    with open(file, 'wb') as out:
        for x in inputs(function, points):
            out.write(struct.pack('>ddfdf', x, *parts(value(mpf(x))), *parts(derivative(mpf(x)))))
