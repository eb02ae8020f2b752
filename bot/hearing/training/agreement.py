"""How far two people agree who labelled the same messages independently: Cohen's kappa and F1 for each cue.

Kappa: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20 (1960).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.hearing.cues import Cue


@dataclass(frozen=True)
class Agreement:
    """Counts of one cue: `both` labelled it, only the first, only the second, neither."""

    cue: Cue
    both: int
    first: int
    second: int
    neither: int

    @property
    def f1(self) -> float:
        return (
            2 * self.both / (2 * self.both + self.first + self.second) if self.both + self.first + self.second else 1.0
        )

    @property
    def kappa(self) -> float:
        """1 where nothing was labelled at all: nobody disagreed."""
        total = self.both + self.first + self.second + self.neither
        if total == 0:
            return 1.0
        one, other = (self.both + self.first) / total, (self.both + self.second) / total
        chance = one * other + (1 - one) * (1 - other)
        return 1.0 if chance == 1 else ((self.both + self.neither) / total - chance) / (1 - chance)


def agreement(first: Mapping[str, frozenset[Cue]], second: Mapping[str, frozenset[Cue]]) -> list[Agreement]:
    """Both map a message's id to its cues; only messages that both have labelled count."""
    pairs = [(first[id_], second[id_]) for id_ in first.keys() & second.keys()]
    return [
        Agreement(
            cue,
            both=sum(cue in one and cue in other for one, other in pairs),
            first=sum(cue in one and cue not in other for one, other in pairs),
            second=sum(cue not in one and cue in other for one, other in pairs),
            neither=sum(cue not in one and cue not in other for one, other in pairs),
        )
        for cue in Cue
    ]


def table(rows: Sequence[Agreement]) -> str:
    lines = [f"{'cue':<22}{'both':>6}{'first':>7}{'second':>8}{'F1':>7}{'kappa':>7}"]
    lines += [f"{r.cue.value:<22}{r.both:>6}{r.first:>7}{r.second:>8}{r.f1:>7.2f}{r.kappa:>7.2f}" for r in rows]
    lines.append(
        f"{'mean':<22}{'':>21}{sum(r.f1 for r in rows) / len(rows):>7.2f}{sum(r.kappa for r in rows) / len(rows):>7.2f}"
    )
    return "\n".join(lines)
