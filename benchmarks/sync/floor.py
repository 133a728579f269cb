"""The floor: what no program of this kind can be much faster than.

A pipelined reader with a hand-made tokenizer that writes the raw bytes into SQLite with ``synchronous=FULL``, and
nothing else: it does not describe, compress, index, survive a fault or know a second server. A later run asks the
state of all folders in one flight and, where something changed, the changes in a second one.
"""

from __future__ import annotations

import re
import socket
import sqlite3
import ssl
import sys

_FETCH = re.compile(rb"\* \d+ FETCH \((.*?)UID (\d+)(.*)")
_LITERAL = re.compile(rb"\{(\d+)\}\r\n$")
_STATUS = re.compile(rb'\* STATUS ("[^"]*"|\S+) \((.*)\)')


class Reader:
    """A connection that writes whole flights and reads lines and literals."""

    def __init__(self, host: str, port: int, ca_file: str) -> None:
        plain = socket.create_connection((host, port))
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = ssl.create_default_context(cafile=ca_file).wrap_socket(plain, server_hostname=host)
        self.file = self.sock.makefile("rb", buffering=1 << 18)
        self.file.readline()
        self.number = 0

    def send(self, *commands: bytes) -> bytes:
        """Send commands in one write; the tag of the last."""
        lines = []
        for command in commands:
            self.number += 1
            lines.append(b"f%d %s\r\n" % (self.number, command))
        self.sock.sendall(b"".join(lines))
        return b"f%d " % self.number

    def lines(self, tag: bytes):
        """Answer lines with their literal, up to the tagged one."""
        while True:
            line = self.file.readline()
            literal = None
            if found := _LITERAL.search(line):
                literal = self.file.read(int(found[1]))
                line = line[: found.start()] + self.file.readline()
            yield line, literal
            if line.startswith(tag):
                return


def main(host: str, port: str, ca_file: str, user: str, password: str, path: str) -> None:
    """One run: everything the first time, the changes later."""
    reader = Reader(host, int(port), ca_file)
    tag = reader.send(b'LOGIN "%s" "%s"' % (user.encode(), password.encode()))
    list(reader.lines(tag))
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(
        "pragma page_size=32768; pragma journal_mode=wal; pragma synchronous=full;"
        "create table if not exists folder(name blob primary key, state blob, modseq int, uidnext int);"
        "create table if not exists message(folder blob, uid int, flags blob, raw blob, primary key(folder, uid))"
    )
    tag = reader.send(b"ENABLE QRESYNC", b'LIST "" "*" RETURN (STATUS (MESSAGES UIDNEXT UIDVALIDITY HIGHESTMODSEQ))')
    states = {found[1]: found[2] for line, _ in reader.lines(tag) if (found := _STATUS.match(line))}
    known = {name: (state, modseq, uidnext) for name, state, modseq, uidnext in db.execute("select * from folder")}
    changed = [name for name, state in states.items() if known.get(name, (None,))[0] != state]
    if changed:
        _load(reader, db, changed, states, known)


def _load(reader: Reader, db: sqlite3.Connection, changed: list, states: dict, known: dict) -> None:
    commands, names = [], []
    for name in changed:
        _, modseq, uidnext = known.get(name, (None, 0, 1))
        commands += [b"EXAMINE %s" % name, b"UID FETCH %d:* (FLAGS BODY.PEEK[])" % uidnext]
        if modseq:
            commands.append(b"UID FETCH 1:%d (FLAGS) (CHANGEDSINCE %d VANISHED)" % (uidnext - 1, modseq))
        names.append((name, len(commands)))
    first = reader.number + 1
    tag = reader.send(*commands)
    ends = {b"f%d" % (first + count - 1): name for name, count in names}
    remaining = iter(name for name, _ in names)
    current, size, rows = next(remaining), 0, []
    for line, literal in reader.lines(tag):
        if found := _FETCH.match(line):
            rows.append((current, int(found[2]), found[1], literal))
            size += len(literal or b"")
        if size > 4_000_000:
            _save(db, rows)
            size, rows = 0, []
        if line[:1] == b"f" and line.split(b" ", 1)[0] in ends:
            current = next(remaining, current)
    _save(db, rows)
    db.execute("begin")
    for name in changed:
        numbers = dict(zip(*[iter(states[name].split())] * 2, strict=False))
        db.execute("insert or replace into folder values(?,?,?,?)",
                   (name, states[name], int(numbers[b"HIGHESTMODSEQ"]), int(numbers[b"UIDNEXT"])))  # fmt: skip
    db.execute("commit")


def _save(db: sqlite3.Connection, rows: list) -> None:
    db.execute("begin")
    db.executemany("insert or replace into message values(?,?,?,?)", [row for row in rows if row[3] is not None])
    db.executemany(
        "update message set flags=? where folder=? and uid=?", [(f, n, u) for n, u, f, raw in rows if raw is None]
    )
    db.execute("commit")


if __name__ == "__main__":
    main(*sys.argv[1:])
