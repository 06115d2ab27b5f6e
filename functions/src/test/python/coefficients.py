"""Fits the polynomials of the kernels and prints them for Java, lowest power first, with the relative error of the fit.

A fit interpolates at Chebyshev nodes in 60 digits, which is within a small factor of the best polynomial of its degree.
`single`: for results that are rounded to float; `full`: for double. Where the formula itself is in floats, or every
coefficient costs time, the best polynomial is sought by reweighted least squares (Lawson 1961), for floats rounding one
coefficient after the other.
"""
import numpy
from mpmath import atanh, cos, erfc, exp, expm1, linspace, log, matrix, lu_solve, mp, mpf, nstr, pi, sqrt, tanh

mp.dps = 60


def polynomial(f, low, high, degree):
    """The coefficients of the interpolant at Chebyshev nodes."""
    mid, half = mpf(low + high) / 2, mpf(high - low) / 2
    nodes = [mid + half * cos(pi * (2 * k + 1) / (2 * degree + 2)) for k in range(degree + 1)]
    return list(lu_solve(matrix([[x ** k for k in range(degree + 1)] for x in nodes]), matrix([f(x) for x in nodes])))


def show(name, f, low, high, degree, error):
    c = polynomial(f, low, high, degree)
    def p(x): return sum(mpf(float(a)) * x ** k for k, a in enumerate(c))
    worst = max(abs(error(x, p(x))) for x in linspace(mpf(low), mpf(high), 400)[1:-1])
    print(f'{name}, degree {degree}, relative error 2^{nstr(log(worst, 2), 4)}:')
    print('   ', ', '.join(repr(float(a)) for a in c))


def best(name, f, low, high, degree, weight, floats):
    """Minimises the largest error times weight; error is printed in that measure."""
    nodes = [mpf(low + high) / 2 + mpf(high - low) / 2 * cos(pi * (2 * k + 1) / 1200) for k in range(600)]
    x, y, w = (numpy.array([float(g(t)) for t in nodes]) for g in (lambda t: t, f, weight))
    known = []
    while len(known) <= degree:
        rest = y - sum(c * x ** k for k, c in enumerate(known))
        powers = numpy.stack([x ** k for k in range(len(known), degree + 1)], 1)
        share = numpy.ones(len(x))
        for _ in range(100):
            scale = numpy.sqrt(share) * w
            found = numpy.linalg.lstsq(powers * scale[:, None], rest * scale, rcond=None)[0]
            share *= abs(powers @ found - rest) * w + 1e-30
            share /= share.sum()
        known += [float(numpy.float32(found[0]))] if floats else list(map(float, found))
    worst = max(abs(sum(mpf(c) * t ** k for k, c in enumerate(known)) - f(t)) * mpf(weight(t)) for t in nodes)
    print(f'{name}, degree {degree}, error 2^{nstr(log(worst, 2), 4)}:')
    print('   ', ', '.join(str(numpy.float32(c)) if floats else repr(c) for c in known))


def power_rest(r): return (2 ** r - 1 - r * log(2)) / r ** 2 if r else log(2) ** 2 / 2    # 2^r = 1 + r ln 2 + r^2 B(r)
def expm1_rest(r): return (expm1(r) - r) / r ** 2 if r else mpf(1) / 2                 # expm1(r) = r + r^2 Q(r)
def tanh_rest(z): return (tanh(sqrt(z)) / sqrt(z) - 1) / z if z else -mpf(1) / 3       # tanh(x) = x + x z T(z), z = x^2
def shrunk_rest(z): return (tanh_rest(z) + mpf(1) / 3) / z if z else mpf(2) / 15        # x - tanh(x) = x z (1/3 - z U(z))
def atanh_rest(s): return (2 * atanh(sqrt(s)) / sqrt(s) - 2) / s if s else mpf(2) / 3  # log1p(e) = 2 s + s z A(z), s = e / (2 + e), z = s^2
def tail(t): return erfc(t / sqrt(2)) / 2 * exp(t * t / 2)                             # Phi(-t) = e^(-t^2/2) R(t)


def of_tail(u, c):                                                                      # R(t) (t + c) = P(u), u = (t - c) / (t + c)
    t = c * (1 + u) / (1 - u)
    return tail(t) * (t + c)


half = log(2) / 2 * mpf('1.0001')
for grade, degree in (('single', 5), ('full', 9), ('full', 10)):
    show(f'expm1 {grade}', expm1_rest, -half, half, degree, lambda r, q: (r + r * r * q) / expm1(r) - 1)
for grade, degree in (('single', 5), ('single', 6), ('full', 11), ('full', 12)):
    show(f'tanh {grade}', tanh_rest, 0, mpf('0.625') ** 2, degree, lambda z, q: (1 + z * q) * sqrt(z) / tanh(sqrt(z)) - 1)
show('x - tanh x full', shrunk_rest, 0, mpf('0.625') ** 2, 12, lambda z, q: (z * q - mpf(1) / 3) / tanh_rest(z) - 1)
for grade, degree in (('single', 5), ('full', 11), ('full', 12)):
    show(f'log1p {grade}', atanh_rest, 0, mpf(1) / 9, degree, lambda z, q: (2 + z * q) * sqrt(z) / (2 * atanh(sqrt(z))) - 1)
for grade, degree, c, end in (('single', 9, 4, 15), ('single', 10, 4, 15), ('full', 22, 5, 40), ('full', 24, 5, 40)):
    top = mpf(end - c) / (end + c)
    show(f'Phi tail {grade} c={c} to {end}', lambda u: of_tail(u, mpf(c)), -1, top, degree, lambda u, q: q / of_tail(u, mpf(c)) - 1)

best('expm1 in floats', expm1_rest, -half, half, 4, lambda r: abs(r * r / expm1(r)) if r else 0, True)
best('2^r in floats', power_rest, -mpf('0.5002'), mpf('0.5002'), 4, lambda r: r * r / 2 ** r, True)
best('tanh in floats', tanh_rest, mpf('1e-9'), mpf('0.625') ** 2, 4, lambda z: z, True)
best('2^r single', lambda r: 2 ** r, -mpf('0.5002'), mpf('0.5002'), 6, lambda r: 2 ** -r, False)
best('Phi tail coarse, in 1/(t + 3) to 15', lambda v: tail(1 / v - 3) / v, 1 / mpf(18), 1 / mpf(3), 8,
     lambda v: v / tail(1 / v - 3), False)
