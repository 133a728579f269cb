"""Mail made to cost much, one at a time: `python -m tests.mime.hostile NAME` prints processor seconds and peak MB."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import reduce
from pathlib import Path

from imapdesk.mime.describe import describe_strictly
from imapdesk.mime.headers.quick import describe_headers
from tests.mime.ber import compressed, element, mail, octets, signed

MIB = 1_000_000
_MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"

CASES: dict[str, Callable[[], bytes]] = {
    "one line of 50 MB": lambda: b"\n" + b"\xe4" * 50 * MIB,
    "one line of 50 MB as a subject": lambda: b"Subject: " + b"\xe4" * 50 * MIB + b"\n\nx",
    "one line of 50 MB as recipients": lambda: b"To: " + b"a@b," * 12 * MIB + b"\n\nx",
    "one line of 50 MB of base64 with junk": lambda: b"Content-Transfer-Encoding: base64\n\n" + b"QU*FB" * 10 * MIB,
    "one line of 50 MB of a file of escapes": lambda: (
        b"Content-Type: a/b\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=4 " * 16 * MIB
    ),
    "50 MB of uuencode": lambda: b"\nbegin 644 x\n" + (b"M" + b"A" * 60 + b"\n") * 800_000,
    "50 MB of yEnc escapes": lambda: b"\n=ybegin line=128 size=1 name=x\n" + (b"=" * 128 + b"\n") * 380_000,
    "a million headers": lambda: b"X-A: b\n" * MIB + b"\nx",
    "a million folds": lambda: b"Subject: a\n" + b" b\n" * MIB + b"\nx",
    "six lists of colons": lambda: (
        b"".join(name + b": " + b"a: " * 210_000 + b"\n" for name in (b"To", b"Cc", b"Bcc", b"From", b"Reply-To"))
        + b"\nx"
    ),
    "a list of words without end": lambda: b"To: " + b"a @ " * 220_000 + b"\n\nx",
    "a million signs": lambda: b"To: " + b"@" * 990_000 + b"\nCc: " + b"[" * 990_000 + b"\n\nx",
    "ten thousand parts with a hundred parameters": lambda: (
        _MIXED + (b"--b\nContent-Type: a/b" + b"; a=b" * 100 + b"\n\nx\n") * 10_000
    ),
    "an open quote before raw letters": lambda: b'To: "' + b"\xa4\xa1" * 490_000 + b"\n\nx",
    "an open quote before escapes": lambda: b'To: "' + b"\\a" * 490_000 + b"\n\nx",
    "a quote of escapes in a parameter": lambda: b'Content-Type: a/b; name="' + b"\\a" * 490_000 + b'"\n\nx',
    "equals signs for a recipient": lambda: b"To: " + b"=" * 990_000 + b"\nCc: " + b"=?" * 490_000 + b"\n\nx",
    "equals signs in an encoded word": lambda: b"Subject: =?utf-8?q?" + b"=" * 990_000 + b"?=\n\nx",
    "end boundaries in a row": lambda: _MIXED + b"--b\n\n" + (b"--" + b"b----" * 230 + b"\n") * 40_000,
    "lines like delimiters of 240 multiparts": lambda: (
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d.\n\n--b%d.\n" % (n, n) for n in range(240))
        + b"\n"
        + b"--b----b--\n--b>\n" * 3 * MIB
    ),
    "50 MB of lines like delimiters": lambda: _MIXED + b"--b\n\n" + b"--bx\n" * 10 * MIB,
    "headers with blanks in their names": lambda: b"X-A b: c\n d\n" * 300_000 + b"\nx",
    "headers behind empty lines": lambda: (
        b"X-A: b\n\nFrom: a@b\nTo: a@b\nSubject: c\n" + b"X-A: b\n" * 6 * MIB + b"\nx"
    ),
    "a footer behind 50 MB of base64": lambda: (
        b"Content-Transfer-Encoding: base64\n\n" + b"QUFB" * 12 * MIB + b"\n___\nleave this list\n"
    ),
    "surrogates in UTF-8": lambda: b"Content-Type: text/plain; charset=utf-8\n\n" + b"\xed\xa0\xbd" * 7 * MIB,
    "escapes of ISO-2022-JP": lambda: b"Content-Type: text/plain; charset=iso-2022-jp\n\n" + b"\x1b$B\x1b(B" * 4 * MIB,
    "shifts of ISO-2022-CN": lambda: (
        b"Content-Type: text/plain; charset=iso-2022-cn\n\n" + b"\x1b$)A\x0e0a\x0f" * 2 * MIB
    ),
    "a boundary of 900 kB": lambda: (
        b'Content-Type: multipart/mixed; boundary="' + b"a" * 900_000 + b'"\n\n' + (b"--" + b"a" * 900_000 + b"\n") * 20
    ),
    "multiparts that name no boundary": lambda: b"Content-Type: multipart/mixed\n\n--x\n" * 50_000,
    "sections of one name": lambda: (
        b"Content-Type: a/b" + b"".join(b"; name*%d=x" % n for n in range(90_000)) + b"\n\nx"
    ),
    "signatures in pieces without end": lambda: (
        _MIXED + (b"--b\nContent-Type: application/pkcs7-mime\n\n" + signed(element(0x24, b"\x04\x01a" * 90_000))) * 60
    ),
    "a signature of 25 MB, in pieces": lambda: mail(
        signed(octets(b"Content-Type: text/plain\n\n" + b"a line\n" * 2_500_000, [1_000] * 15_000, endless=True))
    ),
    "compressed eight times": lambda: reduce(
        lambda inner, _: mail(compressed(inner)), range(8), b"Content-Type: a/b\n\n" + random.Random(1).randbytes(MIB)
    ),
    "signed eight times": lambda: reduce(
        lambda inner, _: mail(signed(octets(inner))), range(8), b"Content-Type: a/b\n\n" + b"x" * 2 * MIB
    ),
    "quotes in a name": lambda: b'Content-Type: a/b; name="' + b'a" ' * 300_000 + b"\n\nx",
}


def _peak_mb() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def main() -> None:
    """Describe one case in full, files and all."""
    raw = CASES[sys.argv[1]]()
    started = time.process_time()
    message = describe_strictly(raw)
    describe_headers(raw)
    for attachment in message.attachments[:100]:
        attachment.data()
    sys.stdout.write(f"{time.process_time() - started:.2f} {_peak_mb():.0f}\n")


if __name__ == "__main__":
    main()
