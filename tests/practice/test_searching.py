"""Finding counterparts by words."""

import pytest

from bot.practice.script import Area, Counterpart, Script
from bot.practice.searching import LONGEST, find, packed, search_words, unpacked
from tests.practice.samples import LIBRARY

(A_SCRIPT, *_) = LIBRARY.scripts


def script(
    script_id: str, title: str, about: str, *, name: str = "Kim", area: Area = Area.WORK, ask: str = ""
) -> Script:
    """Whose other texts say nothing."""
    words = {"words": ask or "something"}
    counterpart = Counterpart(name=name, role="Somebody", about="Nothing much.")
    plain = A_SCRIPT.ask.model_copy(
        update={
            "stretch": A_SCRIPT.ask.stretch.model_copy(update=words),
            "target": A_SCRIPT.ask.target.model_copy(update={**words, "gain": "well"}),
            "floor": A_SCRIPT.ask.floor.model_copy(update=words),
            "reasons": ("It is so.", "It was so."),
        }
    )
    texts = {
        "id": script_id,
        "title": title,
        "area": area,
        "counterpart": counterpart,
        "brief": about,
        "situation": "Two people talk.",
    }
    return A_SCRIPT.model_copy(update={**texts, "ask": plain})


SCRIPTS = (
    script("pay", "A raise for the night rota", "You lead a support team.", name="Kofi"),
    script("rota", "Fewer late shifts", "You want off the night rota.", name="Zoë"),
    script("rent", "The rent goes up", "Your landlord wants more each month.", area=Area.HOME),
    script("price", "The coffee contract", "You buy coffee for three offices.", ask="12 % off the list price"),
)


def found(text: str) -> list[str]:
    return [one.id for one in find(SCRIPTS, search_words(text))]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("night", ["pay", "rota"]),  # a title goes before a brief
        ("shifts", ["rota"]),
        ("kofi", ["pay"]),
        ("home", ["rent"]),
        ("price", ["price"]),
        ("landlord", ["rent"]),
        ("support team", ["pay"]),
    ],
)
def test_words_are_looked_for_in_titles_names_areas_texts_and_asks(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize("text", ["RENT", "rents", "ren", "  the rent!? ", "my rent, please", "R\u00e9nt"])
def test_case_accents_endings_and_beginnings_do_not_matter(text: str) -> None:
    assert found(text)[0] == "rent"


def test_a_name_is_found_however_its_accents_are_typed() -> None:
    assert found("zoe") == found("Zoë") == found("Zoe\u0308") == ["rota"]


def test_every_word_has_to_be_there_if_that_is_possible() -> None:
    assert found("night team") == ["pay"]
    assert found("landlord coffee") == ["price", "rent"]


def test_a_word_that_is_spelt_wrong_is_guessed() -> None:
    assert found("landlrod") == ["rent"]
    assert found("cofee") == ["price"]


@pytest.mark.parametrize(
    "text", ["", "zebra", "the", "to me", "hello", "给我加薪", "🙂", "a", "'; DROP TABLE rounds; --"]
)
def test_what_is_nowhere_finds_nobody(text: str) -> None:
    assert found(text) == []


def test_a_search_comes_back_from_a_button_as_it_was() -> None:
    for text in (
        "night rota",
        "a rise in the rent of my flat in the city centre",
        "Zoë’s",
        "environmental office theatre",
    ):
        words = search_words(text)
        assert unpacked(packed(words)) == words
        assert len(packed(words)) <= LONGEST


def test_a_forged_button_looks_for_its_words_and_no_more() -> None:
    assert unpacked("<b>+%0+rent") == ("rent",)
    assert unpacked("x" * 5_000) == ("x" * LONGEST,)


def test_every_counterpart_of_the_project_is_found_by_name_and_by_title() -> None:
    for one in LIBRARY.scripts:
        assert one in find(LIBRARY.scripts, search_words(one.counterpart.name))
        assert find(LIBRARY.scripts, search_words(one.title))[0] == one
