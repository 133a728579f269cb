"""What is to be done for one folder, decided from values alone. Pure: no clock, no socket, no store.

There is never a high-water mark: whatever the server lists and we neither hold nor left out on purpose is fetched,
whatever its UID. Nothing is gone unless the server said so (VANISHED) or a listing that is known to be whole lacks it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from imapdesk.mail import (
    Checkpoint,
    FolderState,
    KnownFolder,
    KnownMessage,
    Listed,
    MessageId,
    Observed,
    Plan,
    Relink,
    Uid,
)
from imapdesk.mail.uid_sets import format_uid_set
from imapdesk.sync.policy import EMPTIED_BY_HABIT, Policy
from imapdesk.sync.survey import (
    choose_second_look,
    choose_survey,
    choose_sweeps,
    find_skipped,
    has_new_numbers,
    is_surveyed,
    is_whole,
    merge_looks,
    wants_earlier,
)

__all__ = [
    "Policy",
    "choose_second_look",
    "choose_survey",
    "choose_sweeps",
    "find_new",
    "make_plan",
    "merge_looks",
]

_SESSION_FLAGS = frozenset({"\\Recent"})  # RFC 3501 2.3.2: belongs to a session, not to the message


def make_plan(
    known: KnownFolder,
    messages: Mapping[Uid, KnownMessage],
    observed: Observed,
    held: Mapping[Uid, MessageId],
    policy: Policy,
    state: FolderState | None = None,
) -> Plan:
    """What to fetch, relabel, mark gone and relink in one folder, and the checkpoint to leave behind.

    ``messages`` must hold every row when ``observed.uids`` is set, else at least those of the listed and vanished UIDs.
    ``held`` are the new UIDs whose message is saved already, anywhere in the mailbox.
    """
    if observed.refused is not None:
        return Plan()
    if has_new_numbers(known, observed):
        return _make_renumbering(known, observed, held, policy, state) if is_whole(observed) else Plan()
    skipped = _choose_skipped(known, observed, policy)
    new = _list_new(messages, observed, skipped)
    gone = _find_gone(messages, observed)
    asks = gone if _is_mass_deletion(known, len(messages), gone, policy) else frozenset()
    return Plan(
        fetch=_newest_first(listed for listed in new if listed.uid not in held),
        relink=tuple(Relink(listed, held[listed.uid]) for listed in new if listed.uid in held),
        reflag=_find_reflagged(messages, observed),
        gone=gone - asks,
        ask_first=asks,
        checkpoint=_make_checkpoint(known, observed, skipped, policy, state),
    )


def find_new(known: KnownFolder, known_uids: Collection[Uid], observed: Observed, policy: Policy) -> list[Listed]:
    """The listed messages that a plan would fetch, or relink when they are found to be held."""
    if has_new_numbers(known, observed):
        return list(observed.listed.values())
    return _list_new(known_uids, observed, _choose_skipped(known, observed, policy))


def _make_renumbering(
    known: KnownFolder,
    observed: Observed,
    held: Mapping[Uid, MessageId],
    policy: Policy,
    state: FolderState | None,
) -> Plan:
    # Every UID is new, so "older than the period" is decided again, by the arrival date.
    since = _earlier(known.skipped_since, policy.since) if known.skipped else None
    since = since if is_surveyed(known) else policy.since
    listed = [observed.listed.get(uid, Listed(uid)) for uid in observed.uids or ()]
    fetch = [one for one in listed if one.uid not in held]
    skipped = frozenset(one.uid for one in fetch if _arrived_before(one.internal_date, since))
    return Plan(
        fetch=_newest_first(one for one in fetch if one.uid not in skipped),
        relink=tuple(Relink(one, held[one.uid]) for one in listed if one.uid in held),
        renumbered=True,
        checkpoint=_make_checkpoint(known, observed, skipped, policy, state),
    )


def _choose_skipped(known: KnownFolder, observed: Observed, policy: Policy) -> frozenset[Uid]:
    if not is_surveyed(known):
        return observed.older
    skipped = find_skipped(known)
    if not skipped:
        return skipped
    if is_whole(observed):
        skipped &= observed.uids or frozenset()
        if wants_earlier(known, policy):  # then the survey was made with the new, earlier day
            skipped &= observed.older
    return skipped - observed.vanished


def _list_new(known_uids: Collection[Uid], observed: Observed, skipped: frozenset[Uid]) -> list[Listed]:
    listed = observed.listed
    new = [one for uid, one in listed.items() if uid not in known_uids and uid not in skipped]
    unlisted = (uid for uid in observed.uids or () if uid not in listed)
    return new + [Listed(uid) for uid in unlisted if uid not in known_uids and uid not in skipped]


def _find_gone(messages: Mapping[Uid, KnownMessage], observed: Observed) -> frozenset[Uid]:
    missing = messages.keys() if is_whole(observed) else observed.vanished & messages.keys()
    # One by one: a union of them would be another set of a whole folder.
    present = (observed.uids or frozenset(), observed.listed, observed.older)
    return frozenset(uid for uid in missing if not any(uid in some for some in present))


def _find_reflagged(messages: Mapping[Uid, KnownMessage], observed: Observed) -> dict[Uid, Listed]:
    return {
        uid: listed
        for uid, listed in observed.listed.items()
        if listed.flags is not None and uid in messages and _differ(listed.flags, messages[uid].flags)
    }


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return one != other and one - _SESSION_FLAGS != other - _SESSION_FLAGS


def _is_mass_deletion(known: KnownFolder, rows: int, gone: frozenset[Uid], policy: Policy) -> bool:
    if known.folder.path in policy.accepted or known.folder.role in EMPTIED_BY_HABIT:
        return False
    lost = len(gone) - policy.moved
    return lost > policy.mass_count and lost > policy.mass_share * max(rows, known.live)


def _newest_first(listed: Iterable[Listed]) -> tuple[Listed, ...]:
    return tuple(sorted(listed, key=lambda one: one.uid, reverse=True))


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else None


def _arrived_before(arrived: datetime | None, since: date | None) -> bool:
    return arrived is not None and since is not None and arrived.date() < since


def _make_checkpoint(
    known: KnownFolder,
    observed: Observed,
    skipped: frozenset[Uid],
    policy: Policy,
    state: FolderState | None,
) -> Checkpoint | None:
    whole, first = is_whole(observed), not is_surveyed(known)
    if not observed.complete or ((observed.uids is not None or first) and not whole):
        # What was listed is fetched now, so its UIDVALIDITY must be known before the whole is.
        return Checkpoint(observed.uidvalidity, skipped_since=policy.since) if first else None
    state = state or FolderState()
    return Checkpoint(
        uidvalidity=observed.uidvalidity or known.uidvalidity,
        uidnext=observed.uidnext or state.uidnext or _derive_uidnext(known, observed),
        # A modseq to go on from needs every flag up to it: of the whole folder, or of all changes since the last one.
        highestmodseq=(observed.highestmodseq or None) if whole or known.highestmodseq else None,
        messages=observed.exists if observed.exists is not None else state.messages,
        unseen=state.unseen if _is_of_one_moment(state, observed) else None,
        skipped_since=_choose_skipped_since(known, policy) if skipped or first else known.skipped_since,
        skipped=format_uid_set(skipped),
        flags_swept_at=policy.now if whole else known.flags_swept_at,
    )


def _is_of_one_moment(state: FolderState, observed: Observed) -> bool:
    """Whether nothing came, went or changed between STATUS and the opening of the folder, as far as they tell."""
    told = bool(state.highestmodseq) and bool(observed.highestmodseq)
    return state.messages == observed.exists and (not told or state.highestmodseq == observed.highestmodseq)


def _choose_skipped_since(known: KnownFolder, policy: Policy) -> date | None:
    if not is_surveyed(known):
        return policy.since
    return _earlier(known.skipped_since, policy.since)


def _derive_uidnext(known: KnownFolder, observed: Observed) -> int:
    # 163.com and some Courier answer EXAMINE without UIDNEXT (RFC 9051 6.3.2 requires it).
    highest = max((observed.uids or frozenset()) | observed.listed.keys(), default=Uid(0))
    return max(highest + 1, known.uidnext or 1)
