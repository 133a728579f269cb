"""``imapdesk search -word`` is a query, wherever its options stand."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from imapdesk.cli.main import cli
from imapdesk.cli.query_words import part_words

NAMES = ["--json", "--limit", "-h", "--help"]


@pytest.mark.parametrize(
    ("args", "parted"),
    [
        (["-draft", "plan"], ["--", "-draft", "plan"]),
        (["plan", "-here", "--limit", "3"], ["--limit", "3", "--", "plan", "-here"]),
        (["--limit=3", "-a"], ["--limit=3", "--", "-a"]),
        (["-h"], ["-h", "--"]),
        (["--json", "--", "--limit"], ["--json", "--", "--limit"]),
        (["--nonsense", "x"], ["--nonsense", "--", "x"]),
        (["--limit"], ["--limit", "--"]),
        (["-", "x"], ["--", "-", "x"]),
        (["-from:ann", "subject:a=b"], ["--", "-from:ann", "subject:a=b"]),
    ],
)
def test_only_the_commands_own_options_are_options(args: list[str], parted: list[str]) -> None:
    assert part_words(args, NAMES, ["--limit"]) == parted


def test_a_word_to_leave_out_needs_no_dashes_before_it(tmp_path: object) -> None:
    words = ["search", "--data-dir", str(tmp_path), "-hello", "plan", "--explain"]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    assert "hello" in done.output
    assert "plan" in done.output
    assert "Usage" not in done.output


def test_help_and_unknown_options_are_what_they_were(tmp_path: object) -> None:
    assert "Find saved messages" in CliRunner().invoke(cli, ["search", "-h"]).output
    assert "No such option" in CliRunner().invoke(cli, ["search", "--nonsense", "x"]).output


def test_a_query_that_was_cut_says_so_beside_the_answer(tmp_path: object) -> None:
    done = CliRunner().invoke(cli, ["search", "--data-dir", str(tmp_path), "--json", *["word"] * 65])
    assert done.stdout == "[]\n"
    assert done.stderr == "imapdesk: Only the first 64 terms of the query are looked for.\n"
    short = CliRunner().invoke(cli, ["search", "--data-dir", str(tmp_path), "--json", *["word"] * 64])
    assert short.stderr == ""
