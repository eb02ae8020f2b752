"""Looking again into a table that cannot have anything finds nothing: the simulation skips those looks, and so runs through idle minutes at once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.telegram.claiming import Crew
from storage.leases import leasing
from storage.paces import filling, holding
from tests.simulation.stores import CHAT, LANE, first_of_each
from tests.simulation.tables import LeasedRow, OutgoingRow, Table, UpdateRow

if TYPE_CHECKING:
    from tests.simulation.process import Process

EPOCH = datetime(2026, 3, 2, 12, tzinfo=UTC)
_FOREVER = 1e9  # seconds
_LATEST = 0.5
"""Seconds after a change by which a crew has looked again, at the latest."""


class Naps:
    """When each crew of a process looks again."""

    def __init__(self, process: "Process") -> None:
        self._process = process
        self._until: dict[Crew[Any], tuple[Table[Any], float]] = {}

    def take_over(self, crew: Crew[Any], table: Table[Any]) -> None:
        asked = crew._rest

        async def rest(seconds: float) -> None:
            now = self._process.world.loop.time()
            until = max(now + seconds, self.due(table))
            if self._process.stop.is_set():
                await asked(seconds)
                return
            self._until[crew] = table, until
            # The crew cannot tell who wakes it, and looks again either way.
            alarm = asyncio.get_running_loop().call_at(until, crew.wake)
            try:
                await crew._wake.wait()
            finally:
                alarm.cancel()
                self._until.pop(crew, None)

        crew._rest = rest  # type: ignore[method-assign]

    def wake(self) -> None:
        """The clock has changed."""
        for crew in list(self._until):
            self._process.world.later(0, crew.wake, context=self._process.context)

    def disturb(self, names: frozenset[str]) -> None:
        """Something has changed: whoever would sleep through it looks again, as soon as it would have anyway."""
        world = self._process.world
        for crew, (table, until) in list(self._until.items()):
            if table.name in names and until > world.loop.time() + _LATEST and self.due(table) < until:
                self._until[crew] = table, float("-inf")
                world.later(world.rng.random() * _LATEST, crew.wake, context=self._process.context)

    def due(self, table: Table[Any]) -> float:
        """When the first row may be claimed by this process's clock: never later than it can be."""
        now = self._process.clock()
        rows = [table.rows[key] for key in sorted(table.waiting)]
        firsts = first_of_each(rows, LANE if table.name == "updates" else CHAT)
        instants = [self._free_at(row, now) for row in firsts]
        if not instants:
            return _FOREVER
        due = (min(instants) - EPOCH).total_seconds() - self._process.machine.skew
        return max(due, self._process.world.away_until)

    def _free_at(self, row: UpdateRow | OutgoingRow | LeasedRow, now: datetime) -> datetime:
        instants = [now]
        if row.leased_until is not None and row.leased_until in leasing(now):
            instants.append(row.leased_until)
        if isinstance(row, OutgoingRow):
            rates = self._process.database.rates
            pace = self._process.world.tables.paces.rows.get((row.bot_id, row.chat_id))
            if pace is not None and pace.held_until is not None and pace.held_until in holding(now):
                instants.append(pace.held_until)
            if pace is not None and pace.full_until in filling(rates.of(row.chat_id), now):
                instants.append(pace.full_until - rates.of(row.chat_id).slack + timedelta(microseconds=1))
        return max(instants)
