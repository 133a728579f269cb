"""Counts agree with their words: nobody reads “1 messages”."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import imapdesk.cli
from imapdesk.cli.counting import count, count_messages

COUNTED = re.compile(r"\{[^{}]+\} (?:\w+ )?(?:messages|folders|mailboxes|files|problems|people)\b")


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 messages"), (1, "1 message"), (2, "2 messages"), (21, "21 messages")]
)
def test_one_is_said_in_the_singular(number: int, said: str) -> None:
    assert count_messages(number) == said


def test_the_verb_agrees_as_well() -> None:
    assert count(1, "message is saved.", "messages are saved.") == "1 message is saved."
    assert count(3, "message is saved.", "messages are saved.") == "3 messages are saved."


def test_no_command_says_a_count_in_the_plural_alone() -> None:
    sources = Path(imapdesk.cli.__file__).parent.glob("*.py")
    found = {source.name: COUNTED.findall(source.read_text(encoding="utf-8")) for source in sources}
    assert {name: hits for name, hits in found.items() if hits} == {}
