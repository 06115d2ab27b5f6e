"""Counts by brute force what a simulated log holds, for SimulationTest.

    python3 simulated_counts.py LOG

reads the log's JSON lines and prints a line of JSON for each layer of each run, step by step: how many samples each unit fired
for (outputs above 0), for how many samples it lay in which tail, the standard deviation of the inputs of tanh, and of a softmax
the mean entropy of each head, 1 for rows that are even.
"""

import glob
import json
import sys
from collections import defaultdict

import numpy as np



def gelu_slope(z):
    def gelu(x):
        return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))

    return np.where(z < -1.5, abs(gelu(z + 1e-5) - gelu(z - 1e-5)) / 2e-5, 1)


# The gradient at a logged value, and 5 % of its maximum, below which the function has levelled off. The values of tanh and
# sigmoid are outputs, those of gelu inputs; gelu's gradient is small near -0.75 too, which is no tail.
SLOPES = {
    "tanh": lambda a: (1 - a**2, 0.05),
    "sigmoid": lambda a: (a * (1 - a), 0.05 / 4),
    "gelu": lambda z: (gelu_slope(z), 0.05 * 1.129),
}

rows = defaultdict(dict)
for path in sorted(glob.glob(sys.argv[1] + "/*.json")):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            place = rows[row["run"], row["layer"], row["step"]]
            assert row["sample"] not in place, "a sample twice"
            place[row["sample"]] = row

for (run, layer, step), samples in sorted(rows.items()):
    first = next(iter(samples.values()))
    assert sorted(samples) == list(range(len(samples)))
    side = "post" if "post" in first else "pre"
    values = np.array([samples[sample][side] for sample in range(len(samples))], dtype=np.float32)
    counted = {"run": run, "layer": layer, "step": step, "side": side, "samples": len(samples)}
    if first["activation"] == "softmax":
        shape = first.get("shape", [1, 1, values.shape[1]])
        heads = values.astype(float).reshape(-1, *shape)
        logs = np.where(heads > 0, np.log(np.maximum(heads, 1e-300)), 0)
        entropy = -(heads * logs).sum(axis=-1) / np.log(shape[-1])
        counted["head_entropy"] = entropy.mean(axis=(0, 2)).tolist()
        assert abs(heads.sum(axis=-1) - 1).max() < 1e-5
    else:
        counted["fired"] = (values > 0).sum(axis=0).tolist()
        if first["activation"] in SLOPES:
            slope, at_most = SLOPES[first["activation"]](values.astype(float))
            middle = 0.5 if first["activation"] == "sigmoid" else 0
            counted["low"] = ((slope <= at_most) & (values < middle)).sum(axis=0).tolist()
            counted["high"] = ((slope <= at_most) & (values > middle)).sum(axis=0).tolist()
        if first["activation"] == "tanh":
            counted["deviation"] = np.arctanh(values.astype(float)).std(axis=0).tolist()
    print(json.dumps(counted))
