"""Two made-up players, always the same: one who plays well and one who plays badly, by where the talk stands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.authoring.repertoire import Line, repertoire
from bot.practice.edition import Edition
from bot.practice.round import advance, begin
from bot.practice.states import State
from bot.practice.talk import Round, Said

ELSEWHERE = ""


@dataclass(frozen=True)
class Player:
    """What is said in each state: the first line at the first visit, and so on, the last one from then on."""

    name: str
    says: Mapping[str, tuple[Line, ...]]

    def line(self, state: str, visits: int) -> Line:
        lines = self.says.get(state, self.says[ELSEWHERE])
        return lines[min(visits, len(lines) - 1)]


GOOD = Player(
    "good",
    {
        State.OPENING: (Line.ASK,),
        State.PROBING: (Line.ASK,),
        State.AWAITING: (Line.ASK,),
        State.REFUSED: (Line.ASK_WHY,),
        State.CONSTRAINT_NAMED: (Line.STEP_DOWN_FREELY, Line.HOLD),
        State.REACTANCE: (Line.TAKE_NO,),
        State.AGREED: (Line.SECURE,),
        State.CLOSING: (Line.SECURE,),
        ELSEWHERE: (Line.HOLD,),
    },
)
POOR = Player(
    "poor",
    {
        State.OPENING: (Line.VAGUE, Line.BARE_ASK),
        State.PROBING: (Line.BARE_ASK,),
        State.AWAITING: (Line.VAGUE,),
        State.PUZZLED: (Line.BARE_ASK,),
        State.PUZZLED_AGAIN: (Line.ADD_OPTION,),
        State.REFUSED: (Line.ARGUE, Line.TAKE_NO, Line.STEP_DOWN_SILENTLY, Line.ASK_WHY),
        State.CONSTRAINT_NAMED: (Line.STEP_DOWN_SILENTLY, Line.HOLD),
        State.CONSIDERING: (Line.STEP_DOWN_TWICE, Line.STALL, Line.HOLD),
        State.BAITING: (Line.STEP_DOWN_TWICE, Line.HOLD),
        State.REACTANCE: (Line.STALL, Line.TAKE_NO),
        State.AGREED: (Line.STALL,),
        State.CLOSING: (Line.STALL,),
        ELSEWHERE: (Line.STALL, Line.HOLD),
    },
)


def play(player: Player, edition: Edition, seed: int, lines: Mapping[Line, Said] | None = None) -> Round:
    """A whole round, from the first line to the end; `lines` spares making the script's repertoire anew for each of many."""
    lines = lines or repertoire(edition.script)
    talk = begin(edition, seed)
    visits: Counter[str] = Counter()
    while not talk.is_over:
        said = lines[player.line(talk.state, visits[talk.state])]
        visits[talk.state] += 1
        talk = advance(talk, said)
    return talk
