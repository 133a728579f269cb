"""The line to a real Dovecot breaks at any byte: the run goes on, nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import random
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from imapdesk.mail import Security
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.sync.line import Patience
from tests.pace import Stopwatch
from tests.servers.mail_user import MailUser
from tests.sync.cutting_proxy import CuttingProxy
from tests.sync.mixed_mail import make_mixed_mail
from tests.sync.real import Real

DROPS = int(os.environ.get("IMAPDESK_DROPS", "12"))
FOLDERS = ("INBOX", "Work")
QUICK = Patience(first_pause_s=0.001)


@pytest.fixture
def filled(mail_user: MailUser) -> Iterator[MailUser]:
    mail = make_mixed_mail(60)
    mail_user.deliver("INBOX", mail[:40])
    mail_user.deliver("Work", mail[40:])
    return mail_user


def sync_through(proxy: CuttingProxy, user: MailUser, place: Path) -> Real:
    store = Store.open(place / "imapdesk.db")
    return Real.make(store, user, place, port=proxy.port, security=Security.NONE)


@pytest.mark.timeout(600 + 5 * DROPS)
def test_a_line_that_breaks_anywhere_is_picked_up_again(filled: MailUser, tmp_path: Path) -> None:
    source, truth = random.Random(3), None
    for number in range(DROPS):
        cuts = [source.choice([source.randrange(1, 900), source.randrange(1, 200_000)]) for _ in range(3)]
        proxy = CuttingProxy(filled.server.port_plain, cuts)
        real = sync_through(proxy, filled, tmp_path / str(number))
        result = real.sync(patience=QUICK)
        truth = truth or real.truth(*FOLDERS)
        assert (result.outcome, result.error, result.stored) == (Outcome.OK, None, 60), cuts
        assert real.held() == truth, cuts
        assert real.sync(patience=QUICK).stored == 0
        real.store.close()
        proxy.close()


def test_a_line_that_breaks_every_time_ends_unreachable_and_keeps_what_came(filled: MailUser, tmp_path: Path) -> None:
    proxy = CuttingProxy(filled.server.port_plain, [9000] * 30)
    real = sync_through(proxy, filled, tmp_path)
    result = real.sync(patience=QUICK)
    assert result.outcome in (Outcome.UNREACHABLE, Outcome.PARTIAL)
    assert 0 < result.stored < 60
    real.store.save_settings(real.mailbox.id, replace(real.mailbox.settings, port=filled.server.port_plain))
    real.store.release_quarantine()
    last = real.sync()
    assert (last.outcome, last.stored) == (Outcome.OK, 60 - result.stored)
    assert real.held() == real.truth(*FOLDERS)
    real.store.close()
    proxy.close()


def test_a_stop_request_ends_a_run_that_waits_for_a_silent_server(filled: MailUser, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = Store.open(tmp_path / "imapdesk.db")
        real = Real.make(store, filled, tmp_path, port=silent.getsockname()[1], security=Security.NONE)
        clock, began = Stopwatch(), time.monotonic()
        real.should_stop = lambda: time.monotonic() > began + 0.3
        result = real.sync()
        assert result.outcome is Outcome.CANCELLED
        assert clock.seconds < 10
        store.close()
