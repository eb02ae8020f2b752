"""Drills in words: what is asked, and what an answer came to."""

from collections.abc import Iterator

from bot.practice.drills.drill import ChoiceItem, LineItem, OwnItem, Result
from bot.practice.quoting import shown_quote
from bot.services.replies import DrillAsked, DrillJudged, DrillsShown
from bot.texts import say
from bot.texts.blocks import Block, Style


def asked(part: DrillAsked) -> Iterator[Block]:
    yield Block(Style.TITLE, say("drill_title", title=part.drill.title))
    item = part.item
    if isinstance(item, ChoiceItem):
        yield Block(Style.TEXT, item.asked)
        return
    if isinstance(item, OwnItem):
        yield Block(Style.COACH, say("drill_own", day=f"{item.failed_on:%A, %-d %B}", counterpart=item.counterpart))
    yield Block(Style.COACH, part.drill.asks)
    yield from _situation(item)
    yield Block(Style.FAINT, say("drill_write"))


def _situation(item: LineItem) -> Iterator[Block]:
    """In the order in which it happened."""
    yield Block(Style.TEXT, item.situation)
    named = item.counterpart.partition(",")[0]
    figures = [("drill_target", item.target), ("drill_floor", item.floor), ("drill_stretch", item.stretch)]
    if item.first_ask:
        yield Block(Style.SPEAKER, say("you"))
        yield Block(Style.SAID, item.first_ask)
        figures = figures[:-1]
    if item.they_say:
        yield Block(Style.SPEAKER, item.counterpart if len(item.counterpart) > len(named) else named)
        yield Block(Style.SAID, item.they_say)
    if item.constraint_words:
        yield Block(Style.TEXT, say("drill_constraint", words=item.constraint_words))
    yield Block(Style.TEXT, "\n".join(say(key, words=words) for key, words in figures if words))
    if item.offer:
        yield Block(Style.TEXT, say("drill_offer", words=item.offer))
    if item.differences:
        told = (f"• {difference.what}" for difference in item.differences)
        yield Block(Style.TEXT, "\n".join([say("brief_message_differences"), *told]))
    if item.draft:
        yield Block(Style.TEXT, say("drill_own_line" if isinstance(item, OwnItem) else "drill_draft"))
        yield Block(Style.QUOTE, item.draft)


def judged(part: DrillJudged) -> Iterator[Block]:
    found = part.verdict
    if found.explanation:
        yield Block(Style.TITLE, say("drill_right" if found.result is Result.PASSED else "drill_wrong"))
        if found.result is not Result.PASSED:
            yield Block(Style.TEXT, say("drill_answer", answer=found.better))
        yield Block(Style.TEXT, found.explanation)
        return
    yield Block(Style.TITLE, say(f"drilled_{found.result.value}"))
    for one in found.carried:
        yield Block(Style.TEXT, one.praise)
        yield Block(Style.QUOTE, say("you_said", quote=shown_quote(part.said, one.quote)))
    for missing in found.missing:
        yield Block(Style.TEXT, missing.advice)
        if missing.quote:
            yield Block(Style.QUOTE, say("you_said", quote=shown_quote(part.said, missing.quote)))
    for doubted in found.doubted:
        yield Block(Style.TEXT, say("drill_doubted", finding=say(f"finding_{doubted}")))
    if found.advice:
        yield Block(Style.TEXT, say("drill_even_better", advice=found.advice))
    if found.result is not Result.PASSED:
        yield Block(Style.TEXT, say("better", better=found.better))


def listed(part: DrillsShown) -> Iterator[Block]:
    yield Block(Style.COACH, say("drills_choose"))
    for title, asks in part.rows:
        yield Block(Style.TITLE, title)
        yield Block(Style.TEXT, asks)
