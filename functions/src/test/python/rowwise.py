"""The functions of a whole row in their textbook form, over mpmath numbers. A row without a distribution is all NaN."""
import math

from mpmath import exp, log, mp, mpf, nan

from elementwise import FUNCTIONS


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


def halves(gate):
    def gated(row, _):
        with mp.workprec(4000):
            half = len(row) // 2
            return [mpf(a) * gate(mpf(b)) for a, b in zip(row[:half], row[half:])]
    return gated


def softmax_backward(row, upstream):
    with mp.workprec(4000):
        y = softmax(row); total = sum(mpf(u) * p for u, p in zip(upstream, y))
        return [p * (mpf(u) - total) for u, p in zip(upstream, y)]


def log_softmax_backward(row, upstream):
    with mp.workprec(4000):
        total = sum(map(mpf, upstream))
        return [mpf(u) - p * total for u, p in zip(upstream, softmax(row))]


def each(loss):
    def losses(row, targets):
        with mp.workprec(4000):
            return [loss(mpf(x), mpf(t)) for x, t in zip(row, targets)]
    return losses


def cross_entropy(row, targets): return [-log_softmax(row)[c] for c in range(len(row))]
def logarithm(p): return max(log(p), mpf(-100)) if p else mpf(-100)
def value_of(call): return next(f.value for f in FUNCTIONS if f.call == call)


# Of two rows: the second is the gradient at the output, or the targets; gated linear units and cross-entropy ignore it.
PAIR_FUNCTIONS = {
    'glu': halves(value_of('sigmoid')), 'reglu': halves(value_of('relu')), 'geglu': halves(value_of('gelu')), 'swiglu': halves(value_of('swish')),
    'softmax_backward': softmax_backward, 'log_softmax_backward': log_softmax_backward,
    'mse_loss': each(lambda p, t: (p - t) ** 2), 'bce_loss': each(lambda p, t: -(t * logarithm(p) + (1 - t) * logarithm(1 - p))),
    'bce_with_logits_loss': each(lambda z, t: max(z, mpf(0)) - z * t + log(1 + exp(-abs(z)))),
    'cross_entropy_loss': cross_entropy,
}
