"""Whether a message's sender may be somebody else than it seems. Pure; every doubt is a fact that can be read off.

It says what is odd and never that a message is bad: the reader shows the fact, the person decides. Mail of lists and
newsletters legitimately bears a person's name over a service's address and takes answers elsewhere; what is usual
there is no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from imapdesk.mail import Address
from imapdesk.mime.headers.fields import find_start, parse_head, split_head
from imapdesk.mime.message import DescribedMessage
from imapdesk.mime.text import find_scripts, find_shown_address, has_bidi, mixes_alphabets
from imapdesk.mime.trust.hosts import decode_host, is_same_site, site_of
from imapdesk.mime.trust.lookalikes import fold_faces, fold_lookalikes, plays_latin

_UNSEEN = re.compile("[\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[\W_]+")
_HEAD_BYTES = 64_000  # of a header block that are looked at


class DoubtKind(StrEnum):
    """What is odd about a sender."""

    SHOWN_ADDRESS = "shown_address"  # the name is another address
    KNOWN_NAME = "known_name"  # the name of a correspondent, from another address
    OWN_NAME = "own_name"  # the person's own name, from another address
    NAME_ALPHABETS = "name_alphabets"  # letters of several alphabets in one word of the name
    NAME_HIDDEN = "name_hidden"  # invisible characters in the name
    NAME_TURNED = "name_turned"  # invisible characters turn the name's direction
    HOST_ALPHABETS = "host_alphabets"  # letters of several alphabets in the domain
    HOST_LOOKS_LIKE = "host_looks_like"  # a domain that looks like another one
    HOST_LETTERS = "host_letters"  # a domain in letters that the address does not show
    REPLY_ELSEWHERE = "reply_elsewhere"  # answers go to somebody else


_QUIET = {DoubtKind.HOST_LETTERS, DoubtKind.REPLY_ELSEWHERE}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One fact: what is shown or expected, and what it really is."""

    kind: DoubtKind
    shown: str = ""
    real: str = ""

    @property
    def serious(self) -> bool:
        """Whether it is a warning; the others are worth knowing."""
        return self.kind not in _QUIET


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Whom the person knows: own addresses and names, and those that mail was sent to.

    Addresses are in lower case; ``names`` are by `fold_name`, each with the addresses that were seen with it.
    """

    own: frozenset[str] = frozenset()
    own_names: frozenset[str] = frozenset()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()


def make_acquaintance(
    own: Collection[str], own_names: Collection[str], written_to: Collection[Address]
) -> Acquaintance:
    """Whom someone knows who has these addresses and names and wrote to these people."""
    mine = frozenset(address.lower() for address in own)
    names: dict[str, set[str]] = {}
    for person in written_to:
        if person.address and (name := fold_name(person.name)):
            names.setdefault(name, set()).add(person.address.lower())
    addresses = mine | {person.address.lower() for person in written_to if person.address}
    return Acquaintance(
        mine,
        frozenset(filter(None, map(fold_name, own_names))),
        {name: frozenset(found) for name, found in names.items()},
        addresses,
        frozenset(site_of(decode_host(host)) for host in map(_host_of, addresses) if host),
    )


def fold_name(name: str) -> str:
    """A name to compare: letters alone, "Berg, Anna" as "Anna Berg"; empty for what is no full name of a person."""
    text = fold_faces(name)
    last, comma, first = text.partition(",")
    words = _SPACES.split(f"{first} {last}" if comma else text)
    kept = [word for word in words if word]
    return " ".join(kept) if len(kept) > 1 and "@" not in name else ""


def find_doubts(message: DescribedMessage, raw: bytes, known: Acquaintance) -> tuple[Doubt, ...]:
    """What is odd about who sent a message, the most serious first; nothing for nearly all mail."""
    if not message.from_:
        return ()
    by_list = is_by_list(raw)
    doubts: list[Doubt] = []
    for sender in message.from_[:3]:
        doubts += _judge_name(sender, known, by_list=by_list)
        doubts += _judge_host(sender.address, known)
    doubts += _judge_replies(message, known, by_list=by_list)
    return tuple(sorted(dict.fromkeys(doubts), key=lambda doubt: not doubt.serious))


def is_by_list(raw: bytes) -> bool:
    """Whether a mailing list or a newsletter sent it (RFC 2919, RFC 2369), or a service in the name of others."""
    start = find_start(raw[:_HEAD_BYTES])
    end, _body = split_head(raw[:_HEAD_BYTES], start)
    head, _cut = parse_head(raw, start, end)
    return bool(head.first("list-id") or head.first("list-unsubscribe") or head.first("list-post"))


def _judge_name(sender: Address, known: Acquaintance, *, by_list: bool) -> list[Doubt]:
    name, real = sender.name, sender.address.lower()
    if not name or not real:
        return []
    found = []
    shown = find_shown_address(sender)
    if shown and not is_same_site(_host_of(shown), _host_of(real)):
        found.append(Doubt(DoubtKind.SHOWN_ADDRESS, shown, real))
    elif not by_list and real not in known.addresses:
        found += _judge_full_name(name, real, known)
    if _TURNING.search(name):
        found.append(Doubt(DoubtKind.NAME_TURNED, real=real))
    elif _UNSEEN.search(name) and not shown:
        found.append(Doubt(DoubtKind.NAME_HIDDEN, real=real))
    if mixes_alphabets(name):
        found.append(Doubt(DoubtKind.NAME_ALPHABETS, real=real))
    return found


def _judge_full_name(name: str, real: str, known: Acquaintance) -> list[Doubt]:
    folded = fold_name(name)
    if folded in known.own_names:
        return [Doubt(DoubtKind.OWN_NAME, real=real)]
    usual = known.names.get(folded, frozenset())
    if usual and not any(is_same_site(_host_of(address), _host_of(real)) for address in usual):
        return [Doubt(DoubtKind.KNOWN_NAME, min(usual), real)]
    return []


def _judge_host(address: str, known: Acquaintance) -> list[Doubt]:
    host = _host_of(address.lower())
    if not host:
        return []
    shown, site = decode_host(host), site_of(decode_host(host))
    if has_bidi(shown) or any(_mixes(label) for label in shown.split(".")[:-1]):
        return [Doubt(DoubtKind.HOST_ALPHABETS, shown, host)]
    folded = fold_lookalikes(site)
    if site not in known.sites:
        for other in sorted(known.sites):
            if fold_lookalikes(other) == folded:
                return [Doubt(DoubtKind.HOST_LOOKS_LIKE, other, shown)]
    if any(plays_latin(label) for label in shown.split(".")[:-1]) and shown.rpartition(".")[2].isascii():
        return [Doubt(DoubtKind.HOST_LOOKS_LIKE, fold_lookalikes(shown), f"{shown} ({host})")]
    return [Doubt(DoubtKind.HOST_LETTERS, shown, host)] if shown != host else []


def _mixes(label: str) -> bool:
    """Several alphabets in one label; Japanese and Chinese are written with Latin letters among theirs (UTS 39)."""
    scripts = find_scripts(label)
    return len(scripts - {"LATIN"} if scripts & {"CJK", "HANGUL"} else scripts) > 1


def _judge_replies(message: DescribedMessage, known: Acquaintance, *, by_list: bool) -> list[Doubt]:
    if by_list or not message.reply_to:
        return []
    senders = [*message.from_, *message.sender]
    hosts = [_host_of(person.address.lower()) for person in senders if person.address]
    for person in message.reply_to[:3]:
        address = person.address.lower()
        host = _host_of(address)
        if host and address not in known.addresses and not any(is_same_site(host, each) for each in hosts):
            return [Doubt(DoubtKind.REPLY_ELSEWHERE, person.address, message.from_[0].address)]
    return []


def _host_of(address: str) -> str:
    return address.rpartition("@")[2].strip().rstrip(".") if "@" in address else ""
