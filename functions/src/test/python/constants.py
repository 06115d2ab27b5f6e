"""Prints the constants of the diagnosis (tails, minima, mean derivatives) that the Java records carry, to 20 digits."""
from mpmath import diff, exp, findroot, inf, ln, mp, mpf, nstr, pi, quad, sqrt, erfc, asin

from elementwise import FUNCTIONS, normal_cdf

mp.dps = 40
SHARE = mpf('0.05')                                                 # levelled off: |f'| at most this share of its maximum


def mean(f, kinks=()):
    """The mean of f under N(0, 1); f may jump or bend at the kinks."""
    return quad(lambda z: f(z) * exp(-z * z / 2) / sqrt(2 * pi), sorted({-40, -12, -6, -2, 0, 2, 6, 12, 40, *kinks}))


def by_call(call):
    return next(f for f in FUNCTIONS if f.call == call)


for call, top, tail, lowest in (('gelu', 1.4, -2.29, -0.75), ('gelu(approximate=none)', 1.4, -2.28, -0.75), ('quick_gelu', 1.4, -2.31, -0.75),
                                ('swish', 2.4, -3.93, -1.28), ('mish', 1.5, -3.98, -1.19)):
    f = by_call(call)
    largest = f.derivative(findroot(lambda z: diff(f.derivative, z), top))
    root = findroot(f.derivative, lowest)
    print(call, 'tail', nstr(findroot(lambda z: f.derivative(z) + SHARE * largest, tail), 20),
          'root', nstr(root, 20), 'minimum', nstr(f.value(root), 20), 'largest derivative', nstr(largest, 20))
for call, kinks in (('sigmoid', ()), ('tanh', ()), ('mish', ()), ('softsign', ()), ('tanh_shrink', ()), ('elu', (0,)), ('selu', (0,))):
    print(call, 'mean derivative', nstr(mean(by_call(call).derivative, kinks), 20))
print('relu6', nstr(normal_cdf(mpf(6)) - mpf(1) / 2, 20), 'hard_sigmoid', nstr((2 * normal_cdf(mpf(3)) - 1) / 6, 20), 'exponential', nstr(exp(mpf(1) / 2), 20))
print('e^(1/2) Phi(-1)', nstr(exp(mpf(1) / 2) * normal_cdf(mpf(-1)), 20), 'sqrt(2/pi)', nstr(sqrt(2 / pi), 20))
