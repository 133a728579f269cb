"""Run a command and say what it cost: seconds, processor, peak memory, what went over the line."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass

from benchmarks.line import DelayedLine, LineCounts
from benchmarks.sync.programs import Command


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a program cost."""

    seconds: float
    cpu_s: float
    peak_mb: float
    line: LineCounts
    output: bytes


class RunFailed(Exception):
    """The program ended with an error; its last words are the text."""


def measure(command: Command, line: DelayedLine, limit_s: float = 600) -> Cost:
    """One run, whole process, stopped after ``limit_s``. Raises RunFailed."""
    line.take_counts()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as trouble:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.words, env=os.environ | command.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=trouble
        )
        guard = threading.Timer(limit_s, process.kill)
        guard.start()
        _, status, usage = os.wait4(process.pid, 0)
        guard.cancel()
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        for file in (output, trouble):
            file.seek(0)
        if seconds >= limit_s:
            raise RunFailed(f"not done after {limit_s:.0f} s, and stopped")
        if process.returncode:
            raise RunFailed(f"{command.words[0]} ended with {process.returncode}: {trouble.read().decode()[-500:]}")
        cpu_s = usage.ru_utime + usage.ru_stime
        return Cost(seconds, cpu_s, usage.ru_maxrss / 1024, line.take_counts(), output.read())
