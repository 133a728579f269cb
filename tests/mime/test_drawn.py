"""A text whose columns mean something is told from prose, which is better read in letters of several widths."""

from __future__ import annotations

import time

import pytest

from imapdesk.mime.drawn import looks_drawn

DRAWN = {
    "a table": "  Item      Count\n  --------  -----\n  Blankets     12\n  Flasks        7\n",
    "a table that is quoted": "> Item      Count\n> Blankets     12\n> Flasks        7\n",
    "numbers under one another": "Rent        800.00\nFood         95.50\nTickets   1,200.00\n",
    "a frame": "+------+-----+\n| Name | Age |\n+------+-----+\n",
    "a frame of its own signs": "┌──────┐\n│ here │\n└──────┘\n",
    "tabs": "Name\tTown\tAge\nAda\tLondon\t36\nBob\tParis\t41\n",
    "a picture": "   /\\_/\\   \n  ( o.o )\n   > ^ <\n",
    "changes": "The reason.\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@ here\n",
    "a finger of a compiler": "main.c:12: error\n   12 |   int x\n      |       ^~~\n",
    "code": "int main(void)\n{\n  int x = 3;\n  return x;\n}\n",
}
PROSE = {
    "nothing": "",
    "a letter": "Hello,\n\nshall we meet on Thursday?\n\nBen\n",
    "two blanks behind sentences": "One thing.  Another thing.\nTwo things.  More things.\nAll of it.  The end.\n",
    "a list": "* first\n* second\n  - third\n\n1. one\n2. two\n",
    "rules": "====================\nNews\n====================\n--------------------\n",
    "rules of other signs": "━━━━━━━━━━\n株式会社\n━━━━━━━━━━\n",
    "smileys": "Great :-)\nSee you ;-)\nBye <3\n",
    "addresses": "Ann <ann@example.com>\nBob <bob@example.org>\nSee https://example.org/a_b/(c)\n",
    "a signature": "Ben Archer\nExample Ltd\nTel.  +44 20 7946 0000\n",
    "paragraphs as lines": "A paragraph; it goes on.\nAnother (in brackets).\n" * 20,
}


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_drawn_is_seen(name: str) -> None:
    assert looks_drawn(DRAWN[name])


@pytest.mark.parametrize("name", PROSE)
def test_prose_is_prose(name: str) -> None:
    assert not looks_drawn(PROSE[name])


@pytest.mark.parametrize("unit", ["a  ", ">", " ", "+--", ":-|", "    ^\n", "(", "x;\n\n", "  a\n"])
def test_looking_takes_no_time_whatever_is_repeated(unit: str) -> None:
    started = time.process_time()
    looks_drawn(unit * (300_000 // len(unit)))
    assert time.process_time() - started < 1
