"""How each folder is looked at, and whether it must be looked at again. Pure.

A folder is unchanged when UIDVALIDITY, UIDNEXT, MESSAGES and HIGHESTMODSEQ all are (RFC 7162 3.1.2, RFC 9051 6.3.11).
Without HIGHESTMODSEQ a changed flag may hide, UNSEEN shows \\Seen only: the newest messages are looked at in every
run, the rest by turns. After every quick look the counts are compared; what does not add up is looked at in full.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from imapdesk.mail import (
    Checkpoint,
    FolderState,
    KnownFolder,
    KnownMessage,
    Listed,
    Observed,
    Plan,
    Survey,
    SurveyKind,
    Uid,
)
from imapdesk.mail.uid_sets import count_uids, parse_uid_set
from imapdesk.sync.policy import Policy

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_OF_CHANGES = frozenset({"CONDSTORE", "QRESYNC"})
_IDENTIFYING = ("message_id", "email_id", "thread_id", "header")
_FEW = 100  # new messages of a folder: less to fetch their headers with them than to ask once more


def choose_survey(known: KnownFolder, state: FolderState | None, policy: Policy) -> Survey:
    """The cheapest look at a folder that misses nothing, given its checkpoint and what STATUS says of it."""
    state = state or FolderState()
    if is_renumbered(known.uidvalidity, state.uidvalidity) or has_restarted(known, state.uidnext):
        return _renumbered(known)
    if not is_surveyed(known):
        return _first(policy)
    if wants_earlier(known, policy):
        # From UID 1 on, since only the arrival dates tell which of those left out are wanted now.
        return replace(_everything(known), uidnext=1, since=policy.since)
    if known.folder.path in policy.accepted or forgets_changes(known, state.highestmodseq):
        return _everything(known)
    if known.highestmodseq and (state.highestmodseq or state.messages is None):
        return Survey(SurveyKind.NOTHING) if is_unchanged(known, state) else _changed_since(known, state)
    return _choose_without_modseq(known, state, policy)


def choose_sweeps(folders: Iterable[KnownFolder], policy: Policy) -> frozenset[str]:
    """The folders whose flags are all looked at in this run: those not looked at for longest, as far as it goes."""
    due = [known for known in folders if is_surveyed(known) and known.live and _sweep_is_due(known, policy)]
    chosen: set[str] = set()
    budget = policy.sweep_budget
    for known in sorted(due, key=lambda known: known.flags_swept_at or _LONG_AGO):
        if chosen and known.live > budget:
            break
        chosen.add(known.folder.path)
        budget -= known.live
    return frozenset(chosen)


def choose_second_look(
    survey: Survey,
    known: KnownFolder,
    messages: Mapping[Uid, KnownMessage],
    observed: Observed,
    plan: Plan,
    state: FolderState | None = None,
) -> Survey | None:
    """The survey that settles what the first one left in doubt, or None when everything adds up.

    ``messages`` must hold what is known of every listed or vanished UID. New numbers are believed only when a second
    EXAMINE confirms them.
    """
    if observed.refused is not None:
        return None
    if has_new_numbers(known, observed):
        return None if survey.kind is SurveyKind.RENUMBERED and is_whole(observed) else _renumbered(known)
    if observed.uids is not None or not is_surveyed(known):
        if is_whole(observed):
            told = survey.kind is not SurveyKind.CHANGED_SINCE or _unseen_agrees(known, messages, observed, plan, state)
            return None if told else _everything(known)
        # A SEARCH that finds too little would do so again: everything is fetched by UID instead.
        return _everything(known) if survey.kind is SurveyKind.CHANGED_SINCE else survey
    if not observed.complete or forgets_changes(known, observed.highestmodseq):
        return _everything(known)
    if not counts_agree(known, observed, plan) or not _unseen_agrees(known, messages, observed, plan, state):
        return _everything(known)
    return None


def find_lies(survey: Survey, quick: Observed, whole: Observed, plan: Plan) -> frozenset[str]:
    """The extensions by which a quick look left out what the whole one, of as many messages, shows."""
    if survey.kind is not SurveyKind.CHANGED_SINCE or quick.exists != whole.exists:
        return frozenset()
    if quick.highestmodseq == whole.highestmodseq and plan.reflag.keys() - quick.listed.keys():
        return _OF_CHANGES  # no flag changed between the looks, so what told of changes kept some back
    return frozenset({"QRESYNC"}) if quick.uids is None and plan.gone - quick.vanished else frozenset()


def merge_looks(first: Observed | None, second: Observed) -> Observed:
    """The second look, with what only the first one asked: what identifies the new messages."""
    if first is None or first.uidvalidity != second.uidvalidity or not first.listed:
        return second
    told = {uid: one for uid, one in first.listed.items() if _is_identified(one)}
    identified = {
        uid: replace(one, **{name: getattr(told[uid], name) for name in _IDENTIFYING})
        for uid, one in second.listed.items()
        if uid in told and not _is_identified(one)
    }
    return replace(second, listed={**second.listed, **identified}) if identified else second


def _is_identified(one: Listed) -> bool:
    return one.message_id is not None or one.email_id is not None


def is_renumbered(known: int | None, seen: int | None) -> bool:
    """Whether UIDVALIDITY changed. Absent or 0 on either side says nothing (Tencent exmail gives none)."""
    return bool(known) and bool(seen) and known != seen


def is_surveyed(known: KnownFolder) -> bool:
    """Whether the whole of a folder was seen once. A first survey that was cut leaves its UIDVALIDITY, no UIDNEXT."""
    return known.surveyed and known.uidnext is not None


def is_unchanged(known: KnownFolder, state: FolderState) -> bool:
    """Whether a folder's numbers all are as they were at its checkpoint."""
    same_count = state.messages is not None and state.messages == known.messages
    same_next = state.uidnext is not None and state.uidnext == known.uidnext
    same_modseq = (state.highestmodseq or None) == (known.highestmodseq or None)
    same_unseen = state.unseen is None or known.unseen is None or state.unseen == known.unseen
    return same_count and same_next and same_modseq and same_unseen


def is_unmoved(known: KnownFolder, point: Checkpoint | None) -> bool:
    """Whether a new checkpoint says what the last one does, so that it need not be written."""
    if point is None:
        return False
    return all(getattr(known, name) == getattr(point, name) for name in point.__slots__)


def has_new_numbers(known: KnownFolder, observed: Observed) -> bool:
    """Whether the folder's UIDs mean other messages than at its checkpoint."""
    told = None if observed.uidnext_guessed else observed.uidnext
    return is_renumbered(known.uidvalidity, observed.uidvalidity) or has_restarted(known, told)


def has_restarted(known: KnownFolder, uidnext: int | None) -> bool:
    """Whether UIDNEXT ran backwards (RFC 9051 2.3.1.1 forbids it): a server restored from a backup uses UIDs again."""
    return bool(uidnext) and (uidnext or 0) < (known.uidnext or 0)


def forgets_changes(known: KnownFolder, highestmodseq: int | None) -> bool:
    """Whether HIGHESTMODSEQ ran backwards (RFC 7162 3.1.1 forbids it): "changed since" then tells too little."""
    return bool(highestmodseq) and (highestmodseq or 0) < (known.highestmodseq or 0)


def wants_earlier(known: KnownFolder, policy: Policy) -> bool:
    """Whether the period now reaches further back than the one under which messages were left out."""
    if not known.skipped:
        return False
    return policy.since is None or (known.skipped_since is not None and policy.since < known.skipped_since)


def is_whole(observed: Observed) -> bool:
    """Whether a listing of UIDs may be taken for the whole folder. A short one (Yahoo's SEARCH) never is."""
    if not observed.complete or observed.uids is None:
        return False
    return observed.exists is None or len(observed.uids) >= observed.exists


def with_count(observed: Observed, state: FolderState | None) -> Observed:
    """With the count of STATUS where the opening told none, as RFC 9051 6.3.2 requires.

    Without either, an empty answer to "fetch all" would be the whole of a folder.
    """
    if observed.exists is not None or state is None or observed.refused is not None:
        return observed
    return replace(observed, exists=state.messages)


def counts_agree(known: KnownFolder, observed: Observed, plan: Plan) -> bool:
    """Whether what we hold and leave out, after `plan`, is as many messages as EXISTS says."""
    if observed.exists is None:
        return True
    skipped = count_uids(plan.checkpoint.skipped if plan.checkpoint else known.skipped)
    held = known.live + len(plan.fetch) + len(plan.relink) - len(plan.gone) - len(plan.ask_first)
    return held + skipped == observed.exists


def _unseen_agrees(
    known: KnownFolder,
    messages: Mapping[Uid, KnownMessage],
    observed: Observed,
    plan: Plan,
    state: FolderState | None,
) -> bool:
    # With a modseq every changed flag should have been told; without one, UNSEEN is the only sign of a \Seen far back.
    if state is None or state.unseen is None or known.unseen is None:
        return True
    if state.messages != observed.exists or (known.highestmodseq and state.highestmodseq != observed.highestmodseq):
        return True  # something came or changed since STATUS, so its UNSEEN says nothing of now
    if known.skipped and not find_skipped(known).isdisjoint(observed.listed.keys() | observed.vanished):
        return True  # nobody knows whether what was left out had been read
    unseen = known.unseen + sum(_is_unseen(listed.flags) for listed in plan.fetch)
    unseen += sum(_is_unseen(relink.listed.flags) for relink in plan.relink)
    unseen -= sum(_is_unseen(messages[uid].flags) for uid in plan.gone | plan.ask_first if uid in messages)
    for uid, listed in plan.reflag.items():
        unseen += _is_unseen(listed.flags) - _is_unseen(messages[uid].flags)
    return unseen == state.unseen


def _is_unseen(flags: frozenset[str] | None) -> int:
    return int(flags is None or "\\Seen" not in flags)


def _first(policy: Policy) -> Survey:
    return Survey(SurveyKind.EVERYTHING, since=policy.since, identify=policy.holds_mail)


def _renumbered(known: KnownFolder) -> Survey:
    return Survey(SurveyKind.RENUMBERED, uidvalidity=known.uidvalidity, uidnext=known.uidnext or 1)


def _everything(known: KnownFolder) -> Survey:
    return Survey(SurveyKind.EVERYTHING, uidvalidity=known.uidvalidity, uidnext=known.uidnext or 1)


def _changed_since(known: KnownFolder, state: FolderState) -> Survey:
    return Survey(
        SurveyKind.CHANGED_SINCE,
        uidvalidity=known.uidvalidity,
        uidnext=known.uidnext or 1,
        highestmodseq=known.highestmodseq,
        headers=_has_few_new(known, state),
    )


def _has_few_new(known: KnownFolder, state: FolderState) -> bool:
    """Whether so little can have come that the headers, which tell what was moved here, come with the first look."""
    return state.uidnext is not None and 0 < state.uidnext - (known.uidnext or 1) <= _FEW


def _choose_without_modseq(known: KnownFolder, state: FolderState, policy: Policy) -> Survey:
    if state.highestmodseq or known.folder.path in policy.sweep:
        # The server has modseqs now: only a look at every flag gives a modseq to go on from.
        return _everything(known)
    if is_unchanged(known, state) and not known.live:
        return Survey(SurveyKind.NOTHING)
    uidnext = known.uidnext or 1
    newest = max(1, uidnext - policy.newest)
    return Survey(
        SurveyKind.NEW_ONLY,
        uidvalidity=known.uidvalidity,
        uidnext=uidnext,
        flags_from=newest,
        headers=_has_few_new(known, state),
    )


def _sweep_is_due(known: KnownFolder, policy: Policy) -> bool:
    if known.highestmodseq or (known.uidnext or 1) <= policy.newest:  # the newest are all there are
        return False
    swept = known.flags_swept_at  # a moment in the future means that the clock was set back
    return swept is None or not swept <= policy.now < swept + policy.sweep_every


def find_skipped(known: KnownFolder) -> frozenset[Uid]:
    """The UIDs that were left out because they are older than the period."""
    return frozenset(parse_uid_set(known.skipped))
