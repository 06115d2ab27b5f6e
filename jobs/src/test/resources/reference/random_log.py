"""Prints an activation log as JSON lines, made at random from a seed: layers of all kinds, healthy and not, for comparing
the job with diagnose.py. Usage: python3 random_log.py SEED > log.jsonl"""
import json, sys
import numpy as np

rng = np.random.default_rng(int(sys.argv[1]))
ELEMENTWISE = ['relu', 'relu6', 'leaky_relu', 'elu', 'selu', 'softplus', 'sigmoid', 'tanh', 'hard_tanh', 'hard_sigmoid', 'hard_swish', 'gelu', 'gelu(approximate=none)', 'swish', 'identity', None]
VALUE = {'relu': lambda z: np.maximum(z, 0), 'relu6': lambda z: np.clip(z, 0, 6), 'leaky_relu': lambda z: np.where(z > 0, z, 0.01 * z), 'elu': lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
         'selu': lambda z: 1.0507009873554805 * np.where(z > 0, z, 1.6732632423543772 * np.expm1(np.minimum(z, 0))), 'softplus': lambda z: np.logaddexp(0, z), 'sigmoid': lambda z: 1 / (1 + np.exp(-z)), 'tanh': np.tanh,
         'hard_tanh': lambda z: np.clip(z, -1, 1), 'hard_sigmoid': lambda z: np.clip(z / 6 + 0.5, 0, 1), 'hard_swish': lambda z: z * np.clip(z / 6 + 0.5, 0, 1), 'identity': lambda z: z, None: lambda z: z,
         'swish': lambda z: z / (1 + np.exp(-z)), 'gelu': lambda z: z / (1 + np.exp(-2 * np.sqrt(2 / np.pi) * (z + 0.044715 * z ** 3))), 'gelu(approximate=none)': lambda z: z / (1 + np.exp(-1.702 * z))}
ROLES = ['hidden', 'output', 'gate', 'attention', 'router', 'features']

def pick(options, weights=None): return options[rng.choice(len(options), p=weights)]

def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True)); return e / e.sum(-1, keepdims=True)

def plain(x): return [None if v is None else 'NaN' if np.isnan(v) else 'Infinity' if v == np.inf else '-Infinity' if v == -np.inf else float(v) for v in x]

n, steps = int(pick([5, 12, 60, 299, 310])), sorted(rng.choice([0, 1, 10, 100, 1000], size=int(pick([1, 2, 3])), replace=False).tolist())
declares = rng.random() < 0.5
for depth in range(int(rng.integers(1, 5))):
    kind = pick(['unit', 'conv', 'softmax', 'attention'], [0.6, 0.15, 0.15, 0.1]); name = f'layer{depth}'; units = int(pick([1, 2, 4, 8, 12]))
    activation = pick(ELEMENTWISE) if kind in ('unit', 'conv') else pick(['softmax', 'softmin', 'log_softmax', 'hardmax'], [0.6, 0.1, 0.2, 0.1])
    shape = {'unit': None, 'conv': [units, 2], 'softmax': None, 'attention': pick([[2, 3, 3], [4, 3], [3, 2, 4]])}[kind]; width = int(np.prod(shape)) if shape else units
    has_pre, has_post = pick([(True, True), (True, False), (False, True)]); gradient = rng.random() < 0.4; mask = rng.random() < 0.2; holes = rng.random() < 0.2
    scale, shift = pick([1.0, 1.0, 1e-3, 30.0, 1e5]), pick([0.0, 0.0, 3.0, -5.0, -20.0]); spread = pick([1.0, 1.0, 1e-4])
    bias = rng.normal(0, 1, width) * pick([0, 1, 6]); zero_gradient = rng.random() < 0.3
    for step in steps:
        drift = 1 if step == steps[0] else pick([1.0, 5.0])
        for sample in range(n):
            z = shift * drift + bias + scale * spread * rng.normal(0, 1, width)
            if activation in VALUE: a = VALUE[activation](z)
            else:
                rows = (-z if activation == 'softmin' else z).reshape(shape or [width]); p = softmax(rows)
                a = (np.log(np.maximum(p, 1e-300)) if activation == 'log_softmax' else (rows == rows.max(-1, keepdims=True)) * 1.0 if activation == 'hardmax' else p).ravel()
            row = dict(run='r', step=int(step), layer=name, depth=depth, activation=activation, sample=sample, shape=shape)
            pre, post = plain(z), plain(a)
            hole = rng.random(width) < 0.1 if holes else np.zeros(width, bool)
            if has_pre: row['pre'] = [None if h else v for v, h in zip(pre, hole)]
            if has_post: row['post'] = [None if h and not has_pre else v for v, h in zip(post, hole)]
            if gradient: row['gradient'] = plain(np.zeros(width) if zero_gradient else rng.normal(0, 10.0 ** -depth, width))
            if mask: row['mask'] = (rng.random(width) < 0.2).tolist()
            if declares: row['role'] = ROLES[depth % len(ROLES)] if rng.bit_generator.seed_seq.entropy % 2 else 'hidden'
            print(json.dumps({k: v for k, v in row.items() if v is not None or k == 'activation'}))
