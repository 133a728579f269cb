import logging
import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from imapdesk.accounts.bounded import BoundedCaller
from imapdesk.accounts.credentials import AccessToken, Password
from imapdesk.accounts.encrypted_file import EncryptedFile
from imapdesk.accounts.secrets import KEYRING, MASTER_PASSWORD, SYSTEM_MARK, VAULT_FILE, SecretStore
from imapdesk.accounts.system_keyring import SystemKeyring
from imapdesk.errors import SecretsUnavailable
from tests.pace import PATIENCE_S

SECRET = "tr0ub4dor-and-three"
BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd()}


def run_python(code: str, *, env: dict[str, str], session: str = "") -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, so that no test touches this computer's keyring or environment."""
    program = [sys.executable, "-W", "error", "-c", textwrap.dedent(code)]
    if session:
        program = ["dbus-run-session", "--", "sh", "-c", session + '; exec "$@"', "sh", *program]
    return subprocess.run(program, env=BARE | env, capture_output=True, text=True, timeout=PATIENCE_S, check=False)


def vault_store(data_dir: Path, password: str = "master") -> SecretStore:
    return SecretStore(data_dir, None, {KEYRING: "vault", MASTER_PASSWORD: password})


def test_without_a_keyring_the_vault_serves_and_choosing_is_quick(tmp_path: Path) -> None:
    code = """
        import sys, time
        from pathlib import Path
        import keyring
        from imapdesk.accounts.secrets import SecretStore
        store = SecretStore.choose(Path(DIR))
        start, work = time.perf_counter(), time.process_time()
        assert store.get("k") is None
        assert time.process_time() - work < 1, "choosing was hard work"
        assert time.perf_counter() - start < 20, "choosing waited for something"
        store.set("k", "v")
        print(store.backend_in_use, store.get("k"))
    """.replace("DIR", repr(str(tmp_path)))
    done = run_python(code, env={"HOME": str(tmp_path), MASTER_PASSWORD: "m"})
    assert (done.stdout, done.stderr) == ("vault file v\n", "")


def test_the_place_in_use_is_named_only_once_it_is_and_nobody_is_asked_for_that(tmp_path: Path) -> None:
    asked: list[str] = []
    store = SecretStore(tmp_path, lambda question: asked.append(question) or "master", {KEYRING: "vault"})
    assert (store.backend_in_use, asked) == ("", [])
    store.set("k", "v")
    assert store.backend_in_use == "vault file"
    assert asked


def test_with_neither_keyring_nor_master_password_it_says_so(tmp_path: Path) -> None:
    code = f"""
        from pathlib import Path
        from imapdesk.accounts.secrets import SecretStore
        from imapdesk.errors import SecretsUnavailable
        store = SecretStore.choose(Path({str(tmp_path)!r}))
        try:
            store.set("k", "v")
        except SecretsUnavailable as error:
            print(error)
    """
    done = run_python(code, env={"HOME": str(tmp_path)})
    assert done.stdout.startswith("This computer has no password store. Set IMAPDESK_MASTER_PASSWORD")
    assert done.stderr == ""
    assert not (tmp_path / VAULT_FILE).exists()


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_a_back_end_that_keeps_nothing_is_never_taken(tmp_path: Path, backend: str) -> None:
    code = f"""
        from pathlib import Path
        from imapdesk.accounts.secrets import SecretStore
        store = SecretStore.choose(Path({str(tmp_path)!r}))
        store.set("k", "v")
        print(store.backend_in_use)
    """
    done = run_python(code, env={"HOME": str(tmp_path), MASTER_PASSWORD: "m", "PYTHON_KEYRING_BACKEND": backend})
    assert (done.stdout, done.stderr) == ("vault file\n", "")


def test_a_real_gnome_keyring_keeps_secrets_for_the_next_process(tmp_path: Path) -> None:
    code = f"""
        from pathlib import Path
        from imapdesk.accounts.secrets import SecretStore
        one, other = Path({str(tmp_path / "one")!r}), Path({str(tmp_path / "other")!r})
        SecretStore.choose(one).set("mailbox:a:password", "ключ" * 500)
        again = SecretStore.choose(one)
        assert again.get("mailbox:a:password") == "ключ" * 500
        assert SecretStore.choose(other).get("mailbox:a:password") is None, "profiles must not see each other's"
        again.delete("mailbox:a:password")
        again.delete("mailbox:a:password")
        assert again.get("mailbox:a:password") is None
        print(again.backend_in_use)
    """
    unlocked = "printf login | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
    env = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), MASTER_PASSWORD: "unused"}
    done = run_python(code, env=env, session=unlocked)
    assert (done.returncode, done.stdout) == (0, "system keyring\n"), done.stderr
    assert not (tmp_path / "one" / VAULT_FILE).exists()
    assert (tmp_path / "one" / SYSTEM_MARK).exists()


LOCKED_SESSION = "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1"


def try_locked(tmp_path: Path, code: str) -> list[str]:
    """What a program says whose session has a keyring that nobody unlocked, without and with a master password."""
    program = f"""
        import os
        from pathlib import Path
        from imapdesk.accounts.secrets import SecretStore
        from imapdesk.errors import SecretsUnavailable
        for password in ("", "m"):
            os.environ["IMAPDESK_MASTER_PASSWORD"] = password
            store = SecretStore.choose(Path({str(tmp_path)!r}), timeout_s=3)
            try:
                {code}
            except SecretsUnavailable as error:
                print(error)
    """
    done = run_python(program, env={"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}, session=LOCKED_SESSION)
    assert done.returncode == 0, done.stderr  # where the bus itself complains that no prompt can be shown
    return done.stdout.splitlines()


def test_a_locked_gnome_keyring_is_named_and_never_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / SYSTEM_MARK).touch()
    assert try_locked(tmp_path, 'print(store.get("key"))') == ["The system's password store is locked."] * 2


def test_a_profile_that_never_used_the_locked_keyring_goes_on_with_its_vault(tmp_path: Path) -> None:
    said = try_locked(tmp_path, 'print(store.get("key")); store.set("key", "v"); print(store.get("key"))')
    assert said == ["The system's password store is locked.", "None", "v"]
    assert (tmp_path / VAULT_FILE).exists()


class HangingBackend:
    """Stands for a store behind an unlock prompt that nobody answers, which a real one can't be told to show here."""

    def __init__(self) -> None:
        self.answered = threading.Event()

    def get_password(self, service: str, key: str) -> str | None:
        self.answered.wait()
        return "too late"


class QuotingBackend:
    """A back-end whose error repeats what it was given."""

    def set_password(self, service: str, key: str, value: str) -> None:
        raise RuntimeError(f"could not store {value}")


def test_a_prompt_that_nobody_answers_does_not_hang_the_program() -> None:
    backend = HangingBackend()
    store = SystemKeyring(backend, "imapdesk", BoundedCaller(0.05))  # type: ignore[arg-type]
    with pytest.raises(SecretsUnavailable, match="password store is locked"):
        store.get("key")
    backend.answered.set()


def test_a_call_that_gave_up_waiting_is_not_made_later() -> None:
    caller, answered, made = BoundedCaller(0.2), threading.Event(), []
    with pytest.raises(TimeoutError):
        caller.call(answered.wait)
    with pytest.raises(TimeoutError):
        caller.call(lambda: made.append("late"))
    answered.set()
    caller._timeout_s = PATIENCE_S
    assert caller.call(lambda: "alive") == "alive"
    assert made == []


def test_no_secret_shows_in_an_error_of_a_back_end(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    store = SystemKeyring(QuotingBackend(), "imapdesk", BoundedCaller(5))  # type: ignore[arg-type]
    with pytest.raises(SecretsUnavailable) as caught:
        store.set("key", SECRET)
    shown = f"{caught.value!r} {caught.value} {caught.value.details} {caught.value.__cause__!r} {caplog.text}"
    assert SECRET not in shown
    assert "RuntimeError" in caught.value.details


def test_no_secret_shows_in_a_repr(tmp_path: Path) -> None:
    store = vault_store(tmp_path, password=SECRET)
    store.set("key", SECRET)
    shown = [store, Password("alice", SECRET), AccessToken("alice", SECRET), EncryptedFile(tmp_path / "t", store, "k")]
    assert SECRET not in f"{shown!r} {[str(each) for each in shown]}"


def test_the_master_password_is_asked_for_twice_when_the_vault_is_new_and_once_later(tmp_path: Path) -> None:
    questions: list[str] = []

    def ask(question: str) -> str:
        questions.append(question)
        return "typed"

    SecretStore(tmp_path, ask, {KEYRING: "vault"}).set("key", "value")
    assert questions == ["New master password", "Repeat the master password"]
    questions.clear()
    store = SecretStore(tmp_path, ask, {KEYRING: "vault"})
    assert (store.get("key"), store.get("key"), questions) == ("value", "value", ["Master password"])


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [(["one", "two"], "The two master passwords differ."), ([""], "Without a master password")],
)
def test_a_slip_at_the_prompt_makes_no_vault(tmp_path: Path, answers: list[str], sentence: str) -> None:
    store = SecretStore(tmp_path, lambda _question: answers.pop(0), {KEYRING: "vault"})
    with pytest.raises(SecretsUnavailable, match=sentence):
        store.set("key", "value")
    assert not (tmp_path / VAULT_FILE).exists()


def test_a_word_that_names_no_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SecretsUnavailable, match="auto, system or vault"):
        SecretStore(tmp_path, None, {KEYRING: "plaintext"}).get("key")


def test_an_encrypted_file_comes_back_and_shows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tokens" / "alice"
    EncryptedFile(path, vault_store(tmp_path), "tokens:alice").write(SECRET.encode() * 500)
    assert SECRET.encode() not in path.read_bytes()
    assert EncryptedFile(path, vault_store(tmp_path), "tokens:alice").read() == SECRET.encode() * 500


def test_a_file_whose_key_is_lost_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    store = vault_store(tmp_path)
    file = EncryptedFile(tmp_path / "tokens", store, "key")
    assert file.read() is None
    file.write(b"content")
    store.delete("key")
    assert file.read() is None
    file.write(b"again")
    assert file.read() == b"again"
    file.delete()
    assert (file.read(), store.get("key")) == (None, None)
