"""Answers damaged at random: the session ends with one of our errors, or goes on; it never hangs and never breaks."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable

import pytest

from imapdesk.errors import ImapdeskError
from imapdesk.imap.config import ImapConfig, Limits
from imapdesk.imap.session import ImapSession
from imapdesk.mail import Fetched, ListedFolder, Survey, SurveyKind, SurveyRequest, Uid, Window
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import edit
from tests.fakes.scripted_server import FULL, GMAIL, PLAIN, ScriptedServer
from tests.pace import Stopwatch

INBOX = ListedFolder("INBOX", b"INBOX", "/")
SPICES = [
    b"(",
    b")",
    b'"',
    b"{",
    b"}",
    b"{5}",
    b"\r\n",
    b"* ",
    b"+ ",
    b"\\",
    b"NIL",
    b"\x00",
    b"\xff",
    b"[",
    b"]",
    b"9" * 30,
]


def damage(dice: random.Random) -> Callable[[bytes], bytes]:
    def change(answer: bytes) -> bytes:
        for _ in range(dice.randint(0, 2)):
            at = dice.randrange(len(answer) + 1)
            kind = dice.randrange(4)
            if kind == 0:
                answer = answer[:at] + dice.choice(SPICES) + answer[at:]
            elif kind == 1:
                answer = answer[:at] + answer[at + dice.randint(1, 5) :]
            elif kind == 2:
                answer = answer[:at] + bytes([dice.randrange(256)]) + answer[at + 1 :]
            else:
                answer = answer[:at] + answer[: dice.randint(0, 60)] + answer[at:]
        return answer

    return change


def go_through(server: ScriptedServer) -> None:
    limits = Limits(connect_s=1, sign_in_s=1, command_s=0.25)
    config = ImapConfig(server.host, server.port, None, "ada@example.org", "secret")
    with ImapSession.open(config, limits=limits) as session:
        session.list_folders()
        list(session.survey([SurveyRequest(INBOX, Survey(kind)) for kind in SurveyKind]))
        changed = Survey(SurveyKind.CHANGED_SINCE, uidvalidity=1700000000, uidnext=3, highestmodseq=2)
        list(session.survey([SurveyRequest(INBOX, changed)]))
        uids = (Uid(3), Uid(2), Uid(1))
        for one in session.fetch([Window(INBOX, None, uids, 500), Window(INBOX, None, (Uid(4),), 500)]):
            assert not isinstance(one, Fetched) or one.uid in (1, 2, 3, 4)


@pytest.mark.parametrize("capabilities", [FULL, GMAIL, PLAIN])
@pytest.mark.parametrize("seed", range(12))
def test_random_damage_ends_in_time_and_in_our_own_words(
    scripted_server: Callable[..., ScriptedServer], capabilities: str, seed: int
) -> None:
    mailbox = FakeMailbox("INBOX", "Entwürfe")
    for number in range(1, 5):
        mailbox.deliver("INBOX", b"Message-ID: <%d@example.org>\r\n\r\nText {3}\r\n" % number)
    dice = random.Random(f"{seed} {capabilities}")
    for _ in range(3):
        server = scripted_server(mailbox, capabilities=capabilities, on={"*": edit(damage(dice))})
        clock = Stopwatch()
        with contextlib.suppress(ImapdeskError):
            go_through(server)
        assert clock.seconds < 5
