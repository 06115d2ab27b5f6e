"""Files: names, formats, and that each is whole or absent."""

import errno
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from activations.record import ActivationRecorder
from conftest import read_json_lines, read_safetensors
from models import Gpt, LstmByCell, MixtureOfExperts, SmallNetwork
from torch import nn

MODEL = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
PROBE = torch.randn(10, 3)


class TestNames:
    def test_each_step_is_a_file_of_its_run_step_and_process(self, log):
        recorder = ActivationRecorder(MODEL, log, run="lr/0.1")
        names = [recorder.record(PROBE, step).name for step in (0, 20)]
        assert names == [f"activations-lr%2F0.1-step-{step}-{os.getpid()}.jsonl.gz" for step in (0, 20)]
        assert sorted(path.name for path in log.iterdir()) == sorted(names)

    def test_rank_of_a_distributed_job_is_in_the_name_and_its_numbers_are_asked_for(self, log, monkeypatch):
        monkeypatch.setenv("RANK", "3")
        monkeypatch.setenv("WORLD_SIZE", "4")
        with pytest.warns(UserWarning, match="rank 3 numbers its samples from 0, as rank 0 does"):
            path = ActivationRecorder(MODEL, log).record(PROBE, 0)
        assert path.name == f"activations-step-0-rank-3-{os.getpid()}.jsonl.gz"

    def test_step_that_was_there_before_is_refused(self, log):
        path = ActivationRecorder(MODEL, log, run="a").record(PROBE, 0)
        again = ActivationRecorder(MODEL, log, run="a")
        with pytest.raises(
            ValueError, match=re.escape(f"{path} exists already: choose another run or folder, or delete it")
        ):
            again.record(PROBE, 0)
        again.record(PROBE, 1)
        ActivationRecorder(MODEL, log, run="b").record(PROBE, 0)

    def test_two_processes_of_one_job_write_a_whole_file_each(self, log):
        program = (
            "import sys, torch; from torch import nn; from activations.record import ActivationRecorder\n"
            "torch.set_num_threads(1); torch.manual_seed(int(sys.argv[1]))\n"
            "model = nn.Sequential(nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU())\n"
            "recorder = ActivationRecorder(model, sys.argv[2], run='x', format=sys.argv[3])\n"
            "print('ready', flush=True); sys.stdin.readline()\n"
            "print(recorder.record(torch.randn(400, 64), 0))"
        )
        for form, read in (("jsonl", read_json_lines), ("safetensors", read_safetensors)):
            command = [sys.executable, "-W", "ignore", "-c", program]
            processes = [
                subprocess.Popen([*command, str(rank), log / form, form], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)})
                for rank in range(2)
            ]  # fmt: skip
            for process in processes:
                assert process.stdout.readline() == "ready\n"
            paths = {process.communicate("\n")[0].strip() for process in processes}
            assert {str(path) for path in (log / form).iterdir()} == paths and len(paths) == 2
            for path in paths:
                assert read(Path(path))


class TestFormats:
    def test_small_steps_are_json_lines_and_large_ones_safetensors(self, log):
        model = nn.Sequential(nn.Linear(3, 1000), nn.ReLU())
        assert ActivationRecorder(model, log / "small").record(torch.randn(999, 3), 0).name.endswith(".jsonl.gz")
        assert ActivationRecorder(model, log / "large").record(torch.randn(1000, 3), 0).name.endswith(".safetensors")

    @pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.bfloat16, torch.float16])
    def test_values_keep_their_type_and_every_bit(self, log, dtype):
        model, probe = nn.Sequential(nn.Linear(3, 4), nn.ReLU()).to(dtype), PROBE.to(dtype)
        for form in ("safetensors", "jsonl"):
            path = ActivationRecorder(model, log / form, format=form).record(probe, 0)
            with torch.no_grad():
                expected = torch.relu(model[0](probe))
            if form == "safetensors":
                values = read_safetensors(path)[0]["1/post"]
                assert values.dtype is dtype
            else:
                values = torch.tensor([row["post"] for row in read_json_lines(path)], dtype=dtype)
            assert torch.equal(values, expected)

    def test_safetensors_say_what_they_hold(self, log):
        model = SmallNetwork()
        path = ActivationRecorder(model, log, run="a", format="safetensors").record(torch.randn(5, 1, 8, 8), 20)
        tensors, metadata = read_safetensors(path)
        assert {
            name: (str(t.dtype), tuple(t.shape)) for name, t in tensors.items() if name.startswith(("conv", "silu"))
        } == {
            "conv_act/post": ("torch.float32", (5, 3, 6, 6)),
            "conv_act/sample": ("torch.int64", (5,)),
            "silu/pre": ("torch.float32", (5, 8)),
            "silu/post": ("torch.float32", (5, 8)),
            "silu/sample": ("torch.int64", (5,)),
        }
        told = {key.removeprefix("activations."): value for key, value in metadata.items()}
        assert {key: told[key] for key in ("format", "version", "run", "step")} == {
            "format": "pt", "version": "1", "run": "a", "step": "20",
        }  # fmt: skip
        assert {key: value for key, value in told.items() if key.startswith("conv_act/")} == {
            "conv_act/post.layer": "conv_act",
            "conv_act/post.column": "post",
            "conv_act/post.depth": "0",
            "conv_act/post.activation": "relu",
            "conv_act/post.role": "hidden",
            "conv_act/post.shape": "[3,6,6]",
            "conv_act/post.unit_axis": "0",
            "conv_act/sample.layer": "conv_act",
            "conv_act/sample.column": "sample",
        }

    def test_tokens_stay_before_features_and_the_unit_axis_says_so(self, log):
        model = nn.Sequential(nn.Linear(5, 3), nn.ReLU())
        tensors, metadata = read_safetensors(
            ActivationRecorder(model, log, format="safetensors").record(torch.randn(4, 7, 5), 0)
        )
        assert tensors["1/post"].shape == (4, 7, 3)
        assert (metadata["activations.1/post.shape"], metadata["activations.1/post.unit_axis"]) == ("[7,3]", "1")

    def test_times_and_experts_have_their_sample_and_position(self, log):
        tensors, _ = read_safetensors(
            ActivationRecorder(LstmByCell(), log / "a", format="safetensors").record(torch.randn(7, 4, 5), 0)
        )
        assert tensors["cell.cell/sample"].tolist() == list(range(7)) * 4
        assert tensors["cell.cell/position"].tolist() == [time for time in range(4) for _ in range(7)]
        tensors, _ = read_safetensors(
            ActivationRecorder(MixtureOfExperts(), log / "b", format="safetensors").record(torch.randn(9, 5, 8), 0)
        )
        experts = [f"experts.{number}.1" for number in range(4)]
        routed = [
            pair for e in experts for pair in zip(tensors[f"{e}/sample"].tolist(), tensors[f"{e}/position"].tolist())
        ]
        assert sorted(routed) == sorted(2 * [(sample, token) for sample in range(9) for token in range(5)])

    def test_each_batch_is_tensors_of_its_own(self, log):
        tensors, metadata = read_safetensors(
            ActivationRecorder(MODEL, log, format="safetensors").record(PROBE, 0, batch_size=4)
        )
        assert [name for name in tensors if "post" in name] == ["1/post", "1/post/1", "1/post/2"]
        assert tensors["1/sample/2"].tolist() == [8, 9]
        assert metadata["activations.1/post/2.layer"] == "1"

    def test_masks_of_any_size_leave_every_tensor_aligned(self, log):
        model = Gpt(tokens=7, heads=1, width=6, blocks=3).bfloat16()
        for samples in (1, 3, 5):  # read_safetensors checks the places
            tensors, _ = read_safetensors(
                ActivationRecorder(model, log / str(samples), format="safetensors").record(
                    torch.randint(0, 11, (samples, 7)), 0
                )
            )
            assert tensors["block.2@softmax/mask"].shape == (samples, 1, 7, 7)
            assert tensors["block.2@gelu/post"].dtype is torch.bfloat16

    def test_more_header_than_there_was_room_for_is_made_room_for(self, log):
        path = ActivationRecorder(MODEL, log, format="safetensors").record(PROBE.repeat(50, 1), 0, batch_size=2)
        tensors, _ = read_safetensors(path)
        values = torch.cat([values for name, values in tensors.items() if "post" in name])
        assert torch.allclose(values, MODEL[:2](PROBE.repeat(50, 1)).detach(), atol=1e-6)
        assert [p.name for p in log.iterdir()] == [path.name]

    def test_pytorch_reads_the_bytes_where_the_library_can_be_had(self, log):
        safetensors = pytest.importorskip("safetensors.torch")
        path = ActivationRecorder(MODEL, log, format="safetensors").record(PROBE, 0)
        assert torch.equal(safetensors.load_file(path)["1/post"], MODEL[:2](PROBE).detach())


class TestFullDisk:
    """The limit on a file's length stands for the disk: the same error comes from the same call."""

    @pytest.mark.parametrize("form", ["jsonl", "safetensors"])
    @pytest.mark.parametrize("limit", [0, 1000, 20_000])
    def test_nothing_is_left_and_the_next_step_is_recorded(self, log, form, limit):
        model = nn.Sequential(nn.Linear(3, 500), nn.ReLU())
        recorder = ActivationRecorder(model, log, format=form)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            with pytest.raises(OSError) as failure:
                recorder.record(torch.randn(100, 3), 0)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert failure.value.errno == errno.EFBIG
        assert list(log.iterdir()) == []
        recorder.record(torch.randn(100, 3), 0)
        assert len(list(log.iterdir())) == 1

    def test_folder_that_cannot_be_made_is_said(self, tmp_path):
        (tmp_path / "log").write_text("a file")
        with pytest.raises(OSError, match="log"):
            ActivationRecorder(MODEL, tmp_path / "log").record(PROBE, 0)
