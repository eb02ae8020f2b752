"""What each user was owed, told from the wall clock of their zone and from what they wished: written without the bot's own rules.

A slot rings when the wall clock shows its minute on one of its days, while its wish (zone, minute, days) is in force. It is owed unless the
user is paused, skips the day, has done the drill, has quiet hours or cannot be reached at that time; within two hours, as soon as somebody
could send it. A date and a slot that were decided once are never decided again. It `may` come, or not, only where nobody can know: the
user changed something between the ringing and the sending, or a fault took the answer away.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from tests.year.facts import Got, Look, Looks, Person, Schedule, Snoozed, Year
from tests.year.wall import is_quiet, quiet_starts, rings, shown

GRACE, JITTER, WAIT = 7200.0, 90.0, 600.0
APART = 6.0
"""Seconds by which the workers' clocks differ at most."""

MARGIN = 180.0
"""What is looked at so shortly before its end may still wait for its turn."""

_EVER = float("inf")
_SPLIT = 0.001
_DIGEST = 0
Key = tuple[int, int]


class Owed(Enum):
    YES = "owed"
    NO = "not owed"
    MAY = "unknowable"


class Ring(NamedTuple):
    """One ringing of a slot; the wish behind it ends at `until`. `revived`: it had passed when the wish was made."""

    at: float
    date: int
    slot: int
    until: float
    revived: bool = False


class Verdict(NamedTuple):
    """`by`: the latest that an owed one may come. `decided`: whether the date is used up (None: nobody knows)."""

    owed: Owed
    by: float = _EVER
    decided: bool | None = None


class Oracle:
    def __init__(self, year: Year) -> None:
        self._year = year
        self._looks = Looks(year.looks)
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []

    def check(self, person: Person) -> None:
        first: dict[Key, list[Got]] = defaultdict(list)
        again: dict[Key, list[Got]] = defaultdict(list)
        for got in person.got:
            (again if got.again else first)[got.date, got.slot].append(got)
        rung: dict[Key, list[Ring]] = defaultdict(list)
        for ring in self._rings(person):
            rung[ring.date, ring.slot].append(ring)
        for key, rings_of in rung.items():
            self._check_first(person, key, sorted(rings_of), first.pop(key, []))
        for key in first:
            self._complain(person, key, "came, and nobody had wished for it")
        self._check_snoozed(person, again)

    def _rings(self, person: Person) -> Iterator[Ring]:
        for slot, wishes in person.slots.items():
            ends = [*wishes.times[1:], self._year.end]
            for since, end, wish in zip(wishes.times, ends, wishes.values, strict=True):
                if wish is not None:
                    yield from self._rings_of(slot, wish, max(since, self._year.start), min(end, self._year.end))

    def _rings_of(self, slot: int, wish: Schedule, since: float, end: float) -> Iterator[Ring]:
        first, last = shown(wish.zone, since - GRACE)[0] - 1, shown(wish.zone, end)[0] + 1
        for day in range(first, last + 1):
            if (day - 1) % 7 not in wish.days:
                continue
            at = rings(wish.zone, day, wish.minute)
            if since < at <= end:
                yield Ring(at, day, slot, end)
            elif since - GRACE < at <= since and any(since <= bump <= at + GRACE for bump in self._year.bumps):
                # With new zones every plan is computed anew, and what is still in time is looked at once more.
                yield Ring(at, day, slot, end, revived=True)

    def _check_first(self, person: Person, key: Key, rung: list[Ring], got: list[Got]) -> None:
        """Of several ringings (the user travelled) the first that is decided counts."""
        if len(got) > 1:
            self._complain(person, key, f"came {len(got)} times")
        verdicts: list[tuple[Ring, Verdict]] = []
        decided: bool | None = False
        for ring in rung:
            if ring.at + GRACE >= self._year.end:
                return
            verdict = self._verdict(person, ring) if decided is not True else Verdict(Owed.NO, decided=True)
            if decided is None and verdict.owed is not Owed.NO:
                verdict = Verdict(Owed.MAY, decided=None)
            verdicts.append((ring, verdict))
            if decided is False:
                decided = verdict.decided
        self._compare(person, key, verdicts, got[0] if got else None)

    def _compare(self, person: Person, key: Key, verdicts: list[tuple[Ring, Verdict]], got: Got | None) -> None:
        owed = [(ring, verdict) for ring, verdict in verdicts if verdict.owed is not Owed.NO]
        must = next(((ring, verdict) for ring, verdict in owed if verdict.owed is Owed.YES), None)
        self.counts[(Owed.YES if must else Owed.MAY if owed else Owed.NO).value] += 1
        if got is None:
            if must and (*key, False) in person.unknown:
                self.counts["owed, lost to a fault"] += 1
            elif must:
                self._complain(person, key, "was owed and did not come")
            return
        self.counts["came"] += 1
        if not owed:
            self._complain(person, key, "was not owed and came")
            return
        # The ringing that it answers: the last before it came.
        ring, verdict = next(
            ((ring, verdict) for ring, verdict in reversed(owed) if ring.at <= got.at + APART), owed[0]
        )
        self._check_moment(person, key, got, ring.at, self._latest(ring.at, verdict))

    def _check_moment(self, person: Person, key: Key, got: Got, rang: float, by: float) -> None:
        if got.at < rang - APART and not self._replayed(rang):
            self._complain(person, key, f"came {rang - got.at:.0f} s early")
        if got.at > by + APART:
            self._complain(person, key, f"came {got.at - by:.0f} s late")
        if got.at > self._end(person, rang) + JITTER + APART:
            self._complain(person, key, "came too late to be worth anything, or in quiet hours")
        reason = self._not_wanted(person, got, max(rang, got.at - MARGIN / 2))
        if reason and self._not_wanted(person, got, got.at):
            self._complain(person, key, f"came when {reason}")
        if any(line <= rang and got.at + APART < end for line, end in self._played(person, rang, got.at)):
            self._complain(person, key, "came in the middle of a round")

    def _latest(self, rang: float, verdict: Verdict) -> float:
        """Where the clock showed the same time twice, what it shows tells nothing."""
        return _EVER if self._replayed(rang) else min(verdict.by, rang + GRACE)

    def _verdict(self, person: Person, ring: Ring) -> Verdict:
        end = self._end(person, ring.at)
        ready = ring.at + JITTER + APART
        look = self._sending(person, ring.at, ready)
        by = look.end if look else _EVER
        decided = self._decided(ring, ready)
        if ring.revived or (self._replayed(ring.at) and self._changed(person, ring.slot, ring.at - GRACE, ring.until)):
            return Verdict(Owed.MAY)
        reason = self._not_wanted(person, ring, ring.at)
        changes = self._changes(person, ring, min(by, end) + APART)
        if person.away.at(ring.at):
            back = any(change < end for change in changes)
            return Verdict(Owed.MAY if back else Owed.NO)
        if not changes:
            if reason:
                return Verdict(Owed.NO, decided=decided)
            if by <= end - MARGIN:
                return Verdict(Owed.YES, by, decided=True)
            seen = self._looks.any(ring.at, end + JITTER + APART)
            return Verdict(Owed.MAY if seen else Owed.NO, decided=None if seen else decided)
        if reason is None and self._looks.any(ring.at, changes[0] + APART):
            return Verdict(Owed.MAY)
        still = all(self._not_wanted(person, ring, change) for change in changes)
        return Verdict(Owed.NO if still or changes[0] >= ring.until else Owed.MAY)

    def _decided(self, ring: Ring, ready: float) -> bool | None:
        """Whether somebody looked at it while its wish was in force."""
        look = self._looks.first_healthy(ready)
        if look is not None and look.end < ring.until and not self._replayed(ring.at):
            return True
        return None if self._looks.any(ring.at, ring.until + APART) else False

    def _sending(self, person: Person, rang: float, ready: float) -> Look | None:
        """The first look at which nothing is in the way of sending it."""
        look = self._looks.first_healthy(ready)
        while look is not None:
            ends = [end for begin, end in person.troubles if begin <= look.end and end > max(rang, look.start - WAIT)]
            # What waits for the end of a round is looked at every ten minutes.
            ends += [end + WAIT for _, end in self._played(person, rang - WAIT, look.end)]
            later = max((end + APART for end in ends if end + APART > look.start), default=None)
            if later is None:
                return look
            look = self._looks.first_healthy(later)
        return None

    @staticmethod
    def _played(person: Person, since: float, until: float) -> list[tuple[float, float]]:
        first = max(0, bisect_right(person.played, (since - GRACE,)) - 1)
        last = bisect_right(person.played, (until, _EVER))
        return [(begin, end) for begin, end in person.played[first:last] if end > since]

    @staticmethod
    def _end(person: Person, rang: float) -> float:
        """Two hours, or the quiet hours that come before."""
        quiet, zone = person.quiet.at(rang), person.zone.at(rang)
        if quiet is None or is_quiet(quiet, shown(zone, rang)[1]):
            return rang + GRACE
        return min(rang + GRACE, quiet_starts(zone, quiet, rang))

    @staticmethod
    def _not_wanted(person: Person, what: Ring | Got | Snoozed, at: float) -> str | None:
        """Why the reminder of this date is not to be sent, as things stood at that time."""
        paused, quiet = person.paused.at(at), person.quiet.at(at)
        if not person.on.at(at):
            return "it was off"
        if paused is not None and what.date < paused:
            return "it was paused"
        if person.skipped.at(at) == what.date:
            return "the day was skipped"
        if what.slot != _DIGEST and person.done.get(what.date, _EVER) <= at:
            return "the drill was done"
        moment = max(at, what.at) if isinstance(what, Ring) else at
        if not isinstance(what, Got) and is_quiet(quiet, shown(person.zone.at(at), moment)[1]):
            return "hours were quiet"
        return None

    @staticmethod
    def _changes(person: Person, ring: Ring, until: float) -> list[float]:
        """What the user did between the ringing and the sending that may make a difference to it."""
        found = [at for at in (ring.until, person.done.get(ring.date, _EVER)) if ring.at < at <= until]
        for history in (person.on, person.paused, person.skipped, person.quiet, person.away, person.zone):
            found += history.changes(ring.at, until)
        return sorted(found)

    @staticmethod
    def _changed(person: Person, slot: int, after: float, until: float) -> bool:
        histories = (person.on, person.paused, person.skipped, person.quiet, person.away, person.slots[slot])
        return any(history.changes(after, min(until, after + 3 * GRACE)) for history in histories)

    def _replayed(self, at: float) -> bool:
        return any(begin <= at <= end for begin, end in self._year.replays)

    def _check_snoozed(self, person: Person, got: dict[Key, list[Got]]) -> None:
        asked: dict[Key, list[Snoozed]] = defaultdict(list)
        for snoozed in person.snoozed:
            self._check_promise(person, snoozed)
            if snoozed.again is not None:
                asked[snoozed.date, snoozed.slot].append(snoozed)
        for key, several in asked.items():
            came = got.pop(key, [])
            for number, snoozed in enumerate(several):
                until = several[number + 1].at if number + 1 < len(several) else _EVER
                mine = [one for one in came if snoozed.at < one.at <= until]
                self._check_again(person, key, snoozed, until, mine)
        for key in got:
            self._complain(person, key, "came again, and nobody had asked")

    def _check_again(self, person: Person, key: Key, snoozed: Snoozed, until: float, got: list[Got]) -> None:
        again = snoozed.again or 0.0
        if again + GRACE >= self._year.end:
            return
        if until <= again:
            # Put off once more before it came: the later wish holds.
            self.counts["snoozed, put off anew"] += 1
            if got:
                self._complain(person, key, "came again although it was put off anew")
            return
        verdict = self._verdict(person, Ring(again, *key, until))
        if person.away.changes(snoozed.at, again + GRACE) or snoozed.again is None:
            verdict = Verdict(Owed.MAY)
        self.counts[f"snoozed, {verdict.owed.value}"] += 1
        if len(got) > 1:
            self._complain(person, key, f"came again {len(got)} times")
        elif verdict.owed is Owed.YES and not got and (*key, True) not in person.unknown:
            self._complain(person, key, "was snoozed and did not come again")
        elif verdict.owed is Owed.NO and got:
            self._complain(person, key, "came again and was not wanted any more")
        elif got:
            self.counts["came again"] += 1
            self._check_moment(person, key, got[0], again, self._latest(again, verdict))

    def _check_promise(self, person: Person, snoozed: Snoozed) -> None:
        """Ten minutes, an hour, or the evening: today, and not in quiet hours."""
        zone, quiet = person.zone.at(snoozed.at), person.quiet.at(snoozed.at)
        today = shown(zone, snoozed.at)[0]
        if snoozed.how == "tonight":
            evenings = [rings(zone, today, hour * 60) for hour in (20, 22)]
            ahead = [at for at in evenings if at >= snoozed.at + 1800]
        else:
            ahead = [snoozed.at + {"10m": 600, "1h": 3600}[snoozed.how]]
        wanted = [at for at in ahead if shown(zone, at)[0] == today and not is_quiet(quiet, shown(zone, at)[1])]
        best = wanted[0] if wanted else None
        if (best is None) != (snoozed.again is None) or abs((best or 0) - (snoozed.again or 0)) > _SPLIT:
            self._complain(person, (snoozed.date, snoozed.slot), f"was snoozed to {snoozed.again}, not to {best}")

    def _complain(self, person: Person, key: Key, what: str) -> None:
        self.counts["wrong"] += 1
        self.wrong.append(f"user {person.id}, day {key[0]}, slot {key[1]}: {what}")
