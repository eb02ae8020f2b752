"""The tables. Rows stay inside storage: `storage.rows` turns them into records."""

from storage.models.base import Base
from storage.models.daily import DrillQuestion, Reminder, ReminderPlan, ReminderSlot, Review, SkillCard
from storage.models.delivery import DeadLetter, Outgoing, Pace, Update
from storage.models.meetings import Meeting, MeetingNotice
from storage.models.people import IdentityRow, User
from storage.models.rounds import Dispute, Edition, Round, Score, Turn, Verdict

__all__ = [
    "Base",
    "DeadLetter",
    "Dispute",
    "DrillQuestion",
    "Edition",
    "IdentityRow",
    "Meeting",
    "MeetingNotice",
    "Outgoing",
    "Pace",
    "Reminder",
    "ReminderPlan",
    "ReminderSlot",
    "Review",
    "Round",
    "Score",
    "SkillCard",
    "Turn",
    "Update",
    "User",
    "Verdict",
]
