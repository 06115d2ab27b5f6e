"""What the tests share: reading a log without the recorder's code, and the layers of one recording."""

import gzip
import json
import math
import struct

import pytest
import torch
from activations.record import ActivationRecorder

DTYPES = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
          "I64": torch.int64, "BOOL": torch.bool}  # fmt: skip


def read_json_lines(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line, parse_constant=lambda word: f"bare {word}") for line in lines]


def read_statistics(path):
    """The rows of a table of statistics, as JSON lines or Parquet, without what is NULL; numbers are numbers."""
    if path.name.endswith(".parquet"):
        from pyarrow import parquet

        rows = parquet.read_table(path).to_pylist()
        return [{column: _named(value) for column, value in row.items() if value is not None} for row in rows]
    return read_json_lines(path)


def _named(value):
    """Numbers that JSON lacks, as it writes them."""
    if isinstance(value, list):
        return [_named(number) for number in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    return value


def read_safetensors(path):
    """The tensors and the metadata, by the published layout, every byte accounted for."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    metadata = header.pop("__metadata__")
    tensors, ends = {}, [0]
    for name, about in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        start, end = about["data_offsets"]
        assert start == ends[-1], "no holes, no overlaps"
        ends.append(end)
        dtype = DTYPES[about["dtype"]]
        assert start % dtype.itemsize == 0, "aligned"
        part = data[8 + length + start : 8 + length + end]
        tensors[name] = (
            torch.frombuffer(bytearray(part), dtype=dtype).reshape(about["shape"])
            if part
            else torch.empty(about["shape"], dtype=dtype)
        )
    assert 8 + length + ends[-1] == len(data)
    return tensors, metadata


class Recording:
    """The layers of one recorded step, by name, in order: their rows as JSON lines have them."""

    def __init__(self, path):
        self.path = path
        self.layers = {}
        for row in read_json_lines(path):
            self.layers.setdefault(row["layer"], []).append(row)

    def __getitem__(self, layer):
        return self.layers[layer]

    def described(self, *columns):
        """The first row's columns by layer."""
        return {name: tuple(rows[0].get(column) for column in columns) for name, rows in self.layers.items()}

    def roles(self):
        return {name: rows[0].get("role") for name, rows in self.layers.items()}

    def values(self, layer, column="post"):
        return torch.tensor([row[column] for row in self.layers[layer]])


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(7)


@pytest.fixture
def log(tmp_path):
    return tmp_path / "log"


@pytest.fixture
def record(log):
    """Records a model once, as JSON lines."""

    def recorded(model, probe, step=0, **options):
        of_record = {
            key: options.pop(key) for key in ("batch_size", "inputs", "loss", "first_sample") if key in options
        }
        options.setdefault("format", "jsonl")
        return Recording(ActivationRecorder(model, log, **options).record(probe, step, **of_record))

    return recorded
