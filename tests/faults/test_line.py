"""The line breaks, stalls or crawls, at every stage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_wire import LineFault
from tests.fakes.scripted_server import ScriptedServer
from tests.faults.rows import EVERYTHING, Row, names, play, start

NEVER = EVERYTHING
STAGES = {
    "the greeting": "GREETING",
    "the log-in": "AUTHENTICATE",
    "the folder list": "LIST",
    "opening a folder": "EXAMINE",
    "fetching": "UID FETCH",
}


def drops_once() -> list[Row]:
    rows = []
    for stage, command in STAGES.items():
        rows.append(Row(f"dropped once at {stage}", break_={"on": {command: [react.drop()]}}))
        rows.append(Row(f"stalled once at {stage}", break_={"on": {command: [react.stall()]}}))
    rows.append(Row("dropped once in TLS", server={"security": "ssl"}, break_={"on": {"TLS": [react.drop()]}}))
    rows.append(Row("stalled once in TLS", server={"security": "ssl"}, break_={"on": {"TLS": [react.stall()]}}))
    offsets = [1, 20, 60, 150, 400, 900, 1500, 2200, 2900, 3600, 4300, 5000, 5700]
    rows += [Row(f"dropped after {at} bytes", break_={"line": [LineFault(drop_at=at)]}) for at in offsets]
    rows += [Row(f"reset after {at} bytes", break_={"line": [LineFault(drop_at=at, reset=True)]}) for at in (700, 3000)]
    rows += [Row(f"silent after {at} bytes", break_={"line": [LineFault(stall_at=at)]}) for at in (500, 3300)]
    rows.append(
        Row(
            "dropped three times at growing places",
            break_={"line": [LineFault(drop_at=at) for at in (1200, 2400, 4000)]},
        )
    )
    rows.append(Row("dropped before the tagged OK of each fetch", break_={"on": {"UID FETCH": [react.cut(-12)] * 2}}))
    rows.append(
        Row("dropped in the middle of a literal", break_={"on": {"UID FETCH": [react.normal(), react.cut(700)]}})
    )
    rows.append(
        Row("silent in the middle of a literal", break_={"on": {"UID FETCH": [react.normal(), react.hang(700)]}})
    )
    rows.append(Row("dropped in the middle of the folder list", break_={"on": {"LIST": [react.cut(90)]}}))
    rows.append(Row("everything in crumbs of one byte", break_={"line": lambda _: LineFault(chunk=1)}))
    return rows


def drops_always() -> list[Row]:
    rows = []
    for stage, command in STAGES.items():
        rows.append(
            Row(f"always dropped at {stage}", "unreachable", break_={"on": {command: react.drop()}}, lost=NEVER)
        )
        rows.append(
            Row(f"always silent at {stage}", "unreachable", break_={"on": {command: react.stall()}}, lost=NEVER)
        )
    tls = {"security": "ssl"}
    rows.append(Row("always dropped in TLS", "unreachable", tls, {"on": {"TLS": react.drop()}}, NEVER))
    rows.append(Row("always silent in TLS", "unreachable", tls, {"on": {"TLS": react.stall()}}, NEVER))
    rows.append(
        Row(
            "one byte a second", "unreachable", break_={"line": lambda _: LineFault(bytes_per_s=1, chunk=1)}, lost=NEVER
        )
    )
    return rows


ROWS = [*drops_once(), *drops_always()]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_a_line_in_trouble_ends_as_its_row_says(
    row: Row, scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    play(row, start(row, scripted_server, tmp_path))
