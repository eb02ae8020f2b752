"""Rules on the rubric: DLG08x, and its ids and placeholders (DLG021, DLG025)."""

from collections.abc import Iterator

from bot.practice.draft import Draft
from bot.practice.placeholders import DEBRIEF_PLACEHOLDERS, misspelt
from bot.practice.repeats import repeats
from bot.practice.rubric import FINDINGS, Criterion, Fault, Rubric
from bot.practice.source import Place, Problem, Source

FULL_SCORE = 100


def rubric_rules(draft: Draft) -> Iterator[Problem]:
    if draft.rubric is None:
        return
    rubric, source = draft.rubric.model, draft.rubric.source
    total = sum(criterion.weight for criterion in rubric.usual)
    if total != FULL_SCORE:
        yield source.problem("DLG080", ("criteria",), f"the weights add up to {total}, not to {FULL_SCORE}")
    for place, finding in _findings(rubric):
        if finding not in FINDINGS:
            yield source.problem("DLG081", place, f"unknown finding “{finding}”")
    yield from _unknown_criteria(rubric, source)
    yield from _misspelt_placeholders(rubric, source)
    for index, criterion_id in repeats(criterion.id for criterion in rubric.criteria):
        yield source.problem("DLG021", ("criteria", index, "id"), f"the id “{criterion_id}” is used twice")


def _findings(rubric: Rubric) -> Iterator[tuple[Place, str]]:
    for index, criterion in enumerate(rubric.criteria):
        for key, shares in (("earn", criterion.earn), ("lose", criterion.lose)):
            for number, share in enumerate(shares):
                yield ("criteria", index, key, number, "finding"), share.finding
    for index, cap in enumerate(rubric.caps):
        yield ("caps", index, "finding"), cap.finding


def _unknown_criteria(rubric: Rubric, source: Source) -> Iterator[Problem]:
    known = {criterion.id for criterion in rubric.criteria}
    for index, cap in enumerate(rubric.caps):
        if cap.criterion not in known:
            yield source.problem("DLG082", ("caps", index, "criterion"), f"no criterion has the id “{cap.criterion}”")


def _misspelt_placeholders(rubric: Rubric, source: Source) -> Iterator[Problem]:
    for place, text in _feedback(rubric):
        for message in misspelt(text or "", DEBRIEF_PLACEHOLDERS):
            yield source.problem("DLG025", place, message)


def _feedback(rubric: Rubric) -> Iterator[tuple[Place, str | None]]:
    for index, criterion in enumerate(rubric.criteria):
        place: Place = ("criteria", index)
        yield (*place, "praise"), criterion.praise
        yield from _wordings(criterion, place)
        for shares in ("earn", "lose"):
            for number, share in enumerate(getattr(criterion, shares)):
                yield from _wordings(share, (*place, shares, number))
    for index, cap in enumerate(rubric.caps):
        yield from _wordings(cap, ("caps", index))


def _wordings(part: Criterion | Fault, place: Place) -> Iterator[tuple[Place, str | None]]:
    yield (*place, "advice"), part.advice
    yield (*place, "better"), part.better
    for when, line in part.instead.items():
        yield (*place, "instead", when.value), line
