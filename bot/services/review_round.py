"""Looking back: the debrief, every point with its words, the history, and objections to a verdict."""

from bot.practice.debrief import Debrief
from bot.practice.meetings.counterpart import plan_of
from bot.practice.scoring import CriterionScore, Mark
from bot.practice.talk import Round
from bot.services.deps import Deps, Person
from bot.services.meetings.desk import button
from bot.services.open_round import edition_of, judge, moment_of, round_id, said, scores
from bot.services.parts.progress import HistoryRow, HistoryShown
from bot.services.parts.rounds import DebriefShown, PointsShown, TranscriptShown
from bot.services.people import ensure_user
from bot.services.replies import Action, Choice, CoachSays, Moment, Reply, Verb, coach
from storage.records import RoundKind, RoundRecord, RoundStatus

PAGE_SIZE = 5
MOST_DOUBTS = 3
"""Of so many criteria that hearing was unsure of, one can object right below the debrief; *Every point* has them all."""
OF = "."


def debrief_reply(talk: Round, found: Debrief, record: RoundRecord, moment: Moment) -> Reply:
    """The debrief with what may follow it."""
    script = talk.edition.script
    shown = DebriefShown(script.title, talk.last_speaker, found, what_if=record.kind is RoundKind.WHAT_IF)
    here = str(record.id)
    rows: list[tuple[Choice, ...]] = []
    if found.change and found.change.turn:
        rows.append((Choice(Action(Verb.RETRY, moment, f"{here}{OF}{found.change.turn}"), "button_retry"),))
    if found.change and found.score.of(found.change.criterion.id).mark is not Mark.NOT_REACHED:
        rows.append((Choice(Action(Verb.DISPUTE, moment, f"{here}{OF}{found.change.criterion.id}"), "button_dispute"),))
    asked = found.change.criterion.id if found.change else ""
    unsure = [item for item in found.score.criteria if item.in_doubt and item.criterion.id != asked]
    rows += [(_dispute(record, item, moment),) for item in unsure[:MOST_DOUBTS]]
    rows.append(_next_rounds(script.id, here, moment))
    rows.append(
        (
            Choice(Action(Verb.POINTS, moment, here), "button_points"),
            Choice(Action(Verb.HISTORY, moment, "0"), "button_history"),
        )
    )
    return Reply((shown,), tuple(rows))


def _next_rounds(script_id: str, here: str, moment: Moment) -> tuple[Choice, ...]:
    """After a rehearsal of one's own meeting comes the next one, or the meeting."""
    if meeting := plan_of(script_id):
        return (
            button("button_meeting_next", meeting, "go"),
            button("button_meeting_card", meeting, "card"),
            button("button_meetings", meeting, "show"),
        )
    return (
        Choice(Action(Verb.AGAIN, moment, here), "button_again"),
        Choice(Action(Verb.HARDER, moment, here), "button_harder"),
        Choice(Action(Verb.NEXT, moment, here), "button_next"),
    )


def _dispute(record: RoundRecord, item: CriterionScore, moment: Moment) -> Choice:
    target = f"{record.id}{OF}{item.criterion.id}"
    return Choice(Action(Verb.DISPUTE, moment, target), "button_dispute_one", {"title": item.criterion.title})


async def _finished(deps: Deps, person: Person, target: str) -> tuple[RoundRecord, Round, Debrief, Moment] | None:
    """A finished round of this user's, judged, and where the user stands now."""
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        record = await uow.rounds.get(user.id, round_id(target))
        if record is None or record.status is not RoundStatus.FINISHED:
            return None
        talk, found = await judge(deps, uow, record)
        moment = await moment_of(uow, user.id)
        await uow.commit()
    return record, talk, found, moment


async def show_round(deps: Deps, person: Person, target: str) -> Reply:
    """A finished round again: word for word, then its debrief."""
    finished = await _finished(deps, person, target)
    if finished is None:
        return coach("round_gone")
    record, talk, found, moment = finished
    reply = debrief_reply(talk, found, record, moment)
    return Reply((_transcript(talk, record), *reply.parts), reply.choices)


def _transcript(talk: Round, record: RoundRecord) -> TranscriptShown:
    return TranscriptShown(tuple(said(talk, record)))


async def show_points(deps: Deps, person: Person, target: str) -> Reply:
    """Every criterion with its points and words; each that lost points can be objected to."""
    finished = await _finished(deps, person, target)
    if finished is None:
        return coach("round_gone")
    record, _, found, moment = finished
    capped = {hit.cap.criterion for hit in found.score.caps}
    disputable = [
        item
        for item in found.score.criteria
        if (item.lost > 0 or item.in_doubt or item.criterion.id in capped)
        and item.mark not in {Mark.DISPUTED, Mark.NOT_REACHED}
    ]
    rows = tuple((_dispute(record, item, moment),) for item in disputable)
    return Reply(
        (PointsShown(found.score.criteria),),
        (*rows, (Choice(Action(Verb.SHOW, moment, str(record.id)), "button_show"),)),
    )


async def file_dispute(deps: Deps, person: Person, target: str) -> Reply:
    """“I did say that”: grants the criterion until somebody settles it, marks the round, and shows the debrief anew.

    Whoever objects for the first time is told, this once, that objections can be lent.
    """
    number, _, criterion_id = target.partition(OF)
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        record = await uow.rounds.get(user.id, round_id(number))
        if record is None or record.status is not RoundStatus.FINISHED or record.ended_at is None:
            return coach("round_gone")
        _, before = await judge(deps, uow, record)
        known = {item.criterion.id: item for item in before.score.criteria}
        if criterion_id not in known or known[criterion_id].mark is Mark.NOT_REACHED:
            return coach("round_gone")
        if known[criterion_id].mark is Mark.DISPUTED:
            return Reply((CoachSays("dispute_known"),), passed=True)
        hint = () if user.lends_objections or await uow.disputes.any_of(user.id) else (CoachSays("lending_hint"),)
        await uow.rounds.add_dispute(record.id, known[criterion_id].turn or 0, criterion_id, deps.now())
        disputed = await uow.rounds.get(user.id, record.id) or record
        talk, found = await judge(deps, uow, disputed)
        await uow.rounds.finish(record.id, total=found.score.total, scores=scores(found), ended_at=record.ended_at)
        again = debrief_reply(talk, found, record, await moment_of(uow, user.id))
        noted = CoachSays(
            "dispute_noted",
            {
                "title": known[criterion_id].criterion.title,
                "before": str(before.score.total),
                "after": str(found.score.total),
            },
        )
        reply = Reply((noted, *hint, *again.parts), again.choices)
        await deps.conclude(uow, reply)
    return reply


async def show_history(deps: Deps, person: Person, target: str = "0") -> Reply:
    """Finished rounds, newest first, five a page; each can be opened again."""
    offset = round_id(target)
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        page = await uow.rounds.page(user.id, offset=offset, limit=PAGE_SIZE)
        moment = await moment_of(uow, user.id)
        titles = {script.id: script.title for script in deps.library.scripts}
        for record in page.rounds:
            if record.script_id not in titles:
                # Of a meeting of their own, or a script that is gone.
                titles[record.script_id] = (await edition_of(deps, uow, record)).script.title
        await uow.commit()
    if not page.rounds:
        return Reply((CoachSays("history_empty"),), ((Choice(Action(Verb.MENU, moment), "button_practise"),),))
    rows = [_row(record, titles) for record in page.rounds]
    choices = [
        (
            Choice(
                Action(Verb.SHOW, moment, str(record.id)),
                "button_open_round",
                {"number": str(offset + index + 1), "title": row.title, "total": str(row.total)},
            ),
        )
        for index, (record, row) in enumerate(zip(page.rounds, rows, strict=True))
    ]
    pages = []
    if offset > 0:
        pages.append(Choice(Action(Verb.HISTORY, moment, str(max(0, offset - PAGE_SIZE))), "button_newer"))
    if offset + PAGE_SIZE < page.total:
        pages.append(Choice(Action(Verb.HISTORY, moment, str(offset + PAGE_SIZE)), "button_older"))
    return Reply((HistoryShown(tuple(rows), offset + 1, page.total),), (*choices, *((tuple(pages),) if pages else ())))


def _row(record: RoundRecord, titles: dict[str, str]) -> HistoryRow:
    return HistoryRow(
        title=titles[record.script_id],
        temperament=record.temperament,
        total=record.total or 0,
        ended_at=record.ended_at or record.last_line_at,
        what_if=record.kind is RoundKind.WHAT_IF,
        disputed=bool(record.disputes),
    )
