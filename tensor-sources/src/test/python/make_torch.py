"""Makes src/test/resources/torch/*: files of torch.save, and safetensors files, with expected.json.

Run in this folder with any Python that has torch (made with 2.13, CPU): python3 make_torch.py
The safetensors files are written by the layout that the format publishes, from the bytes that torch has for each tensor.
"""

import json
import pathlib
import warnings

import torch
from torch import nn

import expected

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "torch"
SAFETENSORS = {
    "F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16,
    "F8_E4M3": torch.float8_e4m3fn, "F8_E5M2": torch.float8_e5m2,
    "I64": torch.int64, "I32": torch.int32, "I16": torch.int16, "I8": torch.int8,
    "U64": torch.uint64, "U32": torch.uint32, "U16": torch.uint16, "U8": torch.uint8, "BOOL": torch.bool,
}  # fmt: skip
NAMES = {dtype: name for name, dtype in SAFETENSORS.items()} | {torch.complex64: "C64"}

torch.manual_seed(18)


def tensor(dtype, *shape):
    """Numbers of a type, the extreme ones first."""
    count = torch.Size(shape).numel()
    if dtype.is_floating_point:
        info = torch.finfo(dtype)
        first = [float("nan"), float("inf"), -float("inf"), -0.0, info.max, info.tiny, info.smallest_normal / 2]
        values = torch.cat([torch.tensor(first, dtype=torch.float64), torch.randn(count, dtype=torch.float64)])
        if dtype == torch.float8_e4m3fn:  # has no infinity: what becomes of one is torch's affair
            values = values[3:]
        return values[:count].to(dtype).reshape(shape)
    if dtype == torch.bool:
        return torch.randint(0, 2, shape).bool()
    info = torch.iinfo(dtype)
    extremes = [info.min, min(info.max, 2**63 - 1), 0, 1]
    values = extremes + [i % 100 for i in range(count)]
    return torch.tensor(values[:count], dtype=torch.int64).to(dtype).reshape(shape)


def raw(t):
    return bytes(t.contiguous().flatten().view(torch.uint8).tolist()) if t.numel() else b""


def of(t):
    values = t.contiguous().flatten()
    numbers = [int(v) for v in values.tolist()] if not t.dtype.is_floating_point else values.double().tolist()
    return expected.entry(str(t.dtype).removeprefix("torch."), t.shape, numbers)


def save_safetensors(path, tensors, metadata=None):
    """8 bytes of the header's length, little endian; the header, JSON padded with blanks; the tensors' bytes."""
    header = {"__metadata__": metadata} if metadata else {}
    position = 0
    for name, t in tensors.items():
        size = t.numel() * t.element_size()
        header[name] = {"dtype": NAMES[t.dtype], "shape": list(t.shape), "data_offsets": [position, position + size]}
        position += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(raw(t) for t in tensors.values()))


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = {}

    def safetensors(name, tensors, metadata=None):
        save_safetensors(FOLDER / name, tensors, metadata)
        files[name] = {key: of(t) for key, t in tensors.items()}

    def pt(name, tensors):
        torch.save(tensors, FOLDER / name)
        named = tensors if isinstance(tensors, dict) else {name.removesuffix(".pt"): tensors}
        files[name] = {key: of(t.detach()) for key, t in named.items()}

    every = {name.lower(): tensor(dtype, 4, 3) for name, dtype in SAFETENSORS.items()}
    floats = {key: t for key, t in every.items() if t.element_size() < 4 or t.dtype == torch.float32}
    safetensors("every.safetensors", every, {"activations.run": "first", "note": "ü, \u2028"})
    safetensors("floats.safetensors", floats)
    safetensors("empty.safetensors", {"no_rows": torch.zeros(0, 4), "number": torch.tensor(2.5), "one": torch.ones(1, 1)})
    shards = FOLDER / "sharded"
    shards.mkdir(exist_ok=True)
    weight_map = {}
    for i, layer in enumerate(("h1", "h2"), 1):
        shard = f"model-0000{i}-of-00002.safetensors"
        tensors = {f"{layer}.weight": tensor(torch.float32, 4, 3), f"{layer}.bias": tensor(torch.float32, 4)}
        safetensors(f"sharded/{shard}", tensors)
        weight_map |= {key: shard for key in tensors}
    index = {"metadata": {"total_size": 120}, "weight_map": weight_map}
    (shards / "model.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n")

    pt("tensor.pt", tensor(torch.float32, 6, 5))
    pt("parameter.pt", nn.Parameter(tensor(torch.float32, 2, 3)))
    pt("every.pt", every)
    pt("state_dict.pt", nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.BatchNorm1d(4)).state_dict())
    base = tensor(torch.float32, 6, 4, 3)
    pt("views.pt", {"rows": base[2:4], "transposed": base[0].t(), "permuted": base.permute(2, 0, 1), "alike": base[2:4]})

    expected.write(FOLDER / "expected.json", files)
    save_refused(base)


def save_refused(base):
    """What has more in it than a flat dict of tensors, or tensors that are not dense."""
    save_safetensors(FOLDER / "complex.safetensors", {"c": torch.ones(2, dtype=torch.complex64), "f": torch.ones(2)})
    torch.save({"model": {"h1": torch.ones(2)}, "h0": torch.ones(2)}, FOLDER / "nested.refused.pt")
    torch.save({"h1": torch.ones(2), "epoch": 3, "loss": 0.5}, FOLDER / "checkpoint.refused.pt")
    torch.save([torch.ones(2)], FOLDER / "list.refused.pt")
    torch.save(nn.Linear(2, 2), FOLDER / "module.refused.pt")
    torch.save(base[:, ::2], FOLDER / "gaps.refused.pt")
    torch.save(torch.ones(3).expand(4, 3), FOLDER / "expanded.refused.pt")
    torch.save(torch.ones(2, dtype=torch.complex64), FOLDER / "complex.refused.pt")
    torch.save(torch.ones(2, 2).to_sparse(), FOLDER / "sparse.refused.pt")
    torch.save(torch.ones(2), FOLDER / "legacy.refused.pt", _use_new_zipfile_serialization=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.jit.save(torch.jit.script(nn.Linear(2, 2)), FOLDER / "script.refused.pt")
    (FOLDER / "runs_code.refused.pt").write_bytes(pickled_call())


def pickled_call():
    """An archive like torch's whose pickle asks for os.system to be called."""
    import io
    import zipfile

    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("archive/data.pkl", b"\x80\x02cos\nsystem\nX\x0c\x00\x00\x00touch hacked\x85R.")
        out.writestr("archive/version", "3\n")
    return archive.getvalue()


if __name__ == "__main__":
    main()
