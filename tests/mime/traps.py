"""Ways in which a page may call its sender, by kind; each asks for "/<its name>/...", or has its own host looked up."""

from __future__ import annotations

import json
from pathlib import Path

_KINDS = json.loads(Path(__file__).with_name("traps.json").read_text("utf-8"))
_TRAPS = {f"{kind}-{number}": page for kind, pages in _KINDS.items() for number, page in enumerate(pages)}
# What ends whatever a trap left open, so that the next one is not inside of it.
_ENDS = "-->'>\"></style></script></title></textarea></xmp></noscript></template></select></svg></math></table></div>"


def make_traps(url: str, host: str) -> dict[str, str]:
    """Each trap by its name; ``url`` is where it calls, ``host`` the end of the names that it has looked up."""
    return {
        name: page.replace("{u}", f"{url}/{name}").replace("{d}", f"{name}.{host}") for name, page in _TRAPS.items()
    }


def make_page(url: str, host: str) -> str:
    """All of them in one page."""
    return f"\n{_ENDS}\n".join(make_traps(url, host).values())
