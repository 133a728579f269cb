import multiprocessing
import stat
from pathlib import Path

import pytest

from imapdesk.accounts.vault import Cost, Vault
from imapdesk.errors import SecretsUnavailable

CHEAP = Cost(n=2**10, r=1, p=1)


def open_vault(path: Path, password: str = "correct horse") -> Vault:
    return Vault(path, lambda _new: password, cost=CHEAP)


def add_many(path: Path, prefix: str) -> None:
    vault = open_vault(path)
    for number in range(10):
        vault.set(f"{prefix}{number}", "secret")


def test_what_is_set_is_there_for_the_next_process(tmp_path: Path) -> None:
    open_vault(tmp_path / "v").set("mailbox:a:password", "pässwörd\n\0✓")
    assert open_vault(tmp_path / "v").get("mailbox:a:password") == "pässwörd\n\0✓"


def test_an_unknown_key_is_none_and_asks_for_no_password(tmp_path: Path) -> None:
    def refuse(new: bool) -> str:
        raise AssertionError("asked")

    assert Vault(tmp_path / "v", refuse).get("anything") is None


def test_a_wrong_master_password_says_so_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "v"
    open_vault(path).set("key", "value")
    before = path.read_bytes()
    wrong = open_vault(path, "incorrect")
    for attempt in (lambda: wrong.get("key"), lambda: wrong.set("key", "x"), lambda: wrong.delete("key")):
        with pytest.raises(SecretsUnavailable, match="The master password is wrong"):
            attempt()
    assert path.read_bytes() == before


def test_after_a_wrong_master_password_it_is_asked_for_again(tmp_path: Path) -> None:
    open_vault(tmp_path / "v").set("key", "value")
    answers = iter(["incorrect", "correct horse"])
    vault = Vault(tmp_path / "v", lambda _new: next(answers), cost=CHEAP)
    with pytest.raises(SecretsUnavailable, match="The master password is wrong"):
        vault.get("key")
    assert vault.get("key") == "value"


def test_a_master_password_of_any_bytes_opens_the_vault_again(tmp_path: Path) -> None:
    """As an environment in another character set gives it."""
    password = b"caf\xe9".decode(errors="surrogateescape")
    open_vault(tmp_path / "v", password).set("key", "value")
    assert open_vault(tmp_path / "v", password).get("key") == "value"


def test_neither_secrets_nor_their_names_are_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "v"
    open_vault(path).set("mailbox:alice:password", "hunter2hunter2")
    for piece in (b"hunter2", b"alice", b"correct horse"):
        assert piece not in path.read_bytes()


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    open_vault(tmp_path / "new" / "v").set("key", "value")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").iterdir()}
    assert modes == {"v": 0o600, "v.lock": 0o600}
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_deleting_forgets_only_that_key(tmp_path: Path) -> None:
    vault = open_vault(tmp_path / "v")
    vault.set("one", "1")
    vault.set("two", "2")
    vault.delete("one")
    vault.delete("never there")
    assert (vault.get("one"), vault.get("two")) == (None, "2")


def test_two_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "v"
    open_vault(path).set("first", "secret")
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_many, args=(path, prefix)) for prefix in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    vault = open_vault(path)
    assert all(vault.get(f"{prefix}{number}") == "secret" for prefix in "ab" for number in range(10))


def test_an_open_vault_sees_what_another_one_wrote(tmp_path: Path) -> None:
    mine, other = open_vault(tmp_path / "v"), open_vault(tmp_path / "v")
    mine.set("key", "old")
    other.set("key", "new")
    assert mine.get("key") == "new"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b'{"format": 1}',
        b'{"format": 1, "salt": "AA==", "scrypt": {"n": 1073741824, "r": 8, "p": 1}, "token": ""}',
        b'{"format": 1, "salt": "AA==", "scrypt": {"n": 1000, "r": 8, "p": 1}, "token": ""}',
        b'{"format": 1, "salt": "AA==", "scrypt": {"n": 1500, "r": 8, "p": 1}, "token": ""}',
    ],
)
def test_a_damaged_file_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "v"
    path.write_bytes(content)
    with pytest.raises(SecretsUnavailable, match="damaged"):
        open_vault(path).get("key")
    with pytest.raises(SecretsUnavailable, match="damaged"):
        open_vault(path).set("key", "value")
    assert path.read_bytes() == content


def test_a_file_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b'{"format": 2}')
    with pytest.raises(SecretsUnavailable, match="newer imapdesk"):
        open_vault(tmp_path / "v").get("key")
