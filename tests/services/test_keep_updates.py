"""Updates are taken in once, each in the lane of whoever it is from."""

import re
from datetime import timedelta
from typing import Any

import pytest

from bot.services.keep_updates import keep_updates
from bot.services.raw_updates import album_of, lane_of, number_of
from storage.unit_of_work import Database
from tests.storage.samples import NOON

BOT = 7
ANN = {"id": 501, "first_name": "Ann"}
CHAT = {"id": 501, "type": "private"}


def message(number: int, **content: Any) -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": 1, "from": ANN, "chat": CHAT, **content}}


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        (message(1), 501),
        ({"update_id": 1, "callback_query": {"id": "1", "from": ANN}}, 501),
        ({"update_id": 1, "edited_message": {"chat": {"id": -5}}}, -5),
        ({"update_id": 1, "message": {"from": "nobody", "chat": None}}, 0),
        ({"update_id": 1, "message": "what?"}, 0),
        ({"update_id": 1, "message": {"from": {"id": 2**70}}}, 0),
        ({"update_id": 1}, 0),
    ],
)
def test_a_text_and_a_tap_of_one_user_are_one_lane(update: dict[str, Any], lane: int) -> None:
    assert lane_of(update) == lane


@pytest.mark.parametrize("update", [[], "x", None, {}, {"update_id": "5"}, {"update_id": True}, {"update_id": 2**64}])
def test_what_has_no_number_is_no_update(update: object) -> None:
    assert number_of(update) is None


async def test_new_ones_are_kept_known_ones_and_strangers_left(database: Database) -> None:
    updates = [message(5, text="🙂 \ud800"), message(5), {"update_id": 6, "poll": {"id": "x"}}, {"no": "number"}]
    assert await keep_updates(database, BOT, updates, NOON) == 1
    assert await keep_updates(database, BOT, updates, NOON) == 0
    async with database.unit_of_work() as uow:
        [kept] = await uow.inbox.claim(BOT, now=NOON, until=NOON + timedelta(seconds=1), limit=9)
    assert (kept.update_id, kept.lane) == (5, 501)


async def test_of_an_album_one_picture_is_kept_whoever_takes_the_others_in(database: Database) -> None:
    pictures = [message(number, photo=[], media_group_id="77") for number in (5, 6, 7)]
    others = [message(8, photo=[], media_group_id="78"), message(9, photo=[]), message(10, photo=[])]
    assert [await keep_updates(database, BOT, [picture], NOON) for picture in pictures] == [1, 0, 0]
    assert await keep_updates(database, BOT, [*pictures, *others], NOON) == 3
    assert await keep_updates(database, BOT + 1, pictures, NOON) == 1


async def test_two_people_may_send_the_same_album(database: Database) -> None:
    bens = {"update_id": 6, "message": {"from": {"id": 502}, "media_group_id": "77"}}
    assert await keep_updates(database, BOT, [message(5, media_group_id="77"), bens], NOON) == 2


@pytest.mark.parametrize("mark", ["\0", "\ud800", "ü", "x" * 10_000])
async def test_any_mark_of_an_album_can_be_kept_and_does_not_name_its_user(database: Database, mark: str) -> None:
    pictures = [message(number, media_group_id=mark) for number in (5, 6)]
    assert await keep_updates(database, BOT, pictures, NOON) == 1
    assert re.fullmatch(r"[0-9a-f]{64}", album_of(pictures[0]) or "")


@pytest.mark.parametrize("mark", [None, 7, "", ["77"]])
async def test_an_album_without_a_usable_mark_is_single_pictures(database: Database, mark: object) -> None:
    pictures = [message(number, media_group_id=mark) for number in (5, 6)]
    assert album_of(pictures[0]) is None
    assert await keep_updates(database, BOT, pictures, NOON) == 2
