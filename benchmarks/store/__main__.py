"""All measurements. That of lists and searches takes the million rows in build/million.db when they are there.

python -m benchmarks.store.million 1000000 build/million.db     makes them, which takes longer than all the rest
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MILLION = Path("build/million.db")


def main() -> None:
    """Run each in a process of its own, so that the peak memory is its own too."""
    million = ("1000000", str(MILLION)) if MILLION.exists() else ("50000",)
    for module, *arguments in (("saving", "5000"), ("million", *million), ("beside", "3000")):
        print(f"\n{module}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.store.{module}", *arguments], check=True)


if __name__ == "__main__":
    main()
