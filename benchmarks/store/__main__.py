"""All measurements, that of lists over 50,000 rows: `python -m benchmarks.store.million` takes a million."""

from __future__ import annotations

import subprocess
import sys


def main() -> None:
    """Run each in a process of its own, so that the peak memory is its own too."""
    for module, argument in (("saving", "5000"), ("million", "50000"), ("beside", "3000")):
        subprocess.run([sys.executable, "-m", f"benchmarks.store.{module}", argument], check=True)


if __name__ == "__main__":
    main()
