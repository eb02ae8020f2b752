"""Was everybody reminded who was to be, once, and nobody else? What was sent and never came has a reason."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tests.chaos.ledger import Ledger
from tests.chaos.sleepers import Sleeper
from tests.chaos.tables import Row, Tables

_SOON = 150.0
"""Seconds in which a reminder had its attempt: a sender's lease, and some of its chat's and the bot's pace."""


def reminded(people: Sequence[Sleeper], ledger: Ledger, tables: Tables) -> Iterator[str]:
    decided = {(row["person"], str(row["on_date"])): row["status"] for row in tables.reminders}
    came = Counter(sent.chat_id for sent in ledger.sent if sent.is_new)
    for person in people:
        found = decided.pop((str(person.id), person.day.isoformat()), None)
        if found != person.verdict:
            yield f"sleeper {person.id} was to be {person.verdict} and is {found}"
        if came[person.id] > (person.verdict == "send"):
            yield f"sleeper {person.id} ({person.verdict}) was reminded {came[person.id]} times"
    yield from (f"sleeper {person} was reminded on {day} as well" for person, day in decided)
    yield from _unsent(ledger, tables)
    wanted, left = sum(person.verdict == "send" for person in people), len(tables.reminding)
    if wanted != left:
        yield f"{left} reminders went on their way instead of {wanted}"


def _unsent(ledger: Ledger, tables: Tables) -> Iterator[str]:
    arrived = {sent.stamp: sent.chat_id for sent in ledger.sent}
    for row in tables.reminding:
        stamp = row["id"]
        match row["status"]:
            case "sent" if stamp not in arrived:
                yield f"reminder {stamp} is marked sent and never arrived"
            case "waiting":
                yield f"reminder {stamp} still waits after {row['attempts']} attempts"
            case "uncertain" if not (ledger.unknown[stamp] or _killed_beside(ledger, row)):
                yield f"reminder {stamp} is uncertain without a reason"
            case "refused" if row["error"] != "Forbidden":
                yield f"reminder {stamp} is refused without a reason: {row['error']}"


def _killed_beside(ledger: Ledger, row: Row) -> bool:
    made = row["made_at"] - ledger.clock_ahead
    return any(made - 1 <= at <= made + _SOON and not name.startswith("web") for at, name in ledger.kills)
