"""Column types that mean the same on both databases, and refuse what only one of them could keep."""

import math
import re
from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Double, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.errors import UnstorableValue

LARGEST = 2**63 - 1
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
# asyncpg keeps the two ends of the calendar as infinity, which no clock can read back; beyond them lies what another zone makes of them.
FIRST_INSTANT, LAST_INSTANT = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """SQLite keeps no zone: times go in as UTC and come back aware from either database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise UnstorableValue("A time needs a zone to be stored.")
        if not FIRST_INSTANT < value < LAST_INSTANT:
            raise UnstorableValue("A time at the end of the calendar, or beyond it, cannot be stored.")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class PlainText(TypeDecorator[str]):
    """PostgreSQL keeps no NUL and neither database keeps lone surrogates; the driver would fail in the middle of a flush."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (the signature is given)
        if value is not None and _UNSTORABLE.search(value):
            raise UnstorableValue("A text with NUL or half a surrogate pair cannot be stored.")
        return value


class WholeNumber(TypeDecorator[int]):
    """64 bits on both databases; INTEGER on SQLite, since only that name makes a primary key count up by itself."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int]:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002 (the signature is given)
        if value is not None and not -LARGEST <= value <= LARGEST:
            raise UnstorableValue("A number beyond 64 bits cannot be stored.")
        return value


class RealNumber(TypeDecorator[float]):
    """Finite: SQLite turns NaN into NULL, and JSON knows neither NaN nor infinity."""

    impl = Double
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:  # noqa: ARG002 (the signature is given)
        if value is not None and not math.isfinite(value):
            raise UnstorableValue("A number that is not finite cannot be stored.")
        return value
