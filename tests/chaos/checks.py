"""Is everything there, once, and in order? Each answer is a sentence about what is not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tests.chaos.ledger import Given, Ledger, Sent
from tests.chaos.reminders import reminded
from tests.chaos.replay import Expected, Part, Step
from tests.chaos.sleepers import Sleeper
from tests.chaos.tables import Row, Tables

MOST_COPIES = 2
_SOON = 150.0
"""Seconds in which a message had both its attempts: a lane's and a sender's lease, and some seconds of its chat's pace."""


@dataclass(frozen=True)
class Run:
    """A run, with what each table row is about looked up once."""

    ledger: Ledger
    tables: Tables
    sleepers: Sequence[Sleeper] = ()

    @cached_property
    def rows(self) -> Mapping[int, list[Row]]:
        """The inbox by Telegram's number."""
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self.tables.updates:
            found[row["update_id"]].append(row)
        return found

    @cached_property
    def answered(self) -> Mapping[int, tuple[int, int]]:
        """Of each stamp: the update it answers, and as which part."""
        numbers = {row["id"]: row["update_id"] for row in self.tables.updates}
        return {row["id"]: (numbers[row["answers"]], row["part"]) for row in self.tables.outgoing}

    def user_of(self, stamp: int) -> int:
        """Whose chat a message was for: the tables forget that once it is settled."""
        return self.ledger.given[self.answered[stamp][0]].user

    @cached_property
    def copies(self) -> Mapping[int, list[Sent]]:
        found: dict[int, list[Sent]] = defaultdict(list)
        for sent in self.ledger.sent:
            if sent.stamp:
                found[sent.stamp].append(sent)
        return found


def steps(run: Run) -> list[Step]:
    """What was acknowledged, in the order in which the inbox has it."""
    answered, given = run.answered, run.ledger.given
    found = []
    for row in run.tables.updates:
        one = given[row["update_id"]]
        pressed = None
        if one.pressed is not None:
            stamp, line, place = one.pressed
            pressed = (*answered[stamp], line, place)
        found.append(Step(one.number, one.user, one.update, pressed))
    return found


def violations(run: Run, expected: Expected) -> list[str]:
    return [
        *_inbox(run, expected),
        *_order_of_effects(run),
        *_answers(run, expected),
        *_rounds(run, expected),
        *_copies(run),
        *_order_of_messages(run),
        *reminded(run.sleepers, run.ledger, run.tables),
        *run.ledger.too_early,
    ]


def _inbox(run: Run, expected: Expected) -> Iterator[str]:
    rows = run.rows
    for given in run.ledger.acknowledged:
        found = rows.get(given.number, [])
        if len(found) != 1:
            yield f"update {given.number} was acknowledged and is in the inbox {len(found)} times"
        elif found[0]["status"] != expected.status[given.number]:
            yield f"update {given.number} is {found[0]['status']} ({found[0]['error']}) instead of {expected.status[given.number]}"
    yield from (f"update {number} came from nowhere" for number in rows if number not in run.ledger.given)


def _order_of_effects(run: Run) -> Iterator[str]:
    """A chat's messages are taken in as they were sent; taps have a queue of their own."""
    rows = run.rows
    queues: dict[tuple[int, bool], list[Given]] = defaultdict(list)
    for given in run.ledger.acknowledged:
        if given.number in rows:
            queues[given.user, "callback_query" in given.update].append(given)
    for queue in queues.values():
        for before, after in pairwise(queue):
            if rows[before.number][0]["id"] > rows[after.number][0]["id"]:
                yield f"update {after.number} had its effect before {before.number}"


def _answers(run: Run, expected: Expected) -> Iterator[str]:
    """Every update is answered with the messages that it should be, with their words."""
    rows: dict[int, list[Row]] = defaultdict(list)
    answered, copies = run.answered, run.copies
    for row in run.tables.outgoing:
        rows[answered[row["id"]][0]].append(row)
    for number, parts in expected.answers.items():
        found = sorted(rows[number], key=lambda row: row["part"])
        if len(found) != len(parts):
            yield f"update {number} has {len(found)} answers instead of {len(parts)}"
            continue
        for row, part in zip(found, parts, strict=True):
            yield from (
                f"message {row['id']} says {sent.text[:80]!r} instead of {part.text[:80]!r}"
                for sent in copies.get(row["id"], ())
                if not _same(sent, part)
            )


def _same(sent: Sent, part: Part) -> bool:
    labels = tuple(tuple(label for label, _ in row) for row in sent.rows)
    return (sent.method, sent.text, labels) == (part.method, part.text, part.labels)


def _rounds(run: Run, expected: Expected) -> Iterator[str]:
    """Rounds, turns, verdicts, scores and objections are those that the updates make, no more and no fewer."""
    for person in {*run.tables.rounds, *expected.rounds}:
        found, wanted = run.tables.rounds.get(person, []), expected.rounds.get(person, [])
        if len(found) != len(wanted):
            yield f"player {person} has {len(found)} rounds instead of {len(wanted)}"
        for number, (one, other) in enumerate(zip(found, wanted, strict=False), start=1):
            differing = [name for name in one if one[name] != other[name]]
            if differing:
                yield f"round {number} of player {person} differs in {', '.join(differing)}"
    seen: dict[str, int] = defaultdict(int)
    for rounds in run.tables.rounds.values():
        for one in rounds:
            for turn in one["turns"] if one["kind"] == "practice" else ():
                seen[turn["text"]] += 1
    yield from (f"turn {text[:80]!r} is there {count} times" for text, count in seen.items() if count > 1)


def _copies(run: Run) -> Iterator[str]:
    """Nothing waits for ever, nothing sent is missing, and nothing is there twice that was known to have arrived."""
    copies, ledger = run.copies, run.ledger
    kills = [at for at, _ in ledger.kills]
    known = {row["id"] for row in (*run.tables.outgoing, *run.tables.reminding)}
    yield from (f"message {stamp} was sent and is not in the outbox" for stamp in copies if stamp not in known)
    for row in run.tables.outgoing:
        sent, stamp = copies.get(row["id"], []), row["id"]
        match row["status"]:
            case "waiting":
                yield f"message {stamp} still waits after {row['attempts']} attempts"
            case "sent" if not sent and row["kind"] == "reply":
                yield f"message {stamp} is marked sent and never arrived"
            case "uncertain" if len(reasons := doubts(run, stamp, sent)) < MOST_COPIES:
                yield f"message {stamp} is uncertain without a reason; there is {reasons or 'none'}"
            case "refused" if run.user_of(stamp) not in ledger.silent:
                yield f"message {stamp} is refused without a reason: {row['error']}"
        extra = len(sent) - 1
        excused = ledger.unknown[stamp] + _killed_beside(sent, kills)
        if row["kind"] == "reply" and (len(sent) > MOST_COPIES or extra > excused):
            yield f"message {stamp} arrived {len(sent)} times; unknown results: {ledger.unknown[stamp]}"


def doubts(run: Run, stamp: int, sent: Sequence[Sent]) -> list[str]:
    """Why nobody knows of a message whether it arrived: an unknown result, or a sender's end soon after it was there to be sent."""
    given = run.ledger.given[run.answered[stamp][0]]
    first = min((one.at for one in sent), default=given.made_at)
    senders = [at for at, name in run.ledger.kills if not name.startswith("web") and first - 1 <= at <= first + _SOON]
    return ["an unknown result"] * run.ledger.unknown[stamp] + ["a killed sender"] * len(senders)


def never_arrived(run: Run) -> int:
    """Replies that were given up and never came: each of two attempts had an unknown result, or its sender killed."""
    return sum(
        row["status"] == "uncertain" and row["kind"] == "reply" and row["id"] not in run.copies
        for row in run.tables.outgoing
    )


def _killed_beside(sent: Sequence[Sent], kills: Iterable[float]) -> int:
    """Kills between a message's arrivals: after each, nobody knew that it had arrived."""
    if len(sent) < MOST_COPIES:
        return 0
    first, last = min(one.at for one in sent), max(one.at for one in sent)
    return sum(first - 1 <= kill <= last for kill in kills)


def _order_of_messages(run: Run) -> Iterator[str]:
    last: dict[int, int] = {}
    seen: set[int] = set()
    for sent in run.ledger.sent:
        if not sent.stamp or sent.stamp in seen:
            continue
        seen.add(sent.stamp)
        if sent.stamp < last.get(sent.chat_id, 0):
            yield f"chat {sent.chat_id} saw message {sent.stamp} after {last[sent.chat_id]}"
        last[sent.chat_id] = max(sent.stamp, last.get(sent.chat_id, 0))
