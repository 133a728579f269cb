"""Backups: the whole store in one file, without any secret, proved after writing; by hand and by a schedule."""

from __future__ import annotations

import glob
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from imapdesk.desk.computer.places import (
    STORE_NAME,
    choose_data_dir,
    is_full,
    make_absolute,
    make_disk_full,
    make_private_dir,
)
from imapdesk.desk.core import DeskCore, ShouldStop, never
from imapdesk.errors import Cancelled, DiskFull, SettingsRefused
from imapdesk.mail import utc_now

OnProgress = Callable[[str, int, int], None]  # "copying" | "proving", done, total

RESTORED_NAME = f"{STORE_NAME}.restored"
_PLAN = "backup.plan"
_LAST = "backup.last"
_PREFIX, _SUFFIX = "imapdesk-", ".backup"
_PART = ".part-"
_UNDER_WAY_S = 24 * 60 * 60  # that a backup may still be being written or proved
_PIECE = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """When the store is backed up by itself: every ``every_days`` (0: never) into ``folder``, the last ``keep``."""

    folder: str = ""
    every_days: int = 0
    keep: int = 4

    @property
    def on(self) -> bool:
        """Whether there is anything to do at all."""
        return self.every_days > 0 and bool(self.folder)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and proved; sizes in bytes."""

    path: Path
    messages: int
    size: int
    made_at: datetime


class BackupDesk(DeskCore):
    """The backups' part of `Desk`."""

    def back_up(
        self, dest: Path | str, *, on_progress: OnProgress | None = None, should_stop: ShouldStop = never
    ) -> Backup:
        """Write the whole store into the file ``dest`` and prove it by reading it; synchronising may go on meanwhile.

        Passwords and tokens live in the keyring or the vault, so none is in it. A former file of that name is replaced
        only by a whole one.

        Raises:
            SettingsRefused: the place can't be written to.
            DiskFull, StoreError, Cancelled: then ``dest`` is as it was.
        """
        dest = make_absolute(dest)
        try:
            if dest.is_symlink():
                dest = Path(os.path.realpath(dest))  # what it leads to is the backup, and it goes on leading there
            _refuse_other_places(dest, self.store.path)
        except OSError as error:
            raise _describe(dest, error) from error
        part = dest.with_name(f"{dest.name}{_PART}{os.getpid()}")
        try:
            dest.parent.mkdir(parents=True, exist_ok=True)
            _sweep(dest.parent, glob.escape(dest.name))
            part.unlink(missing_ok=True)
            part.touch(mode=0o600)  # what can't be written here is the place's trouble, not the store's
            part.unlink()
            messages = self._write(part, on_progress, should_stop)
            os.replace(part, dest)
        except OSError as error:
            raise _describe(dest, error) from error
        finally:
            part.unlink(missing_ok=True)
        return Backup(dest, messages, dest.stat().st_size, utc_now())

    def _write(self, part: Path, on_progress: OnProgress | None, should_stop: ShouldStop) -> int:
        from imapdesk.store.database.copying import prove_copy

        self.store.copy_to(part, _phase(on_progress, "copying"), should_stop)
        return prove_copy(part, _phase(on_progress, "proving"), should_stop)

    def load_backup_plan(self) -> BackupPlan:
        """The schedule that was chosen."""
        kept: Any = self.store.get_setting(_PLAN, None)
        if not isinstance(kept, dict):
            return BackupPlan()
        return BackupPlan(str(kept.get("folder", "")), int(kept.get("every_days", 0)), int(kept.get("keep", 4)))

    def save_backup_plan(self, plan: BackupPlan) -> None:
        """Choose a schedule.

        Raises:
            SettingsRefused: the folder can't be written to (field "folder").
        """
        if plan.on and not os.access(Path(plan.folder).expanduser(), os.W_OK):
            raise SettingsRefused("Backups can't be written to this folder.", field="folder", details=plan.folder)
        kept = {"folder": plan.folder, "every_days": max(0, plan.every_days), "keep": max(1, plan.keep)}
        self.store.set_setting(_PLAN, kept)

    def load_last_backup(self) -> datetime | None:
        """When the schedule last wrote a backup."""
        kept = self.store.get_setting(_LAST, None)
        return datetime.fromisoformat(kept) if isinstance(kept, str) else None

    def is_backup_due(self, now: datetime | None = None) -> bool:
        """Whether the schedule wants a backup now; a missed one is made once."""
        plan, last, now = self.load_backup_plan(), self.load_last_backup(), now or utc_now()
        return plan.on and (last is None or not timedelta() <= now - last < timedelta(days=plan.every_days))

    def back_up_when_due(self, *, should_stop: ShouldStop = never) -> Backup | None:
        """Write the backup that the schedule wants and take old ones away; None when none is due.

        Raises:
            SettingsRefused, DiskFull, StoreError, Cancelled: as for `back_up`; the old ones stay.
        """
        if not self.is_backup_due():
            return None
        plan = self.load_backup_plan()
        folder = Path(plan.folder).expanduser()
        made = self.back_up(folder / choose_backup_name(utc_now()), should_stop=should_stop)
        self.store.set_setting(_LAST, made.made_at.isoformat())
        # The clock may have been ahead once: a name from the future doesn't push out what was made just now.
        _sweep(folder, f"{_PREFIX}*{_SUFFIX}")
        others = sorted(set(folder.glob(f"{_PREFIX}[0-9]*{_SUFFIX}")) - {made.path})
        for old in others[: len(others) - plan.keep + 1]:
            old.unlink(missing_ok=True)
        return made

    def prepare_restore(
        self, source: Path | str, *, on_progress: OnProgress | None = None, should_stop: ShouldStop = never
    ) -> int:
        """Copy a backup beside the store and prove it; how many messages are in it.

        Nothing is changed until `finish_restore` once the store is closed.

        Raises:
            SettingsRefused, StoreError, Cancelled: it can't be read, is damaged, or is no backup.
        """
        return _fetch_backup(source, self.data_dir / RESTORED_NAME, on_progress, should_stop)


def choose_backup_name(now: datetime) -> str:
    """The name of a backup made at that moment, by the local clock; names sort by date."""
    return f"{_PREFIX}{now.astimezone():%Y-%m-%d-%H%M%S}{_SUFFIX}"


def restore(
    source: Path | str,
    data_dir: Path | str | None = None,
    *,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop = never,
) -> tuple[int, Path | None]:
    """Make a backup the store of a data directory: how many messages, and where the former store is kept.

    Raises:
        SettingsRefused, StoreError, Cancelled: the backup is no good, or another imapdesk is running.
    """
    place = make_private_dir(choose_data_dir(data_dir))
    messages = _fetch_backup(source, place / RESTORED_NAME, on_progress, should_stop)
    return messages, finish_restore(place)


def finish_restore(data_dir: Path) -> Path | None:
    """Put a prepared backup in the store's place, which is kept under another name: that name, if there was one.

    Raises:
        StoreError: another program has the store open.
    """
    from imapdesk.store.database.copying import put_in_place

    return put_in_place(data_dir / RESTORED_NAME, data_dir / STORE_NAME)


def _sweep(folder: Path, names: str) -> None:
    """Take away what backups of these names left that were killed: each is as large as the store."""
    now = time.time()
    for part in folder.glob(f"{names}{_PART}*"):
        with suppress(OSError):
            if not 0 <= now - part.stat().st_mtime < _UNDER_WAY_S:
                part.unlink()


def _refuse_other_places(dest: Path, store: Path) -> None:
    """A backup is an ordinary file, and neither the store nor another file that the program lives on."""
    from imapdesk.store.database.copying import begins_as_store
    from imapdesk.store.database.opening import ENDINGS

    there = dest.exists()
    own = dest.parent == store.parent and dest.name in {store.name + ending for ending in ENDINGS}
    trouble = None
    if dest.is_dir():
        trouble = "A backup is a single file: give its name."
    elif there and not dest.is_file():
        trouble = f"{dest} is no ordinary file."
    elif own or (there and dest.samefile(store)):
        trouble = "The store can't be backed up into itself."
    elif there and store.parent in dest.parents and not begins_as_store(dest):
        trouble = f"{dest} belongs to imapdesk itself."
    if trouble:
        raise SettingsRefused(trouble, field="dest", details=str(dest))


def _fetch_backup(source: Path | str, dest: Path, on_progress: OnProgress | None, should_stop: ShouldStop) -> int:
    from imapdesk.store.database.copying import prove_copy

    source = make_absolute(source, field="source")
    if os.path.exists(source) and not os.path.isfile(source) and not os.path.isdir(source):
        raise SettingsRefused(f"{source} is no ordinary file.", field="source")
    if dest.exists() and os.path.exists(source) and source.samefile(dest):  # what a restore that was cut off left
        return prove_copy(dest, _phase(on_progress, "proving"), should_stop, name=source.name)
    try:
        dest.unlink(missing_ok=True)
        _copy_file(source, dest, _phase(on_progress, "copying"), should_stop)
        return prove_copy(dest, _phase(on_progress, "proving"), should_stop, name=source.name)
    except BaseException as error:
        with suppress(OSError):
            dest.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        if error.filename == str(dest) or is_full(error):
            raise _describe(dest, error, field="data_dir") from error
        raise _describe(source, error, field="source") from error


def _copy_file(source: Path, dest: Path, on_bytes: Callable[[int, int], None], should_stop: ShouldStop) -> None:
    import shutil  # late: it costs start-up time

    with open(source, "rb") as read, open(os.open(dest, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as write:
        total = os.fstat(read.fileno()).st_size
        if total > shutil.disk_usage(dest.parent).free:
            raise make_disk_full(dest.parent)
        while piece := read.read(_PIECE):
            if should_stop():
                raise Cancelled("Stopped.")
            write.write(piece)
            on_bytes(read.tell(), total)
        write.flush()
        os.fsync(write.fileno())


def _phase(on_progress: OnProgress | None, name: str) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if on_progress:
            on_progress(name, done, total)

    return tell


def _describe(path: Path, error: OSError, *, field: str = "dest") -> DiskFull | SettingsRefused:
    if is_full(error):
        return make_disk_full(path, str(error))
    return SettingsRefused(f"{path} can't be used: {os.strerror(error.errno or 0)}.", field=field, details=str(error))
