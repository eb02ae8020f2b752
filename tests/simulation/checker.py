"""What must hold at the end of a seed, whatever befell it. Telegram's ledger is the truth, not what the tables say."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from bot.texts import say
from storage.inbox import DEAD, DONE
from storage.paces import Rates
from storage.records import Outcome, SendKind
from tests.simulation.chats import Attempt
from tests.simulation.plan import GROUP, SUPERGROUP, Written
from tests.simulation.tables import OutgoingRow, UpdateRow
from tests.simulation.use_case import MESSAGES
from tests.simulation.world import Claim, World

LEASE = 60.0  # seconds that a message is somebody's
COPIES = {SendKind.REPLY: 2, SendKind.EDIT: 5}


def violations(world: World) -> list[str]:
    """Sentences about what went wrong; none where all is well."""
    if world.finished_at is None:
        return [_unfinished(world)]
    return [*_effects(world), *_orders(world), *_answers(world), *_copies(world), *_waits(world), *_paces(world)]


def _unfinished(world: World) -> str:
    tables = world.tables
    missing = {one.number for one in world.plan.written} - world.telegram.acknowledged
    return (
        f"not done {world.loop.time() - world.last_fault:.0f} s after the last fault: "
        f"updates {sorted(tables.updates.waiting)} and messages {sorted(tables.outgoing.waiting)} wait, "
        f"not acknowledged {sorted(missing)}"
    )


def _effects(world: World) -> Iterator[str]:
    """Each acknowledged update has its effect exactly once; only poison is given up."""
    rows = {row.update_id: row for row in world.tables.updates.rows.values()}
    if len(rows) != len(world.tables.updates.rows):
        yield "an update was kept twice"
    turns = Counter(turn.update_id for turn in world.tables.turns.rows.values())
    for written in world.plan.written:
        row = rows.get(written.number)
        if row is None:
            yield f"update {written.number} was acknowledged and is not there"
            continue
        poison = written.text.startswith("poison")
        if row.status != (DEAD if poison else DONE):
            yield f"update {written.number} ({written.text}) ended {row.status}"
        if turns[written.number] != (written.text in MESSAGES):
            yield f"update {written.number} ({written.text}) has {turns[written.number]} turns"


def _orders(world: World) -> Iterator[str]:
    """Each chat's updates accepted as they were written, each user's effects in the order of acceptance."""
    written = {one.number: one for one in world.plan.written}
    accepted = [written[row.update_id] for row in world.accepted if written[row.update_id].text in MESSAGES]
    done = [written[turn.update_id] for turn in world.turns]
    for user_id in {one.user_id for one in world.plan.written}:
        before, after = _numbers(accepted, user_id), _numbers(done, user_id)
        if before != after:
            yield f"user {user_id}: accepted {before}, done {after}"
    for chat_id in {one.chat_id for one in world.plan.written}:
        came = [one.number for one in accepted if one.chat_id == chat_id]
        wrote = [one.number for one in world.plan.written if one.chat_id == chat_id and one.text in MESSAGES]
        if came != wrote:
            yield f"chat {chat_id}: written {wrote}, accepted {came}"


def _numbers(updates: list[Written], user_id: int) -> list[int]:
    return [one.number for one in updates if one.user_id == user_id]


def _answers(world: World) -> Iterator[str]:
    """Each update is answered as it should be, and every answer arrived unless Telegram left that open or refused it."""
    answers: dict[int, list[OutgoingRow]] = defaultdict(list)
    for row in world.tables.outgoing.rows.values():
        answers[row.answers or 0].append(row)
    taken = Counter(attempt.name for attempt in world.chats.attempts if attempt.taken_at is not None)
    for update in world.tables.updates.rows.values():
        written = next(one for one in world.plan.written if one.number == update.update_id)
        found = sorted(answers[update.id], key=lambda row: row.part)
        if len(found) != _messages_for(written):
            yield f"update {written.number} ({written.text}) has {len(found)} messages"
        for row in found:
            yield from _ended_well(world, row, name_of(update, written, row), taken)


def _messages_for(written: Written) -> int:
    if written.text.startswith("poison"):
        return 1 if written.chat_id > 0 else 0
    return {"nothing": 0, "tap": 2}.get(written.text) or MESSAGES.get(written.text, 0)


def name_of(update: UpdateRow, written: Written, row: OutgoingRow) -> str:
    """What the ledger calls it."""
    return say("went_wrong") if written.text.startswith("poison") else f"{update.update_id}.{row.part}"


def _ended_well(world: World, row: OutgoingRow, name: str, taken: Counter[str]) -> Iterator[str]:
    attempts = [attempt for attempt in world.chats.attempts if attempt.name == name]
    claims = [claim for claim in world.claims if claim.row_id == row.id]
    if row.status == Outcome.SENT and not taken[name]:
        yield f"message {name} is said to be sent, and Telegram never had it"
    if row.status == Outcome.REFUSED and not _refused(world, row.addressee, attempts):
        yield f"message {name} is said to be refused, and Telegram never did"
    if row.status == Outcome.UNCERTAIN:
        doubtful = sum(attempt.unknown for attempt in attempts)
        lost = sum(_troubled(world, claim.process, claim.at) for claim in claims)
        if doubtful + lost < COPIES[SendKind(row.kind)]:
            yield f"message {name} was given up after {doubtful} doubtful answers and {lost} lost claims"


def _refused(world: World, chat_id: int, attempts: list[Attempt]) -> bool:
    return any(one.told == "cannot edit" for one in attempts) or any(
        one.told == "blocked" for one in world.chats.attempts if one.chat_id == chat_id
    )


def _copies(world: World) -> Iterator[str]:
    """At most two of a reply, the second only where the result of the first was unknown or lost; first copies in order."""
    taken: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in world.chats.attempts:
        if attempt.taken_at is not None:
            taken[attempt.name].append(attempt)
    edits = {f"{written.number}.2" for written in world.plan.written if written.text == "tap"}
    for name, copies in taken.items():
        most = COPIES[SendKind.EDIT if name in edits else SendKind.REPLY]
        if len(copies) > most:
            yield f"message {name} arrived {len(copies)} times"
        sure = [copy for copy in copies if not copy.unknown and not _troubled(world, copy.process, copy.began_at)]
        later = [copy for copy in copies if sure and copy.began_at > sure[0].began_at]
        if any(not _troubled(world, copy.process, copy.began_at - LEASE) for copy in later):
            yield f"message {name} was sent again although its sender knew that it had arrived"
    yield from _first_copies(world, taken)


def _first_copies(world: World, taken: dict[str, list[Attempt]]) -> Iterator[str]:
    """Each user's in each chat; of what was given up nobody knows when, or whether, it arrives."""
    updates = world.tables.updates.rows
    written = {one.number: one for one in world.plan.written}
    last: dict[tuple[int, int], tuple[float, str]] = {}
    for row in sorted(world.tables.outgoing.rows.values(), key=lambda row: row.id):
        update = updates.get(row.answers or 0)
        if update is None:
            continue
        name = name_of(update, written[update.update_id], row)
        if row.status != Outcome.SENT or (row.addressee in (GROUP, SUPERGROUP) and world.migrated):
            continue
        first = min((copy.taken_at or 0.0 for copy in taken[name]), default=0.0)
        whose = row.addressee, written[update.update_id].user_id
        before, earlier = last.get(whose, (0.0, ""))
        if first < before:
            yield f"chat {row.addressee}: {name} arrived before {earlier}"
        last[whose] = first, name


def _waits(world: World) -> Iterator[str]:
    """Nothing goes out while Telegram asks to wait, as far as the processes' clocks agree."""
    for attempt, until in world.chats.early:
        early = until - attempt.began_at
        if early > world.plan.clocks_apart + 0.001 and not _troubled(world, attempt.process, attempt.began_at - LEASE):
            yield f"message {attempt.name} went out {early:.3f} s early"


def _paces(world: World) -> Iterator[str]:
    """No more claims in a chat than its pace allows in any stretch of time."""
    if world.plan.set_back_at is not None:
        return
    rates, claims = Rates(), defaultdict[int, list[Claim]](list)
    for claim in world.claims:
        claims[claim.chat_id].append(claim)
    for chat_id, made in claims.items():
        rate = rates.of(chat_id)
        for index, first in enumerate(made):
            for further, claim in enumerate(made[index:]):
                allowed = (
                    rate.burst + (claim.at - first.at + world.plan.clocks_apart + 1) / rate.interval.total_seconds()
                )
                if further + 1 > allowed + 1:
                    yield f"chat {chat_id}: {further + 1} claims in {claim.at - first.at:.2f} s"


def _troubled(world: World, process: object, since: float) -> bool:
    """Whether what a process did at that time may have been lost: it was killed, frozen, or cut off from the database within a lease."""
    if world.plan.set_back_at is not None:
        return True
    found = next(one for one in (*world.processes, *world.ended) if one is process)
    return any(since <= at <= since + LEASE + 75 for at in found.troubles)
