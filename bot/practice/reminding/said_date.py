"""What people type for the day on which reminders begin again."""

from dataclasses import dataclass
from datetime import date

from bot.practice.reminding.said import Unclear


@dataclass(frozen=True)
class WantedDate:
    """`day_taken_first`: "5/12" was read as 5 December."""

    on: date
    day_taken_first: bool = False


def said_date(text: str, today: date) -> WantedDate | Unclear:
    """The first day of reminders again: "until 5 December", "until Friday", "a week", "2026-12-05"; always after `today`."""
