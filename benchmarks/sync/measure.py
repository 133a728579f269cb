"""Run a command and say what it cost: seconds, peak memory, what went over the line."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass

from benchmarks.line import DelayedLine, LineCounts
from benchmarks.sync.programs import Command


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a program cost."""

    seconds: float
    peak_mb: float
    line: LineCounts
    output: bytes


class RunFailed(Exception):
    """The program ended with an error; its last words are the text."""


def measure(command: Command, line: DelayedLine) -> Cost:
    """One run, whole process."""
    line.take_counts()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as trouble:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.words, env=os.environ | command.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=trouble
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        for file in (output, trouble):
            file.seek(0)
        if process.returncode:
            raise RunFailed(f"{command.words[0]} ended with {process.returncode}: {trouble.read().decode()[-500:]}")
        return Cost(seconds, usage.ru_maxrss / 1024, line.take_counts(), output.read())
