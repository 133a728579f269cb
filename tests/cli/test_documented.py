"""The page that scripts rely on names every command, option, key and exit code there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from imapdesk.cli.main import cli
from imapdesk.outcome import Outcome
from tests.cli.program import Program


@pytest.fixture(scope="module")
def page() -> str:
    return (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")


def walk(group: click.Group, *above: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words that lead to it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from walk(command, *above, name)
        else:
            yield (*above, name), command


def test_every_command_is_on_the_page(page: str) -> None:
    named = {word for line in re.findall(r"^imapdesk (.*)$", page, re.MULTILINE) for word in re.split(r"[\s|]+", line)}
    commands = [words for words, _ in walk(cli)]
    assert len(commands) > 30
    assert [words for words in commands if not named.issuperset(words)] == []


def test_every_option_is_on_the_page(page: str) -> None:
    options = {
        option for _, command in walk(cli) for parameter in command.params if isinstance(parameter, click.Option)
        for option in parameter.opts if option.startswith("--")
    }  # fmt: skip
    assert len(options) > 30
    assert sorted(option for option in options if not re.search(rf"{option}(?![\w-])", page)) == []


def test_no_option_is_on_the_page_that_there_is_not(page: str) -> None:
    known = {"--help", *(option for each in cli.params for option in each.opts)}
    known |= {option for _, command in walk(cli) for parameter in command.params for option in parameter.opts}
    assert sorted(set(re.findall(r"(?<![\w-])--[a-z][\w-]*", page)) - known) == []


def test_the_exit_codes_are_those_of_the_outcomes(page: str) -> None:
    told = {word: int(code) for code, word in re.findall(r"^\| (\d+) \| `(\w+)` \|", page, re.MULTILINE)}
    assert told == {str(outcome): outcome.exit_code for outcome in Outcome}


def test_the_keys_of_the_documents_are_those_on_the_page(page: str, program: Program, tmp_path: Path) -> None:
    mail = tmp_path / "one.eml"
    mail.write_bytes(b"Subject: one\r\n\r\nx\r\n")
    program.json("import", str(mail))
    (row,) = program.json("list")
    lines = re.sub(r"\n  ", " ", page).splitlines()
    documents = [("`list`", row), ("`show ID`", program.json("show", str(row["id"]))), ("`sync`", program.sync())]
    for begin, document in documents:
        (line,) = [line for line in lines if line.startswith(f"- {begin}")]
        assert [key for key in document if f'"{key}"' not in line] == []
