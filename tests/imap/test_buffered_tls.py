"""TLS over large reads gives what was sent, however the network cuts it."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from imapdesk.imap.line.buffered_tls import BufferedTls
from tests.servers.certificates import TestAuthority

TEXT = bytes(range(256)) * 400


@contextmanager
def secured(authority: TestAuthority, serve: Callable[[ssl.SSLSocket, socket.socket], None]) -> Iterator[BufferedTls]:
    """Our end of a line; ``serve`` gets the other one, secured and bare."""
    near, far = socket.socketpair()

    def run() -> None:
        bare = far.dup()
        with bare, authority.server_context("localhost").wrap_socket(far, server_side=True) as line:
            serve(line, bare)

    thread = threading.Thread(target=run)
    thread.start()
    near.settimeout(5)
    try:
        line = BufferedTls(near, authority.client_context(), "localhost")
        line.do_handshake()
        yield line
    finally:
        near.close()
        thread.join(10)
    assert not thread.is_alive()


def read_all(line: BufferedTls) -> bytes:
    room, text = memoryview(bytearray(40_000)), b""
    while count := line.recv_into(room):
        text += room[:count]
    return text


@pytest.mark.parametrize("size", [1, 100, 4096, 16384, len(TEXT)])
def test_records_of_any_size_come_whole(authority: TestAuthority, size: int) -> None:
    text = TEXT[: 300 * size]

    def serve(line: ssl.SSLSocket, _: socket.socket) -> None:
        for at in range(0, len(text), size):
            line.sendall(text[at : at + size])

    with secured(authority, serve) as line:
        assert read_all(line) == text


def test_a_line_that_is_cut_without_a_word_has_ended(authority: TestAuthority) -> None:
    def serve(line: ssl.SSLSocket, bare: socket.socket) -> None:
        line.sendall(b"* OK")
        bare.shutdown(socket.SHUT_RDWR)

    with secured(authority, serve) as line:
        assert read_all(line) == b"* OK"


def test_what_came_before_a_forged_record_is_read_and_the_forgery_is_not(authority: TestAuthority) -> None:
    def serve(line: ssl.SSLSocket, bare: socket.socket) -> None:
        line.sendall(b"* OK")
        bare.sendall(b"\x17\x03\x03\x00\x20" + b"x" * 32)

    with secured(authority, serve) as line:
        room = memoryview(bytearray(40_000))
        assert bytes(room[: line.recv_into(room)]) == b"* OK"
        with pytest.raises(ssl.SSLError):
            line.recv_into(room)


def test_what_the_network_did_not_take_goes_before_the_next_read(authority: TestAuthority) -> None:
    may_read = threading.Event()
    heard = b""

    def serve(line: ssl.SSLSocket, _: socket.socket) -> None:
        nonlocal heard
        may_read.wait(10)
        while len(heard) < 20 * len(TEXT):
            heard += line.recv(65536)
        line.sendall(b"all here")

    with secured(authority, serve) as line:
        line._sock.settimeout(0.05)
        assert line.send(memoryview(TEXT * 20)) == 20 * len(TEXT)
        may_read.set()
        room = memoryview(bytearray(40_000))
        got = 0
        while not got:
            try:
                got = line.recv_into(room)
            except TimeoutError:
                continue
        assert bytes(room[:got]) == b"all here"
    assert heard == TEXT * 20
