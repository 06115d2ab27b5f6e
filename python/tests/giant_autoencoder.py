"""Records a sparse autoencoder of 131,072 features over many tokens as sums, and prints how much memory that took.

    giant_autoencoder.py TOKENS

Prints JSON: megabytes at their peak after the first batch and at the end, and how many tokens each of two features fired for, as
recorded and as counted on the way.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import torch
from torch import nn

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]
from activations.record import ActivationRecorder
from conftest import read_statistics

FEATURES, WIDTH, BATCH = 131_072, 16, 64
COUNTED = [0, 100_000]


def main(tokens):
    torch.manual_seed(7)
    encoder = nn.Linear(WIDTH, FEATURES)
    with torch.no_grad():
        encoder.bias.fill_(-1.0)  # few features fire
    model = nn.Sequential(encoder, nn.ReLU())
    megabytes, counted = {}, torch.zeros(len(COUNTED), dtype=torch.int64)

    def batches():
        for start in range(0, tokens, BATCH):
            batch = torch.randn(min(BATCH, tokens - start), WIDTH)
            counted.add_((model(batch)[:, COUNTED] > 0).sum(0))
            yield batch
            megabytes[f"after {start + len(batch)}"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        recorder = ActivationRecorder(model, folder, summarise=True, roles={"1": "features"})
        begun = time.process_time()
        path = recorder.record(batches(), 0)
        seconds = time.process_time() - begun
        rows, size = read_statistics(path), path.stat().st_size
    fired = [rows[unit // 65_536]["unit_fired"][unit % 65_536] for unit in COUNTED]
    shown = {key: value for key, value in megabytes.items() if key in ("after 64", "after 65536")}
    end = max(megabytes.values())
    print(json.dumps({
        "tokens": tokens, "units": rows[0]["units"], "samples": rows[0]["samples"], "fired": fired,
        "expected_fired": counted.tolist(), "megabytes": {**shown, "end": end}, "seconds": round(seconds, 1),
        "file_megabytes": round(size / 1e6, 2),
    }))  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
