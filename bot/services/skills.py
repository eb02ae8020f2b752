"""What is known of somebody's skills: read, and moved by what they have just shown."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from bot.practice.reminding.zones import zone as zone_of
from bot.practice.scoring import Score
from bot.practice.skills.cards import Card, as_dict, from_dict, review
from bot.practice.skills.grades import Grade, from_round, shares_of
from bot.practice.talk import Round
from storage.daily_records import CardRecord, ReviewRecord
from storage.records import UserId
from storage.unit_of_work import UnitOfWork

_EVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Here:
    """Somebody's own calendar: as their reminders have it, or by UTC while nobody knows."""

    zone: tzinfo
    today: date


async def here(uow: UnitOfWork, user_id: UserId, now: datetime) -> Here:
    plan = await uow.reminders.plan_of(user_id)
    zone = zone_of(plan.zone) if plan else UTC
    return Here(zone, now.astimezone(zone).date())


async def known_cards(uow: UnitOfWork, user_id: UserId) -> list[Card]:
    return [from_dict(json.loads(record.body)) for record in await uow.drills.cards(user_id)]


async def learn(
    uow: UnitOfWork, user_id: UserId, grades: Mapping[str, Grade], now: datetime, zone: tzinfo, source: str
) -> None:
    """Moves the cards of these skills, and keeps what moved them."""
    known = {card.skill: card for card in await known_cards(uow, user_id)} if grades else {}
    cards, reviews = [], []
    for skill, grade in grades.items():
        card, log = review(known.get(skill), skill, grade, now, zone=zone, user=user_id)
        cards.append(_kept(card))
        reviews.append(ReviewRecord(skill=log.skill, grade=log.grade, at=log.at, source=source))
    await uow.drills.keep_cards(user_id, cards, reviews)


async def learn_anew(uow: UnitOfWork, user_id: UserId, source: str, zone: tzinfo) -> None:
    """Takes back what `source` has shown: its skills' cards are what all else that moved them makes of them."""
    for skill in await uow.drills.take_back(user_id, source):
        card: Card | None = None
        for one in await uow.drills.reviews(user_id, _EVER):
            if one.skill == skill:
                card, _ = review(card, skill, Grade(one.grade), one.at, zone=zone, user=user_id)
        if card is None:
            await uow.drills.forget_card(user_id, skill)
        else:
            await uow.drills.keep_cards(user_id, [_kept(card)])


async def learn_from_round(
    uow: UnitOfWork, user_id: UserId, talk: Round, score: Score, now: datetime, *, what_if: bool, source: str
) -> None:
    """A finished round shows every criterion that it reached; a what-if shows nothing."""
    kind = talk.constraint.kind if talk.constraint_known else None
    grades = from_round(shares_of(score), kind, what_if=what_if)
    if grades:
        await learn(uow, user_id, grades, now, (await here(uow, user_id, now)).zone, source)


def _kept(card: Card) -> CardRecord:
    return CardRecord(skill=card.skill, body=json.dumps(as_dict(card)), due_at=card.due)
