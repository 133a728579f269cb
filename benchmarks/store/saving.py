"""Measures what saving costs: MESSAGES raw messages of about 37 kB through `Store.save_window`, against bare writes.

python -m benchmarks.store.saving [MESSAGES] [FOLDER]
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from base64 import encodebytes
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.goals import judge
from imapdesk.mail import (
    Checkpoint,
    Fetched,
    FolderListing,
    FolderState,
    Listed,
    ListedFolder,
    MailboxSettings,
    Plan,
    Uid,
)
from imapdesk.store import Store

WINDOW_BYTES = 6_000_000
START = datetime(2025, 1, 1, tzinfo=UTC)


def make_words(rng: random.Random) -> list[str]:
    """A vocabulary whose words are drawn unevenly, as in language."""
    return ["".join(rng.choices("etaoinshrdlucmfwypvbgk", k=rng.randint(2, 11))) for _ in range(20_000)]


def make_raw(rng: random.Random, words: list[str], number: int, mean_bytes: int = 37_000) -> bytes:
    """One message: text always, an attachment in base64 for two in five, so that the sizes average ``mean_bytes``."""
    picks = [words[min(int(rng.expovariate(1 / 1500)), len(words) - 1)] for _ in range(rng.randint(60, 900))]
    lines = [" ".join(picks[i : i + 11]) for i in range(0, len(picks), 11)]
    head = (
        f"From: Person {number % 500} <person{number % 500}@example.org>\r\nTo: me@example.com\r\n"
        f"Subject: {' '.join(picks[:6])}\r\nMessage-ID: <{number}@example.org>\r\n"
        f"Date: {(START + timedelta(minutes=number)).strftime('%a, %d %b %Y %H:%M:%S +0000')}\r\nMIME-Version: 1.0\r\n"
    )
    text = "\r\n".join(lines)
    if rng.random() > 0.4:
        return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()
    body = encodebytes(make_payload(rng, int(rng.expovariate(1 / (mean_bytes * 1.75))))).replace(b"\n", b"\r\n")
    front = (
        f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n--b\r\n"
        f"Content-Type: application/pdf; name=report{number}.pdf\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment; filename=report{number}.pdf\r\n\r\n"
    )
    return front.encode() + body + b"--b--\r\n"


def make_payload(rng: random.Random, size: int) -> bytes:
    """Attachment bytes: most can't be compressed (images, PDF), as in real mail."""
    return rng.randbytes(size)


def make_windows(count: int, seed: int = 1) -> Iterator[list[Fetched]]:
    """The messages in windows, newest first."""
    rng = random.Random(seed)
    words = make_words(rng)
    window: list[Fetched] = []
    size = 0
    for number in range(count, 0, -1):
        raw = make_raw(rng, words, number)
        window.append(Fetched("INBOX", Uid(number), raw, frozenset(), START + timedelta(minutes=number)))
        size += len(raw)
        if size >= WINDOW_BYTES or len(window) >= 250:
            yield window
            window, size = [], 0
    if window:
        yield window


def measure_store(store: Store, count: int) -> tuple[float, float, int]:
    """Seconds of wall and of processor time in `save_window`, and the raw bytes saved."""
    mailbox = store.add_mailbox(MailboxSettings("bench", "me@example.com", "imap.example.com"))
    listed = ListedFolder("INBOX", b"INBOX", "/")
    listing = FolderListing((listed,), {"INBOX": FolderState(messages=count)})
    store.save_listing(mailbox.id, listing, revision=1, include=lambda folder: True)
    folder_id = store.load_known(mailbox.id)["INBOX"].folder.id
    rows = tuple(Listed(Uid(n), frozenset(), 1, 37_000, START + timedelta(minutes=n)) for n in range(count, 0, -1))
    began = time.perf_counter()
    store.apply_plan(folder_id, Plan(fetch=rows, checkpoint=Checkpoint(1, count + 1, None, count)))
    print(f"plan of {count} rows: {time.perf_counter() - began:.2f} s")
    wall = cpu = 0.0
    raw_bytes = 0
    for window in make_windows(count):
        began, used = time.perf_counter(), time.process_time()
        store.save_window(folder_id, window)
        wall += time.perf_counter() - began
        cpu += time.process_time() - used
        raw_bytes += sum(len(item.raw) for item in window if isinstance(item.raw, bytes))
    return wall, cpu, raw_bytes


def measure_background(store: Store) -> str:
    """What describing, indexing and packing tightly cost a message."""
    began = time.perf_counter()
    described = store.describe_pending(lambda: False, 1e9)
    middle = time.perf_counter()
    tightened = store.tighten_pending(lambda: False, 1e9)
    end = time.perf_counter()
    return (
        f"described and indexed: {(middle - began) / max(described, 1) * 1e6:.0f} us a message; "
        f"packed tightly: {(end - middle) / max(tightened, 1) * 1e6:.0f} us for each of {tightened}"
    )


def measure_writes(folder: Path, count: int) -> float:
    """Seconds to append the same bytes to a file with an fsync per window: what no store can beat."""
    wall = 0.0
    with (folder / "plain").open("wb") as file:
        for window in make_windows(count):
            began = time.perf_counter()
            for item in window:
                file.write(item.raw if isinstance(item.raw, bytes) else item.raw.read_bytes())
            file.flush()
            os.fsync(file.fileno())
            wall += time.perf_counter() - began
    return wall


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as name:
        folder = Path(name)
        path = folder / "imapdesk.db"
        with Store.open(path) as store:
            wall, cpu, raw_bytes = measure_store(store, count)
            describing = measure_background(store)
        disk = path.stat().st_size
        print(f"{count} messages, {raw_bytes / 1e6:.0f} MB, mean {raw_bytes / count / 1000:.1f} kB")
        print(f"save_window: {wall:.2f} s, {wall / count * 1e6:.0f} us a message, {raw_bytes / wall / 1e6:.0f} MB/s")
        print(f"processor: {cpu / count * 1e6:.0f} us a message")
        verdict = judge(disk / raw_bytes, 0.7)
        print(f"disk, index included: {disk / raw_bytes:.3f} of the raw bytes (goal 0.7: {verdict})")
        print(describing)
        plain = measure_writes(folder, count)
        print(f"plain file with fsync: {plain:.2f} s, {plain / count * 1e6:.0f} us a message")
        print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
