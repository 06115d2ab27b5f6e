"""Writes the expected values that the Java tests read: src/test/resources/expected/<function>.csv.

Needs mpmath. Run from anywhere: python3 expected_values.py [FUNCTION…]. The seed is fixed: the same files come out.
Elementwise: call, input (hexadecimal double), value, derivative (20 digits; inf, -inf, 0 or -0 beyond double's range).
The derivative of an input at ±Infinity and the value there are the limits, taken at ±1e1000.
Over an array: call, inputs, outputs (separated by spaces); of two arrays: call, inputs, second inputs, outputs.
"""
import csv, math, pathlib, random, sys
from itertools import groupby

from mpmath import mp, mpf, nstr

from elementwise import FUNCTIONS, exactly
from rowwise import PAIR_FUNCTIONS, ROW_FUNCTIONS

mp.prec = 200
FOLDER = pathlib.Path(__file__).parent.parent / 'resources' / 'expected'
LARGEST, SMALLEST = mpf(2) ** 1024, mpf(2) ** -1080
FLOAT_MAX, FLOAT_MIN_NORMAL, FLOAT_MIN = (2 - 2 ** -23) * 2.0 ** 127, 2.0 ** -126, 2.0 ** -149


def as_float(x):
    """The float nearest to x, as a double; ±inf beyond float's range."""
    if not math.isfinite(x) or x == 0: return x
    if abs(x) > FLOAT_MAX: return math.copysign(math.inf, x)
    unit = 2.0 ** max(math.frexp(x)[1] - 24, -149)
    return round(x / unit) * unit


def neighbours(x):
    """x and the doubles and floats beside it."""
    f = as_float(x); step = 2.0 ** (math.frexp(f)[1] - 24) if f else FLOAT_MIN
    return [x, math.nextafter(x, math.inf), math.nextafter(x, -math.inf), f, f + step, f - step]


def inputs(function, seed):
    """Special numbers, the function's hard places and their neighbours, and random numbers of every size; half are floats."""
    r = random.Random(seed)
    xs = [0.0, -0.0, math.inf, -math.inf]
    for size in (5e-324, 1e-310, 2.0 ** -1022, 1e-200, 1e-20, FLOAT_MIN, 1e-40, FLOAT_MIN_NORMAL, 1.0, FLOAT_MAX, 1e155, 1.7976931348623157e308):
        xs += [size, -size]
    for place in function.places:
        xs += neighbours(float(place))
    xs += [r.uniform(-6, 6) for _ in range(40)] + [r.uniform(-40, 40) for _ in range(30)] + [r.uniform(-110, 110) for _ in range(20)]
    xs += [r.uniform(-750, 750) for _ in range(20)]
    xs += [r.choice((1, -1)) * 2.0 ** r.uniform(-12, 6) for _ in range(40)]
    xs += [r.choice((1, -1)) * 2.0 ** r.uniform(-149, 127) for _ in range(30)]
    xs += [r.choice((1, -1)) * 2.0 ** r.uniform(-1074, 1024) for _ in range(20)]
    half = [as_float(x) if i % 2 else x for i, x in enumerate(xs)]
    return sorted({x.hex(): x for x in half if not math.isnan(x)}.values(), key=lambda x: (x, math.copysign(1, x)))


def text(y):
    if mp.isnan(y): return 'nan'
    if abs(y) >= LARGEST: return 'inf' if y > 0 else '-inf'
    if abs(y) < SMALLEST: return '-0' if y < 0 else '0'
    return nstr(y, 20, strip_zeros=True)


def at(f, x):
    return text(exactly(f, mpf(10) ** 1000 * (1 if x > 0 else -1) if math.isinf(x) else x))


def write(name, header, rows):
    with open(FOLDER / f'{name}.csv', 'w', newline='') as file:
        out = csv.writer(file, lineterminator='\n'); out.writerow(header); out.writerows(rows)
    print(name, len(rows))


if __name__ == '__main__':
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:]
    for name, group in groupby(sorted(FUNCTIONS, key=lambda f: f.call.split('(')[0]), lambda f: f.call.split('(')[0]):
        if not wanted or name in wanted: write(name, ('call', 'x', 'value', 'derivative'),
              [(f.call, x.hex(), at(f.value, x), at(f.derivative, x)) for f in group for x in inputs(f, f.call)])
    for name, function in ROW_FUNCTIONS.items():
        if wanted and name not in wanted: continue
        r = random.Random(name)
        rows = [[], [2.5], [0.0, -0.0], [-math.inf, 1.0, 2.0], [math.inf, 1.0], [math.nan, 1.0], [-math.inf] * 3, [1e308, -1e308, 1e308],
                [5e-324, 0.0], [1000.0, 999.0, 0.0], [7.0] * 33]
        rows += [[as_float(r.gauss(0, spread)) for _ in range(length)] for spread in (1, 10, 100) for length in (2, 3, 15, 16, 17, 40)]
        write(name, ('call', 'inputs', 'outputs'), [(name, ' '.join(x.hex() for x in row), ' '.join(map(text, function(row)))) for row in rows])
    for name, function in PAIR_FUNCTIONS.items():
        if wanted and name not in wanted: continue
        r = random.Random(name)
        probabilities, losses = name == 'bce_loss', name.endswith('loss')
        def first(spread): return as_float(r.random() if probabilities else r.gauss(0, spread))
        def second(): return as_float(r.choice((0.0, 1.0, r.random())) if losses else r.gauss(0, 1))
        pairs = [([first(spread) for _ in range(length)], [second() for _ in range(length)]) for spread in (1, 10, 100) for length in (2, 4, 16, 18, 40)]
        if probabilities: pairs.append(([0.0, 0.0, 1.0, 1.0, 1e-30, 5e-324], [0.0, 1.0, 0.0, 1.0, 1.0, 0.5]))
        write(name, ('call', 'inputs', 'second', 'outputs'), [(name, *(' '.join(x.hex() for x in row) for row in pair), ' '.join(map(text, function(*pair)))) for pair in pairs])
