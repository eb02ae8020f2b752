import pytest

from bot.practice.library import Library
from bot.practice.reminding import zone_names
from bot.practice.script import Area
from bot.practice.searching import packed, search_words
from bot.services.replies import Action, Moment, Verb
from bot.telegram.callbacks import LONGEST, decode, encode
from bot.telegram.handlers.commands import COMMANDS
from bot.texts import all_texts

LATE = Moment(10**12, 14)


@pytest.mark.parametrize(
    "action",
    [
        Action(Verb.MENU),
        Action(Verb.BEGIN, LATE, "community-shift/cooperative"),
        Action(Verb.DISPUTE, LATE, "1000000000000.answered_constraint"),
        Action(Verb.SETTING, target="temperament=cooperative"),
        Action(Verb.BROWSE, LATE, "procurement.12"),
        Action(Verb.REMIND, target="at=12:30.weekdays"),
        Action(Verb.SNOOZE, target="tonight.20261123.1"),
        Action(Verb.FIND, LATE, f"{packed(search_words('deadline extension supervisor'))}.99"),
    ],
)
def test_an_action_comes_back_as_it_was(action: Action) -> None:
    data = encode(action)
    assert len(data.encode()) <= LONGEST
    assert decode(data) == action


def test_everything_that_the_library_can_put_on_a_button_fits(library: Library) -> None:
    for script in library.scripts:
        encode(Action(Verb.BRIEF, LATE, script.id))
        for temperament in script.temperaments:
            encode(Action(Verb.BEGIN, LATE, f"{script.id}/{temperament}"))
    for area in Area:
        encode(Action(Verb.BROWSE, LATE, f"{area}.9999"))
    for row in zone_names.rows():
        encode(Action(Verb.ZONE, target=row.key))
    for criterion in library.rubric.criteria:
        encode(Action(Verb.DISPUTE, LATE, f"{LATE.round_id}.{criterion.id}"))


@pytest.mark.parametrize("target", ["x" * 55, "ä", "a b", "a\nb"])
def test_what_a_button_cannot_carry_fails_when_it_is_built(target: str) -> None:
    with pytest.raises(ValueError, match="no button can carry"):
        encode(Action(Verb.BRIEF, target=target))


@pytest.mark.parametrize("data", ["", "go", "go|1.2", "fly|1.2|x", "go|-1.2|x", "go|1.2|x\n", "go|1|2|3", "GO|1.2|x"])
def test_anything_else_is_no_action(data: str) -> None:
    assert decode(data) is None


def test_every_command_has_its_line_in_the_menu() -> None:
    assert {f"command_{name}" for name in COMMANDS} <= set(all_texts())
