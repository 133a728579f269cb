"""The words of HTML are found in one pass, whatever the page looks like."""

from __future__ import annotations

import pytest

from imapdesk.mime import describe_message, index_text
from imapdesk.mime.untagged import strip_tags
from tests.pace import Stopwatch


def test_the_words_of_html_are_those_that_a_reader_sees() -> None:
    source = "<head><title>No</title></head><style>p{color:red}</style><!-- no --><p>Caf&eacute;<b>s</b> here</p>"
    assert strip_tags(source).split() == ["Cafés", "here"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<span>W</span>elcome to <b>im</b>portant <i>it</i>alic", "Welcome to important italic"),
        ("lang<wbr>word, lang<wbr/>e &uuml;<b>ber</b>", "langword, lange über"),
        ('a<span lang="de"><b>b</b></span>c', "abc"),
        ("one<b> two</b> <i>three</i>", "one two three"),
        ("<td>one</td><td>two</td><a href=x>three</a><a href=y>four</a>", "one two three four"),
        ('<b>one</b><span style="padding-left: 4px">two</span>', "one two"),
        ("one<blink>two<bb>three<br>four", "one two three four"),
    ],
)
def test_tags_inside_of_a_word_part_none(source: str, words: str) -> None:
    assert strip_tags(source).split() == words.split()


@pytest.mark.parametrize(
    "piece", ["<style>", "a<b>", "a<b", "a<b ", "a<span style=x", "<b><i>", "<!--", "<", "<a ", "&", "<script", "&lt;"]
)
def test_hostile_html_is_read_in_time(piece: str) -> None:
    clock = Stopwatch()
    strip_tags(piece * (1_000_000 // len(piece)))
    assert clock.seconds < 20


def test_a_number_without_end_hides_no_other_word() -> None:
    assert strip_tags(f"one &#{'9' * 5000}; two").split() == ["one", "two"]


def test_a_text_of_blanks_alone_hides_no_page() -> None:
    head = b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n \r\n"
    raw = head + b"--b\r\nContent-Type: text/html\r\n\r\n<p>words</p>\r\n--b--\r\n"
    assert index_text(describe_message(raw)).split() == ["words"]
