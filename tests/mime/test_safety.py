"""Links, file names, display names and quotations: what a stranger wrote is shown for what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.mail import Address
from imapdesk.mime.html.readable import html_to_text
from imapdesk.mime.names import MAX_NAME_BYTES, hides_its_kind, is_dangerous_type, safe_name
from imapdesk.mime.quotes import Kind, fold_quotes, is_attribution
from imapdesk.mime.text import find_shown_address, has_bidi, mixes_alphabets, neutralise
from imapdesk.mime.trust.links import Oddity, Verdict, find_links, judge_link
from imapdesk.mime.untagged import strip_tags

LINKS = [
    ("https://example.org/a", "our page", Verdict.OPEN),
    ("https://example.org/a", "https://example.org/a", Verdict.OPEN),
    ("https://www.example.org/a", "example.org", Verdict.OPEN),
    ("https://track.example.org/a", "www.example.org", Verdict.OPEN),
    ("https://example.net/", "https://example.org/", Verdict.ASK),
    ("https://example.net/", "www.example.org", Verdict.ASK),
    ("https://example.net/", "example.org", Verdict.ASK),
    ("https://example.org.example.net/", "example.org", Verdict.ASK),
    ("https://example.org@example.net/", "here", Verdict.ASK),
    ("https://xn--pple-43d.example/", "here", Verdict.ASK),
    ("https://аpple.example/", "here", Verdict.ASK),
    ("https://192.0.2.1/", "here", Verdict.ASK),
    ("https://example.org/\u202egnp.exe", "here", Verdict.ASK),
    ("https://example.org/", "\u202emoc.elpmaxe", Verdict.ASK),
    ("javascript:alert(1)", "here", Verdict.REFUSE),
    (" javascript:alert(1)", "here", Verdict.REFUSE),
    ("java\tscript:alert(1)", "here", Verdict.REFUSE),
    ("data:text/html,x", "here", Verdict.REFUSE),
    ("file:///etc/passwd", "here", Verdict.REFUSE),
    ("smb://example.org/x", "here", Verdict.REFUSE),
    ("", "here", Verdict.REFUSE),
    ("https://", "here", Verdict.REFUSE),
    ("https://[bad", "here", Verdict.REFUSE),
    ("//example.org", "x", Verdict.REFUSE),
    ("mailto:a@example.org", "write to us", Verdict.OPEN),
    ("tel:+4912345", "call", Verdict.OPEN),
    ("https://example.org/", "version 1.2", Verdict.OPEN),
    ("https://a.example.co.uk/", "b.example.co.uk", Verdict.OPEN),
    ("https://evil.co.uk/", "bank.co.uk", Verdict.ASK),
    ("https://evil.test/", "Visit https://www.bank.example/login now", Verdict.ASK),
    ("https://evil.test/", "Log in at www.bank.example", Verdict.ASK),
    ("https://evil.test/", "www.ba\u200bnk.exa\u00admple", Verdict.ASK),
    ("https://evil.test/", "ｗｗｗ．bank．example", Verdict.ASK),
    ("https://evil.test/", "bank。example", Verdict.ASK),
    ("https://evil.test/", "→ (bank.example)", Verdict.ASK),
    ("https://evil.test/", "“bank.example”", Verdict.ASK),
    ("https://evil.test/", "https:\u2044\u2044bank.example", Verdict.ASK),
    ("https://evil.test/", "service@bank.example", Verdict.ASK),
    ("https://example.org/", "report.pdf", Verdict.OPEN),
    *(
        ("https://example.org/", name, Verdict.OPEN)
        for name in (
            "Node.js",
            "ASP.NET",
            "README.md",
            "README.md#usage",
            "main.rs",
            "setup.py",
            "my_script.sh",
            "Foo.Method",
            "Ann.Lee",
            "docs/CHANGELOG.md",
            "v1.beta",
        )
    ),
    *(
        ("https://evil.test/", name, Verdict.ASK)
        for name in (
            "paypal.com",
            "PAYPAL.COM",
            "Paypal.Com",
            "paypal.md",
            "bank.rs",
            "bank.pl",
            "paypal.corn",
            "paypal.conn",
            "paypal.con",
            "paypal.comm",
            "paypal.cоm",
            "192.0.2.7",
            "www.Node.js",
            "https://README.md",
            "bank.com/README.md",
            "intranet.local",
            "пример.рф",
        )
    ),
    ("https://example.org/", "Dr.Müller", Verdict.OPEN),
    ("https://example.org/", "\u202a+972 3 555\u202c", Verdict.OPEN),
    ("https://example.org/", "دعوة\u200f!", Verdict.OPEN),
    ("https://example.org/", "詳細はこちら。お申し込み", Verdict.OPEN),
    ("https://EXAMPLE。org/", "example.org", Verdict.OPEN),
    ("http://2130706433/", "here", Verdict.ASK),
    ("http://0x7f.1/", "here", Verdict.ASK),
    ("http://[::1]/", "here", Verdict.ASK),
    ("https://пример.example/", "here", Verdict.ASK),
    ("mailto:a@evil.test", "service@bank.example", Verdict.ASK),
    ("mailto:a@mail.bank.example", "service@bank.example", Verdict.OPEN),
    ("mailto:a@bank.example", "www.bank.example", Verdict.OPEN),
    ("mailto:a@evil.test", "https://bank.example", Verdict.ASK),
    ("mailto:a@evil.test", "bank.example", Verdict.ASK),
    ("https:///evil.test", "bank.example", Verdict.ASK),
    ("mailto:a@example.org?subject=%E2%80%AEx", "write to us", Verdict.ASK),
]


@pytest.mark.parametrize(("target", "text", "verdict"), LINKS)
def test_a_link_is_judged_by_where_it_leads(target: str, text: str, verdict: Verdict) -> None:
    judgement = judge_link(target, text)
    assert judgement.verdict is verdict
    assert bool(judgement.oddity) == (verdict is not Verdict.OPEN)


def test_a_punycode_host_is_shown_in_both_forms() -> None:
    assert judge_link("https://xn--mnchen-3ya.example/").host == "münchen.example (xn--mnchen-3ya.example)"
    assert judge_link("https://münchen.example/").host == "münchen.example (xn--mnchen-3ya.example)"


@pytest.mark.parametrize(
    ("target", "host"),
    [
        ("https://evil.test\\@bank.example/", "evil.test"),
        ("https:///evil.test", "evil.test"),
        ("https:\\\\evil.test", "evil.test"),
        ("https:/evil.test/bank.example", "evil.test"),
        ("https://bank.example%E3%80%82evil.test/", "bank.example.evil.test"),
        ("https://ev\til.test/", "evil.test"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("https://bank.example/?x=\\@evil.test", "bank.example"),
    ],
)
def test_a_host_is_read_as_a_browser_reads_it(target: str, host: str) -> None:
    assert judge_link(target).host == host


def test_letters_of_one_alphabet_do_not_count_as_mixed() -> None:
    assert judge_link("https://пример.example/").oddity is Oddity.LETTERS
    assert judge_link("https://аpple.example/").oddity is Oddity.ALPHABETS


def test_a_letter_brings_no_files_and_names_everyone_it_goes_to() -> None:
    judged = judge_link("mailto:a@example.org?subject=x%20y&attach=/etc/passwd&Attachment=b&bcc=c@evil.test")
    assert judged.url == "mailto:a@example.org?subject=x%20y&bcc=c%40evil.test"
    assert judged.host == "a@example.org, c@evil.test"


def test_a_letter_to_write_gets_no_headers_from_line_ends() -> None:
    judged = judge_link("mailto:a@example.org%0D%0ABcc:b@evil.test?subject=x%0Ay&body=one%0Atwo")
    assert judged.url == "mailto:a@example.orgBcc%3Ab@evil.test?subject=xy&body=one%0Atwo"


def test_links_in_text_end_before_the_punctuation() -> None:
    text = "see https://example.org/a_(b), (www.example.org). a@example.org! nothing@ else"
    assert [(text[start:end], target) for start, end, target in find_links(text)] == [
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("www.example.org", "https://www.example.org"),
        ("a@example.org", "mailto:a@example.org"),
    ]


@given(st.text(), st.text())
def test_any_link_is_judged(target: str, text: str) -> None:
    judge_link(target, text)
    judge_link(f"https://{target}", text)
    list(find_links(text))


NAMES = [
    ("a.txt", "a.txt"),
    ("../../etc/passwd", "passwd"),
    ("C:\\temp\\a.txt", "a.txt"),
    ("/abs/a.txt", "a.txt"),
    ("", "attachment"),
    (".", "attachment"),
    ("..", "attachment"),
    ("...", "attachment"),
    (".bashrc", "bashrc"),
    ("a/", "a"),
    ("con", "_con"),
    ("CON.txt", "_CON.txt"),
    ("com1.log", "_com1.log"),
    ("console.txt", "console.txt"),
    ("a:b?.txt", "a_b_.txt"),
    ("a\x00b.txt", "ab.txt"),
    ("a\r\nb.txt", "a b.txt"),
    ("a.txt.", "a.txt"),
    ("a.txt   ", "a.txt"),
    ("-rf", "_-rf"),
    ("invoice\u202efdp.exe", "invoicefdp.exe"),
    ("a      .exe", "a .exe"),
    ("für.txt", "für.txt"),
    ("a|b", "a_b"),
    ("~", "attachment"),
    ("a\u200b.txt", "a.txt"),
    ("日本語.pdf", "日本語.pdf"),
]


@pytest.mark.parametrize(("name", "safe"), NAMES)
def test_a_file_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_name_without_an_ending_gets_that_of_its_type() -> None:
    assert safe_name("report", "application/pdf") == "report.pdf"
    assert safe_name("", "image/png") == "attachment.png"


@given(st.text(max_size=600))
def test_any_name_becomes_one_safe_name(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= MAX_NAME_BYTES
    assert not set(safe) & set('/\\:*?"<>|\x00\n\r')
    assert not safe.startswith((".", "-", " "))
    assert not safe.endswith((".", " "))
    assert safe_name(safe) == safe


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("ü" * 300 + ".pdf").endswith(".pdf")


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "a.pdf.EXE",
        "a.js",
        "a.lnk",
        "a.docm",
        "a.scr ",
        "a.bat.",
        "a.iso",
        "a.html.hta",
        "a\u202efdp.exe",
        "a.ps1",
    ],
)
def test_a_program_is_called_dangerous(name: str) -> None:
    assert is_dangerous_type(name)


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a", "exe", "a.exe.txt", "a.docx", "a.jpg", ""])
def test_a_document_is_not_called_dangerous(name: str) -> None:
    assert not is_dangerous_type(name)


def test_a_dangerous_type_counts_whatever_the_name() -> None:
    assert is_dangerous_type("a.txt", "application/x-msdownload")
    assert not is_dangerous_type("a.txt", "text/plain")


def test_a_name_that_hides_its_kind_is_noticed() -> None:
    assert hides_its_kind("invoice.pdf.exe")
    assert hides_its_kind("invoice\u202efdp.exe")
    assert hides_its_kind("invoice.pdf                    .exe")
    assert not hides_its_kind("archive.tar.gz")
    assert not hides_its_kind("report.v1.2.pdf")


def test_text_is_neutralised_for_showing() -> None:
    assert neutralise("a\u202eb\u2066c\u200f") == "abc"
    assert neutralise("a\nb\r\n\tc\x00d\x1b[31m") == "a b cd[31m"
    assert neutralise("Grüße שלום") == "Grüße שלום"
    assert neutralise("a" + "\u0301" * 50) == "a" + "\u0301" * 6
    assert has_bidi("a\u202e")
    assert not has_bidi("שלום")


@pytest.mark.parametrize(
    ("name", "address", "false"),
    [
        ("bank@example.com", "x@example.net", True),
        ("Support <help@example.com>", "x@example.net", True),
        ("x@example.net", "x@example.net", False),
        ("X@Example.Net", "x@example.net", False),
        ("Ann", "ann@example.org", False),
        ("bank＠example.com", "x@example.net", True),
        ("b\u200bank@example.com", "x@example.net", True),
        ("Аpple", "x@example.net", True),
        ("Иван Petrov", "x@example.net", False),
        ("", "x@example.net", False),
        ("日本 Taro", "x@example.net", False),
    ],
)
def test_a_display_name_that_plays_another_is_noticed(name: str, address: str, false: bool) -> None:
    assert (bool(find_shown_address(Address(name, address))) or mixes_alphabets(name)) is false


@pytest.mark.parametrize(
    "line",
    [
        "On Mon, 18 Nov 2009 at 10:30, Ann <ann@example.org> wrote:",
        "Am 18.11.2009 um 10:30 schrieb Ann:",
        "Le 18 nov. 2009 à 10:30, Ann a écrit :",
        "El 18/11/2009, Ann escribió:",
        "Il giorno 18 nov 2009 Ann ha scritto:",
        "Op 18 nov. 2009 schreef Ann:",
        "Den 18 nov 2009 skrev Ann:",
        "Em 18 de nov Ann escreveu:",
        "W dniu 18.11.2009 Ann napisał(a):",
        "18.11.2009, Анна пишет:",
        "2009年11月18日、Annさんは書きました：",
        "Ann 写道：",
        "-----Original Message-----",
        "----- Ursprüngliche Nachricht -----",
    ],
)
def test_a_line_that_introduces_a_quotation_is_known(line: str) -> None:
    assert is_attribution(line)


def test_quotations_and_signatures_are_told_apart() -> None:
    text = "Hello\n\nOn Monday, Ann Example wrote:\n> a\n>\n>> b\n\n> c\n\nBye\n-- \nJohn"
    blocks = fold_quotes(text)
    assert [(block.kind, block.level) for block in blocks] == [
        (Kind.WRITTEN, 0),
        (Kind.QUOTED, 2),
        (Kind.WRITTEN, 0),
        (Kind.SIGNATURE, 0),
    ]
    assert "\n".join(block.text for block in blocks) == text
    assert blocks[1].text == "On Monday, Ann Example wrote:\n> a\n>\n>> b\n\n> c"


def test_an_introduction_over_two_lines_folds_with_its_quotation() -> None:
    blocks = fold_quotes("Hi\nOn Monday, 18 November 2009 Ann Example\n<ann@example.org> wrote:\n> a")
    assert [block.kind for block in blocks] == [Kind.WRITTEN, Kind.QUOTED]


def test_all_behind_an_original_message_line_is_quoted() -> None:
    blocks = fold_quotes("Hi\n-----Original Message-----\nFrom: a\n\nold text")
    assert [block.kind for block in blocks] == [Kind.WRITTEN, Kind.QUOTED]


@given(st.text(alphabet="> a\n-:On wrote", max_size=300))
def test_folded_blocks_joined_are_the_text_again(text: str) -> None:
    assert "\n".join(block.text for block in fold_quotes(text)) == text


def test_a_page_reads_as_text() -> None:
    page = (
        "<head><title>t</title><style>x{}</style></head><p>One  <b>bo</b>ld</p><p>Two<br>three</p>"
        "<ul><li>a</li><li>b</li></ul><script>x</script>&amp; &eacute;"
    )
    assert html_to_text(page) == "One bold\n\nTwo\nthree\n\na\nb\n\n& é"
    assert strip_tags(page).split() == ["One", "bold", "Two", "three", "a", "b", "&", "é"]
