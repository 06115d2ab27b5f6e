"""The table of statistics: what a recording adds up to, in place of its values."""

from __future__ import annotations

import base64
import gzip
import importlib.util
import inspect
import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import torch

from .files import Sink
from .layer import Layer
from .samples import FEW, SampleNumbers
from .sums import LayerSums

PAGE = 65_536  # units of one row
OF_UNITS = ("samples", "values", "tail_values", "non_finite", "fired", "firing_values", "low", "high", "gradients",
            "gradients_not_zero")  # fmt: skip
OF_LAYERS = ("rows", "rows_with_input", "samples", "masked", "values", "nan", "positive_infinity", "negative_infinity",
             "input_non_finite", "non_finite_outputs", "impossible_outputs", "compared_outputs", "mismatched_outputs",
             "gradient_non_finite", "gradient_samples", "softmax_rows", "softmax_row_sum_errors", "softmax_collapsed",
             "softmax_max_probability_sum", "softmax_judged_max_probability_sum", "head_rows", "head_entropy_sums",
             "class_rows", "class_wins")  # fmt: skip


class Summary(Sink):
    """A file in the columns of docs/statistics.md: one row for each layer and page of its units."""

    def __init__(self, path: Path, run: str | None, step: int, mode: str | None = None):
        super().__init__(path, run, step)
        self._mode = mode
        self._layers: dict[str, tuple[Layer, LayerSums, bool]] = {}

    def sums(self, layer: Layer) -> LayerSums:
        """What the layer adds up to so far."""
        if layer.name in self._layers:
            sums = self._layers[layer.name][1]
            if sums.shape != layer.shape:
                raise ValueError(
                    f"layer {layer.name} has rows of the shape {sums.shape} and of {layer.shape}: a summary needs batches "
                    "of one shape, such as tokens padded to one length"
                )
            return sums
        sums = LayerSums(layer.activation, layer.shape, layer.unit_axis)
        self._layers[layer.name] = (layer, sums, False)
        return sums

    def finish_batch(self, layers: Iterable[Layer], number: int) -> None:
        for layer in layers:
            _, sums, several = self._layers[layer.name]
            sums.end_batch(layer.first_sample, layer.sample_column())
            self._layers[layer.name] = (layer, sums, several or layer.position_column() is not None)

    def close(self, complete: bool = True) -> None:
        if complete:
            self._write(self._rows())

    def _write(self, rows: Iterable[dict[str, Any]]) -> None:
        raise NotImplementedError

    def _rows(self) -> Iterator[dict[str, Any]]:
        for layer, sums, several in self._layers.values():
            head = {"statistics_version": 1, "run": self._run, "layer": layer.name, "step": self._step,
                    "depth": layer.depth, "activation": layer.activation, "role": layer.role, "mode": self._mode,
                    "samples_named": True, "several_rows_per_sample": several}  # fmt: skip
            for row in rows_of(sums):
                yield {key: value for key, value in {**head, **row}.items() if value is not None}


class JsonSummary(Summary):
    """Gzipped JSON lines."""

    ending = ".jsonl.gz"

    def _write(self, rows: Iterable[dict[str, Any]]) -> None:
        with gzip.open(self._aside, "xt", compresslevel=4, encoding="utf-8") as file:
            for row in rows:
                plain = {column: _in_json(value) for column, value in row.items()}
                file.write(json.dumps(plain, allow_nan=False) + "\n")


class ParquetSummary(Summary):
    """Parquet, by pyarrow."""

    ending = ".parquet"

    def _write(self, rows: Iterable[dict[str, Any]]) -> None:
        import pyarrow
        from pyarrow import parquet

        rows = list(rows)  # tensors as yet, which the sums hold anyway
        types = {column: _arrow_type(pyarrow, value) for row in rows for column, value in row.items()}
        schema = pyarrow.schema(types.items())
        options: dict[str, Any] = {"compression": "gzip", "use_dictionary": False}
        if "write_page_checksum" in inspect.signature(parquet.ParquetWriter).parameters:  # pyarrow 12 and later
            options["write_page_checksum"] = True
        with parquet.ParquetWriter(self._aside, schema, **options) as file:
            for group in _groups(rows):
                plain = [{column: _plain(value) for column, value in row.items()} for row in group]
                file.write_table(pyarrow.Table.from_pylist(plain, schema))


def _groups(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows of as many units together as a page has, or one row: what is Python's numbers at once, and a row group."""
    group, units = [], 0
    for row in rows:
        size = len(row["unit_values"])
        if group and units + size > PAGE:
            yield group
            group, units = [], 0
        group.append(row)
        units += size
    if group:
        yield group


def summary_form(format: str | None) -> type[Summary]:
    """Parquet where pyarrow is there, otherwise JSON lines; or what the format says."""
    if format is None:
        format = "parquet" if importlib.util.find_spec("pyarrow") else "jsonl"
    return {"parquet": ParquetSummary, "jsonl": JsonSummary}[format]


def rows_of(sums: LayerSums) -> Iterable[dict[str, Any]]:
    """A row for each page of units; what belongs to the layer as a whole is in the first."""
    shape = (sums.units, *(size for axis, size in enumerate(sums.shape) if axis != sums.unit_axis))
    layout = {
        "epsilon": 0.0, "positions_before": 1, "units": sums.units, "positions_after": math.prod(shape[1:]),
        "last_axis": shape[-1], "axes": len(shape), "heads": shape[0] if len(shape) > 2 else 0,
    }  # fmt: skip
    units = _of_units(sums)
    for first in range(0, sums.units, PAGE):
        page = {column: values[first : first + PAGE] for column, values in units.items()}
        yield {**layout, "first_unit": first, **(_of_layer(sums) if first == 0 else {}), **page}


def _of_units(sums: LayerSums) -> dict[str, torch.Tensor]:
    columns = {f"unit_{name}": sums.counts.get(f"unit_{name}") for name in OF_UNITS}
    moments = sums.moments["unit"]
    columns.update(unit_finite=moments.count.long(), unit_mean=moments.mean, unit_m2=moments.m2, **{
        name: sums.extremes[name] for name in ("unit_min", "unit_max")
    })  # fmt: skip
    return {name: values.cpu() for name, values in columns.items() if values is not None}


def _of_layer(sums: LayerSums) -> dict[str, Any]:
    counts = sums.counts
    row = {"log_rows": counts["log_rows"], "rows_without_values": 0, "repeated_positions": 0, "missing": 0}
    row |= {**_of_samples("", sums.samples), **_of_samples("empty_", sums.empty_samples)}
    for prefix, name in (
        ("finite_", "unit"),
        ("derivative_", "derivative"),
        ("input_", "input"),
        ("gradient_", "gradient"),
    ):
        if name in sums.moments:
            row.update(zip((f"{prefix}{end}" for end in ("count", "mean", "m2", "m3")), sums.moments[name].of_all()))
    row.update({name: torch.as_tensor(counts[name]).cpu() for name in OF_LAYERS if name in counts})
    histogram = sums.histogram
    row["histogram_bins"], row["histogram_counts"] = histogram.bins()
    row["positive_zeros"], row["negative_zeros"] = int(histogram.positive_zeros), int(histogram.negative_zeros)
    row["min"], row["max"] = sums.extremes["unit_min"].min().cpu(), sums.extremes["unit_max"].max().cpu()
    if "input_min" in sums.extremes:
        row["input_min"] = sums.extremes["input_min"].cpu()
    return row


def _of_samples(prefix: str, samples: SampleNumbers) -> dict[str, Any]:
    if len(samples) > FEW:
        return {f"{prefix}sample_bitmap": samples.bitmap()}
    return {f"{prefix}sample_numbers": torch.tensor(list(samples))} if len(samples) else {}


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, torch.Tensor) else value


def _in_json(value: Any) -> Any:
    """JSON has no NaN, no infinity and no bytes: these are written as strings."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    numbers = _plain(value)
    if not isinstance(value, torch.Tensor) or not value.is_floating_point() or bool(torch.isfinite(value).all()):
        return numbers
    written = {math.inf: "Infinity", -math.inf: "-Infinity"}
    plain = [written.get(v, v) if v == v else "NaN" for v in (numbers if isinstance(numbers, list) else [numbers])]
    return plain if isinstance(numbers, list) else plain[0]


def _arrow_type(pyarrow: Any, value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        number = pyarrow.float64() if value.is_floating_point() else pyarrow.int64()
        return pyarrow.list_(number) if value.dim() else number
    kinds = {bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64(), bytes: pyarrow.binary()}
    return kinds.get(type(value), pyarrow.string())
