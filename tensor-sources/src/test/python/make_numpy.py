"""Makes src/test/resources/numpy/*: npy and npz files as numpy writes them, and expected.json.

Run in this folder with any Python that has numpy (made with 2.4): python3 make_numpy.py
"""

import pathlib
import zipfile

import numpy as np

import expected

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "numpy"
TYPES = {"f2": "float16", "f4": "float32", "f8": "float64", "b1": "bool"}
TYPES |= {f"i{n}": f"int{8 * n}" for n in (1, 2, 4, 8)} | {f"u{n}": f"uint{8 * n}" for n in (1, 2, 4, 8)}

random = np.random.default_rng(18)


def array(descr, shape):
    """Numbers of a type, the extreme ones first."""
    dtype = np.dtype(descr)
    count = int(np.prod(shape))
    if dtype.kind == "f":
        info = np.finfo(dtype)
        first = [np.nan, np.inf, -np.inf, -0.0, info.max, info.tiny, info.smallest_subnormal]
        values = np.concatenate([np.array(first, dtype), random.normal(size=count).astype(dtype)])
    elif dtype.kind == "b":
        values = random.integers(0, 2, count).astype(dtype)
    else:
        info = np.iinfo(dtype)
        values = np.concatenate([np.array([info.min, info.max, 0, 1], dtype), random.integers(0, 100, count).astype(dtype)])
    return values[:count].reshape(shape)


def of(a):
    return expected.entry(TYPES[a.dtype.str[1:]], a.shape, a.astype("f8").flatten(order="C"))


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = {}

    def save(name, a, **options):
        with open(FOLDER / name, "wb") as out:
            np.lib.format.write_array(out, a, **options)
        files[name] = {name[: -len(".npy")]: of(a)}

    def savez(name, arrays, save_as=np.savez):
        save_as(FOLDER / name, **arrays)
        files[name] = {key: of(a) for key, a in arrays.items()}

    save("version1.npy", array("<f4", (6, 5)), version=(1, 0))
    save("version2.npy", array("<f4", (6, 5)), version=(2, 0))
    save("version3.npy", array(">f8", (4, 3)), version=(3, 0))
    save("fortran.npy", np.asfortranarray(array("<f4", (5, 4, 3, 2))))
    save("number.npy", np.array(2.5, "<f4"))
    save("vector.npy", array("<f2", (9,)))
    every = {}
    for kind in TYPES:
        for order in "<>" if kind[1] != "1" else "|":
            every[f"{kind}{'be' if order == '>' else ''}"] = array(order + kind, (4, 3))
            every[f"{kind}{'be' if order == '>' else ''}_fortran"] = np.asfortranarray(array(order + kind, (4, 3, 2)))
    savez("every.npz", every)
    savez("compressed.npz", every, np.savez_compressed)
    savez("empty.npz", {"no_rows": np.zeros((0, 4), "f4"), "no_columns": np.zeros((3, 0), "f4"), "one": np.ones((1, 1), "f4")})
    save_zip64("zip64.npz", {"h/1": array("<f4", (8, 6)), "h/2": array("<f4", (8, 2))}, files)

    expected.write(FOLDER / "expected.json", files)
    save_refused()


def save_zip64(name, arrays, files):
    """As for more than 4 GiB: sizes and offsets of 64 bits, in the directory too."""
    limit, zipfile.ZIP64_LIMIT = zipfile.ZIP64_LIMIT, 10
    try:
        np.savez(FOLDER / name, **arrays)
    finally:
        zipfile.ZIP64_LIMIT = limit
    files[name] = {key: of(a) for key, a in arrays.items()}


def save_refused():
    """What no reader of numbers should read."""
    np.savez(
        FOLDER / "refused.npz",
        objects=np.array([{"a": 1}, None], object),
        text=np.array(["relu", "gelu"]),
        complex=np.ones((2, 2), "c8"),
        structured=np.zeros(2, [("a", "f4"), ("b", "i4")]),
        raw=np.zeros(4, "V2"),
        dates=np.zeros(2, "M8[s]"),
        good=np.ones((2, 2), "f4"),
    )
    with open(FOLDER / "two.npy.bin", "wb") as out:
        np.save(out, np.ones(3, "f4"))
        np.save(out, np.zeros(3, "f4"))


if __name__ == "__main__":
    main()
