"""What a thread had for a moment goes back to the system."""

from __future__ import annotations

import subprocess
import sys

CHILD = """
from pathlib import Path
from imapdesk.ui.widgets.memory import give_back_memory

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024

def have_for_a_moment():
    large = bytearray(24 << 20)  # once it is given back, glibc takes smaller blocks from its heap
    del large
    blocks = [bytearray(b"x") * (1 << 20) for _ in range(60)]
    return bytearray(b"x") * 100_000  # kept, above them

assert give_back_memory()
before = resident()
kept = have_for_a_moment()
print(resident() - before)
"""


def test_large_blocks_do_not_stay_below_a_small_one() -> None:
    done = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 30  # MB, of 60
