"""The project's own lines for counterparts made from plans."""

from bot.practice.meetings.content import RehearsalContent
from tests.practice.samples import LIBRARY


def _content() -> RehearsalContent:
    assert LIBRARY.rehearsal is not None
    return LIBRARY.rehearsal


CONTENT = _content()
