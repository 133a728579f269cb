"""A limit that a person chose is no failure: the run is ok, and what is left out is counted."""

from __future__ import annotations

from tests.cli.program import Program
from tests.servers.mail_user import MailUser

SMALL = b"From: anna@example.org\r\nSubject: small\r\n\r\nText\r\n"
LARGE = b"From: anna@example.org\r\nSubject: large\r\n\r\n" + b"Much text.\r\n" * 300


def test_a_chosen_limit_is_ok_and_what_it_leaves_out_is_counted(program: Program, mail_user: MailUser) -> None:
    mail_user.append("INBOX", SMALL)
    mail_user.append("INBOX", LARGE)
    program.add_mailbox(mail_user)
    program.json("mailbox", "set", "work", "max-message-bytes=1000")
    for stored in (1, 0):
        document = program.sync()
        (result,) = document["mailboxes"]
        assert (document["outcome"], result["error"], result["stored"]) == ("ok", None, stored)
        assert (result["left_out"], result["quarantined"], result["pending"]) == (1, 0, 0)
    sentence = "1 message is larger than the mailbox's limit and left out"
    for words in (("sync",), ("status",), ("folder", "list", "work")):
        assert sentence in program.run(*words).text
    (box,) = program.json("status")["mailboxes"]
    assert (box["outcome"], box["left_out"]) == ("ok", 1)
    assert {one["path"]: one.get("left_out") for one in program.json("folder", "list", "work")}["INBOX"] == 1

    proof = next(one for one in program.json("verify")["mailboxes"][0]["folders"] if one["path"] == "INBOX")
    assert (proof["complete"], proof["on_server"], proof["saved"], proof["left_out"]) == (True, 2, 1, 1)

    program.json("mailbox", "set", "work", "max-message-bytes=0")
    (result,) = program.sync()["mailboxes"]
    assert (result["outcome"], result["stored"]) == ("ok", 1)
    assert "left_out" not in result
