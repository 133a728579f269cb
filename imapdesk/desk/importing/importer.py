"""One import: windows of messages by folder, each saved in one transaction; what is there already is left out."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Callable
from zipfile import BadZipFile

from imapdesk.desk.core import ShouldStop
from imapdesk.desk.importing.mail import ImportedMail
from imapdesk.desk.importing.reading import read_file
from imapdesk.desk.importing.sources import SourceFile
from imapdesk.errors import Cancelled
from imapdesk.mail import Fetched, FolderId, MailboxId, Uid
from imapdesk.store import Store

OnProgress = Callable[[int, int, int], None]  # messages found, bytes done, bytes in all

_WINDOW = 200  # messages in one transaction
_WINDOW_BYTES = 8 * 1024 * 1024


class Import:
    """Reads files and saves their mail; the counts tell how far it came."""

    def __init__(
        self, store: Store, mailbox_id: MailboxId, total: int, on_progress: OnProgress | None, should_stop: ShouldStop
    ) -> None:
        self._store = store
        self._mailbox_id = mailbox_id
        self._total = total
        self._on_progress = on_progress
        self._should_stop = should_stop
        self._folders: dict[str, FolderId] = {}
        self._digests: dict[FolderId, set[bytes]] = {}
        self._waiting: dict[FolderId, list[Fetched]] = defaultdict(list)
        self._count = self._bytes = 0
        self.saved = self.known = self.refused = 0

    def run(self, files: list[SourceFile]) -> None:
        """Read every file. Raises StoreError, Cancelled; what was saved stays."""
        before = 0
        for file in files:
            self._read(file, before)
            before += file.size
        self._save()
        self._tell(self._total)

    def _read(self, file: SourceFile, before: int) -> None:
        done = before
        try:
            for mail in read_file(file):
                if self._should_stop():
                    self._save()
                    raise Cancelled("Stopped.")
                if mail is None:
                    self.refused += 1
                    continue
                self._take(mail)
                done += len(mail.raw)
                self._tell(min(done, before + file.size))
        except (OSError, EOFError, BadZipFile, zlib.error, RuntimeError, NotImplementedError):
            self.refused += 1  # one file that can't be read is no reason to leave the others out

    def _take(self, mail: ImportedMail) -> None:
        folder_id = self._folder(mail.folder)
        digest = hashlib.sha256(mail.raw).digest()
        if digest in self._digests[folder_id]:
            self.known += 1
            return
        self._digests[folder_id].add(digest)
        self._waiting[folder_id].append(Fetched(mail.folder, Uid(0), mail.raw, mail.flags, mail.arrived_at))
        self._count += 1
        self._bytes += len(mail.raw)
        if self._count >= _WINDOW or self._bytes >= _WINDOW_BYTES:
            self._save()

    def _folder(self, path: str) -> FolderId:
        if path not in self._folders:
            self._folders[path] = folder_id = self._store.ensure_local_folder(self._mailbox_id, path)
            self._digests[folder_id] = self._store.load_folder_digests(folder_id)
        return self._folders[path]

    def _save(self) -> None:
        for folder_id, messages in self._waiting.items():
            self._store.append_messages(folder_id, messages)
        self.saved += self._count
        self._waiting.clear()
        self._count = self._bytes = 0

    def _tell(self, done: int) -> None:
        if self._on_progress:
            self._on_progress(self.saved + self._count + self.known, done, self._total)
