"""Points for a round, every one traceable to a criterion, a message and its words. The rules stand in dialogues/rubric.yaml."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.hearing.cues import Cue, Phase, Status
from bot.practice.message import is_whole, still_stands
from bot.practice.quoting import shown_quote
from bot.practice.rubric import Cap, Criterion, Fact, Share, Span
from bot.practice.states import Move, State
from bot.practice.talk import Round, Turn

FULL = 100


class Mark(StrEnum):
    FULL = "full"
    PART = "part"
    NONE = "none"
    UNSURE = "unsure"
    DISPUTED = "disputed"
    NOT_REACHED = "not_reached"


class Unreached(StrEnum):
    """Why a criterion had nothing to be judged by."""

    NO_ASK = "no_ask"
    NO_REFUSAL = "no_refusal"
    NO_STEP_DOWN = "no_step_down"
    NO_YES = "no_yes"


@dataclass(frozen=True, kw_only=True)
class Award:
    """Points for one finding, plus or minus, with the message and the words that it was heard in; `called` where the rubric has a name of its own for it here."""

    finding: str
    points: float
    turn: int
    quote: str
    called: str = ""


@dataclass(frozen=True, kw_only=True)
class CriterionScore:
    """`possible` is the weight less what hearing was unsure of (`doubted`): doubt neither earns nor costs. `unreached` says why there was nothing to judge."""

    criterion: Criterion
    points: float
    possible: float
    mark: Mark
    awards: tuple[Award, ...]
    doubted: tuple[str, ...]
    turn: int | None
    unreached: Unreached | None = None

    @property
    def left_out(self) -> float:
        """The points that hearing was too unsure of to count either way."""
        return self.criterion.weight - self.possible

    @property
    def in_doubt(self) -> bool:
        """Whether points were left out since hearing was unsure, and nobody has objected to that."""
        return self.left_out > 0 and self.unreached is None and self.mark is not Mark.DISPUTED

    @property
    def lost(self) -> float:
        return self.possible - self.points

    @property
    def quote(self) -> str:
        """The words that earned most."""
        earned = [award for award in self.awards if award.points > 0]
        return max(earned, key=lambda award: award.points).quote if earned else ""

    @property
    def blame(self) -> Award | None:
        """The finding that cost most, if one did."""
        costly = [award for award in self.awards if award.points < 0]
        return min(costly, key=lambda award: award.points) if costly else None


@dataclass(frozen=True, kw_only=True)
class CapHit:
    cap: Cap
    turn: int
    quote: str


@dataclass(frozen=True, kw_only=True)
class Score:
    """0 to 100. `uncapped` is what the criteria alone came to."""

    total: int
    uncapped: int
    criteria: tuple[CriterionScore, ...]
    caps: tuple[CapHit, ...]

    def of(self, criterion_id: str) -> CriterionScore:
        return next(score for score in self.criteria if score.criterion.id == criterion_id)

    @property
    def disputed(self) -> bool:
        return any(score.mark is Mark.DISPUTED for score in self.criteria)


def score_round(talk: Round, disputed: Collection[str] = ()) -> Score:
    """Scores a round; for criteria whose ids are in `disputed` the penalty (or, where there is none, what was missing) and the
    cap are lifted until somebody settles them.
    """
    rubric = talk.edition.rubric
    judged = judged_by(talk)
    criteria = tuple(_score(criterion, talk, criterion.id in disputed) for criterion in judged)
    possible = sum(score.possible for score in criteria)
    uncapped = round(FULL * sum(score.points for score in criteria) / possible) if possible else 0
    counted = {criterion.id for criterion in judged} - set(disputed)
    caps = tuple(hit for cap in rubric.caps if cap.criterion in counted and (hit := _cap_hit(cap, talk)))
    return Score(
        total=min([uncapped, *(hit.cap.total for hit in caps)]),
        uncapped=uncapped,
        criteria=criteria,
        caps=caps,
    )


def judged_by(talk: Round) -> tuple[Criterion, ...]:
    """The criteria of this round: its channel's, or those of its turn of events once it has come, if that has its own."""
    rubric, twist = talk.edition.rubric, talk.edition.twist
    if twist is None or not twist.judged_by or not talk.turned:
        return rubric.of_channel(talk.edition.script.channel)
    return tuple(criterion for criterion in rubric.criteria if criterion.id in twist.judged_by)


def turns_in(span: Span, talk: Round) -> tuple[Turn, ...]:
    """The messages that a criterion looks at."""
    if span is Span.ASK:
        return tuple(turn for turn in talk.turns if turn.phase is Phase.OPENING)
    if span is Span.CLOSE:
        # Whoever takes their offer and says at once who does what has said both in one message.
        return tuple(turn for turn in talk.turns if turn.phase is Phase.CLOSING or turn.move is Move.SECURED)
    if span is Span.BEFORE_YES:
        return tuple(turn for turn in talk.turns if turn.phase is not Phase.CLOSING)
    answers = tuple(turn for turn in talk.turns if turn.phase in {Phase.AFTER_REFUSAL, Phase.AFTER_CONSTRAINT})
    if span is Span.AFTER_NO:
        return answers
    first_retreat = next((turn.number for turn in answers if turn.retreated), None)
    if span is Span.RETREAT:
        return tuple(turn for turn in answers if first_retreat and turn.number >= first_retreat)
    if first_retreat is None:
        return answers
    return tuple(turn for turn in answers if turn.number <= first_retreat)


def _score(criterion: Criterion, talk: Round, disputed: bool) -> CriterionScore:  # noqa: FBT001 (private, one caller)
    turns = turns_in(criterion.span, talk)
    weight = float(criterion.weight)
    latest = _latest_first(talk, turns)
    earned = _up_to(weight, [award for share in criterion.earn if (award := _award(share, weight, latest))])
    lost = [award for share in criterion.lose if (award := _award(share, -weight, _at_fault(share, talk, turns)))]
    points = sum(award.points for award in earned)
    doubted = [share for share in criterion.earn if _doubtful(share, turns)]
    possible = weight - min(weight * sum(share.share for share in doubted), weight - points)
    unreached = _unreached(criterion, talk, turns) if not earned and not lost else None
    disputed = disputed and unreached is None
    if disputed and not lost:
        # What was said counts as heard, in doubt or not.
        points = possible = weight
    elif not disputed:
        points = max(0.0, points + sum(award.points for award in lost))
    return CriterionScore(
        criterion=criterion,
        points=points,
        possible=possible,
        mark=Mark.DISPUTED if disputed else _mark(points, possible, weight, reached=unreached is None),
        awards=tuple(earned + lost),
        doubted=tuple(share.finding for share in doubted),
        turn=_judged_turn(criterion, turns, earned, lost),
        unreached=unreached,
    )


def _unreached(criterion: Criterion, talk: Round, turns: tuple[Turn, ...]) -> Unreached | None:
    """Why nothing in the round could show this criterion, where nothing could."""
    retreated = any(turn.retreated for turn in talk.turns)
    if turns and (retreated or not criterion.of_step_down):
        return None
    if criterion.span in {Span.ASK, Span.BEFORE_YES}:
        return Unreached.NO_ASK
    if criterion.span is Span.CLOSE:
        return Unreached.NO_YES
    refused = turns_in(Span.AFTER_NO, talk)
    return Unreached.NO_STEP_DOWN if refused else Unreached.NO_REFUSAL


def _up_to(weight: float, awards: list[Award]) -> list[Award]:
    """What is heard beyond the whole weight earns nothing and is not listed."""
    kept: list[Award] = []
    left = weight
    for award in awards:
        if left > 0:
            kept.append(replace(award, points=min(award.points, left)))
            left -= award.points
    return kept


def _award(share: Share, weight: float, turns: tuple[Turn, ...]) -> Award | None:
    """For the message in which the finding was heard most surely, the first of those that are alike."""
    heard = [turn for turn in turns if turn.heard(share.finding)]
    if not heard:
        return None
    if share.finding == Cue.TIES_TO_CONSTRAINT:
        corrected = next((turn.number for turn in turns if turn.state == State.CONSTRAINT_CORRECTED), 0)
        # What answered a reason that was taken back did not answer the true one.
        heard = [turn for turn in heard if turn.number > corrected] or heard
    turn = max(heard, key=lambda turn: turn.finding(share.finding).probability)
    return Award(
        finding=share.finding,
        points=weight * share.share,
        turn=turn.number,
        quote=shown_quote(turn.said.text, turn.finding(share.finding).quote),
        called=share.called or "",
    )


def _at_fault(share: Share, talk: Round, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    return tuple(turn for turn in turns if still_stands(talk, share.finding, turn.number))


def _latest_first(talk: Round, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Of a message written anew the last version is quoted first."""
    anew = talk.edition.script.is_message and any(is_whole(talk, turn) for turn in turns[1:])
    return turns[::-1] if anew else turns


def _doubtful(share: Share, turns: tuple[Turn, ...]) -> bool:
    statuses = {turn.finding(share.finding).status for turn in turns}
    return Status.UNSURE in statuses and Status.HEARD not in statuses


def _mark(points: float, possible: float, weight: float, *, reached: bool) -> Mark:
    if not reached:
        return Mark.NOT_REACHED
    if points >= weight:
        return Mark.FULL
    if possible < weight and points >= possible:
        return Mark.UNSURE
    return Mark.PART if points > 0 else Mark.NONE


def _judged_turn(criterion: Criterion, turns: tuple[Turn, ...], earned: list[Award], lost: list[Award]) -> int | None:
    """The message to look at: where it was lost, else where it was earned, else where it was to be expected."""
    if earned and not lost and earned[0].finding == Fact.FITTING_LATE:
        return _first_ask(turns)
    if lost or earned:
        return (lost or earned)[0].turn
    if criterion.span is Span.ASK:
        asked = [turn for turn in turns if turn.heard(Fact.ASKED)] or list(turns)
        return asked[-1].number if asked else None
    retreats = [turn.number for turn in turns if turn.retreated]
    if retreats and criterion.span in {Span.RETREAT, Span.UNTIL_RETREAT}:
        return retreats[0]
    return turns[0].number if turns else None


def _first_ask(turns: tuple[Turn, ...]) -> int:
    """The message that asked what was better not asked, where the one that leaves it came later."""
    asked = (turn for turn in turns if turn.heard(Fact.ASKED))
    return next(asked, turns[0]).number


def _cap_hit(cap: Cap, talk: Round) -> CapHit | None:
    for turn in talk.turns:
        if turn.heard(cap.finding) and still_stands(talk, cap.finding, turn.number):
            return CapHit(cap=cap, turn=turn.number, quote=shown_quote(turn.said.text, turn.finding(cap.finding).quote))
    return None
