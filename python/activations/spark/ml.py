"""The Spark ML stage of the activation functions, for Pipelines in Python.

Importing this module also lets ``PipelineModel.load`` find the stage in a pipeline that Java or Scala has saved.
"""

from __future__ import annotations

import sys
import types
from importlib import import_module
from typing import Any

from pyspark import keyword_only
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import HasInputCol, HasOutputCol
from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable
from pyspark.ml.wrapper import JavaTransformer

__all__ = ["ActivationTransformer"]

_JAVA_PACKAGE = "dev.activations.spark.ml"
_JAVA_CLASS = _JAVA_PACKAGE + ".ActivationTransformer"


class _Reader(JavaMLReader):
    """Reads the stage by the name of its Java class, which is not that of the Python module."""

    @classmethod
    def _java_loader_class(cls, clazz: Any) -> str:
        return _JAVA_CLASS


class ActivationTransformer(
    JavaTransformer, HasInputCol, HasOutputCol, JavaMLReadable["ActivationTransformer"], JavaMLWritable
):
    """Adds a column with an activation function of another: a number, an array of numbers or an ML vector.

    Float stays float, other numbers become double; NULL gives NULL and NaN gives NaN.

    :param inputCol: the column to read
    :param outputCol: the column to add; it must not exist yet
    :param activation: the function with its parameters, such as ``relu`` or ``leaky_relu(alpha=0.2)``

    >>> ActivationTransformer(inputCol="x", outputCol="y", activation="gelu").transform(df)  # doctest: +SKIP
    """

    activation: Param[str] = Param(
        Params._dummy(),  # type: ignore[attr-defined]
        "activation",
        "activation function, such as relu or leaky_relu(alpha=0.2)",
        typeConverter=TypeConverters.toString,
    )

    _input_kwargs: dict[str, Any]

    @keyword_only
    def __init__(self, *, inputCol: str | None = None, outputCol: str | None = None, activation: str = "relu") -> None:
        super().__init__()
        self._java_obj = self._new_java_obj(_JAVA_CLASS, self.uid)
        self._setDefault(activation="relu")
        self.setParams(**self._input_kwargs)

    @keyword_only
    def setParams(
        self, *, inputCol: str | None = None, outputCol: str | None = None, activation: str = "relu"
    ) -> ActivationTransformer:
        """Sets several parameters at once; raises where ``activation`` is not a function of the catalogue."""
        return self._set(**self._input_kwargs)

    def setInputCol(self, value: str) -> ActivationTransformer:
        return self._set(inputCol=value)

    def setOutputCol(self, value: str) -> ActivationTransformer:
        return self._set(outputCol=value)

    def setActivation(self, value: str) -> ActivationTransformer:
        return self._set(activation=value)

    def getActivation(self) -> str:
        return self.getOrDefault(self.activation)

    @classmethod
    def read(cls) -> JavaMLReader[ActivationTransformer]:
        return _Reader(cls)


def _add_module_of_the_java_class() -> None:
    """PySpark imports a stage that Java saved from the module that is named like its Java package."""
    parts = _JAVA_PACKAGE.split(".")
    for end in range(1, len(parts) + 1):
        name = ".".join(parts[:end])
        try:
            import_module(name)
        except ModuleNotFoundError:
            module = types.ModuleType(name)
            module.__path__ = []
            sys.modules[name] = module
    sys.modules[_JAVA_PACKAGE].ActivationTransformer = ActivationTransformer  # type: ignore[attr-defined]


_add_module_of_the_java_class()
