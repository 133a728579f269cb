"""A computer that gives no more threads, files or memory, a user without a home, an odd time zone: one sentence."""

from __future__ import annotations

import errno
import os
import pwd
import subprocess
import sys

import pytest

from imapdesk.cli.context import Door, end_with
from imapdesk.desk.computer.places import find_usual_data_dir
from imapdesk.desk.computer.run_log import hide_names
from imapdesk.errors import SettingsRefused, explain_exhaustion
from tests.cli.program import Answer, Program
from tests.cli.test_odd_places import run_shell
from tests.pace import PATIENCE_S
from tests.servers.mail_user import MailUser

NO_MEMORY = "This computer has no more memory for imapdesk now."
NO_FILES = "This computer lets imapdesk open no more files now."
NO_THREADS = "This computer lets imapdesk start no more threads now."
NO_ZONE = f":{__file__}"  # a file, but none that tells of a time zone

# What `ulimit -u` does to anybody but root, who may start as many as he likes.
FEW_THREADS = """
import sys, threading
name = "_start_joinable_thread" if sys.version_info >= (3, 13) else "_start_new_thread"
start, left = getattr(threading, name), int(sys.argv.pop(1))
def start_some(*words, **named):
    global left
    left -= 1
    if left < 0:
        raise RuntimeError("can't start new thread")
    return start(*words, **named)
setattr(threading, name, start_some)
from imapdesk.cli.main import main
main()
"""


def run_with_threads(program: Program, most: int, *words: str) -> Answer:
    done = subprocess.run(
        [sys.executable, "-c", FEW_THREADS, str(most), *words],
        capture_output=True, env=program.environment, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr.decode())


def test_where_no_thread_is_to_be_had_a_run_ends_with_a_sentence_and_the_next_one_goes_on(
    program: Program, mail_user: MailUser
) -> None:
    mail_user.deliver("INBOX", [b"Subject: %d\r\n\r\nText\r\n" % number for number in range(12)])
    program.add_mailbox(mail_user)
    codes = []
    for most in range(12):
        answer = run_with_threads(program, most, "sync", "--json")
        assert "Traceback" not in answer.err, (most, answer.err)
        (told,) = answer.document["mailboxes"]
        codes.append(answer.code)
        assert (told["outcome"], told["error"]) == (("busy", NO_THREADS) if answer.code == 4 else ("ok", None)), most
    assert codes[0] == 4
    assert codes[-1] == 0
    assert codes == sorted(codes, reverse=True)
    assert program.json("status")["messages"] == 12
    assert program.json("check")["problems"] == []


def test_describing_needs_no_thread_of_its_own(program: Program, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [b"Subject: harbour %d\r\n\r\nText\r\n" % number for number in range(3)])
    program.add_mailbox(mail_user)
    assert program.run("sync").code == 0
    answer = run_with_threads(program, 0, "index", "--rebuild")
    assert (answer.code, answer.err) == (0, "")
    assert len(program.json("search", "harbour")) == 3


def test_a_run_needs_few_open_files(program: Program, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [b"Subject: one\r\n\r\nText\r\n"])
    program.add_mailbox(mail_user)
    assert run_shell(program, "ulimit -n 24; $I sync").code == 0


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (MemoryError(), NO_MEMORY),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), NO_MEMORY),
        (ImportError("x.so: failed to map segment from shared object"), NO_MEMORY),
        (OSError(errno.EMFILE, "Too many open files"), NO_FILES),
        (OSError(errno.ENFILE, "Too many open files in system"), NO_FILES),
        (RuntimeError("can't start new thread"), NO_THREADS),
        (RuntimeError("cannot schedule new futures after shutdown"), None),
        (OSError(errno.EIO, "Input/output error"), None),
        (ImportError("No module named x"), None),
    ],
    ids=str,
)
def test_what_this_computer_denies_is_told_from_bugs(
    error: Exception, sentence: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    def work() -> int:
        raise error

    told = explain_exhaustion(error)
    assert (told and told.sentence) == sentence
    with pytest.raises(SystemExit if sentence else type(error)) as caught:
        end_with(Door(), work)
    if sentence:
        assert caught.value.args == (4,)
        assert sentence in capsys.readouterr().err


def test_a_user_without_a_home_is_asked_for_a_data_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> None:
        raise KeyError("uid not found")

    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    with pytest.raises(SettingsRefused, match=r"name a data directory"):
        find_usual_data_dir()
    assert hide_names("Nothing is at ~ or “here”.") == "Nothing is at ~ or “[name]”."


@pytest.mark.parametrize("zone", ["UTC+25", "ABC-167:59:59", "Nowhere/Unknown", pytest.param(NO_ZONE, id="a file"), ""])
def test_dates_are_shown_in_any_time_zone(program: Program, mail_user: MailUser, zone: str) -> None:
    mail_user.deliver("INBOX", [b"Subject: one\r\nDate: Mon, 3 Nov 2025 10:00:00 +0000\r\n\r\nText\r\n"])
    program.add_mailbox(mail_user, "work", "--all-mail")
    for words in (["sync"], ["status"], ["list"], ["mailbox", "show", "work"]):
        answer = program.run(*words, TZ=zone)
        assert (answer.code, answer.err) == (0, ""), words
    assert "2025-11-03 " in program.run("list", TZ=zone).text


def test_the_home_directory_is_hidden_in_the_log() -> None:
    assert hide_names(f"{os.path.expanduser('~')}/mail is full.") == "~/mail is full."
