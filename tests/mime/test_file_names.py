"""The names of attachments from a hostile sender: safe on every system, and no program poses as a document."""

from __future__ import annotations

import pytest

from imapdesk.mime.message import Attachment
from imapdesk.mime.names import hides_its_kind, is_dangerous_type, safe_name, suggest_name

SAFE = [
    ("NUL .txt", "_NUL .txt"),
    ("com¹", "_com¹"),
    ("desktop.ini", "_desktop.ini"),
    ("AutoRun.inf", "_AutoRun.inf"),
    ("....exe", "exe"),
    ("a.exe. . .", "a.exe"),
    ("a.pdf\u2800\u2800\u2800.exe", "a.pdf .exe"),
    ("a.pdf\u3164\uffa0\u115f.exe", "a.pdf .exe"),
    ("a.ex\u00ade", "a.exe"),
    ("a.exe::$DATA", "a.exe__$DATA"),
    ("\\\\host\\share\\a.txt", "a.txt"),
    ("-rf", "_-rf"),
    ("\ud83d.exe", "_.exe"),
]
HARMFUL = """
    a.one a.xlsb a.iqy a.slk a.rdp a.search-ms a.library-ms a.website a.diagcab a.wsb a.mht a.svgz a.webloc a.inetloc
    a.flatpakref a.snap a.service a.scpt a.mobileconfig a.xll a.desktop a.lnk a.scr a.SCR
    a.{00020D76-0000-0000-C000-000000000046}
"""
HARMLESS = "a.pdf a.docx a.xlsx a.txt a.png a.ics a.vcf a.eml a.zip a.odt a.csv a.html notes"
POSING = [
    "invoice\u202efdp.exe",
    "invoice\u2066fdp\u2069.scr",
    "a.pdf" + "\u2800" * 40 + ".exe",
    "a.docx.lnk",
    "a.pdf.{645FF040-5081-101B-9F08-00AA002F954E}",
    "a.jpg\u200b.desktop",
]


@pytest.mark.parametrize(("name", "safe"), SAFE)
def test_a_name_is_safe_on_every_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", HARMFUL.split())
def test_what_can_run_something_is_known(name: str) -> None:
    assert is_dangerous_type(safe_name(name))


@pytest.mark.parametrize("name", HARMLESS.split())
def test_what_people_send_each_other_is_opened(name: str) -> None:
    assert not is_dangerous_type(safe_name(name))


@pytest.mark.parametrize("name", POSING)
def test_a_program_that_poses_as_a_document_is_seen(name: str) -> None:
    assert is_dangerous_type(safe_name(name))
    assert hides_its_kind(name)


@pytest.mark.parametrize("name", [name for name, _safe in SAFE] + POSING)
def test_a_safe_name_is_safe_again_and_can_be_written(name: str) -> None:
    once = safe_name(name)
    assert safe_name(once) == once
    assert once.encode("utf-8")


def test_a_report_of_delivery_can_be_opened() -> None:
    assert suggest_name(Attachment("", "message/delivery-status", 9)) == "delivery-report.txt"
