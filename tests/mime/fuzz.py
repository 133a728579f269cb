"""A bounded fuzz run over the parser and the sanitiser: `python -m tests.mime.fuzz --seconds 60`.

Mutates samples of every construct the parser knows; a failure is printed with the seed and the bytes that gave it.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time

from selectolax.lexbor import LexborHTMLParser

from imapdesk.mime.describe import describe_strictly
from imapdesk.mime.headers.quick import describe_headers
from imapdesk.mime.html.readable import html_to_text
from imapdesk.mime.html.sanitise import find_remote, make_safe_html
from imapdesk.mime.names import safe_name
from imapdesk.mime.quotes import fold_quotes
from imapdesk.mime.seals import find_seal
from imapdesk.mime.untagged import index_text
from tests.mime.samples import FRAGMENTS, MESSAGES

SLOW_S = 2.0


def mutate(source: random.Random) -> bytes:
    """A sample with some of its pieces dropped, doubled, swapped, cut or replaced by fragments of others."""
    data = bytearray(source.choice(MESSAGES))
    for _ in range(source.randint(1, 8)):
        at = source.randint(0, len(data))
        length = min(len(data) - at, source.choice((1, 2, 5, 20, 200)))
        action = source.randrange(6)
        if action == 0:
            del data[at : at + length]
        elif action == 1:
            data[at:at] = data[at : at + length] * source.choice((1, 2, 50))
        elif action == 2:
            data[at:at] = source.choice(FRAGMENTS) * source.choice((1, 1, 1, 3, 300))
        elif action == 3:
            data[at : at + length] = source.randbytes(length)
        elif action == 4:
            other = source.choice(MESSAGES)
            start = source.randint(0, len(other))
            data[at:at] = other[start : start + 300]
        else:
            data = bytearray(bytes(data).replace(b"\n", source.choice((b"\r\n", b"\r", b"\n\n", b"\r\r\n"))))
    return bytes(data[:60_000])


def check(raw: bytes) -> None:
    """Everything a reader does with a message; raises what a bug raises."""
    message = describe_strictly(raw)
    describe_headers(raw)
    for attachment in message.attachments:
        assert len(attachment.data()) == attachment.size, (attachment, len(attachment.data()))
        assert safe_name(attachment.name, attachment.type)
        attachment.message()
        attachment.text()
    find_seal(message.attachments)
    fold_quotes(message.text)
    index_text(message)
    if message.html:
        html_to_text(message.html)
        find_remote(message.html)
    safe = make_safe_html(message).html.lower()
    for bad in ("<script", "<iframe", "<object", "<svg", "<meta", "<link", "<base", "<form"):
        assert bad not in safe, bad
    check_nothing_is_fetched(safe)
    for line in (message.subject, *(person.name for person in (*message.from_, *message.to))):
        assert "\n" not in line, line
        assert "\r" not in line, line


def check_nothing_is_fetched(safe: str) -> None:
    """No attribute and no style of this HTML makes a browser ask the network for anything."""
    for node in LexborHTMLParser(safe).css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), name
            if name == "style":
                assert not re.search(r"url|\\", value or ""), value
            elif name in {"src", "background"}:
                assert (value or "").startswith(("cid:", "data:image/")), value
            elif name == "href":
                assert (value or "").startswith(("http://", "https://", "mailto:", "tel:", "#")), value
            else:
                assert name not in {"srcset", "poster", "ping", "action", "formaction", "srcdoc", "data"}, name
        if node.tag == "style":
            assert not re.search(r"url\(|@import|\\", node.text()), node.text()


def main() -> int:
    """Run for a while; 0 when nothing was found."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=60.0)
    arguments.add_argument("--seed", type=int, default=None)
    options = arguments.parse_args()
    seed = options.seed if options.seed is not None else int(time.time())
    stop = time.monotonic() + options.seconds
    count = failures = 0
    while time.monotonic() < stop and failures < 5:
        raw = mutate(random.Random(seed * 1_000_003 + count))
        count += 1
        started = time.process_time()
        try:
            check(raw)
        except Exception as error:  # every kind is a finding here
            failures += 1
            sys.stderr.write(f"seed {seed}, message {count}: {type(error).__name__}: {error}\n{raw[:2_000]!r}\n\n")
        if time.process_time() - started > SLOW_S:
            failures += 1
            sys.stderr.write(f"seed {seed}, message {count}: took over {SLOW_S} s\n{raw[:2_000]!r}\n\n")
    sys.stdout.write(f"{count} messages, {failures} failures (seed {seed})\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
