"""Drills in words: what is asked, and what an answer came to."""

from collections.abc import Iterator, Sequence

from bot.practice.drills.drill import ChoiceItem, LineItem, OwnItem, Result
from bot.practice.drills.judge import DrillVerdict, Missing
from bot.practice.quoting import shown_quote
from bot.services.parts.drills import DrillAsked, DrillJudged, DrillRepeated, DrillsShown, ExampleShown
from bot.services.parts.progress import SkillRow, SkillsShown
from bot.texts import say
from bot.texts.blocks import Block, Style

_SKILLS = 4
"""Of each kind, so that it fits on a phone."""


def asked(part: DrillAsked) -> Iterator[Block]:
    yield Block(Style.TITLE, say("drill_title", title=part.drill.title))
    if part.reason:
        yield Block(Style.FAINT, say(f"drill_why_{part.reason}"))
    if isinstance(part.item, ChoiceItem):
        yield Block(Style.TEXT, part.item.asked)
        return
    yield Block(Style.COACH, part.drill.asks)
    yield from _situation(part.item)
    yield Block(Style.FAINT, say("drill_write_anew" if part.item.draft else "drill_write"))


def _situation(item: LineItem) -> Iterator[Block]:
    """In the order in which it happened."""
    yield Block(Style.TEXT, item.told)
    if item.told_ask:
        yield Block(Style.SPEAKER, say("you"))
        yield Block(Style.SAID, item.told_ask)
    yield from _last_words(item)
    if item.constraint_words:
        yield Block(Style.TEXT, say("drill_constraint", words=item.constraint_words))
    figures = (
        ("drill_stretch", "" if item.first_ask else item.stretch),
        ("drill_target", item.target),
        ("drill_floor", item.floor),
        ("drill_offer", item.offer),
    )
    yield Block(Style.TEXT, "\n".join(say(key, words=words) for key, words in figures if words))
    if item.differences:
        told = (f"• {difference.what}" for difference in item.differences)
        yield Block(Style.TEXT, "\n".join([say("brief_message_differences"), *told]))
    if item.draft:
        yield Block(Style.TEXT, _above_the_draft(item))
        yield Block(Style.QUOTE, item.draft)


def _above_the_draft(item: LineItem) -> str:
    return (
        say("drill_own_line", day=f"{item.failed_on:%A, %-d %B}") if isinstance(item, OwnItem) else say("drill_draft")
    )


def repeated(part: DrillRepeated) -> Iterator[Block]:
    """In short: what is to be done, and the words that it is to be done with."""
    yield Block(Style.COACH, say("drill_repeated", asks=part.drill.asks))
    yield from _last_words(part.item)
    if part.item.draft:
        yield Block(Style.TEXT, _above_the_draft(part.item))
        yield Block(Style.QUOTE, part.item.draft)
    yield Block(Style.FAINT, say("drill_write_anew" if part.item.draft else "drill_write"))


def example(part: ExampleShown) -> Iterator[Block]:
    yield Block(Style.COACH, say("drill_example"))
    yield Block(Style.TEXT, part.item.situation)
    yield from _last_words(part.item)
    yield Block(Style.TEXT, say("better", better=part.item.better))
    yield Block(Style.FAINT, say("drill_example_over"))


def _last_words(item: LineItem) -> Iterator[Block]:
    if item.they_say:
        yield Block(Style.SPEAKER, item.counterpart)
        yield Block(Style.SAID, item.they_say)


def judged(part: DrillJudged) -> Iterator[Block]:
    found = part.verdict
    if found.explanation:
        yield from _chosen(found)
        return
    yield Block(Style.TITLE, say(f"drilled_{found.result.value}"))
    for quote, praises in _praised(part).items():
        yield Block(Style.TEXT, " ".join(praises))
        yield Block(Style.QUOTE, say("you_said", quote=quote))
    for missing in _told(found):
        yield Block(Style.TEXT, missing.advice)
        if missing.quote:
            yield Block(Style.QUOTE, say("you_said", quote=shown_quote(part.said, missing.quote)))
    if found.elsewhere:
        yield Block(Style.TEXT, say("drill_elsewhere"))
    for doubted in found.doubted:
        yield Block(Style.TEXT, say("drill_doubted", finding=say(f"finding_{doubted}")))
    if found.advice:
        yield Block(Style.TEXT, say("drill_even_better", advice=found.advice))
    if found.result is not Result.PASSED:
        yield Block(Style.TEXT, say("better", better=found.better))


def _told(found: DrillVerdict) -> Iterator[Missing]:
    """Of what is wanting the first: the advice for a later need takes it that those before it are met. And all that cost."""
    yield from [one for one in found.missing if not one.quote][:1]
    yield from (one for one in found.missing if one.quote)


def _praised(part: DrillJudged) -> dict[str, list[str]]:
    """What carried the line, by the words it was heard in: nobody wants to read the same ones three times."""
    found: dict[str, list[str]] = {}
    for one in part.verdict.carried:
        found.setdefault(shown_quote(part.said, one.quote), []).append(one.praise)
    return found


def _chosen(found: DrillVerdict) -> Iterator[Block]:
    right = found.result is Result.PASSED
    yield Block(Style.TITLE, say("drill_right" if right else "drill_wrong"))
    if not right:
        yield Block(Style.TEXT, say("drill_answer", answer=found.better))
    yield Block(Style.TEXT, found.explanation)


def listed(part: DrillsShown) -> Iterator[Block]:
    for title, asks in part.rows:
        yield Block(Style.TITLE, title)
        yield Block(Style.TEXT, asks)


def skills(part: SkillsShown) -> Iterator[Block]:
    yield Block(Style.TITLE, say("skills_title"))
    found = (("skills_due", part.due), ("skills_strong", part.strong), ("skills_weak", part.weak))
    yield Block(Style.TEXT, "\n".join(say(key, skills=_named(rows)) for key, rows in found if rows))


def _named(rows: Sequence[SkillRow]) -> str:
    names = [
        say("skill_of_kind", title=row.title, kind=say(f"kind_{row.kind}")) if row.kind else row.title for row in rows
    ]
    more = len(names) - _SKILLS
    shown = "; ".join(names[:_SKILLS])
    return say("skills_more", skills=shown, count=str(more)) if more > 0 else shown
