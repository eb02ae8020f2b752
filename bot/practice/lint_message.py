"""Rules on the channel `message`: who answers it, how its options differ, and what it is judged by: DLG11x."""

from collections.abc import Iterator

from bot.hearing.cues import Channel
from bot.practice.draft import Draft, Loaded
from bot.practice.lint_rubric import FULL_SCORE
from bot.practice.rubric import Rubric
from bot.practice.script import Script
from bot.practice.source import Problem

FEWEST = 2


def message_rules(draft: Draft) -> Iterator[Problem]:
    for loaded in draft.scripts.values():
        yield from _other_channels(loaded, draft)
        yield from _differences(loaded)
        yield from _words_of_two(loaded)
        if loaded.model.is_message:
            yield from _turns_of_events(loaded)
            yield from _unjudged(loaded, draft)
    if draft.rubric:
        yield from _criteria(draft.rubric)


def _other_channels(loaded: Loaded[Script], draft: Draft) -> Iterator[Problem]:
    script = loaded.model
    for index, name in enumerate(script.temperaments):
        served = draft.temperaments.get(name)
        if served and served.model.channel is not script.channel:
            message = f"“{name}” is of the channel {served.model.channel.value}, this script of {script.channel.value}"
            yield loaded.source.problem("DLG110", ("temperaments", index), message)


def _differences(loaded: Loaded[Script]) -> Iterator[Problem]:
    count = len(loaded.model.differences)
    if loaded.model.is_message and count < FEWEST:
        message = f"a message needs two to five differences between its options, found {count}"
        yield loaded.source.problem("DLG111", ("differences",), message)
    if count and not loaded.model.is_message:
        yield loaded.source.problem("DLG111", ("differences",), "only a script of the channel message has differences")


def _words_of_two(loaded: Loaded[Script]) -> Iterator[Problem]:
    """A word that shows two differences would count one of them that nobody told."""
    seen: dict[str, int] = {}
    for index, difference in enumerate(loaded.model.differences):
        for number, words in enumerate(difference.words):
            if seen.setdefault(words.lower(), index) != index:
                place = ("differences", index, "words", number)
                yield loaded.source.problem("DLG112", place, f"“{words}” stands for another difference, too")


def _turns_of_events(loaded: Loaded[Script]) -> Iterator[Problem]:
    if loaded.model.twists:
        yield loaded.source.problem("DLG113", ("twists",), "a message takes no turns of events")


def _unjudged(loaded: Loaded[Script], draft: Draft) -> Iterator[Problem]:
    channel = loaded.model.channel
    if draft.rubric and channel not in draft.rubric.model.channels:
        message = f"the rubric names no criteria for the channel {channel.value}"
        yield loaded.source.problem("DLG114", ("channel",), message)


def _criteria(loaded: Loaded[Rubric]) -> Iterator[Problem]:
    rubric, source = loaded.model, loaded.source
    known = {criterion.id for criterion in rubric.criteria}
    for channel, names in rubric.channels.items():
        place = ("channels", Channel(channel).value)
        unknown = [(index, name) for index, name in enumerate(names) if name not in known]
        for index, name in unknown:
            yield source.problem("DLG082", (*place, index), f"no criterion has the id “{name}”")
        total = sum(criterion.weight for criterion in rubric.of_channel(channel))
        if not unknown and total != FULL_SCORE:
            message = f"the weights of {channel.value} add up to {total}, not to {FULL_SCORE}"
            yield source.problem("DLG080", place, message)
