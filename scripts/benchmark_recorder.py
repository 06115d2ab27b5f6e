"""Times one recorded step beside a forward pass of the same probe and a plain write of the same bytes, in one run.

    benchmark_recorder.py [--rounds N] [MODEL …]
    benchmark_recorder.py --watch [--rounds N] [MODEL …]
    benchmark_recorder.py --log FOLDER [MODEL …]

Prints a row for each model of python/tests/real_models.py: seconds of the forward pass, of `record` into safetensors, of
the write and of `record` with summarise=True; (record - write) / forward and summarise / forward; and megabytes a step in
each form. They take turns; each figure is the median of the rounds.

--watch trains ResNet-50 and GPT-2 small, a step plain and a step watched in turns, and prints seconds of processor time of
each and of the writing in the background; and what watch(every=100) takes of the training: the steps that 320 samples need,
and one writing, of 100 plain steps. --log records sums of each model, of ResNet-50 and
GPT-2 small of 320 samples, into a folder for `diagnose`; seconds are of processor time.
"""

import argparse
import resource
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
from real_models import REAL, gpt2_small, resnet50  # noqa: E402

WATCHED = {"ResNet-50": (resnet50, 32), "GPT-2 small": (gpt2_small, 8)}
LOGGED = REAL | {"ResNet-50": lambda: resnet50(320), "GPT-2 small": lambda: gpt2_small(320, tokens=64)}


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


def processor_time(action):
    start = time.process_time()
    action()
    return time.process_time() - start


def watch_cost(model, batch, folder, rounds):
    """Medians of a plain step, a watched one and the writing of a file."""
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-4, momentum=0.9)
    times = {"plain": [], "watched": [], "write": []}

    def step(samples=batch):
        optimizer.zero_grad()
        model(samples).float().square().mean().backward()
        optimizer.step()

    step(batch[:2])
    for number in range(rounds + 1):
        of_this = [batch[:2]] if number == 0 else [batch]
        plain = processor_time(lambda: step(*of_this))
        if number == 0:
            watching = ActivationRecorder(model, folder).watch(every=1, samples=len(of_this[0]))
        before = len(list(folder.iterdir()))
        watching._due = 0
        watched = processor_time(lambda: step(*of_this))
        write = processor_time(lambda: wait_for_files(folder, before + 1))
        watching._due = float("inf")
        if number:
            for name, seconds in (("plain", plain), ("watched", watched), ("write", write)):
                times[name].append(seconds)
    watching.close()
    return {name: statistics.median(values) for name, values in times.items()}


def wait_for_files(folder, number):
    while len([path for path in folder.iterdir() if not path.name.startswith(".")]) < number:
        time.sleep(0.02)


def report_watch(models, rounds, every=100, samples=320):
    print("| model | batch | plain step s | watched step s | write s | steps watched of 100 | of the training |")
    print("|---|---|---|---|---|---|---|")
    for name, (build, size) in WATCHED.items():
        if models and not name.startswith(tuple(models)):
            continue
        torch.manual_seed(7)
        model, batch = build(size)
        with tempfile.TemporaryDirectory() as folder:
            took = watch_cost(model.train(), batch, Path(folder), rounds)
        steps = -(-samples // size)
        share = (steps * (took["watched"] - took["plain"]) + took["write"]) / (every * took["plain"])
        print(
            f"| {name} | {size} | {took['plain']:.2f} | {took['watched']:.2f} | {took['write']:.2f} | {steps} "
            f"| {100 * share:.1f} % |",
            flush=True,
        )


def write_log(models, folder):
    print("| model | samples | forward s | summarise s | MB | peak of memory, MB |\n|---|---|---|---|---|---|")
    for name, build in LOGGED.items():
        if models and not name.startswith(tuple(models)):
            continue
        torch.manual_seed(7)
        model, probe = build()
        recorder = ActivationRecorder(model.eval(), folder, run=name, summarise=True)

        def forward():
            with torch.no_grad():
                for part in probe.split(16):
                    model(part)

        plain, before = processor_time(forward), peak_memory()
        seconds, path = timed_processor(lambda: recorder.record(probe, 0, batch_size=16))
        print(
            f"| {name} | {len(probe)} | {plain:.1f} | {seconds:.1f} | {path.stat().st_size / 1e6:.2f} "
            f"| {before:,.0f}, recording {peak_memory():,.0f} |",
            flush=True,
        )


def timed_processor(action):
    start = time.process_time()
    result = action()
    return time.process_time() - start, result


def peak_memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def json_size(model, probe, folder):
    """Megabytes a step as JSON lines, from two samples."""
    path = ActivationRecorder(model, folder / "rows", format="jsonl").record(probe[:2], 0)
    return path.stat().st_size * len(probe) / 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--watch", action="store_true", help="what watch() takes of a training")
    parser.add_argument("--log", metavar="FOLDER", help="records sums of ResNet-50 and GPT-2 small for diagnose")
    parser.add_argument("models", nargs="*", metavar="MODEL", help="the beginning of its name; all, without any")
    options = parser.parse_args()
    rounds = options.rounds
    warnings.simplefilter("ignore")
    if options.watch:
        return report_watch(options.models, rounds)
    if options.log:
        return write_log(options.models, options.log)
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
