"""The folder of a log: which file a recording goes to."""

from __future__ import annotations

import os
import re
import urllib.parse
from collections import Counter
from pathlib import Path

from .files import aside_of
from .modes import process_rank


class LogFolder:
    """Names the files of one run and process: activations-RUN-step-STEP-rank-RANK-PID.ENDING.

    What was there before this object was made is another job's: its steps are not recorded again. What came since is of
    another process of the same job, and has another name.
    """

    def __init__(self, folder: Path, run: str | None):
        self._folder = folder
        self._run = urllib.parse.quote(f"{run}-", safe="") if run else ""
        self._there = {path.name for path in folder.glob("activations-*")} if folder.is_dir() else set()
        self._parts: Counter[int] = Counter()

    def new_path(self, step: int, ending: str) -> Path:
        rank = "" if process_rank() is None else f"rank-{process_rank()}-"
        prefix = f"activations-{self._run}step-{step}-{rank}"
        of_this_step = re.compile(re.escape(prefix) + r"\d+(-\d+)?\.(jsonl\.gz|safetensors|parquet)")
        if before := next(filter(of_this_step.fullmatch, sorted(self._there)), None):
            raise ValueError(f"{self._folder / before} exists already: choose another run or folder, or delete it")
        while True:
            part = self._parts[step]
            self._parts[step] += 1
            path = self._folder / f"{prefix}{os.getpid()}{f'-{part}' if part else ''}{ending}"
            if not path.exists() and not aside_of(path).exists():
                return path
