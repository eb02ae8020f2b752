"""Golden conversations, played: whether each goes as its file says."""

from collections.abc import Iterator, Sequence

from bot.authoring.editions import edition_for
from bot.hearing.cues import Listener
from bot.practice.library import Library
from bot.practice.round import advance, begin
from bot.practice.scoring import Score, score_round
from bot.practice.talk import Round, Said
from bot.practice.walkthroughs import Bounds, ExpectedTurn, Walkthrough

AS_WRITTEN = "as written"


def deviations(library: Library, listener: Listener) -> Iterator[tuple[str, str, str]]:
    """For each walkthrough: script, id, and what goes otherwise than written; "" where nothing does."""
    for script, each in library.walkthroughs.items():
        for walkthrough in each.walkthroughs:
            talk = play(library, script, walkthrough, listener)
            differs = what_differs(walkthrough.turns, talk)
            found = "" if differs == AS_WRITTEN else differs
            yield script, walkthrough.id, found or outside(walkthrough.total, score_round(talk))


def play(library: Library, script: str, walkthrough: Walkthrough, listener: Listener) -> Round:
    talk = begin(edition_for(library, script, walkthrough.temperament, walkthrough.twist or ""), walkthrough.seed)
    for turn in walkthrough.turns:
        if talk.is_over:
            break
        heard = listener.listen(talk.context, turn.say)
        talk = advance(talk, Said(text=turn.say, assessment=heard, elapsed=turn.seconds))
    return talk


def what_differs(expected: Sequence[ExpectedTurn], talk: Round) -> str:
    """The talk up to the first message that went otherwise than written, with what was heard in it; "as written" if none did."""
    lines = [f"  {talk.first_line}"]
    for wanted, turn in zip(expected, talk.turns, strict=False):
        lines.append(f"> {wanted.say}")
        if (turn.move, turn.state) != (wanted.move, wanted.state):
            heard = ", ".join(f"{name} ({verdict.status})" for name, verdict in turn.findings.items() if verdict.quote)
            lines += [f"  expected {wanted.move} -> {wanted.state}", f"  became   {turn.move} -> {turn.state}"]
            return "\n".join([*lines, f"  heard: {heard or 'nothing'}"])
        lines.append(f"  {turn.reply}")
    if len(talk.turns) < len(expected):
        return "\n".join([*lines, f"  over, with {len(expected) - len(talk.turns)} more to say"])
    return AS_WRITTEN if talk.is_over else "\n".join([*lines, "  not over yet"])


def outside(bounds: Bounds, score: Score) -> str:
    """Why the total is not what the file allows; "" where it is."""
    if bounds.at_least <= score.total <= bounds.at_most:
        return ""
    points = ", ".join(f"{item.criterion.id} {item.points:g}/{item.possible:g}" for item in score.criteria)
    return f"{score.total} is not within {bounds.at_least}..{bounds.at_most}: {points}"
