"""Rows about drills and reminders into records, as `storage.rows` does for the others."""

from collections.abc import Iterable

from storage.daily_records import PlanRecord, PlanStatus, QuestionId, QuestionRecord, QuestionStatus, SlotRecord
from storage.records import UserId
from storage.rows import Found


def question_record(row: Found) -> QuestionRecord:
    return QuestionRecord(
        id=QuestionId(row.id),
        user_id=UserId(row.user_id),
        drill=row.drill,
        item=row.item,
        skill=row.skill,
        how=row.how,
        body=row.body,
        seed=row.seed,
        asked_at=row.asked_at,
        on_date=row.on_date,
        status=QuestionStatus(row.status),
        answer=row.answer,
        outcome=row.outcome,
        answered_at=row.answered_at,
        done_on=row.done_on,
    )


def slot_record(row: Found) -> SlotRecord:
    return SlotRecord(
        slot=row.slot, kind=row.kind, minute=row.minute, days=row.days, on_date=row.on_date, due_at=row.due_at
    )


def plan_record(row: Found, slots: Iterable[SlotRecord] = ()) -> PlanRecord:
    return PlanRecord(
        user_id=UserId(row.user_id),
        bot_id=row.bot_id,
        chat_id=row.chat_id,
        zone=row.zone,
        tzdata=row.tzdata,
        status=PlanStatus(row.status),
        slots=tuple(slots),
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        paused_until=row.paused_until,
        skipped_on=row.skipped_on,
    )
