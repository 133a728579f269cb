"""How a run ended, in the numbers and words that every door shows."""

from __future__ import annotations

from imapdesk.errors import ImapdeskError, NotFound, SettingsRefused
from imapdesk.mail import Folder, RunResult
from imapdesk.outcome import Outcome
from imapdesk.sync.run import Run, Tally


def make_result(run: Run, error: ImapdeskError | None) -> RunResult:
    """The result of a run that ended by `error`, or by itself; the moments are left to the caller."""
    tally = run.tally
    folders = _load_wanted(run, error)
    pending, quarantined = sum(one.pending for one in folders), sum(one.quarantined for one in folders)
    outcome, sentence = choose_outcome(error, tally, pending, quarantined)
    words = [error.details] if error is not None and error.details else []
    return RunResult(
        mailbox=run.mailbox.name,
        outcome=outcome,
        error=sentence,
        retry_after_s=getattr(error, "retry_after_s", None),
        folders=tally.folders,
        stored=tally.stored,
        flags_changed=tally.flags_changed,
        gone=tally.gone,
        pending=pending,
        quarantined=quarantined,
        round_trips=run.line.round_trips,
        bytes_received=run.line.bytes_received,
        details="\n".join([*words, *tally.troubles, *tally.details]),
        reason=getattr(error, "reason", ""),
        left_out=sum(one.left_out for one in folders),
    )


def choose_outcome(
    error: ImapdeskError | None, tally: Tally, pending: int, quarantined: int
) -> tuple[Outcome, str | None]:
    """One word and one sentence for what happened; the sentence is None when all went well."""
    if isinstance(error, NotFound):
        return Outcome.CANCELLED, "This mailbox was removed meanwhile."
    if isinstance(error, SettingsRefused):
        # A server that says "not here" (a log-in referral), or trusted certificates that can't be read.
        return Outcome.INSECURE if error.field == "ca_file" else Outcome.SIGN_IN_REQUIRED, error.sentence
    if error is not None:
        return error.outcome or Outcome.UNREACHABLE, error.sentence
    if tally.troubles:
        return Outcome.PARTIAL, tally.troubles[0]
    missing = pending + quarantined
    if missing:
        if missing == 1:
            return Outcome.PARTIAL, "One message could not be fetched now and will be tried again."
        return Outcome.PARTIAL, f"{missing} messages could not be fetched now and will be tried again."
    return Outcome.OK, None


def is_wanted(folder: Folder) -> bool:
    """Whether a run looks at a folder: ticked, and there to be opened."""
    return folder.included and folder.selectable and folder.on_server


def _load_wanted(run: Run, error: ImapdeskError | None) -> list[Folder]:
    try:
        return [folder for folder in run.store.load_folders(run.mailbox.id) if is_wanted(folder)]
    except ImapdeskError:
        if error is None:
            raise
        return []  # the store itself is what went wrong
