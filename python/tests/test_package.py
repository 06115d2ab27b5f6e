"""The package: what it loads, and the one file that is made of its modules."""

import subprocess
import sys
from pathlib import Path

from conftest import read_json_lines

PYTHON = Path(__file__).parent.parent


def run(program, folder, *options):
    command = [sys.executable, "-W", "ignore", *options, "-c", program]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_package_loads_neither_torch_nor_pyspark_until_it_is_used(tmp_path):
    run(
        f"import sys; sys.path.insert(0, {str(PYTHON)!r}); import activations\n"
        "assert not {'torch', 'pyspark'} & set(sys.modules)\n"
        "from activations import ActivationRecorder",
        tmp_path,
    )


def test_one_file_beside_a_script_is_enough(tmp_path):
    (tmp_path / "record.py").write_bytes((PYTHON / "activations" / "record.py").read_bytes())
    path = run(
        "import sys; sys.path.insert(0, '.'); import torch; from record import ActivationRecorder\n"
        "print(ActivationRecorder(torch.nn.ReLU(), 'log').record(torch.randn(3, 4), 0))",
        tmp_path,
        "-I",
    )
    assert len(read_json_lines(tmp_path / path.strip())) == 3


def test_one_file_is_what_the_modules_give(tmp_path):
    script = PYTHON.parent / "scripts" / "bundle_recorder.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_modules_record_as_the_one_file_does(tmp_path):
    path = run(
        f"import sys; sys.path.insert(0, {str(PYTHON)!r}); import torch; from recorder import ActivationRecorder\n"
        "print(ActivationRecorder(torch.nn.ReLU(), 'log').record(torch.randn(3, 4), 0))",
        tmp_path,
    )
    assert len(read_json_lines(tmp_path / path.strip())) == 3
