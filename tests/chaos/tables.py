"""What the installation's tables say once all is quiet."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

Row = Mapping[str, Any]
Fetch = Callable[[str], Awaitable[list[Row]]]

WAITING = """
SELECT (SELECT count(*) FROM updates WHERE status = 'waiting') AS updates,
       (SELECT count(*) FROM outgoing WHERE status = 'waiting') AS outgoing,
       (SELECT count(*) FROM reminders) AS reminders
"""
_UPDATES = "SELECT id, update_id, status, attempts, error FROM updates ORDER BY id"
_OUTGOING = (
    "SELECT id, kind, answers, part, status, attempts, error FROM outgoing WHERE answers IS NOT NULL ORDER BY id"
)
_REMINDING = "SELECT id, status, attempts, error, created_at FROM outgoing WHERE kind = 'reminder' ORDER BY id"
_REMINDERS = """
SELECT i.external_id AS person, r.slot, r.on_date, r.status
FROM reminders r JOIN identities i ON i.user_id = r.user_id ORDER BY r.id
"""
_ROUNDS = """
SELECT r.id, i.external_id AS person, r.script_id, r.temperament, r.seed, r.kind, r.status, r.state, r.total, r.branch_turn
FROM rounds r JOIN identities i ON i.user_id = r.user_id ORDER BY r.id
"""
_PARTS = {
    "turns": "SELECT round_id, number, text, move, state, reply FROM turns ORDER BY round_id, number",
    "verdicts": """
        SELECT t.round_id, t.number, v.cue, v.status, v.quote, v.probability
        FROM verdicts v JOIN turns t ON t.id = v.turn_id ORDER BY t.round_id, t.number, v.cue
    """,
    "scores": "SELECT round_id, criterion, points, possible FROM scores ORDER BY round_id, criterion",
    "disputes": "SELECT round_id, turn, finding FROM disputes ORDER BY round_id, turn, finding",
}


@dataclass(frozen=True)
class Tables:
    """`rounds`: of each person, in order, with all that hangs on them and without the ids that differ from one database to another. `reminding`: reminders on their way, which `outgoing` leaves out."""

    updates: list[Row]
    outgoing: list[Row]
    rounds: Mapping[int, list[Row]]
    reminding: Sequence[Row]
    reminders: list[Row]


async def read_tables(fetch: Fetch) -> Tables:
    parts: dict[str, dict[int, list[Row]]] = {name: defaultdict(list) for name in _PARTS}
    for name, query in _PARTS.items():
        for row in await fetch(query):
            parts[name][row["round_id"]].append({key: _plain(value) for key, value in row.items() if key != "round_id"})
    rounds: dict[int, list[Row]] = defaultdict(list)
    for row in await fetch(_ROUNDS):
        own = {key: value for key, value in row.items() if key not in {"id", "person"}}
        rounds[int(row["person"])].append(own | {name: found[row["id"]] for name, found in parts.items()})
    reminding: list[Row] = [{**row, "made_at": _seconds(row["created_at"])} for row in await fetch(_REMINDING)]
    return Tables(await fetch(_UPDATES), await fetch(_OUTGOING), rounds, reminding, await fetch(_REMINDERS))


def _seconds(at: str | datetime) -> float:
    """SQLite writes UTC without saying so."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _plain(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
