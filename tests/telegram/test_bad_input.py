from typing import Any

import pytest

from storage.records import Identity
from storage.unit_of_work import Database
from tests.fake_bot_api.player import Player
from tests.telegram.talks import ACCEPT, ASK, KOFI, opens, talks

FILE: dict[str, Any] = {"file_id": "f", "file_unique_id": "u"}
SHAPE = {"width": 1, "height": 1}
NOT_TEXT: dict[str, dict[str, Any]] = {
    "sticker": {"sticker": {**FILE, **SHAPE, "type": "regular", "is_animated": False, "is_video": False}},
    "voice": {"voice": {**FILE, "duration": 1}},
    "photo": {"photo": [{**FILE, **SHAPE}], "caption": ASK},
    "document": {"document": FILE},
    "video": {"video": {**FILE, **SHAPE, "duration": 1}},
    "video note": {"video_note": {**FILE, "length": 1, "duration": 1}},
    "location": {"location": {"longitude": 0.1, "latitude": 0.1}},
    "contact": {"contact": {"phone_number": "1", "first_name": "x"}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
}
FROM_BO = {"origin": {"type": "hidden_user", "sender_user_name": "Bo", "date": 1}}


@pytest.mark.parametrize("text", ["   \n ", "\u200b\u200b", "🙂🙂🙂", "…!?"])
async def test_a_text_without_words_uses_no_turn(ann: Player, text: str) -> None:
    await opens(ann)
    await ann.says(text)
    await ann.sees("Say it in words")
    await ann.says(ASK)
    assert "Step 2 of 4" in (await ann.sees(KOFI)).text


async def test_cyrillic_uses_no_turn(ann: Player) -> None:
    await opens(ann)
    await ann.says("Я хочу шестьдесят две тысячи в год")
    await ann.sees("I only understand English so far")


async def test_a_text_of_4096_characters_is_answered_and_shown_again_whole(ann: Player) -> None:
    await opens(ann)
    long = (ASK + " ") * 40
    await ann.says(long[:4096])
    await ann.sees(KOFI)
    await ann.says("/resume")
    await ann.sees("Where you were")
    await ann.sees("Step 2 of 4")


@pytest.mark.parametrize("content", NOT_TEXT.values(), ids=NOT_TEXT)
async def test_what_is_not_text_uses_no_turn(ann: Player, content: dict[str, Any]) -> None:
    await opens(ann)
    await ann.sends(**content)
    await ann.sees("I can only read text")
    await ann.says(ASK)
    assert "Step 2 of 4" in (await ann.sees(KOFI)).text


async def test_an_album_gets_one_answer(ann: Player) -> None:
    for _ in range(3):
        await ann.sends(**NOT_TEXT["photo"], media_group_id="77")
    await ann.says("/help")
    await ann.sees("/practice")
    assert ["only read text" in shown.text for shown in ann.bot.state.shown] == [True, False]


async def test_an_edited_message_changes_nothing(ann: Player) -> None:
    await opens(ann)
    await talks(ann, (ASK,))
    await ann.sends(kind="edited_message", text="Make it 90,000", edit_date=2)
    await ann.sees("I go by what you first sent")
    await ann.says(ACCEPT)
    assert "Step 3 of 4" in (await ann.sees(KOFI)).text


@pytest.mark.parametrize("text", [ASK, "/start"])
async def test_a_forwarded_text_is_not_the_users_own(ann: Player, text: str) -> None:
    await opens(ann)
    await ann.says(text, forward_origin=FROM_BO["origin"])
    await ann.sees("That is a forwarded message")


async def test_an_unknown_command_points_to_help(ann: Player) -> None:
    await opens(ann)
    await ann.says("/fly me to the moon")
    await ann.sees("/help lists what I can do")


async def test_text_without_a_round_offers_counterparts(ann: Player) -> None:
    await ann.says(ASK)
    offered = await ann.sees("No round is open just now")
    assert len(offered.labels) == 5
    assert offered.labels[-2:] == [["Search", "Browse by area"], ["All"]]


async def test_a_button_in_the_middle_of_a_round_leaves_it_as_it_is(ann: Player) -> None:
    await ann.says("/start")
    menu = await ann.sees("practise with?")
    await opens(ann)
    await ann.presses(menu.labels[0][0], on=menu)
    await ann.sees("You are in the middle of")
    await ann.says(ASK)
    assert "Step 2 of 4" in (await ann.sees(KOFI)).text


async def test_a_button_from_last_week_changes_nothing_and_says_so(ann: Player) -> None:
    await ann.says("/practice night rota")
    await ann.sees("For “night rota”")
    await ann.presses("A raise for the night rota")
    brief = await ann.sees("Head of customer operations")
    await ann.presses("Cooperative")
    await ann.sees(KOFI)
    await talks(ann, (ASK,))
    query = await ann.presses_data("go|0.0|salary-raise/guarded", brief)
    assert (await ann.toast(query)).startswith("That moment has passed")
    assert ann.unread == []


@pytest.mark.parametrize(
    "data",
    [
        "",
        "nonsense",
        "go|x|y",
        "fly|0.0|",
        "go|0.0|" + "x" * 57,
        "go|99999999999999999999.0|a",
        "\ud800",
        "said|1.1|0.0",
        "drop|1.1|",
    ],
)
async def test_a_button_that_is_none_of_ours_is_answered_all_the_same(ann: Player, data: str) -> None:
    await ann.says("/start")
    menu = await ann.sees("practise with?")
    query = await ann.presses_data(data, menu)
    answer = await ann.toast(query)
    assert answer.startswith("That moment has passed")
    assert ann.unread == []
    await ann.says("/help")
    await ann.sees("/practice")


async def test_an_answer_to_a_button_that_comes_too_late_is_no_failure(ann: Player) -> None:
    await ann.says("/start")
    menu = await ann.sees("practise with?")
    data = menu.rows[0][0][1]
    await ann.presses_data(data, menu, query_id="old-1")
    await ann.sees("Stretch ask")


async def test_a_button_below_a_message_that_telegram_no_longer_has_still_works(ann: Player) -> None:
    await ann.says("/settings")
    settings = await ann.sees("Temperament")
    chat = {"id": ann.id, "type": "private", "first_name": "Ann"}
    query = {
        "id": "q-gone",
        "from": {"id": ann.id, "is_bot": False, "first_name": "Ann"},
        "chat_instance": "1",
        "data": settings.rows[0][1][1],
        "message": {"message_id": settings.id, "date": 0, "chat": chat},
    }
    await ann.bot.add_update("callback_query", query)
    assert (await ann.sees("guarded, every time")).id != settings.id


async def test_a_double_tap_counts_once(ann: Player) -> None:
    await ann.says("/practice night rota")
    await ann.sees("For “night rota”")
    await ann.presses("A raise for the night rota")
    brief = await ann.sees("Head of customer operations")
    first = await ann.presses("Cooperative", on=brief)
    second = await ann.presses("Cooperative", on=brief)
    assert await ann.toast(first) == ""
    assert (await ann.toast(second)).startswith("That moment has passed")
    await ann.sees(KOFI)
    assert ann.unread == []


async def test_a_text_right_after_a_tap_waits_for_what_the_tap_does(ann: Player) -> None:
    await ann.says("/practice night rota")
    await ann.sees("For “night rota”")
    await ann.presses("A raise for the night rota")
    await ann.sees("Head of customer operations")
    await ann.presses("Cooperative")
    await ann.says(ASK)
    assert "Step 1 of 4" in (await ann.sees(KOFI)).text
    assert "Step 2 of 4" in (await ann.sees(KOFI)).text


async def test_two_messages_at_once_are_two_turns_in_their_order(ann: Player) -> None:
    await opens(ann)
    await ann.says(ASK)
    await ann.says(ACCEPT)
    assert "Step 2 of 4" in (await ann.sees(KOFI)).text
    assert "Step 3 of 4" in (await ann.sees(KOFI)).text


async def test_an_update_that_comes_twice_counts_once(ann: Player) -> None:
    await opens(ann)
    number = await ann.says(ASK)
    await ann.sees("Step 2 of 4")
    await ann.bot.add_again({"update_id": number, "message": ann.message(text=ASK)})
    await ann.bot.add_again({"update_id": number + 5, "message": ann.message(text=ACCEPT)})
    assert "Step 3 of 4" in (await ann.sees(KOFI)).text
    assert ann.unread == []


@pytest.mark.parametrize("name", ['<b>&"', "\u202eeve", "Z̸̡̢̛̲͙̦͉̗͔̲͑̄̇̀̂͆̎a", "", "x" * 256, "'; DROP TABLE users;--", "\x00\ud83d"])
async def test_any_name_is_welcome(ann: Player, database: Database, name: str) -> None:
    ann.first_name = name
    await ann.says("/start")
    await ann.sees("practise with?")
    async with database.unit_of_work() as uow:
        user = await uow.users.by_identity(Identity(front="telegram", external_id=str(ann.id)))
    assert user is not None
    assert 0 < len(user.name) <= 40
    assert ann.bot.state.shown[0].text.startswith(f"Hello {user.name}. ")


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize(
    "text",
    [
        '<b>I\'d like</b> 62,000 & more, "please"',
        "I'd like 62,000\x00 a year \ud800",
        "'; DROP TABLE rounds;-- I want 62,000",
    ],
)
async def test_any_text_is_taken_literally(ann: Player, text: str) -> None:
    await opens(ann)
    await ann.says(text)
    await ann.sees(KOFI)
    await ann.says("/resume")
    shown = await ann.sees("Where you were")
    assert text.replace("\x00", "").replace("\ud800", "").strip() in shown.text


async def test_in_a_group_commands_get_one_sentence_and_talk_gets_none(ann: Player) -> None:
    ann.chat = {"id": -100, "type": "group", "title": "Team"}
    await ann.says(ASK)
    await ann.sends(**NOT_TEXT["sticker"])
    await ann.says("/fly")
    await ann.says("/start")
    await ann.sees("private chat")
    assert len(ann.bot.state.shown) == 1


async def test_channels_and_service_messages_are_ignored(ann: Player) -> None:
    post = ann.message(text="/start") | {"chat": {"id": -200, "type": "channel", "title": "News"}}
    await ann.bot.add_update("channel_post", post)
    await ann.sends(message_auto_delete_timer_changed={"message_auto_delete_time": 60})
    await ann.says("/help")
    await ann.sees("/practice")
    assert len(ann.bot.state.shown) == 1
