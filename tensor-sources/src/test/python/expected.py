"""Writes what a test expects beside the files: for each file its tensors with type, shape and values in C order."""

import json
import math


def number(value):
    """JSON has no NaN and no infinity; -0.0 it has."""
    value = float(value)
    return value if math.isfinite(value) else str(value)


def entry(dtype, shape, values):
    return {"dtype": dtype, "shape": list(shape), "values": [number(value) for value in values]}


def write(path, files):
    path.write_text(json.dumps(files, indent=0, separators=(",", ":")) + "\n")
