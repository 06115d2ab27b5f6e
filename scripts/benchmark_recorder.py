"""Times one recorded step beside a forward pass of the same probe and a plain write of the same bytes, in one run.

    benchmark_recorder.py [--rounds N]

Prints a row for each model of python/tests/real_models.py: seconds of the forward pass, of `record` into safetensors and
of the write; (record - write) / forward; and megabytes a step in each form. The three take turns; each figure is the
median of the rounds.
"""

import argparse
import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path

import torch

PYTHON = Path(__file__).parent.parent / "python"
sys.path[:0] = [str(PYTHON), str(PYTHON / "tests")]
from activations.record import ActivationRecorder  # noqa: E402
from real_models import REAL  # noqa: E402


def timed(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def write_copy(source, target):
    """What the disk takes for the same bytes: a plain write of what is in memory."""
    data = source.read_bytes()
    seconds, _ = timed(lambda: target.write_bytes(data))
    target.unlink()
    return seconds


def measure(model, probe, folder, rounds):
    model.eval()
    recorder = ActivationRecorder(model, folder, format="safetensors")
    recorder.record(probe, 0).unlink()  # the first one looks at the model's axes as well

    def forward():
        with torch.no_grad():
            return model(probe)

    times = {"forward": [], "record": [], "write": []}
    for number in range(1, rounds + 1):
        times["forward"].append(timed(forward)[0])
        seconds, path = timed(lambda: recorder.record(probe, number))
        times["record"].append(seconds)
        times["write"].append(write_copy(path, folder / "copy"))
        size = path.stat().st_size
        path.unlink()
    return {name: statistics.median(values) for name, values in times.items()}, size


def json_size(model, probe, folder):
    """Megabytes a step as JSON lines, from two samples."""
    path = ActivationRecorder(model, folder / "rows", format="jsonl").record(probe[:2], 0)
    return path.stat().st_size * len(probe) / 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    warnings.simplefilter("ignore")
    print(
        "| model | samples | forward s | record s | write s | (record − write) / forward | MB safetensors | MB JSON lines |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, build in REAL.items():
        torch.manual_seed(7)
        model, probe = build()
        with tempfile.TemporaryDirectory() as folder:
            took, size = measure(model, probe, Path(folder), rounds)
            rows = json_size(model, probe, Path(folder))
        ratio = (took["record"] - took["write"]) / took["forward"]
        print(
            f"| {name} | {len(probe):,} | {took['forward']:.3f} | {took['record']:.3f} | {took['write']:.3f} "
            f"| {ratio:.2f} | {size / 1e6:,.1f} | {rows / 1e6:,.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
