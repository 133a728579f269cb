"""Measures what the background pass costs a synchronisation of the same store.

    python -m benchmarks.store.beside [MESSAGES]

One process saves windows as a first load does, alone and beside another that describes at the same time; both ways in
turn, since other work on the machine changes all the time. What counts is the ratio (goal: 1.1 at most).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.goals import judge
from benchmarks.store.saving import make_windows, measure_store
from imapdesk.mail import FolderListing, ListedFolder, MailboxSettings
from imapdesk.store import Store

ROUNDS = 5
WARMING_S = 1.0  # until the pass and its processes are at work
_DESCRIBE = """
import sys, time
from pathlib import Path
from imapdesk.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    while not sys.stdin.closed:
        if not store.describe_pending(lambda: False, 0.5):
            time.sleep(0.05)
"""


def save(store: Store, name: str, count: int) -> float:
    """Seconds to save ``count`` messages into a new mailbox, under its lease as a run does."""
    mailbox = store.add_mailbox(MailboxSettings(name, f"{name}@example.com", "imap.example.com"))
    listing = FolderListing((ListedFolder("INBOX", b"INBOX", "/"),), {})
    store.save_listing(mailbox.id, listing, revision=1, include=lambda folder: True)
    folder_id = store.load_known(mailbox.id)["INBOX"].folder.id
    windows = list(make_windows(count, seed=len(store.load_mailboxes()) + 1))
    store.take_lease(mailbox.id, "bench:0:bench")
    began = time.perf_counter()
    for window in windows:
        store.save_window(folder_id, window)
    taken = time.perf_counter() - began
    store.release_lease(mailbox.id, "bench:0:bench")
    return taken


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "imapdesk.db"
        with Store.open(path) as store:
            measure_store(store, 3 * count)  # what there is to describe meanwhile
        alone, beside = [], []
        for number in range(ROUNDS):
            with Store.open(path) as store:
                alone.append(save(store, f"alone{number}", count))
            pass_ = subprocess.Popen(
                [sys.executable, "-c", _DESCRIBE, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            assert pass_.stdout is not None
            pass_.stdout.readline()
            time.sleep(WARMING_S)
            with Store.open(path) as store:
                beside.append(save(store, f"beside{number}", count))
            pass_.kill()
            pass_.communicate()
        ratios = [with_it / without for with_it, without in zip(beside, alone, strict=True)]
        print(f"saving {count} messages alone: {statistics.median(alone):.2f} s")
        print(f"saving them while others are described: {statistics.median(beside):.2f} s")
        slower = statistics.median(ratios)
        print(f"slower by: {slower:.2f} (goal 1.1: {judge(slower, 1.1)}), each round: {[f'{r:.2f}' for r in ratios]}")


if __name__ == "__main__":
    main()
