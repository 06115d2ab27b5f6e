"""Times one recorded step beside a forward pass of the same probe and a plain write of the same bytes, in one run.

    benchmark_recorder.py [--rounds N] [MODEL …]

Prints a row for each model of python/tests/real_models.py: seconds of the forward pass, of `record` into safetensors, of
the write and of `record` with summarise=True; (record - write) / forward and summarise / forward; and megabytes a step in
each form. They take turns; each figure is the median of the rounds.
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
    summaries = ActivationRecorder(model, folder, run="summaries", summarise=True)
    summaries.record(probe, 0).unlink()

    def forward():
        with torch.no_grad():
            return model(probe)

    times = {"forward": [], "record": [], "write": [], "summarise": []}
    for number in range(1, rounds + 1):
        times["forward"].append(timed(forward)[0])
        seconds, path = timed(lambda: recorder.record(probe, number))
        times["record"].append(seconds)
        times["write"].append(write_copy(path, folder / "copy"))
        size = path.stat().st_size
        path.unlink()
        seconds, path = timed(lambda: summaries.record(probe, number))
        times["summarise"].append(seconds)
        summary_size = path.stat().st_size
        path.unlink()
    return {name: statistics.median(values) for name, values in times.items()}, size, summary_size


def json_size(model, probe, folder):
    """Megabytes a step as JSON lines, from two samples."""
    path = ActivationRecorder(model, folder / "rows", format="jsonl").record(probe[:2], 0)
    return path.stat().st_size * len(probe) / 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("models", nargs="*", metavar="MODEL", help="the beginning of its name; all, without any")
    options = parser.parse_args()
    rounds = options.rounds
    warnings.simplefilter("ignore")
    columns = (
        "model",
        "samples",
        "forward s",
        "record s",
        "write s",
        "summarise s",
        "(record − write) / forward",
        "summarise / forward",
        "MB safetensors",
        "MB JSON lines",
        "MB summary",
    )
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    for name, build in REAL.items():
        if options.models and not name.startswith(tuple(options.models)):
            continue
        torch.manual_seed(7)
        model, probe = build()
        with tempfile.TemporaryDirectory() as folder:
            took, size, summary_size = measure(model, probe, Path(folder), rounds)
            rows = json_size(model, probe, Path(folder))
        ratio = (took["record"] - took["write"]) / took["forward"]
        print(
            f"| {name} | {len(probe):,} | {took['forward']:.3f} | {took['record']:.3f} | {took['write']:.3f} "
            f"| {took['summarise']:.3f} | {ratio:.2f} | {took['summarise'] / took['forward']:.2f} "
            f"| {size / 1e6:,.1f} | {rows / 1e6:,.1f} | {summary_size / 1e6:,.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
