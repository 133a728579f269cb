"""Signing in without a window: integrations, the browser, the device code; against a provider and a Dovecot."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Program
from tests.oauth.conftest import oidc  # noqa: F401
from tests.oauth.leaks import find_leaks, read_files
from tests.oauth.person import ALICE, CLIENT_IDS, CLIENT_SECRET, make_values
from tests.pace import PATIENCE_S
from tests.servers.dovecot import DovecotServer
from tests.servers.dovecot_oauth import accept_tokens_of
from tests.servers.mail_user import MailUser
from tests.servers.oidc import OidcServer

NEVER = "Nobody has signed in"


@dataclass(slots=True)
class Road:
    """The program, the provider, and the server where Alice has her mail."""

    program: Program
    oidc: OidcServer
    server: DovecotServer
    alice: MailUser
    project: Path

    def set_up(self, type_: str, secret: bool = True) -> Any:
        """``integration set`` with the secret on standard input, then ``integration enable``."""
        self.program.make_vault()
        values = make_values(type_, self.oidc, secret=False)
        words = [f"{name}={value}" for name, value in values.items()]
        words += ["--secret-stdin"] if secret else []
        self.program.json("integration", "set", type_, *words, stdin=CLIENT_SECRET + "\n")
        return self.program.json("integration", "enable", type_)

    def add(self, type_: str) -> Any:
        """``mailbox add --oauth``."""
        return self.program.json(
            "mailbox", "add", "Work", "--address", ALICE, "--oauth", type_, "--host", "localhost",
            "--port", str(self.server.port_tls), "--ca-file", str(self.server.ca_file),
        )  # fmt: skip

    def browser(self, user: str = ALICE, answer: str = "allow") -> dict[str, str]:
        """An environment whose web browser has a person before it."""
        words = [sys.executable, "-m", "tests.cli.browser", str(self.oidc.ca_file), user, answer, "%s"]
        return {"BROWSER": shlex.join(words), "PYTHONPATH": str(self.project)}


@pytest.fixture
def road(program: Program, oidc: OidcServer, project: Path) -> Iterator[Road]:  # noqa: F811
    server = DovecotServer(oidc.authority)
    accept_tokens_of(server, oidc)
    try:
        yield Road(program, oidc, server, server.start().add_user(ALICE), project)
    finally:
        server.stop()


def test_signed_in_with_the_browser_and_synchronised(road: Road) -> None:
    road.alice.deliver("INBOX", [b"Subject: one\r\n\r\nbody\r\n"])
    assert road.set_up("google")["check"]["verdict"] == "right"
    assert road.add("gmail")["auth"] == "google"
    assert NEVER in road.program.sync(code=3)["mailboxes"][0]["error"]
    answer = road.program.run("mailbox", "sign-in", "Work", "--json", **road.browser())
    assert answer.code == 0, answer.err
    assert json.loads(answer.out) == {"name": "Work", "signed_in": True, "folders": 1, "folder_list": "ok"}
    assert road.program.sync()["mailboxes"][0]["stored"] == 1
    shown = {"out": answer.text, "err": answer.err} | read_files(road.program.data_dir)
    assert not find_leaks({CLIENT_SECRET, *road.oidc.state.issued}, shown)


def test_a_mailbox_changes_to_a_type_by_any_of_its_names_and_never_to_none_there_is(road: Road) -> None:
    road.program.add_mailbox(road.alice, "Work")
    unknown = road.program.run("mailbox", "set", "Work", "oauth=nope")
    assert (unknown.code, "no sign-in type “nope”" in unknown.err) == (2, True)
    switched_off = road.program.run("mailbox", "set", "Work", "oauth=google")
    assert (switched_off.code, "is switched off" in switched_off.err) == (2, True)
    assert road.program.json("mailbox", "show", "Work")["auth"] == "password"
    road.set_up("google")
    assert road.program.json("mailbox", "set", "Work", "oauth=gmail")["auth"] == "google"
    assert road.program.json("mailbox", "set", "Work", "oauth=")["auth"] == "password"


def test_declined_in_the_browser_nothing_is_stored(road: Road) -> None:
    road.set_up("google")
    road.add("google")
    answer = road.program.run("mailbox", "sign-in", "Work", **road.browser(answer="deny"))
    assert answer.code == 3
    assert "The sign-in at Google was declined." in answer.err
    assert not list(road.program.data_dir.glob("tokens/*.tokens"))


def test_somebody_else_is_noticed_and_may_be_meant(road: Road) -> None:
    road.set_up("google")
    road.add("google")
    road.server.add_user("bob@example.org")
    answer = road.program.run("mailbox", "sign-in", "Work", **road.browser("bob@example.org"))
    assert answer.code == 3
    assert "You signed in as bob@example.org, and the mailbox is alice@example.org." in answer.err
    assert not list(road.program.data_dir.glob("tokens/*.tokens"))
    meant = road.program.run(
        "mailbox", "sign-in", "Work", "--accept-other-address", "--json", **road.browser("bob@example.org")
    )
    assert meant.document["signed_in"]


def test_signed_in_with_a_device_code(road: Road) -> None:
    road.oidc.add_client(CLIENT_IDS["microsoft"])
    road.set_up("microsoft", secret=False)
    road.add("microsoft365")
    process = subprocess.Popen(
        [sys.executable, "-m", "imapdesk", "mailbox", "sign-in", "Work", "--device-code"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | road.program.environment,
    )  # fmt: skip
    assert process.stderr is not None
    told = process.stderr.readline()
    code = re.search(r"type in the code (\S+)", told)
    assert code, told
    assert road.oidc.url("activate") in told
    road.oidc.activate(code[1], ALICE)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, err
    assert "Signed in to “Work”" in out
    assert road.program.sync()["outcome"] == "ok"


def test_gmail_has_no_device_code(road: Road) -> None:
    road.set_up("google")
    road.add("google")
    answer = road.program.run("mailbox", "sign-in", "Work", "--device-code")
    assert answer.code == 2
    assert "offers no sign-in by device code" in answer.err


def test_a_signed_in_mailbox_whose_server_is_away_stays_signed_in(road: Road) -> None:
    road.set_up("google")
    road.add("google")
    road.server.interrupt()
    answer = road.program.run("mailbox", "sign-in", "Work", "--json", **road.browser())
    assert answer.code == 0
    assert answer.document["folder_list"] == "unreachable"
    road.server.resume()
    assert road.program.sync()["outcome"] == "ok"


def test_switched_off_the_type_is_not_offered_and_its_mailbox_says_why(road: Road) -> None:
    road.set_up("google")
    road.add("google")
    road.program.run("mailbox", "sign-in", "Work", **road.browser())
    assert road.program.json("integration", "disable", "google")["enabled"] is False
    (mailbox,) = road.program.json("mailbox", "list")
    assert (mailbox["outcome"], mailbox["error"]) == (
        "sign_in_required", "Gmail is switched off in Settings > Sign-in.",
    )  # fmt: skip
    answer = road.program.run("mailbox", "add", "Other", "--address", ALICE, "--oauth", "gmail")
    assert answer.code == 2
    assert "Gmail is switched off" in answer.err
    road.program.json("integration", "enable", "google")
    answer = road.program.run("mailbox", "add", "Other", "--address", ALICE, "--oauth", "gmail", "--field", "room=7")
    assert answer.code == 2
    assert "has no field “room”" in answer.err


def test_wrong_values_are_refused_and_stay_off(road: Road) -> None:
    values = make_values("google", road.oidc, secret=False)
    words = [f"{name}={value}" for name, value in values.items()]
    road.program.json("integration", "set", "google", *words, "--secret-stdin", stdin="wrong\n")
    answer = road.program.json("integration", "enable", "google", code=3)
    assert answer["enabled"] is False
    assert answer["check"]["field"] == "client_secret"
    road.oidc.break_endpoint("token", 503)
    assert road.program.json("integration", "test", "google", code=5)["check"]["verdict"] == "unchecked"
    refused = road.program.run("integration", "set", "google", "client_secret=oh")
    assert refused.code == 2
    assert "never an argument" in refused.err
