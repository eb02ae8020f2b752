"""What happens in a seed: who writes what and when, which processes there are, and what befalls them."""

from dataclasses import dataclass, field
from random import Random

GROUP, SUPERGROUP = -5, -1005
USERS = (501, 502, 503)
MOST_STEPS = 450
"""Kills and freezes fall on a step of the processes; most seeds have some more steps than this."""


@dataclass(frozen=True)
class Written:
    """`text` tells the toy use case what to do; `at` is when Telegram has it."""

    number: int
    at: float
    user_id: int
    chat_id: int
    text: str


@dataclass(frozen=True)
class Weather:
    """How often, 0 to 1, what goes wrong; nothing does in a calm seed."""

    sends: float = 0.0
    fetches: float = 0.0
    commits: float = 0.0
    duplicates: float = 0.0


@dataclass(frozen=True)
class Plan:
    written: tuple[Written, ...]
    webhook: bool
    receivers: int
    workers: int
    skews: tuple[float, ...]
    weather: Weather = field(default_factory=Weather)
    kills: frozenset[int] = frozenset()
    freezes: frozenset[int] = frozenset()
    stops: tuple[float, ...] = ()
    outages: tuple[tuple[float, float], ...] = ()
    blocked: dict[int, tuple[float, float]] = field(default_factory=dict)
    migrates_at: float | None = None
    set_back_at: float | None = None
    set_back_all: bool = False

    @property
    def clocks_apart(self) -> float:
        return max(self.skews) - min(self.skews)

    @property
    def calm(self) -> bool:
        return self.weather == Weather()


def plan_of(seed: int) -> Plan:
    rng = Random(f"plan {seed}")
    webhook = rng.random() < 0.6
    written = _written(rng, falls=rng.random() < 0.2)
    receivers = rng.choice((1, 2)) if webhook else 1
    # A polling bot works as well; on PostgreSQL others may help it.
    workers = rng.choice((1, 2)) if webhook else rng.choice((0, 1))
    skews = tuple(rng.uniform(-1, 1) if rng.random() < 0.5 else 0.0 for _ in range(receivers + workers))
    if rng.random() < 0.1:
        return Plan(written, webhook, receivers, workers, tuple(0.0 for _ in skews))
    end = max(one.at for one in written) + 3
    return Plan(
        written,
        webhook,
        receivers,
        workers,
        skews,
        weather=Weather(
            sends=rng.choice((0.0, 0.1, 0.3)),
            fetches=rng.choice((0.0, 0.1)),
            commits=rng.choice((0.0, 0.0, 0.02, 0.05)),
            duplicates=0.1,
        ),
        kills=_steps(rng, (0, 1, 1, 2, 4)),
        freezes=_steps(rng, (0, 0, 1, 2, 3)),
        stops=tuple(rng.uniform(0, end) for _ in range(rng.choice((0, 0, 0, 1)))),
        outages=tuple((rng.uniform(0, end), rng.choice((0.2, 3.0, 20.0))) for _ in range(rng.choice((0, 0, 0, 1, 2)))),
        blocked=_blocked(rng, end),
        migrates_at=rng.uniform(0, end) if rng.random() < 0.5 else None,
        set_back_at=rng.uniform(0, end) if rng.random() < 0.05 else None,
        set_back_all=rng.random() < 0.5,
    )


def _steps(rng: Random, counts: tuple[int, ...]) -> frozenset[int]:
    return frozenset(rng.randrange(1, MOST_STEPS) for _ in range(rng.choice(counts)))


def _blocked(rng: Random, end: float) -> dict[int, tuple[float, float]]:
    if rng.random() > 0.15:
        return {}
    begin = rng.uniform(0, end)
    return {USERS[0]: (begin, begin + rng.uniform(0, 10))}


def _written(rng: Random, *, falls: bool) -> tuple[Written, ...]:
    users = USERS[: rng.randint(1, 3)]
    in_group = rng.random() < 0.3
    count = rng.randint(2, 7)
    poison = rng.randrange(count) if rng.random() < 0.2 else None
    number, at = 1000, 0.0
    written = []
    for index in range(count):
        # After an idle week numbers begin anew, perhaps lower.
        idle = falls and index == count // 2
        number = rng.choice((1, 3000)) if idle else number + 1
        at += 100.0 if idle else rng.choice((0.0, 0.0, 0.05, 1.0, 4.0)) * rng.random()
        user_id = rng.choice(users)
        chat_id = GROUP if in_group and rng.random() < 0.4 else user_id
        text = rng.choice(POISON) if index == poison else rng.choice(TEXTS)
        written.append(Written(number, at, user_id, chat_id, text))
    return tuple(written)


TEXTS = ("say 1", "say 1", "say 1", "say 2", "say 2", "tap", "tap", "nothing", "slow")
POISON = ("poison early", "poison late")
