"""Fits the polynomials of the kernels and prints them for Java, lowest power first, with the relative error of the fit.

A fit interpolates at Chebyshev nodes in 60 digits, which is within a small factor of the best polynomial of its degree.
`single`: for results that are rounded to float; `full`: for double.
"""
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
