"""docs/privacy.md says what there is."""

import re
from pathlib import Path

from bot.telegram.housekeeping import KEPT, PACES_KEPT
from bot.texts import all_texts
from storage.models import Base
from tests.storage.everything import personal
from tests.storage.test_everything import NOT_PERSONAL

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def test_every_table_that_knows_a_user_is_on_the_page() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == personal(Base.metadata)
    assert [name for name in NOT_PERSONAL if f"`{name}`" not in PAGE] == []


def test_the_times_on_the_page_are_those_of_housekeeping() -> None:
    assert (KEPT.days, PACES_KEPT.total_seconds()) == (8, 3600)
    assert "eight days" in PAGE
    assert "within two hours" in PAGE


def test_page_and_chat_say_that_telegram_can_read_along() -> None:
    assert "not end-to-end encrypted" in PAGE
    assert "not end-to-end encrypted" in all_texts()["privacy"]
    assert "model vendor" in PAGE
    assert "model vendor" in all_texts()["privacy"]


def test_every_page_that_it_links_to_has_that_heading() -> None:
    for name, anchor in re.findall(r"\]\((\w+\.md)#([\w-]+)\)", PAGE):
        headings = re.findall(r"^#+ (.+)$", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in {heading.lower().replace(" ", "-") for heading in headings}
