"""A logged error that nobody expected fails the test.

Warnings are errors by ``filterwarnings`` and Qt's messages by pytest-qt's log check, both set in pyproject.toml.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest


class _ErrorCollector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.name}: {record.getMessage()}")


class ExpectedErrors:
    """Tells which logged errors a test provokes on purpose: ``expected_errors.allow("connection .* lost")``."""

    def __init__(self, patterns: list[str]) -> None:
        self._patterns = patterns

    def allow(self, pattern: str) -> None:
        """Expect errors whose logger name and text match this regular expression somewhere."""
        self._patterns.append(pattern)

    def unexpected(self, seen: list[str]) -> list[str]:
        return [each for each in seen if not any(re.search(pattern, each) for pattern in self._patterns)]


@pytest.fixture(autouse=True)
def expected_errors(request: pytest.FixtureRequest) -> Iterator[ExpectedErrors]:
    """Fails the test on a logged error; opt in with ``.allow(pattern)`` or ``@pytest.mark.expected_error(pattern)``."""
    marks = request.node.iter_markers("expected_error")
    expected = ExpectedErrors([str(pattern) for mark in marks for pattern in mark.args])
    collector = _ErrorCollector()
    logging.getLogger().addHandler(collector)
    try:
        yield expected
    finally:
        logging.getLogger().removeHandler(collector)
    unexpected = expected.unexpected(collector.seen)
    if unexpected:
        pytest.fail("logged errors that the test does not expect:\n" + "\n".join(unexpected), pytrace=False)
