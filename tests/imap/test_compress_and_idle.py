"""Compression where it helps, and waiting for changes: on real Dovecots, and on servers that break it."""

from __future__ import annotations

import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from imapdesk.errors import Busy, Cancelled, NeedsTime, ProtocolError, Unreachable
from imapdesk.imap import idle
from imapdesk.imap.config import ImapConfig, Limits
from imapdesk.imap.line import routes
from imapdesk.imap.line.quirks import HostMemory
from imapdesk.imap.messages import fetching
from imapdesk.imap.session import ImapSession
from imapdesk.mail import Fetched, ListedFolder, Survey, SurveyKind, SurveyRequest, Uid, Window
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import Exchange, bye, edit, endless, no, say
from tests.fakes.imap_wire import LineFault
from tests.fakes.scripted_server import FULL, MINIMAL, ScriptedServer
from tests.pace import Stopwatch
from tests.servers.dovecot import DovecotServer, dovecot_version
from tests.servers.mail_user import MailUser

Start = Callable[..., ScriptedServer]
INBOX = ListedFolder("INBOX", b"INBOX", "/")
# Dovecot 2.4 compresses without a plug-in.
ZLIB = "" if dovecot_version() >= (2, 4) else "protocol imap {\n  mail_plugins = $mail_plugins imap_zlib\n}\n"


def make_raw(number: int, size: int = 2000) -> bytes:
    return b"Subject: %d\r\n\r\n" % number + b"The same old line again and again.\r\n" * (size // 36)


def config_for(server: ScriptedServer) -> ImapConfig:
    return ImapConfig(server.host, server.port, None, "ada@example.org", "secret")


def config_of(user: MailUser) -> ImapConfig:
    server: DovecotServer = user.server
    return ImapConfig(server.host, server.port_tls, "ssl", user.name, user.password, ca_file=str(server.ca_file))


def fetch(session: ImapSession, uids: range, count: int = 10, size: int = 2000) -> dict[int, bytes]:
    ordered = [Uid(uid) for uid in reversed(uids)]
    chunks = [tuple(ordered[i : i + count]) for i in range(0, len(ordered), count)]
    windows = [Window(INBOX, None, chunk, size * len(chunk)) for chunk in chunks]
    return {
        one.uid: one.raw for one in session.fetch(windows) if isinstance(one, Fetched) and isinstance(one.raw, bytes)
    }


# compression


def test_a_compressed_line_brings_the_same_bytes_with_fewer(start_dovecot: Callable[..., DovecotServer]) -> None:
    user = start_dovecot(ZLIB).add_user()
    user.deliver("INBOX", [make_raw(n, 20_000) for n in range(1, 101)])
    with ImapSession.open(config_of(user), limits=Limits(compress=True)) as session:
        assert session.connection.transport.compressed
        assert fetch(session, range(1, 101), size=20_000) == user.raw_messages("INBOX")
        assert session.stats.bytes_received < 300_000


def test_a_slow_line_is_compressed_in_mid_run(scripted_server: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "ENOUGH_S", 0.1)
    monkeypatch.setattr(fetching, "ENOUGH_BYTES", 20_000)
    mailbox = FakeMailbox()
    for number in range(1, 101):
        mailbox.deliver("INBOX", make_raw(number))
    slow = lambda _: LineFault(bytes_per_s=250_000, chunk=4096)  # noqa: E731
    server = scripted_server(mailbox, capabilities=f"{FULL} COMPRESS=DEFLATE", line=slow)
    with ImapSession.open(config_for(server)) as session:
        got = fetch(session, range(1, 101))
        assert session.connection.transport.compressed
    assert got == {number: make_raw(number) for number in range(1, 101)}
    assert server.count("COMPRESS") == 1


def test_a_quick_line_is_not_compressed(mail_user: MailUser, start_dovecot: Callable[..., DovecotServer]) -> None:
    user = start_dovecot(ZLIB).add_user()
    user.deliver("INBOX", [make_raw(n, 50_000) for n in range(1, 201)])
    with ImapSession.open(config_of(user)) as session:
        assert len(fetch(session, range(1, 201), size=50_000)) == 200
        assert not session.connection.transport.compressed


def test_refused_compression_is_done_without(scripted_server: Start) -> None:
    mailbox = FakeMailbox()
    mailbox.deliver("INBOX", make_raw(1))
    server = scripted_server(mailbox, capabilities=f"{FULL} COMPRESS=DEFLATE", on={"COMPRESS": no("not today")})
    memory = HostMemory()
    with ImapSession.open(config_for(server), limits=Limits(compress=True), quirks=memory) as session:
        assert len(fetch(session, range(1, 2))) == 1
    assert memory.snapshot() == {"localhost": ["COMPRESS=DEFLATE"]}


def test_damaged_compression_is_not_tried_again(scripted_server: Start) -> None:
    server = scripted_server(
        capabilities=f"{FULL} COMPRESS=DEFLATE", on={"COMPRESS": say(b"{tag} OK go\r\n\xff\xffnot deflated at all")}
    )
    memory = HostMemory()
    for expected in (ProtocolError, None):
        try:
            with ImapSession.open(config_for(server), limits=Limits(compress=True), quirks=memory) as session:
                session.list_folders()
            assert expected is None
        except ProtocolError:
            assert expected is ProtocolError


def pack(*pieces: bytes, end: bool = False) -> bytes:
    """What a server sends when it deflates these pieces; ``end``: and ends its stream with them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(piece) for piece in pieces)
    return packed + packer.flush(zlib.Z_FINISH if end else zlib.Z_SYNC_FLUSH)


@pytest.mark.parametrize(
    ("piece", "details"),
    [(b"\0", "bytes"), (b"* OK still here\r\n", "still here"), (b"* 1 EXISTS\r\n", "that nobody asked for")],
    ids=["one line", "words", "news"],
)
def test_little_that_is_a_lot_when_it_is_inflated_is_given_up_in_time(
    scripted_server: Start, piece: bytes, details: str
) -> None:
    flood = pack(*[piece * (1_000_000 // len(piece))] * 100)
    server = scripted_server(capabilities=f"{FULL} COMPRESS=DEFLATE", on={"COMPRESS": say(b"{tag} OK go\r\n" + flood)})
    limits = Limits(compress=True, max_line=1_000_000, max_waste=1_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(ProtocolError) as caught, ImapSession.open(config_for(server), limits=limits) as session:
            session.list_folders()
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert details in caught.value.details


def test_blocks_with_nothing_in_them_are_given_up_in_time(scripted_server: Start) -> None:
    def flood(exchange: Exchange) -> None:
        exchange.wire.send(exchange.tag + b" OK go\r\n")
        endless(b"\x00\x00\x00\xff\xff")(exchange)

    server = scripted_server(capabilities=f"{FULL} COMPRESS=DEFLATE", on={"COMPRESS": flood})
    with (
        pytest.raises(ProtocolError, match="nothing in it"),
        ImapSession.open(config_for(server), limits=Limits(compress=True)) as session,
    ):
        session.list_folders()


@pytest.mark.parametrize("more", [b"", b"* OK more\r\n"])
def test_a_compressed_stream_that_ended_is_a_line_that_ended(scripted_server: Start, more: bytes) -> None:
    packed = pack(b"* OK hello\r\n", end=True)
    server = scripted_server(
        capabilities=f"{FULL} COMPRESS=DEFLATE", on={"COMPRESS": say(b"{tag} OK go\r\n" + packed + more)}
    )
    with (
        pytest.raises(Unreachable, match="was lost"),
        ImapSession.open(config_for(server), limits=Limits(compress=True)) as session,
    ):
        session.list_folders()


def test_the_words_before_the_end_of_a_compressed_stream_are_heard(scripted_server: Start) -> None:
    packed = pack(b"* BYE [UNAVAILABLE] Come back later\r\n", end=True)
    server = scripted_server(capabilities=f"{FULL} COMPRESS=DEFLATE", on={"COMPRESS": say(b"{tag} OK go\r\n" + packed)})
    with pytest.raises(Busy), ImapSession.open(config_for(server), limits=Limits(compress=True)) as session:
        session.list_folders()


# waiting


def later(action: Callable[[], object], seconds: float = 0.3) -> None:
    threading.Timer(seconds, action).start()


@pytest.mark.parametrize("extra", ["", "NOTIFY"])
def test_a_change_is_noticed_soon(start_dovecot: Callable[..., DovecotServer], extra: str) -> None:
    capability = "" if extra else "imap_capability = IMAP4rev1 SASL-IR IDLE ENABLE CONDSTORE QRESYNC LIST-STATUS\n"
    user = start_dovecot(capability + "mailbox_list_index = yes\nmailbox_idle_check_interval = 1s\n").add_user()
    user.append("INBOX", make_raw(1))
    with ImapSession.open(config_of(user)) as session:
        session.list_folders()
        watch = session.watch(INBOX)
        assert not watch.wait(0.3)
        later(lambda: user.append("INBOX", make_raw(2)))
        clock = Stopwatch()
        assert watch.wait(20)
        assert clock.seconds < 10
        clock = Stopwatch()
        later(lambda: user.change_flags("INBOX", [1], add=["\\Flagged"]))
        while not watch.wait(5):
            assert clock.seconds < 15
        (observed,) = session.survey([SurveyRequest(INBOX, Survey(SurveyKind.EVERYTHING))])
        assert len(observed.listed) == 2


def test_notify_tells_of_other_folders(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.create_folder("Work")
    session.list_folders()
    assert "NOTIFY" in session.capabilities
    watch = session.watch(INBOX)
    assert not watch.wait(0.3)
    later(lambda: mail_user.append("Work", make_raw(1)))
    assert watch.wait(20)


def test_without_idle_the_server_is_asked_now_and_then(scripted_server: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "POLL_S", 0.2)
    server = scripted_server(capabilities=MINIMAL)
    with ImapSession.open(config_for(server)) as session:
        watch = session.watch(INBOX)
        assert not watch.wait(0.5)
        server.react("NOOP", edit(lambda answer: b"* 3 EXISTS\r\n" + answer))
        assert watch.wait(10)


def test_an_idle_that_is_refused_falls_back_to_asking(scripted_server: Start) -> None:
    server = scripted_server(on={"IDLE": no("no idling")})
    with ImapSession.open(config_for(server)) as session:
        watch = session.watch(INBOX)
        watch.wait(0.2)
        watch.wait(0.2)
    assert server.count("IDLE") == 1
    assert server.count("NOOP") >= 1


@pytest.mark.parametrize("reaction", [bye("Autologout"), say(b"+ idling\r\n* BYE going down\r\n")])
def test_an_end_while_waiting_is_noticed(scripted_server: Start, reaction: object) -> None:
    server = scripted_server(on={"IDLE": reaction})
    with ImapSession.open(config_for(server)) as session, pytest.raises(NeedsTime):
        session.watch(INBOX).wait(20)


def test_a_line_that_died_silently_is_noticed_at_the_next_turn(
    scripted_server: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "ANSWER_S", 0.3)

    def invite_and_die(exchange: Exchange) -> None:
        exchange.wire.send(b"+ idling\r\n")
        exchange.wire.stall()

    server = scripted_server(on={"IDLE": invite_and_die})
    with ImapSession.open(config_for(server)) as session, pytest.raises(Unreachable):
        session.watch(INBOX).wait(0.2)


def test_waiting_stops_at_once_when_asked(scripted_server: Start) -> None:
    """At the first look after it was asked, which came while there was nearly all of the time to wait."""
    server, asked = scripted_server(), list[float]()

    def should_stop() -> bool:
        if server.count("IDLE"):
            asked.append(time.monotonic())
        return bool(asked)

    with ImapSession.open(config_for(server), should_stop=should_stop) as session, pytest.raises(Cancelled):
        session.watch(INBOX).wait()
    assert len(asked) == 1
    assert time.monotonic() - asked[0] < idle.LONGEST_WAIT_S / 4


def test_a_computer_that_slept_does_not_trust_its_line(scripted_server: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    server = scripted_server()
    wall = time.time
    with ImapSession.open(config_for(server)) as session:
        later(lambda: monkeypatch.setattr(time, "time", lambda: wall() + 3600))
        watch = session.watch(INBOX)
        with pytest.raises(Unreachable, match="slept"):
            watch.wait(20)


def test_what_was_told_is_not_told_again(scripted_server: Start) -> None:
    mailbox = FakeMailbox("INBOX")
    mailbox.deliver("INBOX", make_raw(1))

    def deliver_and_tell(exchange: Exchange) -> None:
        mailbox.deliver("INBOX", make_raw(2))
        exchange.wire.send(b"+ idling\r\n* 2 EXISTS\r\n")
        exchange.wire.read_line()
        exchange.wire.send(exchange.tag + b" OK done\r\n")

    server = scripted_server(mailbox, on={"IDLE": [deliver_and_tell]})
    with ImapSession.open(config_for(server)) as session:
        watch = session.watch(INBOX)
        assert watch.wait(5)
        assert not watch.wait(0.3)


def test_a_server_whose_idle_says_nothing_is_found_out_and_asked_instead(
    scripted_server: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailbox = FakeMailbox("INBOX")
    server = scripted_server(mailbox)
    monkeypatch.setattr(idle, "POLL_S", 0.1)
    with ImapSession.open(config_for(server)) as session:
        watch = session.watch(INBOX)
        for number in range(2):
            assert not watch.wait(0.2)
            mailbox.deliver("INBOX", make_raw(number))
            assert watch.wait(5)
        assert server.count("NOOP") == 0
        assert not watch.wait(0.3)
        assert server.count("NOOP") > 0
    with ImapSession.open(config_for(server)) as session:
        idles = server.count("IDLE")
        watch = session.watch(INBOX)
        watch.wait(0.2)
        assert server.count("IDLE") == idles + 1  # another connection may try it again


def test_flags_that_idle_keeps_back_are_found_at_the_next_turn(scripted_server: Start) -> None:
    mailbox = FakeMailbox("INBOX")
    uid = mailbox.deliver("INBOX", make_raw(1))
    server = scripted_server(mailbox)
    with ImapSession.open(config_for(server)) as session:
        watch = session.watch(INBOX)
        assert not watch.wait(0.2)
        mailbox.change_flags("INBOX", uid, "\\Flagged")
        assert watch.wait(5)


def test_another_network_ends_the_wait(scripted_server: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    server = scripted_server()
    monkeypatch.setattr(idle, "LOOK_AT_ROUTE_S", 0.2)
    with ImapSession.open(config_for(server)) as session:
        watch = session.watch(INBOX)
        assert not watch.wait(0.5)
        monkeypatch.setattr(routes, "find_own_address", lambda family, peer: "192.0.2.7")
        with pytest.raises(Unreachable, match="network"):
            watch.wait(20)


def test_news_of_folders_that_nobody_keeps_are_none(mail_user: MailUser, session: ImapSession) -> None:
    mail_user.create_folder("Work")
    mail_user.create_folder("Spam")
    work = next(one for one in session.list_folders().folders if one.path == "Work")
    watch = session.watch(INBOX, [work])
    watch.open()
    assert watch.notifies
    later(lambda: mail_user.append("Spam", make_raw(1)))
    assert not watch.wait(2)
    later(lambda: mail_user.append("Work", make_raw(2)))
    assert watch.wait(20)
