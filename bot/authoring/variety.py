"""How much there is to a counterpart: what the same two players hear from it over many seeds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.authoring.editions import edition_for
from bot.authoring.players import GOOD, POOR, Player, play
from bot.authoring.repertoire import repertoire
from bot.practice.library import Library
from bot.practice.script import Script
from bot.practice.talk import Round

SEEDS = range(200)
MOST_ALIKE = 2.0
_HEAD = """# Variety

Made by `make variety`; do not edit by hand. Two made-up players, one good and one poor, always say the same to each
counterpart ({temperament}), {rounds} rounds each, seeds {first} to {last}. *Alike* is the share of rounds in which the counterpart said, word for word and
from the first line to the last, what they said in another of these rounds too; {most:g} % or less is wanted. *Ways to end* counts states
with the move that led there.

| script | player | alike | constraints | ways to end | last lines |
|---|---|---:|---:|---:|---:|
"""


@dataclass(frozen=True)
class Variety:
    """One player's rounds with one script: `alike` counts those whose every line some other of them has too."""

    script: str
    player: str
    rounds: int
    alike: int
    constraints: int
    all_constraints: int
    endings: int
    last_lines: int

    @property
    def share(self) -> float:
        """Of rounds alike, in percent."""
        return 100 * self.alike / self.rounds


def variety(library: Library, temperament: str, seeds: Sequence[int] = SEEDS) -> tuple[Variety, ...]:
    """Two rows for each script, the good player's first."""
    return tuple(row for script in library.scripts for row in _of_script(library, script, temperament, seeds))


def variety_page(rows: Iterable[Variety], temperament: str, seeds: Sequence[int] = SEEDS) -> str:
    head = _HEAD.format(temperament=temperament, rounds=len(seeds), first=seeds[0], last=seeds[-1], most=MOST_ALIKE)
    return head + "".join(f"{row_of(row)}\n" for row in rows)


def row_of(row: Variety) -> str:
    cells = (
        row.script,
        row.player,
        f"{row.share:.1f} %",
        f"{row.constraints} of {row.all_constraints}",
        str(row.endings),
        str(row.last_lines),
    )
    return f"| {' | '.join(cells)} |"


def _of_script(library: Library, script: Script, temperament: str, seeds: Sequence[int]) -> Iterator[Variety]:
    lines = repertoire(script)
    if script.is_message:  # answered by a temperament of its own
        temperament = library.temperaments_of(script)[0].id
    plain = edition_for(library, script.id, temperament)
    editions = [(library.drawn(script.id, temperament, seed) or plain, seed) for seed in seeds]
    for player in (GOOD, POOR):
        yield _variety(script.id, player, [play(player, edition, seed, lines) for edition, seed in editions])


def _variety(script: str, player: Player, talks: Sequence[Round]) -> Variety:
    heard = Counter(_heard(talk) for talk in talks)
    return Variety(
        script=script,
        player=player.name,
        rounds=len(talks),
        alike=sum(count for count in heard.values() if count > 1),
        constraints=len({talk.edition.constraint(talk.seed).id for talk in talks}),
        all_constraints=len(talks[0].edition.script.constraints),
        endings=len({(talk.state, talk.turns[-1].move) for talk in talks}),
        last_lines=len({talk.last_line for talk in talks}),
    )


def _heard(talk: Round) -> tuple[str, ...]:
    """All that the counterpart said."""
    return (talk.first_line, *(turn.reply for turn in talk.turns))
