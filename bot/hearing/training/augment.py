"""Training sees each message a little different every time: typed differently, run on into a neighbour, or after small talk."""

import random
from collections import defaultdict
from collections.abc import Sequence

from bot.hearing.cues import Cue
from bot.hearing.training import perturb
from bot.hearing.training.corpus import DATA, Example
from bot.hearing.training.perturb import Marked

_TYPED = (
    perturb.typos,
    perturb.no_punctuation,
    perturb.no_apostrophes,
    perturb.long_forms,
    perturb.emoji,
)
_TYPED_DIFFERENTLY = 0.3
_JOINED = 0.12
_RANTS = 0.08
_RANT_LENGTHS = (200, 500, 1000)
_SMALL_TALK = tuple((DATA / "small_talk.txt").read_text(encoding="utf-8").splitlines())


class Augmenter:
    """Draws variants of examples. A variant's labels follow from those of its parts."""

    def __init__(self, examples: Sequence[Example], chance: random.Random) -> None:
        self._chance = chance
        self._neighbours: dict[str, list[Example]] = defaultdict(list)
        for example in examples:
            self._neighbours[example.state].append(example)

    def __call__(self, example: Example) -> tuple[Marked, frozenset[Cue]]:
        chance = self._chance
        marked, cues = perturb.mark(example.text, example.quotes), example.cues
        if chance.random() < _JOINED:
            other = chance.choice(self._neighbours[example.state])
            if other is not example and may_be_joined(example, other):
                marked = perturb.join(marked, perturb.mark(other.text, other.quotes))
                cues |= other.cues
        if Cue.OFF_TOPIC not in cues and chance.random() < _RANTS:
            marked = perturb.rant(_SMALL_TALK, chance.choice(_RANT_LENGTHS))(marked, chance)
        if chance.random() < _TYPED_DIFFERENTLY:
            marked = chance.choice(_TYPED)(marked, chance)
        return marked, cues


def may_be_joined(one: Example, other: Example) -> bool:
    """Whether two messages of one state, said in one breath, carry just what both carry: not where the second ask or a
    contest would change what the first one means.
    """
    both = one.cues | other.cues
    if Cue.OFF_TOPIC in both or {Cue.ARGUES, Cue.ACKNOWLEDGES_REFUSAL} <= both:
        return False
    if Cue.SPECIFIC_ASK in one.cues and Cue.SPECIFIC_ASK in other.cues:
        return False
    return not (Cue.ARGUES in both and (Cue.SMALLER_ASK in both or Cue.INVITES_CONSTRAINT in both))
