"""Makes src/test/resources/cases/formats and cases/layouts: the same activations in every format and every layout.

Run in this folder with any Python that has numpy, pyarrow and safetensors (made with 2.4, 25.0 and 0.8): python3 make_inputs.py
Each file is written by the program whose format it is; BF16 is float32 without its lower 16 bits, so that it needs no rounding.
"""

import gzip
import json
import pathlib
import shutil

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import safetensors
import safetensors.numpy

CASES = pathlib.Path(__file__).parent.parent / "resources" / "cases"
SAMPLES = 300

random = np.random.default_rng(19)


def relu(*shape):
    """Outputs of a relu whose last unit on the first axis after the samples is silent."""
    values = np.maximum(random.normal(size=shape), 0).astype(np.float32)
    values[:, -1] = 0
    return values


def bfloat16(values):
    return (values.view(np.uint32) & 0xFFFF0000).view(np.float32)


def rows(layers, dtype=pa.float32(), **keys):
    """A table of one row per layer and sample."""
    table = [
        {"layer": layer, "sample": sample, "shape": list(row.shape), "post": row.flatten()}
        for layer, values in layers.items()
        for sample, row in enumerate(values)
    ]
    columns = {
        "layer": pa.array([row["layer"] for row in table]),
        "sample": pa.array([row["sample"] for row in table]),
        "shape": pa.array([row["shape"] if len(row["shape"]) > 1 else None for row in table], pa.list_(pa.int32())),
        "post": pa.array([row["post"] for row in table], pa.list_(dtype)),
    }
    return pa.table(columns | {name: pa.array([value] * len(table)) for name, value in keys.items()})


def arrow(table, path, writer):
    with writer(path, table.schema) as out:
        out.write_table(table, max_chunksize=100)


def make_formats(folder):
    layers = {"fc": relu(SAMPLES, 5), "conv": relu(SAMPLES, 3, 2, 2)}
    halves = {name: values.astype(np.float16) for name, values in layers.items()}
    brains = {name: bfloat16(values) for name, values in layers.items()}
    pq.write_table(rows(layers), folder / "rows.parquet")
    pq.write_table(rows({name: h.astype(np.float32) for name, h in halves.items()}), folder / "rows-f16.parquet")
    pq.write_table(rows(brains), folder / "rows-bf16.parquet")
    pq.write_table(rows(halves, pa.float16()), folder / "half.parquet")
    safetensors.numpy.save_file(layers, folder / "f32.safetensors")
    safetensors.numpy.save_file(halves, folder / "f16.safetensors")
    upper = {name: np.ascontiguousarray((values.view(np.uint32) >> 16).astype(np.uint16)) for name, values in brains.items()}
    specs = {
        name: safetensors.TensorSpec(dtype="bfloat16", shape=bits.shape, data_ptr=bits.ctypes.data, data_len=bits.nbytes)
        for name, bits in upper.items()
    }
    safetensors.serialize_file(specs, folder / "bf16.safetensors")
    np.savez(folder / "plain.npz", **layers)
    np.savez_compressed(folder / "compressed.npz", **layers)
    np.savez(folder / "half.npz", **halves)
    arrow(rows(layers), folder / "file.arrow", pa.ipc.new_file)
    arrow(rows(layers), folder / "stream.arrows", pa.ipc.new_stream)
    arrow(rows(halves, pa.float16()), folder / "half.arrow", pa.ipc.new_file)


def make_layouts(folder):
    steps = {step: {"fc1": relu(SAMPLES, 6), "fc2": relu(SAMPLES, 6)} for step in (0, 100)}
    flat = pa.concat_tables([rows(layers, step=step) for step, layers in steps.items()]).drop_columns(["shape"])
    pq.write_table(flat, folder / "rows.parquet")
    post = [np.array(row) for row in flat["post"].to_pylist()]
    keys = flat.drop_columns(["post"])

    def beside(**columns):
        return pa.table({name: keys[name] for name in keys.column_names} | columns)

    pq.write_table(
        beside(
            indices=pa.array([np.flatnonzero(row) for row in post], pa.list_(pa.int32())),
            values=pa.array([row[row != 0].astype(np.float32) for row in post], pa.list_(pa.float32())),
            width=pa.array([6] * len(post)),
        ),
        folder / "sparse.parquet",
    )
    pq.write_table(
        beside(post=pa.array([row.reshape(2, 3).tolist() for row in post], pa.list_(pa.list_(pa.float32())))),
        folder / "nested.parquet",
    )
    long = [
        row | {"unit": unit, "value": value}
        for row, values in zip(keys.to_pylist(), flat["post"].to_pylist())
        for unit, value in enumerate(values)
    ]
    types = pa.schema(list(keys.schema) + [("unit", pa.int64()), ("value", pa.float32())])
    pq.write_table(pa.Table.from_pylist(long, types), folder / "long.parquet")
    wide = [
        {"step": step, "sample": sample} | {layer: values[sample] for layer, values in layers.items()}
        for step, layers in steps.items()
        for sample in range(SAMPLES)
    ]
    floats = pa.list_(pa.float32())
    wide_types = pa.schema([("step", pa.int64()), ("sample", pa.int64()), ("fc1", floats), ("fc2", floats)])
    pq.write_table(pa.Table.from_pylist(wide, wide_types), folder / "wide.parquet")
    halves = {step: {name: v.astype(np.float16) for name, v in layers.items()} for step, layers in steps.items()}
    for name, dtype, to in (("half", np.float16, pa.float16()), ("rows-f16", np.float32, pa.float32())):
        table = pa.concat_tables([
            rows({layer: values.astype(dtype) for layer, values in layers.items()}, to, step=step)
            for step, layers in halves.items()
        ])
        pq.write_table(table.drop_columns(["shape"]), folder / (name + ".parquet"))
    lines = [
        json.dumps({"step": step, "acts": {layer: values.astype(float).tolist() for layer, values in layers.items()}})
        for step, layers in steps.items()
    ]
    (folder / "hooks.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    for step, layers in steps.items():
        (folder / "acts" / f"step-{step}").mkdir(parents=True)
        for layer, values in layers.items():
            np.save(folder / "acts" / f"step-{step}" / f"{layer}.npy", values)
    np.save(folder / "stacked-100.npy", np.stack(list(steps[100].values())))


def main():
    for name, make in (("formats", make_formats), ("layouts", make_layouts)):
        shutil.rmtree(CASES / name, ignore_errors=True)
        (CASES / name).mkdir()
        make(CASES / name)


main()
