"""Logs and reports: what helps to find a fault, and no address, no secret."""

from __future__ import annotations

import logging
from pathlib import Path

from imapdesk.demo.profile import open_demo
from imapdesk.desk.computer.logs import hide_addresses, log_protocol, read_lines, start_log, stop_log
from imapdesk.imap.line.journal import JOURNAL


def test_the_log_has_no_addresses_and_no_secrets(tmp_path: Path) -> None:
    handler = start_log(tmp_path)
    logging.getLogger("imapdesk.test").info(
        "ada@example.org asked with access_token=abcdefgh1234 %s", "eve@example.com"
    )
    stop_log(handler)
    (line,) = read_lines(tmp_path)
    assert "[address] asked with access_token=[hidden] [address]" in line
    assert (tmp_path / "logs").stat().st_mode & 0o077 == 0


def test_a_sentence_keeps_its_words_around_a_hidden_address() -> None:
    assert hide_addresses("Sign-in needed for “ada@example.org”.") == "Sign-in needed for “[address]”."


def test_a_server_gets_a_report_card_and_the_report_names_nobody() -> None:
    with open_demo() as desk:
        desk.sync()
        (card,) = desk.load_report_cards()
        assert card.product == "imapdesk demo"
        assert "IDLE" in card.capabilities
        assert card.bytes_per_s > 0
        assert card.broken == ()
        report = desk.make_diagnostic_report()
        assert "mailbox 1: 127.0.0.1" in report
        assert "PySide6" in report
        assert "@" not in report


def test_the_protocol_log_is_off_until_it_is_switched_on() -> None:
    with open_demo() as desk:
        desk.sync()
        assert desk.load_protocol_lines() == []
        desk.save_protocol_log(True)
        assert desk.load_protocol_log()
        desk.sync()
        desk.save_protocol_log(False)
        lines = desk.load_protocol_lines(10_000)
        assert any("LOGIN [hidden]" in line for line in lines)
        assert not any("alex" in line or "Library" in line for line in lines)
        assert not JOURNAL.on
        log_protocol(desk.data_dir, False)
