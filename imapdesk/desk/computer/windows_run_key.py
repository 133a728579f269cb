"""Values of one key of the current user's registry, as a mapping. Windows only."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, MutableMapping
from typing import Any


class RunKey(MutableMapping[str, str]):
    """Text values by name; each call opens the key anew, so that nothing is held open."""

    def __init__(self, path: str) -> None:
        self._registry: Any = importlib.import_module("winreg")  # it exists on Windows alone
        self._path = path

    def __getitem__(self, name: str) -> str:
        try:
            with self._open("KEY_READ") as key:
                return str(self._registry.QueryValueEx(key, name)[0])
        except FileNotFoundError:
            raise KeyError(name) from None

    def __setitem__(self, name: str, value: str) -> None:
        with self._open("KEY_WRITE") as key:
            self._registry.SetValueEx(key, name, 0, self._registry.REG_SZ, value)

    def __delitem__(self, name: str) -> None:
        try:
            with self._open("KEY_WRITE") as key:
                self._registry.DeleteValue(key, name)
        except FileNotFoundError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        with self._open("KEY_READ") as key:
            names = [self._registry.EnumValue(key, at)[0] for at in range(self._registry.QueryInfoKey(key)[1])]
        return iter(names)

    def __len__(self) -> int:
        return sum(1 for _name in self)

    def _open(self, access: str) -> Any:
        registry = self._registry
        return registry.CreateKeyEx(registry.HKEY_CURRENT_USER, self._path, 0, getattr(registry, access))
