"""Prints one message with the web engine into a PDF file, from a dark ground: ``web_paper.py HTML_FILE HEAD PDF``."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from imapdesk.ui.shell.app import make_app


def main() -> None:
    """Show, make it dark, print; the file is whole when this ends with 0."""
    page, head, target = sys.argv[1:4]
    app = make_app()
    from imapdesk.ui.reader.web_view import WebHtmlView

    view = WebHtmlView()
    done: list[object] = []

    def on_loaded(_ok: bool) -> None:
        view.set_dark(True)
        view.save_pdf(target)

    view.page.loadFinished.connect(on_loaded)
    view.page.pdfPrintingFinished.connect(lambda _path, ok: done.append(ok))
    view.head = head
    view.resize(400, 300)
    view.show()
    view.show_html(Path(page).read_text(encoding="utf-8"), {}, False)
    end = time.monotonic() + 45
    while time.monotonic() < end and not done:
        app.processEvents()
        time.sleep(0.01)
    app.processEvents()
    dark = view.page.backgroundColor().name() != "#ffffff"
    os._exit(0 if done == [True] and dark else 1)


if __name__ == "__main__":
    main()
