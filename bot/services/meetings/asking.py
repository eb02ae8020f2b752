"""What a meeting still wants to know, one thing at a time; and the meeting itself once it knows enough."""

from bot.practice.meetings.coach import findings, findings_on
from bot.practice.meetings.fit import raised
from bot.practice.meetings.plan import Finding, FitRule, MeetingPlan, Question
from bot.practice.meetings.reading import read
from bot.services.meetings.desk import SEPARATOR, Desk, is_there, plan_in
from bot.services.meetings.parts import FindingsShown, MeetingShown, MeetingWhen
from bot.services.replies import Choice, CoachSays, Part, Reply
from storage.meeting_records import MeetingStatus
from storage.records import RoundId, RoundKind, RoundStatus, UserId
from storage.unit_of_work import UnitOfWork

SINCERE, FIT, PLACE, NOTE, CARD = "sincere", "fit", "place", "note", "card"
"""What is asked beside the questions: would they take it, does a rule apply, where they are, what happened, another wording."""


async def ask_next(desk: Desk, *first: Part) -> Reply:
    """The next question behind `first`; where none is left the meeting is saved and shown."""
    fault = _fault(desk.plan)
    if fault is not None:
        return await ask_again(desk, *fault, *first)
    question = desk.plan.next_question
    if question is not None and not _sincerity_comes_first(desk, question):
        return await ask(desk, question, *first)
    if _wants_sincerity(desk.plan):
        await _wait_for(desk, SINCERE)
        params = {"stretch": desk.reading.stretch or desk.plan.answers[Question.STRETCH]}
        return Reply((*first, CoachSays("meeting_ask_sincere", params)), (_yes_no(desk, SINCERE),))
    rule = next(iter(raised(desk.plan, await used_on(desk.uow, desk.user_id, desk.record.id))), None)
    if rule is not None:
        await _wait_for(desk, f"{FIT}{SEPARATOR}{rule}")
        asked = CoachSays(f"meeting_fit_{rule}", {"name": desk.name})
        return Reply((*first, asked), (_yes_no(desk, FIT, rule.value),))
    if desk.record.status is MeetingStatus.DRAFT and _may_ask_when(desk):
        return await ask(desk, Question.WHEN, *first)
    is_new = desk.record.status is MeetingStatus.DRAFT
    await desk.keep(status=MeetingStatus.SAVED if is_new else desk.record.status, asking=None)
    saved = (CoachSays("meeting_saved"),) if is_new else ()
    return await shown(desk, *first, *saved)


async def ask(desk: Desk, question: Question, *first: Part) -> Reply:
    """One question; the user's next message answers it."""
    await _wait_for(desk, question.value)
    said = desk.plan.answers.get(question, "")
    told = (CoachSays("meeting_so_far", {"answer": said}),) if said else ()
    number = "" if question is Question.WHEN else str(list(Question).index(question) + 1)
    asked = CoachSays(f"meeting_ask_{question}", {"number": number, "name": desk.name})
    leave = "button_meeting_keep" if said else "button_meeting_skip"
    row: tuple[Choice, ...] = (desk.button(leave, "skip", question.value), desk.button("button_meeting_later", "later"))
    return Reply((*first, *told, asked), (row,), awaits_words=True)


async def ask_again(desk: Desk, question: Question, found: tuple[Finding, ...], *first: Part) -> Reply:
    """An answer with which the plan does not hold together, until it is mended or left so; also for whoever comes back later."""
    await _wait_for(desk, question.value)
    row = (desk.button("button_meeting_leave_so", "skip", question.value), desk.button("button_meeting_later", "later"))
    return Reply((*first, FindingsShown(found), CoachSays("meeting_mend")), (row,), awaits_words=True)


async def ask_aside(desk: Desk, what: str, *parts: Part) -> Reply:
    """Something beside the questions; the user's next message answers it."""
    await _wait_for(desk, what)
    return Reply(parts, ((desk.button("button_meeting_back", "show"),),), awaits_words=True)


async def shown(desk: Desk, *first: Part) -> Reply:
    """The meeting with what may be done about it; nothing waits for an answer."""
    if desk.record.asking is not None:
        await desk.keep(asking=None)
    part = MeetingShown(
        title=desk.title,
        answers=desk.plan.answers,
        findings=tuple(one for one in findings(desk.plan) if not one.is_praise),
        when=when_of(desk),
        totals=await totals(desk),
        is_archived=not is_there(desk.record),
    )
    return Reply((*first, part), _choices(desk, part))


def when_of(desk: Desk) -> MeetingWhen | None:
    on = desk.record.on_date
    return MeetingWhen(on, desk.record.minute) if on else None


async def totals(desk: Desk) -> tuple[int, ...]:
    """Of the meeting's finished rehearsals, oldest first; another try of a line is none."""
    found = [await desk.uow.rounds.get(desk.user_id, number) for number in await _rounds(desk)]
    whole = (one for one in found if one and one.status is RoundStatus.FINISHED and one.kind is RoundKind.PRACTICE)
    return tuple(one.total for one in whole if one.total is not None)


async def used_on(uow: UnitOfWork, user_id: UserId, but: int) -> frozenset[str]:
    """With whom the user has used the technique in another meeting, by their own word."""
    plans = [plan_in(one) for one in await uow.meetings.all_of(user_id) if one.id != but]
    held = [plan for plan in plans if plan.outcome and plan.outcome.asked and plan.outcome.retreated]
    return frozenset(read(plan).alias for plan in held) - {""}


async def _rounds(desk: Desk) -> tuple[RoundId, ...]:
    return await desk.uow.meetings.rounds_of(desk.user_id, desk.record.id)


async def _wait_for(desk: Desk, what: str) -> None:
    """A drill that was open has passed: what is written next is about the meeting."""
    await desk.uow.drills.pass_open(desk.user_id)
    await desk.keep(asking=what)


def _fault(plan: MeetingPlan) -> tuple[Question, tuple[Finding, ...]] | None:
    """The first answer that does not hold, and was not left so."""
    for question in plan.answers:
        found = findings_on(plan, question) if question not in plan.left_so else ()
        if any(one.is_serious for one in found):
            return question, tuple(one for one in found if not one.is_praise)
    return None


def _sincerity_comes_first(desk: Desk, question: Question) -> bool:
    """Right after the stretch, while it is fresh."""
    return question is Question.OBJECTION and _wants_sincerity(desk.plan)


def _wants_sincerity(plan: MeetingPlan) -> bool:
    return Question.STRETCH in plan.answers and plan.sincere is None


def _may_ask_when(desk: Desk) -> bool:
    """Where nobody can be written to, a date brings nothing."""
    asked = {*desk.plan.answers, *desk.plan.skipped}
    return Question.WHEN not in asked and desk.deps.reach(desk.person) is not None


def _yes_no(desk: Desk, *what: str) -> tuple[Choice, ...]:
    return desk.button("button_yes", *what, "yes"), desk.button("button_no", *what, "no")


def _choices(desk: Desk, part: MeetingShown) -> tuple[tuple[Choice, ...], ...]:
    if part.is_archived:
        return (
            (desk.button("button_meeting_unarchive", "back"), desk.button("button_meeting_delete", "delete")),
            (desk.button("button_meeting_list", "list"),),
        )
    if desk.plan.next_question is not None or _wants_sincerity(desk.plan) or _fault(desk.plan):
        return (
            (desk.button("button_meeting_go_on", "next"), desk.button("button_meeting_edit", "edit")),
            (desk.button("button_meeting_delete", "delete"),),
        )
    return (
        (desk.button("button_meeting_rehearse", "go"), desk.button("button_meeting_card", "card")),
        (desk.button("button_meeting_letter", "letter"), desk.button("button_meeting_edit", "edit")),
        (desk.button("button_meeting_happened", "done"), desk.button("button_meeting_more", "more")),
    )


def without(plan: MeetingPlan, question: Question) -> MeetingPlan:
    """As it is before that question is asked."""
    kept = {key: words for key, words in plan.answers.items() if key is not question}
    return plan.model_copy(update={"answers": kept, "skipped": plan.skipped - {question}})


def with_answer(plan: MeetingPlan, question: Question, text: str) -> MeetingPlan:
    """A new stretch may be meant more, or less, than the one before."""
    fresh: dict[str, object] = {"sincere": None} if question is Question.STRETCH else {}
    answers = {**plan.answers, question: text}
    ordered = {one: answers[one] for one in Question if one in answers}
    again = {"skipped": plan.skipped - {question}, "left_so": plan.left_so - {question}}
    return plan.model_copy(update={"answers": ordered, **again, **fresh})


def with_fit(plan: MeetingPlan, rule: FitRule, *, applies: bool) -> MeetingPlan:
    return plan.model_copy(update={"fit": {**plan.fit, rule: applies}})
