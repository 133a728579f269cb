"""What is beyond a bound of `mime.limits` is left out, and what is within it isn't."""

from __future__ import annotations

import pytest

from imapdesk.mime import describe_message
from imapdesk.mime.limits import (
    MAX_FIELDS,
    MAX_RECIPIENTS,
    MAX_REFERENCES,
    MAX_REPEATS,
    MAX_TEXT_BYTES,
    MAX_VALUE_CHARS,
)

MORE = 7


def test_recipients_of_one_field() -> None:
    many = ", ".join(f"p{number}@example.org" for number in range(MAX_RECIPIENTS + MORE))
    assert len(describe_message(f"To: {many}\r\n\r\n".encode()).to) == MAX_RECIPIENTS


def test_fields_of_one_name() -> None:
    many = "".join(f"To: p{number}@example.org\r\n" for number in range(MAX_REPEATS + MORE))
    assert len(describe_message(f"{many}\r\n".encode()).to) == MAX_REPEATS


def test_references() -> None:
    many = " ".join(f"<{number}@example.org>" for number in range(MAX_REFERENCES + MORE))
    assert len(describe_message(f"References: {many}\r\n\r\n".encode()).references) == MAX_REFERENCES


@pytest.mark.parametrize(("before", "subject"), [(MAX_FIELDS - 1, "here"), (MAX_FIELDS + MORE, "")])
def test_fields_of_one_block(before: int, subject: str) -> None:
    raw = b"X-Other: 1\r\n" * before + b"Subject: here\r\n\r\ntext\r\n"
    assert describe_message(raw).subject == subject


def test_characters_of_one_field() -> None:
    subject = describe_message(b"Subject: " + b"x" * (MAX_VALUE_CHARS + MORE) + b"\r\n\r\n").subject
    assert 0.9 * MAX_VALUE_CHARS < len(subject) <= MAX_VALUE_CHARS


def test_bytes_of_text() -> None:
    found = describe_message(b"Subject: x\r\n\r\n" + b"y" * (MAX_TEXT_BYTES + MORE))
    assert len(found.text) == MAX_TEXT_BYTES
    assert found.problems == ["The text was too long and was cut."]
