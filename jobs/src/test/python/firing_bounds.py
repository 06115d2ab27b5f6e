"""Writes the expected upper bounds on firing rates, firing_bounds.csv, and how many samples prove a rate, fewest_samples.csv, into src/test/resources.

Needs mpmath; works at 50 digits. Run from anywhere: python3 firing_bounds.py.
The one-sided Clopper-Pearson bound on the rate of k firings in n samples is the p at which P(X <= k | n, p) = alpha,
X being binomial; found by bisection on the sum itself.
"""
import pathlib

from mpmath import mp, mpf, nstr

mp.dps = 50
TARGET = pathlib.Path(__file__).parent.parent / 'resources' / 'firing_bounds.csv'


def at_most(k, n, p):
    """P(X <= k) of n trials at rate p."""
    term, total = (1 - p) ** n, mpf(0)
    for i in range(k + 1):
        total += term
        term *= mpf(n - i) / (i + 1) * p / (1 - p)
    return total


def bound(k, n, alpha):
    if k >= n: return mpf(1)
    low, high = mpf(0), mpf(1)
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if at_most(k, n, middle) > alpha else (low, middle)
    return (low + high) / 2


def fewest(k, rate, alpha):
    """The fewest samples in which k firings prove a rate of at most `rate`."""
    low, high = k + 1, 2
    while at_most(k, high, rate) > alpha: high *= 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if at_most(k, middle, rate) <= alpha else (middle + 1, high)
    return low


lines = ['alpha,fired,samples,bound']
for alpha in ('0.05', '0.01', '0.5', '0.000012207031', '0.9'):
    for k, n in [(0, 1), (0, 2), (0, 10), (0, 298), (0, 299), (0, 1000000), (0, 1000000000), (1, 2), (1, 472), (1, 473), (2, 3), (2, 627), (2, 628),
                 (3, 300), (5, 100), (9, 10), (50, 100), (99, 100), (100, 100), (299, 300), (500, 1000), (999, 1000), (1, 1000000), (100, 1000000), (1000, 1000000), (10, 1000000000)]:
        lines.append(f'{alpha},{k},{n},{nstr(bound(k, n, mpf(alpha)), 20)}')
TARGET.write_text('\n'.join(lines) + '\n')
lines = ['alpha,fired,rate,fewest_samples']
for alpha in ('0.05', '0.01', '0.2'):
    for rate in ('0.5', '0.1', '0.01', '0.001', '0.0001'):
        for k in (0, 1, 2, 3, 5, 10):
            lines.append(f'{alpha},{k},{rate},{fewest(k, mpf(rate), mpf(alpha))}')
(TARGET.parent / 'fewest_samples.csv').write_text('\n'.join(lines) + '\n')
