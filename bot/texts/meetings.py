"""Meetings in words: the plan, what the coach makes of it, the pocket card, and what came of it."""

from collections.abc import Iterable, Iterator

from bot.practice.meetings.card import Card
from bot.practice.meetings.plan import Finding, Question
from bot.practice.meetings.prediction import Prediction
from bot.practice.meetings.statistics import Statistics, Tally
from bot.services.meetings.parts import (
    CardShown,
    FindingsShown,
    LetterShown,
    MeetingPart,
    MeetingShown,
    MeetingsShown,
    PictureSent,
    PredictionShown,
    StatisticsShown,
)
from bot.texts import say
from bot.texts.blocks import Block, Style


def blocks(part: MeetingPart) -> Iterator[Block]:
    """A picture is left to the front."""
    match part:
        case MeetingShown():
            yield from _plan(part)
        case MeetingsShown():
            yield from _rows(part)
        case FindingsShown():
            yield from _findings(part.findings)
        case CardShown():
            yield Block(Style.TITLE, part.title)
            yield Block(Style.TEXT, "\n".join(card_lines(part.card)))
        case LetterShown():
            yield Block(Style.TEXT, part.text)
        case PredictionShown():
            yield Block(Style.COACH, _prediction(part.prediction))
        case StatisticsShown():
            yield Block(Style.TITLE, say("statistics_title"))
            yield Block(Style.TEXT, "\n".join(_statistics(part.statistics)))
            yield Block(Style.FAINT, say("statistics_hint"))
        case PictureSent():
            return


def card_lines(card: Card) -> Iterator[str]:
    """What is read in ten seconds, from the first word to the last."""
    yield from _labelled("opener", card.opener)
    yield from _labelled("ask", card.ask)
    yield from _labelled("reason", card.reason)
    for one in card.ifs:
        yield "• " + say("card_if", they_say=one.they_say)
        yield "→ " + say("card_then", retreat=one.retreat)
    yield from _labelled("closing", card.closing)
    yield from _labelled("floor", card.floor)


def _labelled(label: str, words: str) -> Iterator[str]:
    if words:
        yield say("card_line", label=say(f"card_{label}"), words=words)


def _plan(part: MeetingShown) -> Iterator[Block]:
    yield Block(Style.TITLE, part.title)
    told = [
        say("meeting_line", label=say(f"meeting_label_{question}"), words=words)
        for question, words in part.answers.items()
        if question is not Question.WHEN
    ]
    if part.when:
        told.append(say("meeting_line", label=say("meeting_label_when"), words=str(part.when)))
    if told:
        yield Block(Style.TEXT, "\n".join(told))
    yield from _findings(part.findings)
    if part.totals:
        key = "meeting_rehearsed_one" if len(part.totals) == 1 else "meeting_rehearsed"
        totals = " · ".join(map(str, part.totals))
        yield Block(Style.FAINT, say(key, count=str(len(part.totals)), totals=totals))


def _rows(part: MeetingsShown) -> Iterator[Block]:
    for row in part.rows:
        yield Block(Style.TITLE, row.title)
        about = [str(row.when)] if row.when else []
        about += [say("meeting_row_draft")] if row.status == "draft" else []
        if about:
            yield Block(Style.TEXT, " · ".join(about))


def _findings(findings: Iterable[Finding]) -> Iterator[Block]:
    for finding in findings:
        yield Block(Style.COACH, say(f"advice_{finding.advice}", **finding.params))
        if finding.quote and not finding.is_praise:
            yield Block(Style.QUOTE, say("you_said", quote=finding.quote))


def _prediction(found: Prediction) -> str:
    predicted, actual = (say(f"kind_{kind}") for kind in (found.predicted[0], found.actual))
    return say(f"prediction_{found.guess}", predicted=predicted, actual=actual)


def _statistics(found: Statistics) -> Iterator[str]:
    for name, tally in (("direct", found.direct), ("retreat", found.retreat)):
        if tally.meetings:
            yield say(f"statistics_{name}", **_counts(tally))
    if found.others.meetings:
        yield say("statistics_others", meetings=str(found.others.meetings))
    known = sum(tally.known for tally in (found.direct, found.retreat, found.others))
    true = sum(tally.true for tally in (found.direct, found.retreat, found.others))
    if known:
        yield say("statistics_true", known=str(known), true=str(true))
    if found.guessed:
        yield say("statistics_guessed", right=str(found.guessed_right), all=str(found.guessed))


def _counts(tally: Tally) -> dict[str, str]:
    return {"meetings": str(tally.meetings), "yes": str(tally.yes), "open": str(tally.open), "no": str(tally.no)}
