"""What is shown of the counterparts there are, so that one can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.practice.temperament import Temperament


@dataclass(frozen=True)
class Offered:
    """A counterpart to practise with next; `reason` says why, `criterion` names what is practised there."""

    title: str
    counterpart: str
    role: str
    reason: str
    criterion: str = ""


@dataclass(frozen=True)
class OffersShown:
    offers: tuple[Offered, ...]


@dataclass(frozen=True)
class ListRow:
    """`difficulty` is 1 to 3; `temperament` and `total` are those of the user's last round there, empty and 0 before the first."""

    title: str
    counterpart: str
    role: str
    difficulty: int
    temperament: str = ""
    total: int = 0


@dataclass(frozen=True)
class ListShown:
    """A page of counterparts; `key` names the heading in the texts."""

    key: str
    params: Mapping[str, str]
    rows: tuple[ListRow, ...]
    page: int
    pages: int


@dataclass(frozen=True)
class TemperamentsShown:
    temperaments: tuple[Temperament, ...]
