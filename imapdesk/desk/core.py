"""What the parts of `Desk` share: the data directory, the store, the place for secrets."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.desk.computer.places import STORE_NAME, choose_data_dir, make_private_dir
from imapdesk.desk.computer.way_out import NETWORK, PROXY_PASSWORD, read_network, use_network
from imapdesk.desk.servers.early import begin_line, drop_lines
from imapdesk.errors import NotFound, SecretsUnavailable
from imapdesk.mail import Mailbox

if TYPE_CHECKING:
    from typing import Self

    from imapdesk.accounts.secrets import SecretStore
    from imapdesk.store import Store

ShouldStop = Callable[[], bool]


def never() -> bool:
    """A `should_stop` that never asks to stop."""
    return False


class DeskCore:
    """Opens and closes the store, and finds the secrets when one is wanted."""

    def __init__(self, data_dir: Path, store: Store, ask_master_password: Callable[[str], str] | None = None) -> None:
        self.data_dir = data_dir
        self.store = store
        self._ask = ask_master_password
        self._secrets: SecretStore | None = None
        self.secrets_trouble: SecretsUnavailable | None = None  # why the last saved secret could not be had

    @classmethod
    def open(
        cls,
        data_dir: Path | str | None = None,
        *,
        ask_master_password: Callable[[str], str] | None = None,
        signing_in: bool = False,
        names: Collection[str] | None = None,
    ) -> Self:
        """Open the store in ``data_dir`` (else ``IMAPDESK_DATA_DIR``, else the platform's place), making it if new.

        ``signing_in`` says that mailboxes (``names``, or all) are synchronised at once: the secret, where that needs
        nobody, is fetched meanwhile, and the first server connected to.

        Raises:
            StoreError: the store can't be used: `StoreTooNew`, `StoreDamaged`, `DiskFull`.
        """
        place = make_private_dir(choose_data_dir(data_dir))
        secrets = cls._prepare_secrets(place, ask_master_password) if signing_in else None
        if secrets is not None:
            begin_line(place / STORE_NAME, names, lambda: secrets.get(PROXY_PASSWORD))
        from imapdesk.store import Store  # late: the vault's key is derived while the store's modules load

        desk = cls(place, Store.open(place / STORE_NAME), ask_master_password)
        desk._secrets = secrets
        use_network(read_network(desk.store.get_setting(NETWORK, None)), desk._load_proxy_password)
        return desk

    @staticmethod
    def _prepare_secrets(data_dir: Path, ask: Callable[[str], str] | None) -> SecretStore:
        from imapdesk.accounts.secrets import SecretStore

        secrets = SecretStore.choose(data_dir, ask=ask)
        secrets.prepare()
        return secrets

    def close(self) -> None:
        """Close the store; the desk can't be used afterwards."""
        drop_lines()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def secrets(self) -> SecretStore:
        """The system keyring, else the vault; chosen when first needed, since asking a keyring takes time."""
        if self._secrets is None:
            from imapdesk.accounts.secrets import SecretStore

            self._secrets = SecretStore.choose(self.data_dir, ask=self._ask)
        return self._secrets

    def unlock_secrets(self) -> None:
        """Ask for the master password now, if the secrets lie in a vault and nothing else opens it.

        Raises:
            SecretsUnavailable: it was wrong, or nobody is there to ask.
        """
        self.secrets.unlock()

    def find_secrets_place(self) -> str:
        """What the place of passwords and tokens is called, such as "system keyring"; empty while none was needed."""
        return self._secrets.backend_in_use if self._secrets is not None else ""

    def _load_proxy_password(self) -> str | None:
        return self.secrets.get(PROXY_PASSWORD)

    def get_mailbox(self, name: str) -> Mailbox:
        """The mailbox of that name.

        Raises:
            NotFound: there is none.
        """
        mailbox = self.store.find_mailbox(name)
        if mailbox is None:
            raise NotFound(f"There is no mailbox named “{name}”.")
        return mailbox

    def load_mailboxes(self) -> list[Mailbox]:
        """Every mailbox, by name."""
        return self.store.load_mailboxes()

    def load_removed_mailboxes(self) -> list[Mailbox]:
        """The mailboxes that were removed while their mail was kept: read and exported, never synchronised."""
        return self.store.load_removed_mailboxes()

    def get_saved_mailbox(self, name: str) -> Mailbox:
        """The mailbox of that name, or the removed one whose mail was kept under it.

        Raises:
            NotFound: there is neither.
        """
        kept = (mailbox for mailbox in self.load_removed_mailboxes() if mailbox.name == name)
        return self.store.find_mailbox(name) or next(kept, None) or self.get_mailbox(name)

    def let_try_again(self, mailbox: Mailbox) -> Mailbox:
        """Forget that a mailbox was refused: something that it signs in with has changed, so it is due at once."""
        return self.store.mark_mailbox(
            mailbox.id, last_outcome=None, last_error="", last_details="", failures=0, next_run_at=None
        )

    def get_setting(self, key: str, default: object = None) -> object:
        """A setting of the program (a JSON value)."""
        return self.store.get_setting(key, default)

    def set_setting(self, key: str, value: object) -> None:
        """Save a setting of the program (a JSON value)."""
        self.store.set_setting(key, value)
