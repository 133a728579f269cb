"""A message inside of a signature or compressed is read; one behind a key stays closed; a hostile one costs little."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7

from imapdesk.mime import describe_message
from imapdesk.mime.message import Seal
from imapdesk.mime.seals import find_seal
from imapdesk.mime.structure.cms import unwrap
from tests.mime.ber import compressed, detached, element, enveloped, mail, octets, signed

TEXT = b"Content-Type: text/plain; charset=utf-8\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n"
MIXED = (
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=a\n\n"
    b"--a\n\nshort\n--a\nContent-Type: text/html\n\n<b>long</b>\n--a--\n"
    b'--b\nContent-Type: application/pdf; name="plan.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--b--\n'
)
UNCHECKED = "The message is inside a signature, which was not checked."


def certify() -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Ann's certificate and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ann")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    certificate = x509.CertificateBuilder(name, name, key.public_key(), 1, start, start + timedelta(days=9))
    return certificate.sign(key, hashes.SHA256()), key


def sign(content: bytes, encoding: serialization.Encoding, *options: pkcs7.PKCS7Options) -> bytes:
    """Really signed, with the content inside."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(*certify(), hashes.SHA256())
    return builder.sign(encoding, [pkcs7.PKCS7Options.Binary, *options])


def test_what_somebody_signed_is_read() -> None:
    described = describe_message(mail(sign(TEXT, serialization.Encoding.DER)))
    assert (described.subject, described.text, described.opened) == ("outside", "Grüße\n", True)
    assert [item.name for item in described.attachments] == ["smime.p7m"]
    assert described.problems == [UNCHECKED]


def test_the_files_inside_of_a_signature_are_listed_behind_it() -> None:
    described = describe_message(mail(sign(MIXED, serialization.Encoding.DER)))
    assert (described.text, described.html) == ("short", "<b>long</b>")
    assert [item.name for item in described.attachments] == ["smime.p7m", "plan.pdf"]
    assert described.attachments[1].data() == b"%PDF"


WRITERS = {
    "whole": signed(octets(TEXT)),
    "in pieces": signed(octets(TEXT, [1, 0, 7])),
    "of lengths that nobody knew": signed(octets(TEXT, [5, 20], endless=True), endless=True),
    "in pieces of pieces": signed(element(0x24, octets(TEXT, [9], endless=True), element(0x24), endless=True)),
    "compressed": compressed(TEXT),
}


@pytest.mark.parametrize("way", WRITERS)
def test_every_way_of_writing_it_is_read(way: str) -> None:
    assert describe_message(mail(WRITERS[way])).text == "Grüße\n"


@pytest.mark.parametrize(
    "content_type",
    [
        "application/pkcs7-mime",
        "application/x-pkcs7-mime; name=a.p7m",
        'application/octet-stream; name="SMIME.P7M"',
        "application/pkcs7-mime; smime-type=enveloped-data",
    ],
)
def test_it_is_known_by_what_it_is(content_type: str) -> None:
    assert describe_message(mail(signed(octets(TEXT)), content_type)).text == "Grüße\n"


def test_it_is_read_without_a_transfer_encoding() -> None:
    head = b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: binary\n\n"
    assert describe_message(head + signed(octets(TEXT))).text == "Grüße\n"
    base64 = mail(signed(octets(TEXT))).replace(b"Content-Transfer-Encoding: base64\n", b"")
    assert describe_message(base64).text == "Grüße\n"


def test_layers_inside_one_another_are_opened_up_to_some() -> None:
    layers = mail(compressed(mail(signed(octets(mail(signed(octets(TEXT))))))))
    described = describe_message(layers)
    assert described.text == "Grüße\n"
    assert [item.name for item in described.attachments] == ["smime.p7m"] * 3
    assert described.problems == ["The message was compressed.", UNCHECKED]
    for _ in range(6):
        layers = mail(signed(octets(layers)))
    described = describe_message(layers)
    assert (described.text, len(described.attachments)) == ("", 9)


def test_a_footer_stands_behind_what_was_signed() -> None:
    sealed = mail(signed(octets(MIXED))).partition(b"\n\n")
    part = b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n" + sealed[2]
    head = b"Subject: x\nContent-Type: multipart/mixed; boundary=o\n\n--o\n"
    described = describe_message(head + part + b"--o\n\nfooter\n--o\nContent-Type: a/b; name=c\n\nd\n--o--\n")
    assert described.text == "short\nfooter"
    assert [(piece.content, piece.in_page) for piece in described.pieces] == [
        ("short", False),
        ("<b>long</b>", True),
        ("footer", True),
    ]
    assert [(item.name, item.size) for item in described.attachments][1:] == [("plan.pdf", 4), ("c", 1)]
    assert [item.data() for item in described.attachments][1:] == [b"%PDF", b"d"]


def test_a_forwarded_message_is_not_opened_before_it_is_looked_at() -> None:
    inner = mail(signed(octets(TEXT)))
    described = describe_message(b"Content-Type: message/rfc822\n\n" + inner)
    (item,) = described.attachments
    assert (item.data(), described.text, described.opened) == (inner, "", False)
    forwarded = item.message()
    assert forwarded is not None
    assert forwarded.text == "Grüße\n"


CLOSED = {
    "behind a key": enveloped(),
    "a signature alone": detached(b"Ann"),
    "certificates alone": detached(),
    "a file that somebody signed": signed(octets(b"%PDF-1.7\nContent-Type: text/plain\n\nx")),
    "nothing": b"",
    "noise": b"\x30\x80\x06\xff" * 40,
    "a tag of many bytes": element(0x30, b"\x1f" * 90),
    "an octet string without an end that is whole": signed(b"\x04\x80" + TEXT),
    "other things among the pieces": signed(element(0x24, element(0x02, b"\1"))),
    "compressed noise": compressed(TEXT).replace(zlib.compress(TEXT), b"\xff" * len(zlib.compress(TEXT))),
}


@pytest.mark.parametrize("kind", CLOSED)
def test_what_cannot_be_read_without_a_key_is_a_file(kind: str) -> None:
    described = describe_message(mail(CLOSED[kind]))
    assert (described.text, described.opened, described.problems) == ("", False, [])
    assert [(item.name, item.data()) for item in described.attachments] == [("smime.p7m", CLOSED[kind])]


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_cut_anywhere_nothing_is_raised_and_what_came_is_read(cut: int) -> None:
    lines = "a line\n" * 40
    text = f"Content-Type: text/plain\n\n{lines}".encode()
    data = signed(octets(text, [30], endless=True), endless=True)[:cut]
    found = unwrap(data)
    assert found is None or text.startswith(found[1])
    assert lines.startswith(describe_message(mail(data)).text)


def test_what_swells_beyond_measure_stays_packed() -> None:
    described = describe_message(mail(compressed(b"Content-Type: text/plain\n\n" + b"a" * 30_000_000)))
    assert (described.text, described.opened) == ("", False)


@pytest.mark.parametrize(
    "data",
    [
        b"\x30\x80" * 2_000_000,
        signed(b"\x24\x80" * 2_000_000, endless=True),
        signed(element(0x24, *[b"\x04\x01a"] * 1_000_000)),
        element(0x30, element(0x06, b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"), b"\xa0\xfe" + b"\xff" * 126),
    ],
    ids=["levels", "levels of pieces", "pieces", "lengths"],
)
def test_levels_pieces_and_lengths_without_end_are_not_followed(data: bytes) -> None:
    assert unwrap(data) is None


def certificates(encoding: serialization.Encoding) -> bytes:
    """Certificates as programs send them to one another."""
    return pkcs7.serialize_certificates([certify()[0], certify()[0]], encoding)


SEALS = {
    "real certificates": (certificates(serialization.Encoding.DER), Seal.CERTIFICATES),
    "certificates of lengths that nobody knew": (detached(endless=True), Seal.CERTIFICATES),
    "a signature beside its message": (
        sign(TEXT, serialization.Encoding.DER, pkcs7.PKCS7Options.DetachedSignature),
        Seal.LOCKED,
    ),
    "a signature of lengths that nobody knew": (detached(b"Ann", endless=True), Seal.LOCKED),
    "a signed file": (CLOSED["a file that somebody signed"], Seal.SIGNED),
    "behind a key": (enveloped(), Seal.LOCKED),
    "noise": (CLOSED["noise"], Seal.LOCKED),
}


@pytest.mark.parametrize("kind", SEALS)
def test_why_nothing_can_be_read_is_told_by_the_bytes(kind: str) -> None:
    data, seal = SEALS[kind]
    wrong = "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"
    for described in (describe_message(mail(data)), describe_message(mail(data, wrong))):
        assert find_seal(described.attachments) is seal


def test_certificates_that_were_encoded_without_a_word_are_certificates() -> None:
    base64 = mail(certificates(serialization.Encoding.DER)).replace(b"Content-Transfer-Encoding: base64\n", b"")
    assert find_seal(describe_message(base64).attachments) is Seal.CERTIFICATES


@pytest.mark.parametrize("cut", range(1, 120, 7))
def test_certificates_cut_anywhere_are_no_failure(cut: int) -> None:
    assert find_seal(describe_message(mail(detached(endless=True)[:cut])).attachments) is not Seal.NONE


def test_files_of_other_kinds_have_no_seal() -> None:
    described = describe_message(mail(detached(), "application/pkix-cert; name=ann.cer"))
    assert find_seal(described.attachments) is Seal.NONE
    pgp = (
        b"Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n"
    )
    assert find_seal(describe_message(pgp + b"--b--\n").attachments) is Seal.LOCKED
