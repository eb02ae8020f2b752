"""The way to Telegram: what certainly did not leave is told from what may have arrived, and nothing goes out twice."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from telegram import Bot, InputFile
from telegram.error import Forbidden, NetworkError, RetryAfter, TimedOut

from bot.telegram import http
from bot.telegram.http import AiohttpRequest, NotSent, Unanswered
from tests.databases import free_port
from tests.fake_bot_api.server import FakeBot
from tests.fake_bot_api.state import Fault

TOKEN = "123456:AAF-made-up-for-tests-and-long-enough"
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "hello"}
ANSWER = json.dumps({"ok": True, "result": MESSAGE}).encode()


def whole(body: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@dataclass
class Telegram:
    """A server that speaks raw HTTP, so that it can break off anywhere. `answers`: one for each request, None for a reset."""

    answers: list[bytes | None]
    accepted: list[bytes] = field(default_factory=list)
    connections: int = 0
    closes: bool = False
    pause: float = 0.0

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while (request := await received(reader)) and self.answers:
                self.accepted.append(request)
                answer = self.answers.pop(0)
                if answer is None:
                    writer.transport.abort()
                    return
                writer.write(answer)
                await writer.drain()
                await asyncio.sleep(self.pause)
                if self.closes:
                    return
        finally:
            writer.close()


async def received(reader: asyncio.StreamReader) -> bytes:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    return head + await reader.readexactly(length)


@asynccontextmanager
async def bot_at(port: int, **options: float) -> AsyncIterator[Bot]:
    request = AiohttpRequest(connections=1, **{"read_timeout": 2.0, **options})
    bot = Bot(TOKEN, base_url=f"http://127.0.0.1:{port}/bot", request=request, get_updates_request=request)
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()


@asynccontextmanager
async def bot_of(telegram: Telegram, **options: float) -> AsyncIterator[Bot]:
    server = await asyncio.start_server(telegram.converse, "127.0.0.1", 0)
    async with server, bot_at(server.sockets[0].getsockname()[1], **options) as bot:
        yield bot


async def test_one_connection_serves_one_request_after_the_other() -> None:
    telegram = Telegram([whole(ANSWER)] * 3)
    async with bot_of(telegram) as bot:
        for _ in range(3):
            assert (await bot.send_message(5, "hello & <welcome>")).text == "hello"
    assert telegram.connections == 1
    assert telegram.accepted[0].endswith(b"chat_id=5&text=hello+%26+%3Cwelcome%3E")


async def test_telegrams_own_words_arrive_as_the_librarys_errors(fake: FakeBot) -> None:
    request = AiohttpRequest(connections=1, read_timeout=2.0)
    fake.state.faults += [Fault("sendMessage", status=429, retry_after=7), Fault("sendMessage", status=403)]
    async with Bot(fake.token, base_url=f"{fake.api.url}/bot", request=request, get_updates_request=request) as bot:
        with pytest.raises(RetryAfter):
            await bot.send_message(5, "hello")
        with pytest.raises(Forbidden):
            await bot.send_message(5, "hello")


async def test_a_file_arrives_with_its_name_and_its_caption(fake: FakeBot) -> None:
    request = AiohttpRequest(connections=1, read_timeout=2.0)
    async with Bot(fake.token, base_url=f"{fake.api.url}/bot", request=request, get_updates_request=request) as bot:
        await bot.send_document(5, InputFile(b'{"a": 1}', filename="yours.json"), caption="Yours & whole")
    [shown] = fake.state.shown
    assert (shown.document, shown.file_name, shown.text) == (b'{"a": 1}', "yours.json", "Yours & whole")


async def test_a_gateways_page_is_an_unknown_result() -> None:
    telegram = Telegram([whole(b"<html>Bad gateway</html>", "502 Bad Gateway")])
    async with bot_of(telegram) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(5, "hello")
    assert not isinstance(caught.value.__cause__, NotSent)


async def test_what_is_accepted_and_then_reset_is_unknown_and_never_sent_again_by_itself() -> None:
    telegram = Telegram([None, whole(ANSWER)])
    async with bot_of(telegram) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(5, "hello")
    assert type(caught.value.__cause__) is Unanswered
    assert len(telegram.accepted) == 1


async def test_the_same_holds_on_a_connection_that_was_used_before() -> None:
    telegram = Telegram([whole(ANSWER), None, whole(ANSWER)])
    async with bot_of(telegram) as bot:
        await bot.send_message(5, "hello")
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(5, "hello again")
    assert type(caught.value.__cause__) is Unanswered
    assert len(telegram.accepted) == 2
    assert telegram.connections == 1


async def test_half_an_answer_is_unknown() -> None:
    telegram = Telegram([whole(ANSWER)[:-5]], closes=True)
    async with bot_of(telegram) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(5, "hello")
    assert type(caught.value.__cause__) is Unanswered


async def test_an_answer_that_does_not_end_is_given_up_as_unknown() -> None:
    telegram = Telegram([whole(ANSWER)[:-5]], pause=1.0)
    async with bot_of(telegram, read_timeout=0.05) as bot:
        with pytest.raises(TimedOut) as caught:
            await bot.send_message(5, "hello")
    assert type(caught.value.__cause__) is Unanswered


async def test_a_connection_that_the_server_closed_meanwhile_is_replaced() -> None:
    telegram = Telegram([whole(ANSWER)] * 2, closes=True)
    async with bot_of(telegram) as bot:
        await bot.send_message(5, "hello")
        await asyncio.sleep(0.02)
        await bot.send_message(5, "hello again")
    assert (telegram.connections, len(telegram.accepted)) == (2, 2)


async def test_a_server_that_is_not_there_got_nothing() -> None:
    async with bot_at(free_port()) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(5, "hello")
    assert type(caught.value.__cause__) is NotSent


async def test_who_waits_in_vain_for_a_free_connection_has_sent_nothing() -> None:
    telegram = Telegram([b""], pause=1.0)
    async with bot_of(telegram) as bot:
        waiting = asyncio.create_task(bot.send_message(5, "first"))
        await asyncio.sleep(0.02)
        with pytest.raises(TimedOut) as caught:
            await bot.send_message(5, "second", pool_timeout=0.02, connect_timeout=0.02)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert type(caught.value.__cause__) is NotSent
    assert len(telegram.accepted) == 1


@pytest.mark.parametrize("answer", [None, b"", b"HTTP/9 nonsense\r\n\r\n"])
async def test_no_error_names_the_token_or_leads_to_one_that_does(
    answer: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    telegram = Telegram([answer], pause=0.2)
    async with bot_of(telegram, read_timeout=0.05) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(5, "hello")
    seen: BaseException | None = caught.value
    while seen is not None:
        assert TOKEN not in f"{seen!r}"
        seen = seen.__cause__ or seen.__context__


async def test_proxies_are_as_the_environment_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    telegram = Telegram([whole(ANSWER)])
    server = await asyncio.start_server(telegram.converse, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setenv("http_proxy", f"127.0.0.1:{port}")
    monkeypatch.setenv("no_proxy", "localhost")
    http._proxy.cache_clear()
    request = AiohttpRequest(connections=1, read_timeout=2.0)
    bot = Bot(TOKEN, base_url="http://nowhere.invalid/bot", request=request)
    async with server:
        await request.initialize()
        await bot.send_message(5, "hello")
        await request.shutdown()
    http._proxy.cache_clear()
    assert telegram.accepted[0].startswith(b"POST http://nowhere.invalid/bot")
