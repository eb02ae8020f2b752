"""Users by chance: where they live, when they wish to be reminded, and what they wish next."""

import random
from dataclasses import dataclass

from tests.year.facts import History, Person, Schedule

ZONES = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Adak",
    "America/Anchorage",
    "America/Argentina/Buenos_Aires",
    "America/Asuncion",
    "America/Bogota",
    "America/Caracas",
    "America/Chicago",
    "America/Denver",
    "America/Halifax",
    "America/Havana",
    "America/Lima",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Miquelon",
    "America/New_York",
    "America/Nuuk",
    "America/Phoenix",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Toronto",
    "America/Vancouver",
    "Asia/Beirut",
    "Asia/Dhaka",
    "Asia/Dubai",
    "Asia/Gaza",
    "Asia/Hong_Kong",
    "Asia/Jerusalem",
    "Asia/Kabul",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Asia/Yangon",
    "Atlantic/Azores",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Europe/Lisbon",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Honolulu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
]
"""Sixty: with every kind of summer time, half hours and quarters, and both sides of the date line."""

_DAYS = ((range(7), 2), (range(5), 4), ((5, 6), 1))
_GROUP = 0.05


@dataclass(frozen=True)
class Wish:
    """What a slot is wished to be, but for the zone."""

    slot: int
    minute: int
    days: frozenset[int]


class Chance:
    """Whatever about users is left to chance, from one seed. `daily`: everybody wants every day."""

    def __init__(self, seed: int, *, daily: bool = False) -> None:
        self.rng = random.Random(seed)
        self._daily = daily

    def person(self, number: int, since: float) -> Person:
        zone = ZONES[number % len(ZONES)] if number < len(ZONES) else self.zone()
        slots = {wish.slot: History[Schedule | None](_schedule(zone, wish), since) for wish in self.wishes()}
        chat = -(10**9) - number if self.rng.random() < _GROUP else 10**9 + number
        quiet = self.quiet() if self.rng.random() < 0.3 else None
        return Person(id=number, chat=chat, zone=History(zone), slots=slots, quiet=History(quiet), since=since)

    def zone(self) -> str:
        return self.rng.choice(ZONES)

    def wishes(self) -> list[Wish]:
        """Up to three times, and for some the weekly digest."""
        count = self.rng.choices((1, 2, 3), (16, 3, 1))[0]
        days = self.days()
        wishes = [Wish(slot, self.minute(), days) for slot in range(1, count + 1)]
        if self.rng.random() < 0.2:
            wishes.append(Wish(0, self.minute(), frozenset({self.rng.randrange(7)})))
        return wishes

    def minute(self) -> int:
        """Whole and half hours above all, as people say them; now and then where clocks jump."""
        kind = self.rng.random()
        if kind < 0.05:
            return self.rng.randrange(0, 210)
        return self.rng.randrange(13, 46) * 30 if kind < 0.7 else self.rng.randrange(1440)

    def days(self) -> frozenset[int]:
        if self._daily:
            return frozenset(range(7))
        if self.rng.random() < 0.9:
            return frozenset(self.rng.sample(range(7), self.rng.randrange(1, 3)))
        return frozenset(self.rng.choices([days for days, _ in _DAYS], [weight for _, weight in _DAYS])[0])

    def quiet(self) -> tuple[int, int]:
        return self.rng.choice(((1320, 420), (1380, 480), (0, 360), (1260, 390), (720, 780)))


def _schedule(zone: str, wish: Wish) -> Schedule:
    return Schedule(zone, wish.minute, wish.days)
