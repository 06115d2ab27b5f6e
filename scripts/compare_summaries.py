"""Checks that the diagnosis of summaries is the diagnosis of values; scripts/test-recorder runs it.

    compare_summaries.py REPORT_OF_VALUES REPORT_OF_SUMMARIES

Whole numbers, texts, verdicts and bins have to be the same, other numbers to 1e-5 of their size. Only what names the
input, and the command and time that made the report, may differ.
"""

import json
import math
import sys
from pathlib import Path


def differences(a, b, where="report"):
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted(a.keys() | b.keys()):
            yield from differences(a.get(key), b.get(key), f"{where}.{key}")
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for place, (x, y) in enumerate(zip(a, b)):
            yield from differences(x, y, f"{where}[{place}]")
    elif isinstance(a, float) or isinstance(b, float):
        if a is None or b is None or not math.isclose(a, b, rel_tol=1e-5, abs_tol=1e-12):
            yield f"{where}: {a} of values, {b} of summaries"
    elif a != b:
        yield f"{where}: {a!r} of values, {b!r} of summaries"


if __name__ == "__main__":
    values, summaries = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:])
    for report in (values, summaries):
        del report["input"]
        del report["made"]
    if found := list(differences(values, summaries)):
        sys.exit(f"{len(found)} differences:\n" + "\n".join(found[:40]))
