"""Counts, means, squares and a histogram of tensors, added up in double precision."""

from __future__ import annotations

import torch

from .behaviour import flags
from .scratch import SCRATCH


class Moments:
    """How many numbers there are, their mean, and the sums of squared and cubed deviations; of each unit, or of all.

    Merged by the formulas of Chan, Golub and LeVeque (1983) and Pébay (2008).
    """

    def __init__(self, count: torch.Tensor, mean: torch.Tensor, m2: torch.Tensor, m3: torch.Tensor):
        self.count, self.mean, self.m2, self.m3 = count, mean, m2, m3

    @classmethod
    def of(cls, values: torch.Tensor, there: torch.Tensor | None, dims: list[int]) -> Moments:
        """Of values along some axes, where they are `there`; values that are not there have to be finite."""
        first = values
        for dim in dims:
            first = first.narrow(dim, 0, 1)
        first = first.double()
        # Equal values have no spread at all.
        apart = SCRATCH.like(values, torch.float64, "apart").copy_(values).sub_(first)
        if there is None:
            count = torch.full_like(first, values.numel() // first.numel())
        else:
            count = there.sum(dims, keepdim=True, dtype=torch.float64)
            apart *= there
        mean = apart.sum(dims, keepdim=True) / count.clamp(min=1)
        apart -= mean
        if there is not None:
            apart *= there
        squares = torch.mul(apart, apart, out=SCRATCH.like(apart, torch.float64, "squares"))
        m2 = squares.sum(dims, keepdim=True)
        m3 = squares.mul_(apart).sum(dims, keepdim=True)
        return cls(*(part.flatten() for part in (count, (first + mean) * (count > 0), m2, m3)))

    def plus(self, other: Moments | None) -> Moments:
        if other is None:
            return self
        count = self.count + other.count
        ours, theirs = self.count / count.clamp(min=1), other.count / count.clamp(min=1)
        delta = other.mean - self.mean
        spread = delta * delta * ours * other.count
        m3 = self.m3 + other.m3 + spread * delta * (ours - theirs)
        m3 += 3 * delta * (ours * other.m2 - theirs * self.m2)
        mean = torch.where(self.count == 0, other.mean, self.mean + delta * theirs)
        return Moments(count, mean, self.m2 + other.m2 + spread, m3)

    def of_all(self) -> tuple[int, float, float, float]:
        """All units together: count, mean, m2, m3."""
        count = self.count.sum()
        if count == 0:
            return 0, 0.0, 0.0, 0.0
        first = self.mean[self.count > 0][0]
        mean = first + ((self.mean - first) * self.count).sum() / count
        delta = torch.where(self.count > 0, self.mean - mean, 0.0)
        m2 = (self.m2 + self.count * delta * delta).sum()
        m3 = (self.m3 + 3 * delta * self.m2 + self.count * delta**3).sum()
        return int(count), mean.item(), m2.item(), m3.item()


class Histogram:
    """Counts of finite numbers by the upper 16 bits of their doubles: sign, exponent and four bits of mantissa.

    Zeros are counted by themselves; NaN and infinities are not counted.
    """

    def __init__(self):
        self.positive_zeros = self.negative_zeros = 0
        self._floats = self._doubles = 0  # counts by the upper 13 bits of floats, and by the upper 16 of doubles

    def add(self, values: torch.Tensor) -> None:
        if values.dtype is torch.float64:
            self._add_zeros(values.view(torch.int64))
            self._add_doubles(values)
            return
        values = values.float()
        bits = values.view(torch.int32)
        keys = torch.bitwise_right_shift(bits, 19, out=SCRATCH.like(bits, torch.int32, "bins")).bitwise_and_(0x1FFF)
        counts = torch.bincount(keys, minlength=1 << 13)
        self._floats = self._floats + counts
        tiny = counts[:16].sum() + counts[4096:4112].sum()
        if tiny == 0:
            return
        if values.numel() - tiny == flags(torch.ne, values, 0).sum():  # zeros alone
            self.positive_zeros, self.negative_zeros = (
                self.positive_zeros + counts[0],
                self.negative_zeros + counts[4096],
            )
        else:  # subnormal floats are normal doubles
            self._add_zeros(bits)
            self._add_doubles(values[values.abs() < torch.finfo(torch.float32).tiny].double())

    def _add_zeros(self, bits: torch.Tensor) -> None:
        positive, negative = (bits == 0).sum(), (bits == torch.iinfo(bits.dtype).min).sum()
        self.positive_zeros, self.negative_zeros = self.positive_zeros + positive, self.negative_zeros + negative

    def _add_doubles(self, values: torch.Tensor) -> None:
        bits = values[values != 0].view(torch.int64)
        self._doubles = self._doubles + torch.bincount((bits >> 48) & 0xFFFF, minlength=1 << 16)

    def bins(self) -> tuple[torch.Tensor, torch.Tensor]:
        """The bins that numbers lie in, ascending, and how many lie in each."""
        counts = torch.zeros(1 << 16, dtype=torch.int64)
        if isinstance(self._doubles, torch.Tensor):
            counts += self._doubles.cpu()
        if isinstance(self._floats, torch.Tensor):
            key = torch.arange(1 << 13)
            exponent = key >> 4 & 0xFF
            normal = (exponent > 0) & (exponent < 255)
            place = (key >> 12 << 15) | (exponent + 1023 - 127 << 4) | (key & 15)
            counts.index_add_(0, place[normal], self._floats.cpu()[normal])
        counts.view(2, 2048, 16)[:, 2047] = 0  # NaN and infinities
        places = counts.nonzero().flatten()
        return places, counts[places]
