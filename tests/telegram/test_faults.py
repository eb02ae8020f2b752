import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from bot.services.deps import Deps
from bot.services.take_turn import take_turn
from bot.settings import Settings, SettingsError
from bot.telegram.app import run
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import Fault
from tests.telegram.running import running, settings_for
from tests.telegram.talks import ASK, KOFI, finishes, opens, talks


class BrokenListener:
    def listen(self, *_: object) -> object:
        raise ZeroDivisionError("a secret of the inside")


def breaks(bot: FakeBot, method: str, **how: object) -> None:
    bot.state.faults.append(Fault(method, **how))  # type: ignore[arg-type]


async def test_somebody_who_blocked_the_bot_is_left_alone_and_welcome_back(
    ann: Player, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ann.bot.state.blocked_by.add(ann.id)
    await ann.says("/start")
    await ann.bot.wait_for(lambda state: next((call for call in state.calls if call.status == 403), None), "a 403")
    ann.bot.state.blocked_by.clear()
    await ann.says("/help")
    await ann.sees("/practice")
    assert "A message did not go out: refused" in caplog.text
    assert str(ann.id) not in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_wait_that_telegram_asks_for_is_kept_and_nothing_is_lost(ann: Player) -> None:
    breaks(ann.bot, "sendMessage", status=429, retry_after=1)
    await ann.says("/privacy")
    await ann.says("/help")
    asked = await ann.bot.wait_for(lambda state: next((c for c in state.calls if c.status == 429), None), "a 429")
    refused_at = asyncio.get_running_loop().time()
    await ann.sees("What is stored")
    assert asyncio.get_running_loop().time() - refused_at >= 0.95
    await ann.sees("/practice")
    assert asked.method == "sendMessage"
    assert len(ann.bot.calls("sendMessage")) == 3


@pytest.mark.parametrize("how", [{"status": 502}, {"status": 500}, {"broken_off": True}])
async def test_an_answer_whose_fate_is_unknown_is_sent_once_more(ann: Player, how: dict[str, object]) -> None:
    await opens(ann)
    breaks(ann.bot, "sendMessage", **how)
    await ann.says(ASK)
    await ann.sees("Step 2 of 4")
    await ann.says("/help")
    await ann.sees("/practice")
    copies = [message for message in ann.bot.state.shown if "Step 2 of 4" in message.text]
    assert len(copies) == (2 if "broken_off" in how else 1)


async def test_a_server_that_stays_down_gets_two_copies_at_most(ann: Player) -> None:
    breaks(ann.bot, "sendMessage", status=502, times=5)
    await ann.says("/privacy")
    await ann.bot.wait_for(lambda state: len([c for c in state.calls if c.status == 502]) == 2 or None, "two calls")
    ann.bot.state.faults.clear()
    await ann.says("/help")
    await ann.sees("/practice")
    assert [call.status for call in ann.bot.calls("sendMessage")] == [502, 502, 200]


async def test_an_error_of_ours_is_told_once_and_kindly(
    deps: Deps, fake: FakeBot, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    ann = Player(fake, clock)
    async with running(deps, fake):
        await opens(ann)
    broken = Deps(deps.database, deps.library, BrokenListener(), deps.now, deps.new_seed)  # type: ignore[arg-type]
    async with running(broken, fake):
        await ann.says(ASK)
        told = await ann.sees("went wrong on my side")
        assert "ZeroDivision" not in told.text
        assert "secret" not in told.text
        await ann.says("/help")
        await ann.sees("/practice")
    assert len([text for text in (message.text for message in fake.state.shown) if "went wrong" in text]) == 1
    assert "ZeroDivisionError: a secret of the inside" in caplog.text


async def test_a_button_that_fails_stops_waiting_all_the_same(
    deps: Deps, fake: FakeBot, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.telegram.handlers.buttons.press_button", fails)
    async with running(deps, fake):
        ann = Player(fake, clock)
        await ann.says("/start")
        menu = await ann.sees("practise with?")
        query = await ann.presses(menu.labels[0][0])
        assert await ann.toast(query) == ""
        await ann.sees("went wrong on my side")


async def test_a_menu_that_cannot_be_set_stops_nothing(deps: Deps, fake: FakeBot, clock: Clock) -> None:
    breaks(fake, "setMyCommands", status=400)
    async with running(deps, fake):
        ann = Player(fake, clock)
        await ann.says("/help")
        await ann.sees("/practice")


async def test_one_slow_chat_does_not_hold_up_another(ann: Player) -> None:
    bo = Player(ann.bot, ann.clock, id=502, first_name="Bo")
    breaks(ann.bot, "sendMessage", delay=1.0)
    await ann.says("/help")
    await ann.says("/privacy")
    await bo.says("/help")
    await bo.sees("/practice")
    assert ann.unread == []
    await ann.sees("/practice")
    await ann.sees("What is stored")


async def test_what_was_fetched_before_the_stop_is_still_answered(deps: Deps, fake: FakeBot, clock: Clock) -> None:
    ann = Player(fake, clock)
    async with running(deps, fake):
        await opens(ann)
        breaks(fake, "sendMessage", delay=0.3)
        await ann.says(ASK)
        await fake.wait_for(lambda state: state.waiting(0) == [] or None, "the fetching")
    await ann.sees("Step 2 of 4")


def wired_never(_settings: Settings) -> AbstractAsyncContextManager[Deps]:
    raise AssertionError("nothing may be opened before the settings are known to be fine")


@pytest.mark.parametrize("token", ["", "hello", "123", "123:a b", "123456:ABC/../x"])
async def test_a_malformed_token_ends_with_a_sentence_without_it(token: str) -> None:
    with pytest.raises(SettingsError, match="BOT_TOKEN") as error:
        await run(Settings.model_validate({"bot_token": token}), wired_never)
    assert not token or token not in str(error.value)


@pytest.mark.parametrize("path", ["", "/nowhere"])
async def test_a_refused_token_ends_with_a_sentence_without_it(deps: Deps, fake: FakeBot, path: str) -> None:
    @asynccontextmanager
    async def wired(_settings: Settings) -> AsyncIterator[Deps]:
        yield deps

    token = "424242:AAsomebody-elses-token-long-enough-to-be-one"
    url = f"{fake.api.url}{path}"
    with pytest.raises(SettingsError, match="does not accept BOT_TOKEN") as error:
        await run(Settings.model_validate({"bot_token": token, "telegram_api_base_url": url}), wired)
    assert "somebody" not in str(error.value)
    assert error.value.__suppress_context__


async def test_a_signal_ends_the_bot_in_order(deps: Deps, fake: FakeBot, clock: Clock) -> None:
    closed = asyncio.Event()

    @asynccontextmanager
    async def wired(_settings: Settings) -> AsyncIterator[Deps]:
        yield deps
        closed.set()

    ann = Player(fake, clock)
    bot = asyncio.create_task(run(settings_for(fake), wired))
    await ann.says("/help")
    await ann.sees("/practice")
    signal.raise_signal(signal.SIGTERM)
    await bot
    assert closed.is_set()


async def test_a_telegram_that_cannot_be_reached_is_waited_for_until_the_signal(
    deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, closed = asyncio.Event(), asyncio.Event()
    monkeypatch.setattr("bot.telegram.app._LOG.warning", lambda *_, **__: tried.set())

    @asynccontextmanager
    async def wired(_settings: Settings) -> AsyncIterator[Deps]:
        yield deps
        closed.set()

    with socket.socket() as closed_port:
        closed_port.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed_port.getsockname()[1]}"
        settings = Settings.model_validate({"bot_token": "123456:AAmade-up", "telegram_api_base_url": url})
        bot = asyncio.create_task(run(settings, wired))
        await tried.wait()
        signal.raise_signal(signal.SIGTERM)
        await bot
    assert closed.is_set()


async def test_no_token_is_ever_logged(
    deps: Deps, fake: FakeBot, clock: Clock, capfd: pytest.CaptureFixture[str]
) -> None:
    @asynccontextmanager
    async def wired(_settings: Settings) -> AsyncIterator[Deps]:
        yield deps

    settings = settings_for(fake).model_copy(update={"log_level": "DEBUG"})
    ann = Player(fake, clock)
    bot = asyncio.create_task(run(settings, wired))
    breaks(fake, "sendMessage", status=502, times=2)
    breaks(fake, "getUpdates", status=500)
    await fake.add_update("message", {"message_id": 1, "from": {"id": ann.id}})
    await ann.says("/help")
    await fake.wait_for(lambda state: len([c for c in state.calls if c.status == 502]) == 2 or None, "two calls")
    await finishes(ann)
    signal.raise_signal(signal.SIGTERM)
    await bot
    logged = capfd.readouterr().err
    assert "Traceback" in logged
    assert fake.token not in logged
    assert fake.token.partition(":")[2] not in logged
    assert ASK not in logged
    assert KOFI not in logged


async def test_a_slow_answer_shows_typing(
    deps: Deps, fake: FakeBot, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.asides.SLOW", 0.0)
    asked = asyncio.Event()

    async def slowly(*_: object) -> object:
        await asked.wait()
        return await take_turn(*_)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.telegram.handlers.turns.take_turn", slowly)
    async with running(deps, fake):
        ann = Player(fake, clock)
        await opens(ann)
        await ann.says(ASK)
        await fake.wait_for(
            lambda state: next((c for c in state.calls if c.method == "sendChatAction"), None), "typing"
        )
        asked.set()
        await ann.sees(KOFI)
        await talks(ann, ("What stands in the way?",))
