"""The figures as a page: ratios that travel, and the facts of the machine that the rest belongs to."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.turns import BOTS, ECHO, Bot, Figures

MOST_RATIO, MOST_P99 = 2.0, 150
HEADING = """# Performance

Written by `make bench ARGS=--write`; `make bench` prints the same. Everything on this page was measured in one run, in turns, beside a bare
[python-telegram-bot](https://python-telegram-bot.org) echo bot (`tests/bench/echo_bot.py`) on the same fake Bot API, by the CPU time of the bot's own processes.
Numbers of a machine belong to it; the ratios travel. Where there were several repeats: the middle one (the least–the greatest).
"""


@dataclass
class Report:
    repeats: int
    turns: dict[Bot, list[Figures]] = field(default_factory=dict)
    clients: dict[int, list[dict[str, float]]] = field(default_factory=dict)
    starts: list[float] = field(default_factory=list)
    resting: float = 0.0
    bulk: tuple[int, float, int] | None = None
    reminders: tuple[int, float, int] | None = None
    floods: dict[Bot, list[tuple[float, float]]] = field(default_factory=dict)
    crowds: dict[str, list[dict[int, float]]] = field(default_factory=dict)
    hearing: str = ""

    def page(self) -> str:
        parts = [HEADING, f"{_machine()} Repeats: {self.repeats}.\n"]
        parts += [self._turns()] if self.turns else []
        parts += [self._clients()] if self.clients else []
        parts += [self._rest()] if self.starts else []
        parts += [self._bulk()] if self.bulk else []
        parts += [self._reminders()] if self.reminders else []
        parts += [self._floods()] if self.floods else []
        parts += [self._crowds()] if self.crowds else []
        parts += [f"## Hearing\n\n```text\n{self.hearing}```\n"] if self.hearing else []
        return "\n".join(parts)

    def _turns(self) -> str:
        echo = self.turns.get(ECHO, [])
        rows = []
        for bot in BOTS:
            found = self.turns.get(bot, [])
            if not found:
                continue
            ratios = [one.cpu / beside.cpu for one, beside in zip(found, echo, strict=False)]
            rows.append(
                f"| {bot.name} | {spread([one.cpu for one in found])} | {spread(ratios)} | {spread([one.server for one in found]) if bot.workers else '–'} |"
                f" {spread([one.a_second for one in found], 0)} | {spread([one.p50 for one in found], 0)} | {spread([one.p99 for one in found], 0)} |"
            )
        return "\n".join(
            (
                "## A turn\n",
                "CPU at maximum load, latency (update handed out to answer arrived) at half of it. A turn is the mean over whole rounds, debriefs included.",
                "Where \"with hearing's model\" is not said, each message was heard once before: the model's time is apart.\n",
                "| | CPU an update, ms | × echo bot | database server, ms | updates a second | p50, ms | p99, ms |",
                "|---|---|---|---|---|---|---|",
                *rows,
                "",
                self._owed(),
            )
        )

    def _owed(self) -> str:
        """Aims, and which were missed: a reader must not have to compare."""
        echo = middle([one.cpu for one in self.turns[ECHO]])
        lines = []
        for bot in BOTS[1:]:
            found = self.turns.get(bot, [])
            if found and not bot.hears:
                ratio, p99 = middle([one.cpu for one in found]) / echo, middle([one.p99 for one in found])
                lines.append(
                    f"- {bot.name}: {ratio:.1f} × ({'reached' if ratio <= MOST_RATIO else 'missed'}), p99 {p99:.0f} ms ({'reached' if p99 <= MOST_P99 else 'missed'})"
                )
        return "\n".join(
            (
                f"Aimed at: {MOST_RATIO:.1f} × the echo bot, hearing's model apart, and p99 of {MOST_P99} ms.\n",
                *lines,
                "",
            )
        )

    def _clients(self) -> str:
        rows = [
            f"| {at_once} | {spread([one['httpx'] for one in found])} | {spread([one['aiohttp'] for one in found])} |"
            f" {spread([one['httpx'] / one['aiohttp'] for one in found], 1)} |"
            for at_once, found in self.clients.items()
        ]
        head = "| messages at once | the library's httpx client, ms CPU a message | aiohttp | ratio |"
        return "\n".join(("## The HTTP client\n", head, "|---|---|---|---|", *rows, ""))

    def _rest(self) -> str:
        return (
            "## Starting and resting\n\n"
            f"- From the command to the answer to an update that waits: {spread(self.starts)} s (owed: 2.5 s at most).\n"
            f"- Memory at rest: {self.resting:.0f} MB resident (owed: 220 MB at most).\n"
        )

    def _bulk(self) -> str:
        assert self.bulk
        messages, share, refused = self.bulk
        return f"## Many messages\n\n{messages} waiting messages left at {share:.1%} of the 25 a second that the bot grants itself (owed: 98 %); Telegram's limits would have refused {refused}.\n"

    def _reminders(self) -> str:
        assert self.reminders
        wanted, share, refused = self.reminders
        return f"## Reminders\n\n{wanted} reminders due at one minute, each with a drill of its user's own, left at {share:.1%} of the 25 a second (owed: 98 %); Telegram's limits would have refused {refused}.\n"

    def _floods(self) -> str:
        rows = [
            f"| {bot.name} | {spread([calm for calm, _ in found], 0)} | {spread([flood for _, flood in found], 0)} |"
            f" {spread([flood / calm for calm, flood in found])} |"
            for bot, found in self.floods.items()
        ]
        words = "25 lines come in a second, while somebody sends 500 messages in ten: 95 of 100 answers to the others came within"
        head = "| | without the flood, ms | beside it, ms | ratio |"
        return "\n".join(("## One user's flood\n", f"{words}\n", head, "|---|---|---|---|", *rows, ""))

    def _crowds(self) -> str:
        rows = []
        for backend, repeats in self.crowds.items():
            fewest = min(repeats[0])
            rows += [
                f"| {backend} | {stored:,} | {spread([one[stored] for one in repeats])} | {spread([one[stored] / one[fewest] for one in repeats])} |"
                for stored in repeats[0]
            ]
        head = "| database | users stored | CPU a turn, ms, the database server's included | ratio to the fewest |"
        return "\n".join(("## As users grow\n", head, "|---|---|---|---|", *rows, ""))


def middle(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def spread(values: Sequence[float], digits: int = 2) -> str:
    ordered = sorted(values)
    if len(ordered) == 1:
        return f"{ordered[0]:.{digits}f}"
    return f"{ordered[len(ordered) // 2]:.{digits}f} ({ordered[0]:.{digits}f}–{ordered[-1]:.{digits}f})"


def _machine() -> str:
    return f"Measured on {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}."
