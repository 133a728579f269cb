"""Connections that are not safe, or not what was asked for: no credential is sent, and the way out is told."""

from __future__ import annotations

import datetime as dt
import ssl
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import ScriptedServer
from tests.faults.rows import Row, check_secrets, start
from tests.faults.scene import CALM, PASSWORD, QUICK
from tests.servers.certificates import TestAuthority


def old_context(authority: TestAuthority) -> ssl.SSLContext:
    context = authority.server_context()
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def expired_context(authority: TestAuthority) -> ssl.SSLContext:
    times = {"not_before": dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "not_after": dt.datetime(2021, 1, 1, tzinfo=dt.UTC)}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.ca.issue_cert("localhost", **times).configure_cert(context)
    return context


def unknown_context(_: TestAuthority) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    return context


@pytest.mark.parametrize("security", ["ssl", "starttls"])
@pytest.mark.parametrize(
    "make", [old_context, expired_context, unknown_context], ids=["TLS 1.0", "expired", "unknown authority"]
)
def test_a_server_whose_tls_cannot_be_trusted_gets_no_credential(
    scripted_server: Callable[..., ScriptedServer],
    authority: TestAuthority,
    tmp_path: Path,
    security: str,
    make: Callable[[TestAuthority], ssl.SSLContext],
) -> None:
    row = Row("untrusted", server={"security": security, "tls": make(authority)})
    scene = start(row, scripted_server, tmp_path)
    scene.add()
    answer = scene.sync()
    assert answer.outcome == "insecure"
    assert scene.server.logins == 0
    assert PASSWORD.encode() not in scene.server.received
    check_secrets(scene)


def test_tls_asked_of_a_plain_port_is_insecure(scripted_server: Callable[..., ScriptedServer], tmp_path: Path) -> None:
    scene = start(Row("plain port"), scripted_server, tmp_path)
    scene.add(security="ssl")
    assert scene.sync().outcome == "insecure"
    assert PASSWORD.encode() not in scene.server.received


def test_clear_text_asked_of_a_tls_port_ends_in_time(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    scene = start(Row("TLS port", server={"security": "ssl"}), scripted_server, tmp_path)
    scene.add(security="none")
    answer = scene.sync()
    assert answer.outcome in ("unreachable", "protocol")
    assert answer.seconds < 20
    assert "choose SSL/TLS" in answer.result["error"]
    assert PASSWORD.encode() not in scene.server.received


@pytest.mark.parametrize(
    ("security", "outcome"), [("none", "unreachable"), ("starttls", "insecure")], ids=["clear text", "STARTTLS"]
)
def test_adding_a_mailbox_with_the_wrong_kind_of_encryption_gets_a_hint_at_once(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, security: str, outcome: str
) -> None:
    scene = start(Row("TLS port", server={"security": "ssl"}), scripted_server, tmp_path)
    scene.line = {}  # the limits that people have
    answer = scene.add(security=security, check=True)
    assert answer.code == {"unreachable": 5, "insecure": 6}[outcome]
    assert "choose SSL/TLS" in answer.out + answer.err
    assert answer.seconds < 20
    assert PASSWORD.encode() not in scene.server.received


def test_a_server_that_is_slow_to_greet_is_not_taken_for_one_that_wants_tls(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    row = Row("slow", server={"on": {"GREETING": react.call(lambda: time.sleep(0.6))}})
    scene = start(row, scripted_server, tmp_path)
    scene.line = CALM
    scene.add()
    assert scene.include_all().code == 0
    assert scene.sync().outcome == "ok"


def test_a_server_whose_greeting_takes_longer_than_connecting_may_is_waited_for(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    """Some look a client's name up first, which takes its time where no name server answers."""
    scene = start(Row("slow"), scripted_server, tmp_path)
    scene.line = QUICK | {"sign_in_s": 60.0, "stall_s": 60.0}
    scene.add()
    scene.server.arm(on={"GREETING": react.call(lambda: time.sleep(QUICK["connect_s"] + 0.5))})
    assert scene.include_all().code == 0
    assert scene.sync().outcome == "ok"
