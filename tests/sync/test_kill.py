"""SIGKILL at random moments of a first run against each of the three servers, then one whole run.

``IMAPDESK_KILLS=200`` says how often on each; `make kills` does so.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from imapdesk.outcome import Outcome
from imapdesk.store import Store
from tests.servers.imap_user import ImapUser
from tests.servers.mail_user import MailUser
from tests.sync.mixed_mail import make_mixed_mail
from tests.sync.real import Real

KILLS = int(os.environ.get("IMAPDESK_KILLS", "17"))
KILLS_A_STORE = 3
ROOT = Path(__file__).parents[2]
FOLDERS = ("INBOX", "Archive", "Work")


def start_run(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.sync.one_run", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def kill_a_run(path: Path, after_s: float) -> bool:
    """Whether the run was still going on."""
    with start_run(path) as process:
        time.sleep(after_s)
        alive = process.poll() is None
        process.kill()
    return alive


@pytest.mark.timeout(600 + 20 * KILLS)
def test_a_killed_first_run_is_completed_by_the_next_one(user_anywhere: ImapUser, tmp_path: Path) -> None:
    mail = make_mixed_mail(1200)
    for number, folder in enumerate(FOLDERS):
        user_anywhere.deliver(folder, mail[number * 400 : (number + 1) * 400])
    real = Real.make(Store.open(tmp_path / "truth.db"), user_anywhere, tmp_path)
    truth = real.truth(*FOLDERS)
    real.store.close()
    source, caught, rounds, latest_s = random.Random(11), 0, 0, 0.25
    while caught < KILLS:
        rounds += 1
        place = tmp_path / str(rounds)
        real = Real.make(Store.open(place / "imapdesk.db"), user_anywhere, place)
        real.store.close()
        for _ in range(KILLS_A_STORE):
            if kill_a_run(place / "imapdesk.db", source.uniform(0, latest_s)):
                caught += 1
                latest_s *= 1.05  # so that the last moments of a run get their share
            else:
                latest_s *= 0.8  # over before it was killed, on this computer and at this moment: sooner from now on
                break
        real.store = Store.open(place / "imapdesk.db")
        result = real.sync()
        assert (result.outcome, result.pending, result.quarantined) == (Outcome.OK, 0, 0)
        assert real.store.count_messages() == len(mail)
        assert real.held() == truth
        assert real.store.check() == []
        assert real.sync().stored == 0
        real.store.close()


def test_the_lease_of_a_killed_run_is_taken_over_at_once(mail_user: MailUser, tmp_path: Path) -> None:
    mail_user.deliver("INBOX", make_mixed_mail(800))
    real = Real.make(Store.open(tmp_path / "imapdesk.db"), mail_user, tmp_path)
    kill_a_run(tmp_path / "imapdesk.db", 0.15)
    assert real.sync().outcome is Outcome.OK
    assert real.held() == real.truth("INBOX")
    real.store.close()


def test_a_second_run_of_the_same_mailbox_is_told_that_one_is_going_on(real: Real) -> None:
    real.user.deliver("INBOX", make_mixed_mail(50))
    inner = []

    def during(event: object) -> None:
        if not inner:
            inner.append(None)
            inner[0] = Real(real.store, real.user, real.mailbox, real.spool).sync()

    outer = real.sync(on_event=during)
    assert outer.outcome is Outcome.OK
    assert inner[0].outcome is Outcome.BUSY
    assert real.held() == real.truth("INBOX")
