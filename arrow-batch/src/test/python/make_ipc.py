"""Makes src/test/resources/ipc/*: streams and files as Arrow's C++ implementation writes them.

Run in this folder with any Python that has pyarrow (made with 25.0.1): python make_ipc.py
The rows repeat so that a test can say what it expects; the second batch is a slice, so its buffers start at an offset.
"""

import pathlib

import pyarrow as pa
import pyarrow.ipc as ipc

ROWS = 40
RESOURCES = pathlib.Path(__file__).parent.parent / "resources" / "ipc"


def number(i):
    return None if i % 5 == 3 else i - 20.5


def row(i):
    return None if i % 7 == 6 else [float(i)] * (i % 4)


def columns():
    numbers = [number(i) for i in range(ROWS)]
    rows = [row(i) for i in range(ROWS)]
    tensors = pa.array([None if i % 9 == 8 else [1.0, 1.0, 3.0, 3.0] for i in range(ROWS)], pa.list_(pa.float32(), 4))
    texts = [f"row {i}, not inline" for i in range(ROWS)]
    return {
        "half": pa.array(numbers, pa.float64()).cast(pa.float32()).cast(pa.float16()),
        "single": pa.array(numbers, pa.float32()),
        "double": pa.array(numbers, pa.float64()),
        "full": pa.array([float(i) for i in range(ROWS)], pa.float32()),
        "list": pa.array(rows, pa.list_(pa.float32())),
        "large_list": pa.array(rows, pa.large_list(pa.float64())),
        "list_view": pa.array(rows, pa.list_view(pa.float32())),
        "tensor": pa.ExtensionArray.from_storage(pa.fixed_shape_tensor(pa.float32(), [2, 2]), tensors),
        "nested": pa.array([[[-1.0, 2.0], []], None] * (ROWS // 2), pa.list_(pa.list_(pa.float64()))),
        "text": pa.array(texts, pa.string()),
        "view": pa.array(texts, pa.string_view()),
        "kind": pa.array(["odd" if i % 2 else "even" for i in range(ROWS)]).dictionary_encode(),
        "point": pa.array([{"east": i, "north": None} for i in range(ROWS)]),
        "flag": pa.array([i % 2 == 0 for i in range(ROWS)]),
        "nothing": pa.nulls(ROWS),
    }


def words_batch(words):
    numbers = pa.array([i - 1.0 for i in range(len(words))], pa.float32())
    return pa.record_batch({"x": numbers, "word": pa.array(words).dictionary_encode()})


def write_dictionaries(name, new_writer=ipc.new_stream, **options):
    """Batches whose dictionary grows, stays, and is another one."""
    with new_writer(RESOURCES / name, words_batch(["a"]).schema, options=ipc.IpcWriteOptions(**options)) as out:
        for words in (["a", "b"], ["a", "b", "c"], ["a", "b", "c"], ["z", "y"])[: 3 if name.endswith(".arrow") else 4]:
            out.write_batch(words_batch(words))


def main():
    RESOURCES.mkdir(parents=True, exist_ok=True)
    batch = pa.record_batch(columns()).replace_schema_metadata({"origin": "pyarrow"})
    for codec in (None, "lz4", "zstd"):
        options = ipc.IpcWriteOptions(compression=codec)
        for kind, writer in (("arrows", ipc.new_stream), ("arrow", ipc.new_file)):
            with writer(RESOURCES / f"{codec or 'plain'}.{kind}", batch.schema, options=options) as out:
                out.write_batch(batch)
                out.write_batch(batch.slice(3, 20))
                out.write_batch(batch.slice(5, 0))
    write_dictionaries("replaced_dictionary.arrows")
    write_dictionaries("delta_dictionary.arrows", emit_dictionary_deltas=True)
    write_dictionaries("delta_dictionary.arrow", ipc.new_file, emit_dictionary_deltas=True)
    write_dictionaries("legacy.arrows", use_legacy_format=True, metadata_version=ipc.MetadataVersion.V4)


if __name__ == "__main__":
    main()
