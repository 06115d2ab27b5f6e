"""The functions of a whole row in their textbook form, over mpmath numbers. A row without a distribution is all NaN."""
import math

from mpmath import exp, log, mp, mpf, nan


def distribution(row, of_finite_exponentials):
    """-Infinity among finite values takes no part (its output is that of a vanishing exponential)."""
    if not row: return []
    if any(math.isnan(x) or x == math.inf for x in row) or all(x == -math.inf for x in row): return [nan] * len(row)
    with mp.workprec(8000):
        return of_finite_exponentials([mpf(0) if x == -math.inf else exp(mpf(x) - mpf(max(row))) for x in row])


def softmax(row):
    return distribution(row, lambda e: [x / sum(e) for x in e])


def log_softmax(row):
    def logarithms(e):
        total = log(sum(e))
        return [mpf('-inf') if x == -math.inf else mpf(x) - mpf(max(row)) - total for x in row]
    return distribution(row, logarithms)


def softmin(row):
    return softmax([-x for x in row])


def sparsemax(row):
    if not all(map(math.isfinite, row)): return [nan] * len(row)
    with mp.workprec(8000):
        z = sorted(map(mpf, row), reverse=True)
        k = max((k for k in range(1, len(z) + 1) if 1 + k * z[k - 1] > sum(z[:k])), default=1)
        tau = (sum(z[:k]) - 1) / k
        return [max(mpf(0), mpf(x) - tau) for x in row]


def hardmax(row):
    if not all(map(math.isfinite, row)): return [nan] * len(row)
    return [mpf(i == row.index(max(row))) for i in range(len(row))]


ROW_FUNCTIONS = {'softmax': softmax, 'log_softmax': log_softmax, 'softmin': softmin, 'sparsemax': sparsemax, 'hardmax': hardmax}
