"""Many people with phones: they practise, tap old buttons, say things twice, send stickers, and do not wait for answers."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

from tests.chaos.ledger import Given, Sent
from tests.chaos.telegram import BOT_ID, Telegram

FIRST_USER = 100_001
ATTENTION = 4.0
"""Seconds that a player looks at the phone for an answer."""

UNANSWERED = 400
"""So many in flight, and players rest: what is tested is losing nothing, not how long a queue can get."""

LINES = (
    "I'd like to move to {n},000 a year, because I took over the night rota and the backlog fell to {k}.",
    "Could we start with {k} seats at {n} each, since your team lost two days on this last month?",
    "Fair enough, I hear that it's a no. What would make it workable for you? That is point {k}.",
    "I understand. Then let me come down: {n} instead, which keeps it inside your limit. Would that work? ({k})",
    "Great. I'll send you a short note today with {n}, and you put it to them by Friday. Agreed? Ref {k}.",
    "You always say that. Number {k} again, {n} or I walk.",
    "Hm, {k}. Never mind.",
    "What is behind that limit of {n}? I am asking for the {k}th time.",
    "😀 {k}",
    "Then {n} it is; thank you. I will write it down as item {k} and send it tonight.",
)
COMMANDS = (
    "/start",
    "/practice",
    "/help",
    "/history",
    "/progress",
    "/settings",
    "/resume",
    "/cancel",
    "/privacy",
    "/nonsense",
)
_ACTIONS = {"line": 60, "lines": 8, "press": 18, "old": 4, "command": 7, "sticker": 1, "edited": 1, "broken": 1}
_TAKES_OFFERS = 0.8
_ONWARD = ("brief|", "go|", "again|", "next|", "resume|", "retry|")
"""Buttons that lead to another turn; the others are tapped now and then."""
_BY_THE_CLOCK = ("remind|", "zone|", "snooze|", "drill|")
"""Buttons whose answers tell the time of day, or which drill the moment's seed draws: both are others in the replay. Sleepers are reminded instead, of drills."""


@dataclass
class Player:
    telegram: Telegram
    number: int
    think: float
    """Seconds between two things that a player does, on average."""

    _messages: int = 0
    _said: int = 0
    _read: int = 0
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.id = FIRST_USER + self.number
        self._random = random.Random(f"{self.telegram.seed}/{self.number}")

    async def play(self, stop: asyncio.Event) -> None:
        self._say("/start")
        await asyncio.sleep(self.think * self._random.random())
        while not stop.is_set():
            if self.telegram.in_flight < UNANSWERED:
                self._act()
                await self._look()
            await asyncio.sleep(self._random.expovariate(1 / self.think))

    def _act(self) -> None:
        [action] = self._random.choices(list(_ACTIONS), list(_ACTIONS.values()))
        if action == "line" and self._is_offered_something() and self._random.random() < _TAKES_OFFERS:
            action = "press"
        match action:
            case "line":
                self._say(self._line())
            case "lines":
                for _ in range(3):
                    self._say(self._line())
            case "press" | "old":
                self._press(old=action == "old")
            case "command":
                self._say(self._random.choice(COMMANDS))
            case "sticker":
                self._send(sticker={"file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
                                    "is_animated": False, "is_video": False})  # fmt: skip
            case "edited":
                self._send(kind="edited_message", text=self._line(), edit_date=int(time.time()))
            case "broken":
                # No `message_id`, which the library cannot read.
                self.telegram.add(self.id, "message", {"from": self._user(), "chat": self._chat(), "text": "broken"})

    def _line(self) -> str:
        self._said += 1
        return self._random.choice(LINES).format(n=self._random.randint(20, 90), k=self.number * 10_000 + self._said)

    def _say(self, text: str) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
        self._send(text=text, entities=entities)

    def _send(self, kind: str = "message", **content: Any) -> Given:
        return self.telegram.add(self.id, kind, self._message(**content))

    def _is_offered_something(self) -> bool:
        """Whether the newest message has buttons, as it has while no round is open."""
        shown = self.telegram.seen[self.id]
        return bool(shown) and any(shown[-1].rows)

    def _press(self, *, old: bool) -> None:
        shown = [sent for sent in self.telegram.seen[self.id] if any(sent.rows)]
        if not shown:
            self._say("/practice")
            return
        sent = self._random.choice(shown) if old else shown[-1]
        places = [
            (row, place)
            for row, buttons in enumerate(sent.rows)
            for place, (_, data) in enumerate(buttons)
            if not data.startswith(_BY_THE_CLOCK)
        ]
        if not places:
            self._say("/practice")
            return
        onward = [(row, place) for row, place in places if sent.rows[row][place][1].startswith(_ONWARD)]
        row, place = self._random.choice(onward if onward and self._random.random() < _TAKES_OFFERS else places)
        self.telegram.add(self.id, "callback_query", self._query(sent, row, place), pressed=(sent.stamp, row, place))

    def _query(self, sent: Sent, row: int, place: int) -> dict[str, Any]:
        keyboard = [[{"text": text, "callback_data": data} for text, data in found] for found in sent.rows]
        message = self._message(text=sent.text, reply_markup={"inline_keyboard": keyboard})
        message["from"] = {"id": BOT_ID, "is_bot": True, "first_name": "Stepdown"}
        self._messages += 1
        return {
            "id": f"{self.id}.{self._messages}",
            "from": self._user(),
            "chat_instance": "1",
            "data": sent.rows[row][place][1],
            "message": message,
        }

    def _message(self, **content: Any) -> dict[str, Any]:
        self._messages += 1
        return {
            "message_id": self._messages,
            "date": int(time.time()),
            "chat": self._chat(),
            "from": self._user(),
            **content,
        }

    def _user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": f"Player {self.number}"}

    def _chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": f"Player {self.number}"}

    async def _look(self) -> None:
        """Reads what comes within the time that a player pays attention; an impatient one does not look at all."""
        if self._random.random() < 0.2:
            return
        arrived = self.telegram.arrived[self.id]
        arrived.clear()
        try:
            await asyncio.wait_for(arrived.wait(), ATTENTION)
        except TimeoutError:
            return
