"""Activations for Apache Spark, from Python: `ActivationRecorder` writes a PyTorch model's activation log.

The package loads neither torch nor pyspark until something of it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .record import ActivationRecorder

__all__ = ["ActivationRecorder"]


def __getattr__(name: str) -> Any:
    if name == "ActivationRecorder":
        from .record import ActivationRecorder

        return ActivationRecorder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
