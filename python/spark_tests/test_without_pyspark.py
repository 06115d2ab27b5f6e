"""What of activations.spark can be tested without PySpark."""

import importlib
import inspect
import re
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def without_pyspark(monkeypatch):
    """As if PySpark could not be imported."""
    for name in [name for name in sys.modules if name.split(".")[0] in ("pyspark", "activations")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)


def test_package_and_functions_are_imported_without_pyspark(without_pyspark):
    package = importlib.import_module("activations.spark")
    functions = importlib.import_module("activations.spark.functions")

    assert set(package.__all__) <= set(dir(package))
    assert set(functions.__all__) <= set(dir(functions))


def test_every_function_says_what_it_does_and_takes_its_parameters_by_name(without_pyspark):
    functions = importlib.import_module("activations.spark.functions")

    for name in functions.__all__:
        function = getattr(functions, name)
        assert function.__doc__, name
        assert all(p.kind is p.POSITIONAL_OR_KEYWORD for p in inspect.signature(function).parameters.values()), name
    assert str(inspect.signature(functions.leaky_relu)).startswith("(x: 'Column | str', alpha: ")


def test_every_function_of_the_docs_is_there(without_pyspark):
    functions = importlib.import_module("activations.spark.functions")
    documented = re.findall(r"^### ([a-z0-9_]+)$", (DOCS / "functions.md").read_text(), re.MULTILINE)

    assert len(documented) > 30
    assert set(documented) <= {*functions.__all__, "tanh", "tanh_derivative", "unit_firing_counts"}


def test_jar_that_is_nowhere_is_an_error_that_names_the_wheel(monkeypatch, tmp_path):
    from activations.spark import _jar

    monkeypatch.setattr(_jar, "__file__", str(tmp_path / "a" / "b" / "c" / "_jar.py"))
    with pytest.raises(FileNotFoundError, match="install the wheel that scripts/build-wheel makes"):
        _jar.jar()


def test_jar_inside_the_package_comes_first(monkeypatch, tmp_path):
    from activations.spark import _jar

    jar = tmp_path / "activations" / "spark" / "jars" / "activations-jobs-bundle.jar"
    jar.parent.mkdir(parents=True)
    jar.touch()
    monkeypatch.setattr(_jar, "__file__", str(jar.parents[1] / "_jar.py"))
    assert _jar.jar() == str(jar.resolve())
