"""The window's languages: ``python -m scripts.translations update`` (or ``make translations``) after a text was added.

update          write what the source says into every .ts file, then compile them
missing LANG    print what has no translation yet, a text a block, to be filled in
fill LANG FILE  take the filled-in blocks (``-``: from standard input) into the .ts file
add LANG        begin a new language, such as ``fr``; it then stands in Settings > General
release         compile only: resources/translations/*.ts to *.qm
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from scripts.texts import ROOT, SENTENCES, Text, find_sentences, find_texts

FOLDER = ROOT / "resources" / "translations"
TEMPLATES = FOLDER / "sentences.txt"
SCRATCH = ROOT / "build" / "translations"


def find_tool(name: str) -> Path:
    """One of Qt's translation tools, which lie in PySide6's own folder."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    return next(path for path in (folder / name, folder / f"{name}.exe") if path.is_file())


def write_source(place: Path) -> None:
    """All texts as one small source file for lupdate, which knows no helpers, no f-strings and no templates."""
    texts, faults = find_texts()
    if faults:
        sys.exit("\n".join(f"{fault.place}: {fault.what}" for fault in faults))
    below = [Text(SENTENCES, source, "", False, place) for source, place in find_sentences().items()]
    seen: set[tuple[str, str, str]] = set()
    lines = []
    for text in [*texts, *below]:
        key = (text.context, text.source, text.comment)
        if key not in seen:
            seen.add(key)
            number = ", 2" if text.plural else ""
            lines.append(f"translate({quote(text.context)}, {quote(text.source)}, {quote(text.comment)}{number})\n")
    place.write_text("".join(sorted(lines)), encoding="utf-8")
    TEMPLATES.write_text("".join(f"{text.source}\n" for text in sorted(below, key=lambda text: text.source)), "utf-8")


def quote(text: str) -> str:
    """A text as a literal that lupdate understands."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def update() -> None:
    """Bring every .ts file in step with the source; what nobody asks for any more goes."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    source = SCRATCH / "texts.py"
    write_source(source)
    for file in sorted(FOLDER.glob("imapdesk_*.ts")):
        # English needs plural forms only: the texts themselves are English.
        plural = ["-pluralonly"] if file.stem == "imapdesk_en" else []
        options = ["-no-obsolete", "-locations", "none", "-disable-heuristic", "similartext", "-source-language", "en"]
        _run(find_tool("lupdate"), *options, *plural, source, "-ts", file)
    release()


def add(language: str) -> None:
    """Begin a language: an empty .ts file, which ``update`` fills with every text."""
    file = FOLDER / f"imapdesk_{language}.ts"
    if file.exists():
        sys.exit(f"{file.name} is there already")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file.write_text(f'{head}<TS version="2.1" language="{language}" sourcelanguage="en">\n</TS>\n', encoding="utf-8")
    update()


def release() -> None:
    """Compile every .ts file."""
    for file in sorted(FOLDER.glob("imapdesk_*.ts")):
        made = file.with_name(f".{file.stem}.{os.getpid()}.qm")
        try:
            _run(find_tool("lrelease"), "-silent", file, "-qm", made)
            made.replace(file.with_suffix(".qm"))  # at once: a program that starts meanwhile reads the old one or this
        finally:
            made.unlink(missing_ok=True)


def _run(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def read(language: str) -> ElementTree.ElementTree[ElementTree.Element]:
    """The .ts file of a language."""
    return ElementTree.parse(FOLDER / f"imapdesk_{language}.ts")


def list_missing(language: str) -> str:
    """What has no translation, as blocks of ``# context``, the text, and an empty line for each form."""
    blocks = []
    for context in read(language).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") == "unfinished":
                source = (message.findtext("source") or "").replace("\n", "\\n")
                forms = translation.findall("numerusform") or [translation]
                lines = "\n".join(f"> {(form.text or '')}" for form in forms)
                blocks.append(f"# {context.findtext('name')}\n{source}\n{lines}\n")
    return "\n".join(blocks)


def fill(language: str, blocks: str) -> int:
    """Take translations; the number of texts that got one. ``# *`` is for every context that has no own one."""
    given = _read_blocks(blocks)
    tree = read(language)
    count = 0
    for context in tree.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            forms = given.get((name, source)) or given.get(("*", source))
            if forms:
                count += _put(message, forms)
    text = ElementTree.tostring(tree.getroot(), encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    (FOLDER / f"imapdesk_{language}.ts").write_text(f"{head}{text}\n", encoding="utf-8")
    return count


def _put(message: ElementTree.Element, forms: list[str]) -> bool:
    translation = message.find("translation")
    assert translation is not None
    numerus = message.get("numerus") == "yes"
    if numerus and len(forms) != len(translation.findall("numerusform")):
        return False  # lupdate knows how many forms a language has
    for old in list(translation):
        translation.remove(old)
    translation.attrib.pop("type", None)
    translation.text = None if numerus else forms[0]
    for form in forms if numerus else []:
        ElementTree.SubElement(translation, "numerusform").text = form
    return True


def _read_blocks(blocks: str) -> dict[tuple[str, str], list[str]]:
    given: dict[tuple[str, str], list[str]] = {}
    context, source = "*", ""
    for line in blocks.splitlines():
        if line.startswith("# "):
            context = line[2:].strip()
        elif line.startswith("> "):
            if line[2:]:
                given.setdefault((context, source), []).append(line[2:].replace("\\n", "\n"))
        elif line:
            source = line.replace("\\n", "\n")
    return given


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["update", "missing", "fill", "add", "release"])
    parser.add_argument("language", nargs="?", default="de")
    parser.add_argument("file", nargs="?", default="-")
    given = parser.parse_args()
    match given.what:
        case "update":
            update()
        case "release":
            release()
        case "add":
            add(given.language)
        case "missing":
            print(list_missing(given.language))
        case "fill":
            text = sys.stdin.read() if given.file == "-" else Path(given.file).read_text(encoding="utf-8")
            print(fill(given.language, text), "texts")
            update()


if __name__ == "__main__":
    main()
