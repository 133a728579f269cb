"""SIGKILL at random moments of saving: nothing half, nothing twice, and the next run completes it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from imapdesk.mail import Scope
from imapdesk.store import Store
from tests.pace import PATIENCE_S
from tests.store.bench import Bench, fetched, listed, make_raw

MESSAGES = 400
PROGRAM = """
import sys
from pathlib import Path
from imapdesk.store import Store
from tests.store.bench import fetched
with Store.open(Path(sys.argv[1])) as store:
    folder = store.load_known(1)["INBOX"].folder
    print("ready", flush=True)
    while pending := store.load_pending(folder.id)[:7]:
        store.save_window(folder.id, [fetched(message.uid) for message in pending])
        store.describe_pending(lambda: False, 0)
"""


def run_and_kill(path: Path, delay_s: float) -> bool:
    """Start saving and kill it after a delay; whether it had finished by itself."""
    root = Path(__file__).parents[2]
    run = subprocess.Popen([sys.executable, "-c", PROGRAM, str(path)], cwd=root, stdout=subprocess.PIPE)
    assert run.stdout is not None
    run.stdout.readline()
    time.sleep(delay_s)
    run.send_signal(signal.SIGKILL)
    run.stdout.close()
    return run.wait(timeout=PATIENCE_S) == 0


def test_killed_at_random_moments_nothing_is_lost_and_nothing_is_there_twice(bench: Bench, path: Path) -> None:
    bench.plan(*[listed(uid) for uid in range(1, MESSAGES + 1)])
    bench.store.close()
    rng = random.Random(7)
    for _ in range(8):
        run_and_kill(path, rng.uniform(0, 0.12))
        with Store.open(path) as store:
            assert store.check() == []
            saved = store.count_messages()
            assert saved + store.load_known(1)["INBOX"].pending == MESSAGES
    with Store.open(path) as store:
        for uid in range(1, MESSAGES + 1, 50):  # a run that knows nothing of the others' work
            store.save_window(bench.inbox, [fetched(number) for number in range(uid, uid + 50)])
        store.describe_pending(lambda: False, 60)
        assert store.check() == []
        rows = store.load_summaries(store.list_ids(Scope()))
        assert sorted(store.get_raw(row.id) for row in rows) == sorted(make_raw(n) for n in range(1, MESSAGES + 1))
        assert len(store.search_ids("hello", Scope())) == MESSAGES
