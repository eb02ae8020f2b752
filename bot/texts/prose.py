"""Replies in words: every part as a few styled blocks, which a front turns into its own markup."""

from collections.abc import Iterable, Iterator

from bot.practice.debrief import Debrief
from bot.practice.quoting import shown_quote
from bot.services.meetings.parts import CardShown, LetterShown, MeetingPart, PictureSent
from bot.services.parts.drills import DrillAsked, DrillJudged, DrillRepeated, DrillsShown, ExampleShown
from bot.services.parts.library import ListShown, OffersShown, TemperamentsShown
from bot.services.parts.progress import HistoryShown, ProgressRow, ProgressShown, SkillsShown
from bot.services.parts.reminders import DigestShown, PlanShown
from bot.services.parts.rounds import (
    BriefShown,
    ComparisonShown,
    CounterpartSays,
    DebriefShown,
    PointsShown,
    StepShown,
    TranscriptShown,
    Tried,
)
from bot.services.replies import CoachSays, FileSent, Part
from bot.texts import drilling, meetings, say
from bot.texts.blocks import Block, Passage, Style
from bot.texts.choosing import about_offer, about_row, heading
from bot.texts.criteria import criteria, point
from bot.texts.reminding import digest_lines, plan_lines

_OF_THEIR_OWN = (DebriefShown, ComparisonShown, TranscriptShown, BriefShown, CardShown, LetterShown)
_BARS = "▁▂▃▄▅▆▇█"
_FULL, _SMALLER, _NO_LESS = "brief_message_full", "brief_message_smaller", "brief_message_floor"
_BARS_SHOWN = 6


def passages(parts: Iterable[Part]) -> tuple[Passage, ...]:
    """The parts of a reply as messages: what is long or weighty starts one of its own. Files are left to the front."""
    found: list[list[Block]] = [[]]
    for part in parts:
        if isinstance(part, FileSent | PictureSent):
            continue
        if found[-1] and isinstance(part, _OF_THEIR_OWN):
            found.append([])
        found[-1] += meetings.blocks(part) if isinstance(part, MeetingPart) else _blocks(part)
        if isinstance(part, (TranscriptShown, DebriefShown, CardShown, LetterShown)):
            found.append([])
    return tuple(Passage(tuple(blocks)) for blocks in found if blocks)


def _blocks(part: Part) -> Iterator[Block]:  # noqa: C901, PLR0912, PLR0915 (one arm for each kind of part)
    match part:
        case CoachSays():
            yield Block(Style.COACH, say(part.key, **part.params))
        case CounterpartSays():
            yield Block(Style.SPEAKER, _capital(part.name))
            yield Block(Style.SAID, part.text)
        case StepShown():
            what = say(f"step_{part.task or part.step}")
            yield Block(Style.FAINT, say("step", step=str(part.step), steps=str(part.steps), what=what))
        case BriefShown():
            yield from _brief(part)
        case OffersShown():
            for offer in part.offers:
                yield Block(Style.TITLE, offer.title)
                yield Block(Style.TEXT, about_offer(offer))
        case ListShown():
            yield Block(Style.COACH, heading(part))
            for row in part.rows:
                yield Block(Style.TITLE, row.title)
                yield Block(Style.TEXT, about_row(row))
        case TemperamentsShown():
            for temperament in part.temperaments:
                yield Block(Style.FAINT, say("temperament", title=temperament.title, about=temperament.about))
        case DebriefShown():
            yield from _debrief(part)
        case PointsShown():
            yield Block(Style.TITLE, say("points_title"))
            for item in part.criteria:
                yield Block(Style.TEXT, point(item))
        case ComparisonShown():
            yield from _tried("compare_before", part.before)
            yield from _tried("compare_after", part.after)
        case HistoryShown():
            yield from _history(part)
        case TranscriptShown():
            yield Block(Style.TITLE, say("transcript_title" if part.whole else "transcript_end_title"))
            for speaker, text in part.lines:
                yield Block(Style.SPEAKER, _capital(speaker) or say("you"))
                yield Block(Style.SAID, text)
        case ProgressShown():
            yield from _progress(part)
        case SkillsShown():
            yield from drilling.skills(part)
        case DrillAsked():
            yield from drilling.asked(part)
        case DrillJudged():
            yield from drilling.judged(part)
        case DrillRepeated():
            yield from drilling.repeated(part)
        case ExampleShown():
            yield from drilling.example(part)
        case DrillsShown():
            yield from drilling.listed(part)
        case PlanShown():
            yield Block(Style.COACH, "\n".join(plan_lines(part)))
        case DigestShown():
            yield Block(Style.TITLE, say("digest_title"))
            yield Block(Style.TEXT, "\n".join(digest_lines(part)))
        case FileSent():
            return


def _brief(part: BriefShown) -> Iterator[Block]:
    script = part.script
    yield Block(Style.TITLE, script.title)
    yield Block(
        Style.TEXT,
        say("brief_counterpart", name=_capital(script.counterpart.name), role=script.counterpart.role)
        + f". {script.counterpart.about}",
    )
    yield Block(Style.TEXT, script.brief)
    if script.is_message:
        yield Block(Style.TEXT, say("brief_message"))
    asks = (
        (_FULL if script.is_message else "brief_stretch", script.ask.stretch),
        (_SMALLER if script.is_message else "brief_target", script.ask.target),
        (_NO_LESS if script.is_message else "brief_floor", script.ask.floor),
    )
    yield Block(Style.TEXT, "\n".join(say(key, words=words.words) for key, words in asks))
    if script.differences:
        told = (f"• {difference.what}" for difference in script.differences)
        yield Block(Style.TEXT, "\n".join([say("brief_message_differences"), *told]))
    yield Block(Style.TEXT, "\n".join([say("brief_reasons"), *(f"• {reason}" for reason in script.ask.reasons)]))


def _debrief(part: DebriefShown) -> Iterator[Block]:
    found = part.debrief
    key = "debrief_title_what_if" if part.what_if else "debrief_title"
    yield Block(Style.TITLE, say(key, title=part.title, total=str(found.score.total)))
    yield Block(Style.TEXT, _capital(say(f"outcome_{found.outcome.value}", name=part.counterpart)))
    yield from _feedback(found)
    if found.lesson:
        yield Block(Style.TITLE, say("lesson_title"))
        yield Block(Style.TEXT, f"{found.lesson} {found.because}".strip())
    yield from criteria(found.score.criteria)


def _feedback(found: Debrief) -> Iterator[Block]:
    if found.worked:
        yield Block(Style.TITLE, say("worked"))
    for praise in found.worked:
        yield Block(Style.TEXT, praise.text)
        yield Block(Style.QUOTE, say("you_said", quote=praise.quote))
    if found.change is None:
        in_doubt = any(item.in_doubt for item in found.score.criteria)
        yield Block(Style.TEXT, say("nothing_to_change_heard" if in_doubt else "nothing_to_change"))
        return
    yield Block(Style.TITLE, say("last_touch" if found.change.small else "change"))
    if found.change.quote:
        yield Block(Style.QUOTE, say("you_said", quote=found.change.quote))
    for hit in found.score.caps:
        if hit.cap.criterion == found.change.criterion.id:
            yield Block(Style.TEXT, say("cap", why=hit.cap.why))
    yield Block(Style.TEXT, found.change.advice)
    yield Block(Style.TEXT, say("better", better=found.change.better))


def _capital(text: str) -> str:
    """Somebody of one's own meeting may be called “your landlord”."""
    return text[:1].upper() + text[1:]


def _tried(key: str, tried: Tried) -> Iterator[Block]:
    yield Block(Style.TITLE, say(key))
    yield Block(Style.QUOTE, say("you_said", quote=shown_quote(tried.said)))
    heard = ", ".join(say(f"finding_{name}") for name in tried.heard)
    yield Block(Style.FAINT, say("compare_heard", heard=heard) if heard else say("compare_heard_nothing"))
    yield Block(Style.SPEAKER, _capital(tried.counterpart))
    yield Block(Style.SAID, tried.reply)
    yield Block(Style.FAINT, say("compare_state", state=say(f"state_{tried.state}")))


def _history(part: HistoryShown) -> Iterator[Block]:
    last = part.first + len(part.rows) - 1
    key = "history_title" if last > part.first else "history_title_one"
    yield Block(Style.TITLE, say(key, first=str(part.first), last=str(last), total=str(part.total)))
    rows = []
    for number, row in enumerate(part.rows, part.first):
        marks = (say("mark_what_if") if row.what_if else "") + (say("mark_disputed") if row.disputed else "")
        rows.append(
            say(
                "history_row",
                number=str(number),
                title=row.title,
                temperament=row.temperament,
                total=str(row.total),
                marks=marks,
                date=f"{row.ended_at:%-d %b %Y}",
            )
        )
    yield Block(Style.TEXT, "\n".join(rows))


def _progress(part: ProgressShown) -> Iterator[Block]:
    key = "progress_title" if len(part.totals) > 1 else "progress_title_one"
    totals = " · ".join(str(total) for total in part.totals)
    yield Block(
        Style.TITLE,
        say(key, count=str(len(part.totals)), totals=totals) if len(part.totals) > 1 else say(key, totals=totals),
    )
    yield Block(Style.TABLE, "\n".join(_progress_row(row, len(part.totals)) for row in part.rows))
    yield Block(Style.FAINT, say("progress_hint"))


def _progress_row(row: ProgressRow, rounds: int) -> str:
    shown = row.shares[-_BARS_SHOWN:]
    bars = "".join(_BARS[round(share * (len(_BARS) - 1))] for share in shown).rjust(min(rounds, _BARS_SHOWN))
    average = f"{round(100 * sum(row.shares) / len(row.shares))}" if row.shares else "-"
    return say("progress_row", bars=bars, share=average.rjust(3), title=row.title)
