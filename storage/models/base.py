"""What all tables share: names of constraints, and columns that mean the same on both databases."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Date, MetaData
from sqlalchemy.orm import DeclarativeBase

from storage.columns import Instant, PlainText, RealNumber, WholeNumber

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# An erased person's id must never come back as somebody else's: old buttons still carry it.
NEVER_REUSED = {"sqlite_autoincrement": True}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        int: WholeNumber,
        str: PlainText,
        datetime: Instant,
        date: Date,
        float: RealNumber,
    }
