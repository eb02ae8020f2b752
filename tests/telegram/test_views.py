import pytest

from bot.services.parts.rounds import CounterpartSays, StepShown, TranscriptShown
from bot.services.replies import Action, Choice, CoachSays, FileSent, Reply, Verb, coach
from bot.telegram.views import Document, Text, show, toast
from bot.telegram.views.keyboards import keyboard, remaining, turns_in_place
from bot.telegram.views.markup import paragraphs, units
from bot.telegram.views.splitting import LIMIT, cut, messages
from bot.texts.blocks import Block, Style
from tests.fake_bot_api.rules import parsed

FAMILY = "👩\u200d👩\u200d👧"


def said(text: str) -> Reply:
    return Reply((CounterpartSays("Kofi", text), StepShown(2)))


def texts(reply: Reply) -> list[str]:
    return [item.html for item in show(reply) if isinstance(item, Text)]


def test_a_counterpart_speaks_under_a_bold_name_with_the_step_below() -> None:
    (html,) = texts(said("No. A < B & C > D."))
    assert html.startswith("<b>Kofi:</b> No. A &lt; B &amp; C &gt; D.\n\n<i>Step 2 of 4 · ")


def test_nine_thousand_units_with_emoji_are_cut_at_sentences_and_stay_whole() -> None:
    sentence = f"She said <no> & “maybe” {FAMILY}👍🏽. "
    long = sentence * (9000 // units(sentence) + 1)
    pieces = texts(said(long.strip()))
    assert len(pieces) == 3
    assert all(0 < units(parsed(piece)) <= LIMIT for piece in pieces)
    assert all(parsed(piece).endswith("👍🏽.") for piece in pieces[:-1])
    assert " ".join(parsed(piece) for piece in pieces).startswith(f"Kofi: {long.strip()}")


@pytest.mark.parametrize("piece", ["🙂", FAMILY, "👍🏽", "e\u0301", "x"])
def test_a_text_without_any_pause_is_cut_between_whole_characters(piece: str) -> None:
    long = piece * 5000
    pieces = list(cut(long, LIMIT))
    assert "".join(pieces) == long
    assert all(units(found) <= LIMIT for found in pieces)
    assert all(found.replace(piece, "") == "" for found in pieces)


def test_a_paragraph_that_does_not_fit_moves_on_as_a_whole_with_its_name() -> None:
    blocks = (Block(Style.TEXT, "a " * 1500), Block(Style.SPEAKER, "Kofi"), Block(Style.SAID, "b " * 1000))
    first, second = messages(paragraphs(blocks))
    assert set(first) == {"a", " "}
    assert second.startswith("<b>Kofi:</b> b b")


def test_a_round_too_long_to_read_in_a_chat_comes_as_a_file() -> None:
    transcript = TranscriptShown(tuple(("", f"{number} " + "word " * 800) for number in range(6)))
    buttons = ((Choice(Action(Verb.MENU), "button_practise"),),)
    (document,) = show(Reply((transcript,), buttons))
    assert isinstance(document, Document)
    assert document.buttons is not None
    assert document.content.decode().count("You: ") == 6


def test_what_turns_text_around_or_cannot_be_sent_is_left_out() -> None:
    (html,) = texts(said("a\u202eb\u2066c\x00d\ud800e\nf"))
    assert "abcde\nf" in html


def test_a_quote_stays_with_its_sentence_and_a_table_keeps_its_columns() -> None:
    blocks = (
        Block(Style.TITLE, "What worked"),
        Block(Style.TEXT, "Good."),
        Block(Style.QUOTE, "You: “<ok>”"),
        Block(Style.TABLE, "1  a\n22 b"),
    )
    assert messages(paragraphs(blocks)) == [
        "<b>What worked</b>\nGood.\n<blockquote>You: “&lt;ok&gt;”</blockquote>\n\n<pre>1  a\n22 b</pre>"
    ]


def test_a_file_follows_the_words_about_it() -> None:
    first, second = show(Reply((CoachSays("export_ready"), FileSent("a.json", b"{}"))))
    assert first == Text("Here is everything stored about you.")
    assert second == Document("a.json", b"{}")


def test_a_toast_is_plain_and_short() -> None:
    assert toast(coach("moment_passed")).startswith("That moment has passed;")
    assert len(toast(coach("privacy"))) == 200


def labelled(*labels: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(Action(Verb.BRIEF, target=str(place)), "button_script", {"title": label})
        for place, label in enumerate(labels)
    )


def rows(*labels: str) -> list[list[str]]:
    markup = keyboard([labelled(*labels)])
    assert markup is not None
    return [[button.text for button in row] for row in markup.inline_keyboard]


def test_buttons_share_a_row_only_while_a_phone_shows_them_whole() -> None:
    assert rows("Cooperative", "Guarded", "Reactant") == [["Cooperative", "Guarded", "Reactant"]]
    assert rows("Guarded", "Reactant", "Ask each time") == [["Guarded", "Reactant"], ["Ask each time"]]
    assert rows("Yes, erase everything", "No, keep it") == [["Yes, erase everything"], ["No, keep it"]]
    assert rows("a", "b", "c", "d") == [["a", "b", "c"], ["d"]]
    assert keyboard([]) is None


def markup_of(*actions: Action) -> list[list[Choice]]:
    return [[Choice(action, "button_next")] for action in actions]


def test_a_beginning_leaves_only_buttons_that_look_back() -> None:
    again, points = Action(Verb.AGAIN, target="1"), Action(Verb.POINTS, target="1")
    markup = keyboard(markup_of(again, points))
    assert markup is not None
    assert remaining(markup, again) == keyboard(markup_of(points))
    assert remaining(markup, points) == markup


def test_an_objection_takes_only_its_own_button_away() -> None:
    first, second = Action(Verb.DISPUTE, target="1.a"), Action(Verb.DISPUTE, target="1.b")
    markup = keyboard(markup_of(first, second))
    assert markup is not None
    assert remaining(markup, first) == keyboard(markup_of(second))


def test_settings_and_pages_of_the_history_turn_in_place_and_nothing_else_does() -> None:
    page = keyboard(markup_of(Action(Verb.SHOW, target="1"), Action(Verb.HISTORY, target="5")))
    debrief = keyboard(markup_of(Action(Verb.POINTS, target="1"), Action(Verb.HISTORY, target="0")))
    assert page is not None
    assert debrief is not None
    assert turns_in_place(page, Action(Verb.HISTORY, target="5"))
    assert turns_in_place(debrief, Action(Verb.SETTING, target="timing=off"))
    assert not turns_in_place(page, Action(Verb.SHOW, target="1"))
    assert not turns_in_place(debrief, Action(Verb.HISTORY, target="0"))


def test_lists_of_counterparts_turn_in_place_and_the_suggestions_stay() -> None:
    listed = (Action(Verb.BRIEF, target="a"), Action(Verb.FIND), Action(Verb.BROWSE), Action(Verb.MENU))
    page, menu = keyboard(markup_of(*listed)), keyboard(markup_of(*listed[:3]))
    assert page is not None
    assert menu is not None
    for turned in (Action(Verb.BROWSE, target="all.2"), Action(Verb.BROWSE), Action(Verb.FIND, target="rent.2")):
        assert turns_in_place(page, turned)
        assert not turns_in_place(menu, turned)
    assert not turns_in_place(page, Action(Verb.FIND))
    assert not turns_in_place(page, Action(Verb.BRIEF, target="a"))
    assert remaining(page, Action(Verb.BRIEF, target="a")) == page
