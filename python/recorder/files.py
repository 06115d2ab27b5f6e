"""The files of a log: gzipped JSON lines and safetensors, each whole or absent."""

from __future__ import annotations

import contextlib
import ctypes
import gzip
import json
import math
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch

from .layer import Layer


def aside_of(path: Path) -> Path:
    """Where a file is written before it is complete: hidden from Spark."""
    return path.with_name(f".{path.name}.tmp")


class Sink:
    """A file of one recording, written aside and published whole by `publish`."""

    ending = ""

    def __init__(self, path: Path, run: str | None, step: int):
        self.path, self._run, self._step = path, run, step
        self._aside = aside_of(path)
        path.parent.mkdir(parents=True, exist_ok=True)

    def write_now(self, layer: Layer, column: str, rows: torch.Tensor) -> bool:
        """Writes the only call's values of a layer at once, where that can be done; whether it did."""
        return False

    def finish_batch(self, layers: Iterable[Layer], number: int) -> None:
        """Writes what the batch still holds. Roles are known by now."""
        raise NotImplementedError

    def publish(self) -> None:
        self.close()
        os.replace(self._aside, self.path)

    def close(self) -> None:
        raise NotImplementedError

    def discard(self) -> None:
        """After a failure: nothing is left."""
        with contextlib.suppress(OSError):
            self.close(complete=False)
        self._aside.unlink(missing_ok=True)


class JsonLines(Sink):
    """Gzipped JSON lines: a row is one sample (and position) of one layer, units first."""

    ending = ".jsonl.gz"

    def __init__(self, path: Path, run: str | None, step: int):
        super().__init__(path, run, step)
        self._file = gzip.open(self._aside, "xt", compresslevel=4, encoding="utf-8")

    def finish_batch(self, layers: Iterable[Layer], number: int) -> None:
        for layer in layers:
            said = {
                "run": self._run, "step": self._step, "layer": layer.name, "depth": layer.depth,
                "activation": layer.activation, "role": layer.role, "positions_of": layer.positions_of,
            }  # fmt: skip
            row = {key: value for key, value in said.items() if value is not None}
            columns = {name: torch.cat(values) for name, values in layer.columns.items()}
            if layer.unit_axis:
                columns = {name: values.movedim(layer.unit_axis + 1, 1) for name, values in columns.items()}
            if columns["post"].dim() > 2:
                row["shape"] = list(columns["post"].shape[1:])
                if layer.unit_axis is not None:
                    row["unit_axis"] = 0
            positions = layer.position_column()
            for index, sample in enumerate(layer.sample_column().tolist()):
                row["sample"] = sample
                if positions is not None:
                    row["position"] = int(positions[index])
                values = {name: _numbers(column[index].flatten()) for name, column in columns.items()}
                self._file.write(json.dumps({**row, **values}, allow_nan=False) + "\n")

    def close(self, complete: bool = True) -> None:
        self._file.close()


class Safetensors(Sink):
    """A safetensors file: a header in JSON, then every tensor's bytes as the model has them.

    Each tensor goes to the disk when it is seen. Room for the header is kept before them; where it does not suffice,
    the file is copied once.
    """

    ending = ".safetensors"
    DTYPES = {
        torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16",
        torch.int64: "I64", torch.bool: "BOOL",
    }  # fmt: skip

    def __init__(self, path: Path, run: str | None, step: int, called_once: set[str], room: int):
        super().__init__(path, run, step)
        self._called_once = called_once
        self._room = room
        self._header: dict[str, Any] = {}
        self._metadata = {"format": "pt", "activations.version": "1", "activations.step": str(step)}
        if run is not None:
            self._metadata["activations.run"] = run
        self._late: list[tuple[str, torch.Tensor]] = []  # whose lengths would put what follows out of alignment
        self._batch = 0
        self._end = 0
        self._file = open(self._aside, "xb", buffering=0)
        self._file.seek(room)

    def write_now(self, layer: Layer, column: str, rows: torch.Tensor) -> bool:
        if layer.name not in self._called_once:
            return False
        self._add(f"{layer.name}/{column}", rows)
        return True

    def finish_batch(self, layers: Iterable[Layer], number: int) -> None:
        for layer in layers:
            for column, values in layer.columns.items():
                if values[0] is not None:
                    self._add(f"{layer.name}/{column}", torch.cat(values))
                self._describe(layer, column)
            rows = {"sample": layer.sample_column(), "position": layer.position_column()}
            for column, values in rows.items():
                if values is not None:
                    self._add(f"{layer.name}/{column}", values)
                    self._describe(layer, column)
        self._batch = number + 1

    def _name(self, name: str) -> str:
        return f"{name}/{self._batch}" if self._batch else name

    def _describe(self, layer: Layer, column: str) -> None:
        prefix = f"activations.{self._name(f'{layer.name}/{column}')}"
        shape = json.dumps(list(layer.shape), separators=(",", ":")) if len(layer.shape) > 1 else None
        said = {
            "layer": layer.name, "column": column, "depth": layer.depth, "activation": layer.activation,
            "role": layer.role, "shape": shape, "unit_axis": layer.unit_axis, "positions_of": layer.positions_of,
        }  # fmt: skip
        if column in ("sample", "position"):
            said = {"layer": layer.name, "column": column}
        self._metadata.update({f"{prefix}.{key}": str(value) for key, value in said.items() if value is not None})

    def _add(self, name: str, tensor: torch.Tensor) -> None:
        tensor = tensor if tensor.dtype in self.DTYPES else tensor.float()
        tensor = tensor.to("cpu").contiguous()
        if tensor.nbytes % 8:
            self._late.append((self._name(name), tensor.clone()))
        else:
            self._write(self._name(name), tensor)

    def _write(self, name: str, tensor: torch.Tensor) -> None:
        start, self._end = self._end, self._end + tensor.nbytes
        self._header[name] = {
            "dtype": self.DTYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [start, self._end],
        }  # fmt: skip
        if tensor.nbytes:
            _write_whole(self._file, memoryview((ctypes.c_char * tensor.nbytes).from_address(tensor.data_ptr())))

    def close(self, complete: bool = True) -> None:
        if not complete:
            return self._file.close()
        for name, tensor in sorted(self._late, key=lambda late: -late[1].element_size()):
            self._write(name, tensor)
        header = json.dumps({"__metadata__": self._metadata, **self._header}, separators=(",", ":")).encode()
        if len(header) + 8 > self._room:
            self._make_room((len(header) + 8 + 7) // 8 * 8)
        self._file.seek(0)
        _write_whole(self._file, memoryview((self._room - 8).to_bytes(8, "little") + header.ljust(self._room - 8)))
        self._file.close()

    def _make_room(self, room: int) -> None:
        self._file.close()
        old = self._aside.with_name(f"{self._aside.name}.old")
        os.replace(self._aside, old)
        try:
            with open(old, "rb", buffering=0) as source:
                self._file = open(self._aside, "xb", buffering=0)
                self._file.seek(room)
                source.seek(self._room)
                while chunk := source.read(1 << 24):
                    _write_whole(self._file, memoryview(chunk))
        finally:
            old.unlink()
        self._room = room


def _write_whole(file, data: memoryview) -> None:
    while data:
        data = data[file.write(data) :]


def _numbers(values: torch.Tensor) -> list:
    """The exact values; JSON has no NaN and no infinity, so these are the strings that Spark reads as such."""
    numbers = values.tolist()
    if not values.is_floating_point() or torch.isfinite(values).all():
        return numbers
    return [v if math.isfinite(v) else "NaN" if v != v else "Infinity" if v > 0 else "-Infinity" for v in numbers]
