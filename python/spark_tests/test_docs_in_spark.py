"""The blocks of docs/pyspark.md run as they stand."""

import re
from pathlib import Path

import pytest
from conftest import HOME, classic_only

pytestmark = classic_only

PAGE = (HOME / "docs" / "pyspark.md").read_text()


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def examples(monkeypatch, tmp_path):
    (tmp_path / "examples").symlink_to(HOME / "examples")
    monkeypatch.chdir(tmp_path)


def test_python_blocks_run_and_print_what_they_say(spark, examples, capsys):
    pytest.importorskip("numpy", reason="pyspark.ml needs numpy")
    names = {}
    for block in blocks("python"):
        exec(block.replace("examples/", f"{Path.cwd()}/examples/").replace('"leaky-model"', f'"{Path.cwd()}/m"'), names)
    printed = capsys.readouterr().out
    assert re.search(r"gelu: parameter approximate must be one of none, tanh, got foo; line 1 pos 7", printed)
    assert "hidden1 fail" in printed
    assert re.search(r"hidden1\| +47", printed)
    assert names["diagnosis"].ok is False


def test_sql_blocks_run(spark, examples):
    (block,) = blocks("sql")
    verdicts, findings = [
        spark.sql(statement.replace("examples/", f"{Path.cwd()}/examples/")).collect()
        for statement in block.split(";")
        if statement.strip()
    ]
    assert [tuple(row) for row in verdicts] == [
        ("hidden1", "fail"),
        ("hidden2", "fail"),
        ("hidden3", "fail"),
        ("softmax", "warn"),
    ]
    assert any(row.evidence.startswith("47 of 64 units never fired in 300 samples") for row in findings)
