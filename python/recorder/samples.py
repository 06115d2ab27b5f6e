"""Which samples were recorded, exactly and in little memory."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

FEW = 1024  # so many are listed


class SampleNumbers:
    """Numbers of samples, added in any order, each once; numbers that follow one another are held as a range."""

    def __init__(self):
        self._ranges: list[tuple[int, int]] = []  # first and last

    def add(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            if self._ranges and self._ranges[-1][1] == number - 1:
                self._ranges[-1] = self._ranges[-1][0], number
            else:
                self._ranges.append((number, number))

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self._ranges)

    def __iter__(self) -> Iterator[int]:
        return (number for first, last in self._ranges for number in range(first, last + 1))

    def bitmap(self) -> bytes:
        """A 64-bit Roaring bitmap in the portable format, all of its containers runs."""
        high: dict[int, dict[int, list[tuple[int, int]]]] = {}
        for first, last in sorted(self._ranges):
            while first <= last:
                end = min(last, first | 0xFFFF)
                runs = high.setdefault(first >> 32, {}).setdefault(first >> 16 & 0xFFFF, [])
                runs.append((first & 0xFFFF, end - first))
                first = end + 1
        parts = [struct.pack("<Q", len(high))]
        for key, containers in high.items():
            parts += [struct.pack("<I", key), _bitmap_of_runs(containers)]
        return b"".join(parts)


def _bitmap_of_runs(containers: dict[int, list[tuple[int, int]]]) -> bytes:
    """A 32-bit Roaring bitmap: of each 16 upper bits, the runs of the lower ones as (first, length - 1)."""
    count = len(containers)
    head = struct.pack("<I", 12347 | count - 1 << 16) + ((1 << count) - 1).to_bytes((count + 7) // 8, "little")
    for key, runs in containers.items():
        head += struct.pack("<HH", key, sum(more + 1 for _, more in runs) - 1)
    bodies = []
    for runs in containers.values():
        bodies.append(struct.pack("<H", len(runs)) + b"".join(struct.pack("<HH", *run) for run in runs))
    if count >= 4:  # then come the places of the containers
        place = len(head) + 4 * count
        for body in bodies:
            head += struct.pack("<I", place)
            place += len(body)
    return head + b"".join(bodies)
