"""One message, read against the round so far: its amounts, its move, its findings, and what the round remembers of it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property

from bot.hearing.cues import NOTHING, Assessment, Cue, Phase, Status, Verdict
from bot.hearing.numbers.amounts import read_amounts
from bot.practice.amounts import Amount, Amounts, hear_amounts, last_named
from bot.practice.answerable import Asked, admits, apologises, asked_in, asks_after, asks_who, last_question
from bot.practice.declining import left_beside, may_leave_it, requests, turns_away, without_memories
from bot.practice.letting_be import asks_in_passing, lets_it_be, names_figure, wants
from bot.practice.misheard import misheard_at
from bot.practice.moves import read_move, restates, steps_down
from bot.practice.phrases import (
    as_a_fallback,
    concedes,
    declines_technique,
    gives_reason,
    haggles,
    holds_back,
    only_asks,
    only_recalls,
    plans,
    sentences_with,
    still_gives,
    takes_offer,
    wishes,
)
from bot.practice.retelling import lacks_figures, retold_in
from bot.practice.retorts import insult
from bot.practice.rubric import Fact
from bot.practice.script import Ask, Counter
from bot.practice.settling import only_a_day
from bot.practice.short_answers import short_answer
from bot.practice.situation import Situation
from bot.practice.sizing import Size, Step, below_floor, compare, size, trimmed
from bot.practice.states import GRANTED, RETOLD, THEIR_OFFER, Move, State
from bot.practice.talk import Round, Said
from bot.practice.twist import RightMove
from bot.practice.ways_out import way_out

RETREATS = frozenset({Move.NAMED_RETREAT, Move.UNNAMED_RETREAT, Move.CASCADED, Move.BELOW_FLOOR})
PUSHES = frozenset({Move.ARGUED, Move.PRESSED, Move.ABSURD_ASK, Move.CASCADED})
_TAKES_THEIRS = frozenset({Move.TOOK_COUNTER, Move.SECURED, Move.ACCEPTED_NO})
_FEW_WORDS = 2
_ROUNDING = 1e-6


class Reading:
    """One message seen against the round so far."""

    def __init__(self, talk: Round, said: Said) -> None:
        self.talk = talk
        self.said = said
        ask = talk.edition.script.ask
        self.reference = talk.offer if talk.offer is not None else talk.first_ask
        asking = talk.phase is Phase.OPENING
        self.amounts = self._heard_amounts(ask, talk, said.text)
        if talk.state in RETOLD:
            again = _said_again(talk.offer_named, said.text)
            self.amounts = {**self.amounts, **last_named(ask, said.text, talk.first_ask, self.amounts), **again}
        names_theirs = self._names_theirs(ask)
        if names_theirs and holds_back(said.text) and not self._takes(ask, said.text):
            # Kept for the case that the user's own will not go: no further step.
            self.amounts = {}
            kept = dict(said.assessment.verdicts)
            kept.pop(Cue.CASCADE, None)
            self.said = said = replace(said, assessment=replace(said.assessment, verdicts=kept))
        sizing = talk.edition.rubric.sizing
        self.size = size(ask, self.amounts, sizing.tame_share) if asking else Size.UNKNOWN
        # What an offer has not named yet may be named later without being a further step down.
        named = self.amounts if talk.offer is None else {k: v for k, v in self.amounts.items() if k in talk.offer_named}
        self.step = Step.UNKNOWN if asking else compare(ask, self.reference, named)
        answers = talk.edition.machine.answers  # a round begun with an older twist may not
        self.situation = Situation(
            phase=talk.phase,
            state=talk.state,
            assessment=said.assessment,
            size=self.size,
            step=self.step,
            below_floor=below_floor(ask, self.amounts),
            offer_on_table=talk.offer is not None,
            asked_back=bool(talk.turns) and talk.turns[-1].move is Move.UNCLEAR,
            few_words=len(said.text.split()) <= _FEW_WORDS,
            asked_before=any(turn.heard(Fact.ASKED) for turn in talk.turns),
            declines=talk.edition.is_trap and talk.phase is not Phase.CLOSING and self._declines(said),
            may_decline=self._may_decline,
            takes=talk.state in THEIR_OFFER and self._takes(ask, said.text),
            about_theirs=talk.state in THEIR_OFFER and not as_a_fallback(said.text) and self._about_theirs(said.text),
            asks_on=talk.phase is Phase.CLOSING and self._asks_on(said),
            asks_day=not self.amounts and only_a_day(said.text),
            corrects=misheard_at(talk, said.text) is not None,
            asks_who=talk.colleague_came and not self.amounts and self._asks_who(said.text),
            apologises=apologises(said.text),
            admits=answers(talk.state, Move.CONFESSED) and bool(admits(said.text)),
        )
        self.move = read_move(self.situation)
        # Their offer may be taken a little later, too: then it is what is held.
        self.takes_late = names_theirs and bool(self.amounts) and self.move is Move.CASCADED
        if self.takes_late:
            self.move = Move.HELD
        # A colleague says yes to figures, not to "something smaller".
        self.lacks_figures = self.move is Move.HELD and lacks_figures(talk, self.amounts)
        if self.lacks_figures:
            self.move = Move.UNCLEAR

    def _heard_amounts(self, ask: Ask, talk: Round, text: str) -> Amounts:
        """The figures of the message; in an answer to a no also a bare number's, which leaves out its unit."""
        if talk.phase is Phase.OPENING:
            return hear_amounts(ask, text)
        found = hear_amounts(ask, text, self.reference, standing=talk.offer is not None)
        if talk.phase is Phase.CLOSING:
            return found
        about = talk.constraint.answered_by if talk.constraint_known else ()
        short = short_answer(ask, text, self.reference, about)
        words = {amount.words for amount in short.values()}
        return {name: amount for name, amount in found.items() if amount.words not in words} | dict(short)

    def _declines(self, said: Said) -> bool:
        """Said in plain words, or in looser ones by a message that asks for nothing beside them; after the counterpart has asked back, doubt counts for the user."""
        if declines_technique(said.text):
            return True
        if any(turn.retreated for turn in self.talk.turns):
            return False  # whoever has gone all the way through with it only takes the no now
        beside = left_beside(said.text)
        if beside is None and self._lets_it_be:
            return True
        if beside is None and self._may_decline:
            turns = turns_away(said.text, self._unfit) and not wants(said.text)
            return turns or self._asked_what
        return beside is not None and not self._wants_something(beside) and not wants(beside)

    @cached_property
    def _may_decline(self) -> bool:
        """Whether a message in a trap asks for nothing, and may mean just that."""
        text, asking = self.said.text, self.talk.phase is Phase.OPENING
        silent = self.talk.edition.is_trap and asking and not insult(text) and may_leave_it(text, self._unfit)
        return silent and not self._wants_something(without_memories(text))

    @property
    def _lets_it_be(self) -> bool:
        """Whether a first message in a trap yields without a word for it."""
        text = self.said.text
        if self.talk.phase is not Phase.OPENING or insult(text) or self.said.assessment.heard(Cue.OFF_TOPIC):
            return False
        asked = any(turn.heard(Fact.ASKED) for turn in self.talk.turns)
        return (
            not asked
            and lets_it_be(text, self._unfit)
            and asks_in_passing(text)
            and not self._wants_something(without_memories(text))
        )

    def _wants_something(self, text: str) -> bool:
        return requests(text) or names_figure(text) or bool(hear_amounts(self.talk.edition.script.ask, text))

    @property
    def _asked_what(self) -> bool:
        """Whether the counterpart has asked what the user wants to say."""
        return bool(self.talk.turns) and self.talk.turns[-1].move in {Move.UNCLEAR, Move.VAGUE_ASK}

    @property
    def _unfit(self) -> str:
        """How the user was told why the technique does not fit."""
        use = self.talk.edition.twist_use
        return f"{use.brief} {use.because}" if use else ""

    def _asks_who(self, text: str) -> bool:
        answered = self.talk.edition.machine.answers(self.talk.state, Move.ASKED_WHO)
        return answered and asks_who(text, self.talk.edition.script.counterpart.name)

    def _names_theirs(self, ask: Ask) -> bool:
        """Whether the figures of the message are those that the counterpart has offered by now."""
        named = {name: amount for name, amount in self.amounts.items() if name in self._theirs}
        offered = any(turn.state in THEIR_OFFER for turn in self.talk.turns) and self.talk.phase is not Phase.CLOSING
        return offered and bool(named) and compare(ask, self._theirs, named) is Step.SAME

    def _takes(self, ask: Ask, text: str) -> bool:
        """The counterpart's own offer taken: its figures said, or a yes without figures of one's own."""
        use = self.talk.edition.twist_use
        if use is None or use.counter is None:
            return False
        theirs = counter_amounts(use.counter)
        # With their own figures named, only what is said in the same breath takes anything back.
        whole = set(theirs) <= set(self.amounts)
        said = " ".join(sentences_with(text, [one.words for one in self.amounts.values()])) if whole else text
        if holds_back(said) or haggles(text) or (self.said.assessment.heard(Cue.ARGUES) and not whole):
            return False
        if not self.amounts:
            return takes_offer(text)
        named = {name: amount for name, amount in self.amounts.items() if name in theirs}
        return compare(ask, theirs, named) is Step.SAME

    def _asks_on(self, said: Said) -> bool:
        answered = self.talk.edition.temperament.answers is not None
        return answered and asks_after(said.text) and not said.assessment.unsure(Cue.OFF_TOPIC)

    def _about_theirs(self, text: str) -> bool:
        """Asked about, or taken in part with a wish: "1,050 is fine, but could it be from April?". It mixes their figures with the user's."""
        use = self.talk.edition.twist_use
        if use is None or use.counter is None or self.talk.offer is None:
            return False
        theirs = counter_amounts(use.counter)
        own = {name: one for name, one in self.talk.offer.items() if not same(theirs, name, one)}
        from_theirs = [name for name, one in self.amounts.items() if not same(own, name, one)]
        if not all(same(theirs, name, self.amounts[name]) for name in from_theirs):
            return False
        stands = not from_theirs and bool(own) and set(own) <= set(self.amounts)
        mixed = bool(from_theirs) and any(name in own for name in self.amounts if name not in from_theirs)
        return not stands and ((mixed and wishes(text)) or haggles(text))

    @property
    def _asked(self) -> str:
        """The words of the ask where hearing could point at them, else the whole message."""
        words = self.said.assessment[Cue.SPECIFIC_ASK].quote
        says_enough = bool(read_amounts(words)) or not read_amounts(self.said.text)
        return words if words and says_enough else self.said.text

    def remembered(self, move: Move) -> Round:
        """The round with what this message adds to it, before the counterpart reacts."""
        talk = self.talk
        changes: dict[str, object] = {"pushes": talk.pushes + (move in PUSHES)}
        if talk.phase is Phase.OPENING:
            if self.amounts or self.said.assessment.heard(Cue.SPECIFIC_ASK):
                changes |= {"first_ask": {**talk.first_ask, **self.amounts}, "first_ask_text": self._asked}
            elif talk.first_ask_text is None and move is not Move.OFF_TOPIC:
                changes["first_ask_text"] = self._asked
        elif self.takes_late or (talk.state in THEIR_OFFER and move in _TAKES_THEIRS):
            changes |= {"took_theirs": True, "offer": {**(talk.offer or {}), **self._theirs}}
        elif move in RETREATS or talk.offer is not None:
            new = self._offered(move)
            changes["offer"] = {**talk.first_ask, **(talk.offer or {}), **new}
            changes["offer_named"] = {**talk.offer_named, **new}
        if talk.colleague_came:
            offered = {**talk.offer_named, **self._offered(move)}
            changes["retold"] = {**talk.retold, **retold_in(offered, self.amounts)}
        if talk.phase is not Phase.OPENING:
            assessment = self.said.assessment
            changes["accepted"] = talk.accepted or _at_least_unsure(
                assessment, Cue.ACKNOWLEDGES_REFUSAL, Cue.LEAVES_CHOICE
            )
            changes["free"] = talk.free or assessment.heard(Cue.LEAVES_CHOICE)
            # Without figures doubt counts for the user; a mere number does not answer what only words can.
            ties = self._ties(move)
            changes["tied"] = (
                talk.tied
                or ties is Status.HEARD
                or (ties is Status.UNSURE and talk.constraint_known and not self.amounts)
            )
        return replace(talk, **changes)  # type: ignore[arg-type] # the keys are field names of Round

    @property
    def _theirs(self) -> Amounts:
        use = self.talk.edition.twist_use
        return counter_amounts(use.counter) if use and use.counter else {}

    def _offered(self, move: Move) -> Amounts:
        """What this message adds to the offer: a step down all its figures, standing by it those that it had left open."""
        if move in RETREATS:
            return self.amounts
        open_yet = {name: amount for name, amount in self.amounts.items() if name not in self.talk.offer_named}
        return open_yet if move is Move.HELD else {}

    def findings(self, move: Move) -> Mapping[str, Verdict]:
        """The cues, corrected where the script's own numbers know better, and the facts."""
        found = {cue.value: verdict for cue, verdict in self.said.assessment.verdicts.items()}
        whole = fact(self.said.text)
        figures = fact(figures_in(self.said.text, self.amounts))
        if self.talk.phase is Phase.OPENING:
            found |= opening_facts(self.amounts, self.size, self.said.assessment, figures)
        elif steps_down(self.situation):
            found[Cue.SMALLER_ASK] = figures
        elif self.step in {Step.SAME, Step.BIGGER} and not self.said.assessment.heard(Cue.SMALLER_ASK):
            found.pop(Cue.SMALLER_ASK, None)
        if restates(self.situation):
            found.pop(Cue.CASCADE, None)
        if self.situation.about_theirs:
            # Their figures, said back with a question, are no offer.
            found = {name: verdict for name, verdict in found.items() if name not in {Cue.CASCADE, Cue.SMALLER_ASK}}
        if (move is Move.HELD and self.talk.offer is not None) or move is Move.ASKED_CONSTRAINT:
            # Standing by one's offer contests the bait, not a no; and whoever asks what stands in the way does not contest it.
            found.pop(Cue.ARGUES, None)
        if move is Move.CASCADED and not self.said.assessment.heard(Cue.CASCADE):
            # The figures are certain of it, whatever hearing is.
            found[Cue.CASCADE] = figures
        if move in RETREATS or self.talk.offer is not None:
            cue = found.get(Cue.TIES_TO_CONSTRAINT, NOTHING)
            found[Cue.TIES_TO_CONSTRAINT] = replace(cue, status=self._ties(move), quote=cue.quote or figures.quote)
        if move in RETREATS:
            found |= self._retreat_facts(whole, figures)
        return self._with_turn(found, move, whole)

    def _with_turn(self, found: dict[str, Verdict], move: Move, whole: Verdict) -> dict[str, Verdict]:
        """What a turn of events changes in the findings."""
        if self.takes_late or (move in _TAKES_THEIRS and self.talk.state in THEIR_OFFER):
            # What they offered is no step of the user's.
            found.pop(Cue.CASCADE, None)
        unsaid = any(turn.before in GRANTED and turn.move is Move.CASCADED for turn in self.talk.turns)
        if self.talk.state in GRANTED and move not in {Move.CASCADED, Move.ASKED_AFTER} and not unsaid:
            found[Fact.KEPT_YES] = whole
        if self.talk.phase is Phase.CLOSING and only_asks(self.said.text):
            found[Fact.ASKED_NEXT] = whole
        if self.talk.state == State.CALLED_OUT:
            found |= self._sincerity(move, whole)
        if move is Move.SECURED and asked_in(self.said.text) is Asked.OPEN:
            found |= self._left_open(found)
        found |= self._way_out(found)
        return self._still_gives(move, self._without_echoes(found)) | self._fit_facts(move, whole)

    def _way_out(self, found: Mapping[str, Verdict]) -> dict[str, Verdict]:
        """An easy way out of what is pinned down, in words that hearing may not have met."""
        words = way_out(self.said.text) if self.talk.phase is Phase.CLOSING else ""
        heard = found.get(Cue.LEAVES_CHOICE, NOTHING).status is Status.HEARD
        return {Cue.LEAVES_CHOICE: fact(words)} if words and not heard else {}

    def _still_gives(self, move: Move, found: dict[str, Verdict]) -> dict[str, Verdict]:
        """What the smaller ask spares them, in plain words that hearing may not have met."""
        offers = move in RETREATS or (move is Move.HELD and self.talk.offer is not None)
        words = still_gives(self.said.text) if offers else ""
        heard = found.get(Cue.MUTUAL_GAIN, NOTHING).status is Status.HEARD
        return found | {Cue.MUTUAL_GAIN: fact(words)} if words and not heard else found

    def _without_echoes(self, found: dict[str, Verdict]) -> dict[str, Verdict]:
        """What only says the counterpart's reason back, or the first ask again, is no step down put into words, and nothing that they gain."""
        named, gain = found.get(Cue.NAMES_CONCESSION, NOTHING), found.get(Cue.MUTUAL_GAIN, NOTHING)
        reflected = found.get(Cue.REFLECTS_CONSTRAINT, NOTHING).quote
        if named.quote and not concedes(named.quote) and (named.quote in reflected or reflected in named.quote):
            found[Cue.NAMES_CONCESSION] = replace(named, status=Status.NOT_HEARD)
        if self.talk.state in RETOLD and only_recalls(named.quote):
            found[Cue.NAMES_CONCESSION] = replace(named, status=Status.NOT_HEARD)
        if gain.quote and only_recalls(gain.quote):
            found[Cue.MUTUAL_GAIN] = replace(gain, status=Status.NOT_HEARD)
        return found

    def _sincerity(self, move: Move, whole: Verdict) -> dict[str, Verdict]:
        """Whoever is told that the first ask was never meant stands by it, or admits that it was for show."""
        if move is Move.CONFESSED:
            return {Fact.CONFESSED: fact(admits(self.said.text) or self.said.text)}
        return {Fact.SINCERE: whole} if move is Move.HELD else {}

    def _left_open(self, found: Mapping[str, Verdict]) -> dict[str, Verdict]:
        """Nothing is pinned down by a question that only they could answer later."""
        question = last_question(self.said.text)
        pinned = found.get(Cue.COMMITMENT, NOTHING).quote
        told = self.said.text.replace(question, " ")
        return {Fact.LEFT_OPEN: fact(question)} if pinned.strip(" .?!") in question and not plans(told) else {}

    def _fit_facts(self, move: Move, whole: Verdict) -> dict[str, Verdict]:
        """Where the technique does not fit: whether what was done instead does."""
        twist = self.talk.edition.twist
        if twist is None or not twist.is_trap or self.talk.phase is Phase.CLOSING:
            return {}
        stretched = any(turn.heard(Fact.STRETCH) or turn.heard(Fact.ABSURD) for turn in self.talk.turns)
        late = stretched or self.talk.phase is not Phase.OPENING
        done = {
            RightMove.DECLINED: move is Move.DECLINED,
            RightMove.SINGLE_ASK: move is Move.TAME_ASK and not self.situation.below_floor,
            RightMove.FIRST_STEP: move is Move.TAME_ASK and self.situation.below_floor,
        }
        fits = any(done[right] for right in twist.right)
        facts: dict[str, Verdict] = {Fact.FITTING_LATE if late else Fact.FITTING: whole} if fits else {}
        if move is Move.DECLINED and gives_reason(self.said.text):
            facts[Fact.FIT_REASON] = whole
        elif fits and self.said.assessment.heard(Cue.JUSTIFICATION):
            facts[Fact.FIT_REASON] = self.said.assessment[Cue.JUSTIFICATION]
        return facts

    def _retreat_facts(self, whole: Verdict, figures: Verdict) -> dict[str, Verdict]:
        facts: dict[str, Verdict] = {}
        timing, elapsed = self.talk.edition.rubric.timing, self.said.elapsed
        if self.situation.below_floor:
            facts[Fact.BELOW_FLOOR] = figures
        if not self.talk.constraint_known and not self._asked_in_vain():
            facts[Fact.BLIND] = whole
        if elapsed is not None:
            if elapsed <= timing.quick_seconds and len(self.said.text) > timing.quick_rate * max(elapsed, 0.5):
                facts[Fact.TOO_QUICK] = whole
            if elapsed > timing.stale_hours * 3600:
                facts[Fact.STALE] = whole
        return facts

    def _asked_in_vain(self) -> bool:
        """Whether the user has asked what stands in the way and was not told: then nothing could be answered."""
        said = [turn.said for turn in self.talk.turns if turn.phase is not Phase.OPENING] + [self.said]
        return any(one.assessment.heard(Cue.INVITES_CONSTRAINT) for one in said)

    def _ties(self, move: Move) -> Status:
        """Whether this message's step down answers the constraint: by what is trimmed where figures tell, else by what was heard."""
        talk = self.talk
        if move not in RETREATS and talk.offer is None:
            return Status.NOT_HEARD
        if not talk.constraint_known:
            return Status.UNSURE if self._asked_in_vain() else Status.NOT_HEARD
        heard = self.said.assessment[Cue.TIES_TO_CONSTRAINT].status
        answered_by = set(talk.constraint.answered_by)
        ask = talk.edition.script.ask
        steps_down = move in RETREATS
        if steps_down:
            cut = set(trimmed(ask, self.reference, self.amounts))
        else:  # what stands on the table, though this message may not repeat it
            cut = set(trimmed(ask, talk.first_ask, {**(talk.offer or {}), **self.amounts}))
        return answered(cut, answered_by, heard, steps_down=steps_down)


def opening_facts(amounts: Amounts, found_size: Size, assessment: Assessment, figures: Verdict) -> dict[str, Verdict]:
    """What the figures of a first ask tell: that something was asked, and how big it is."""
    facts: dict[str, Verdict] = {}
    if amounts:
        facts[Cue.SPECIFIC_ASK] = figures
    if amounts or assessment.heard(Cue.SPECIFIC_ASK):
        facts[Fact.ASKED] = figures
    sized = {
        Size.STRETCH: Fact.STRETCH,
        Size.TAME: Fact.TAME,
        Size.AT_TARGET: Fact.AT_TARGET,
        Size.BELOW_FLOOR: Fact.AT_TARGET,
        Size.ABSURD: Fact.ABSURD,
    }
    if found_size in sized:
        facts[sized[found_size]] = figures
    elif Fact.ASKED in facts:
        facts[Fact.STRETCH] = replace(figures, status=Status.UNSURE, probability=0.5)
    return facts


def answered(cut: Collection[str], answered_by: Collection[str], heard: Status, *, steps_down: bool = True) -> Status:
    """Whether what is cut answers the constraint: figures decide where they tell, what was heard does elsewhere."""
    touched = set(cut) & set(answered_by)
    if steps_down and touched:
        return Status.HEARD
    if cut and answered_by and not touched:
        return Status.UNSURE if heard is Status.HEARD else Status.NOT_HEARD
    return heard


def _said_again(offered: Amounts, text: str) -> Amounts:
    """What of the offer stands in the text in the words it had."""
    return {name: amount for name, amount in offered.items() if amount.words.lower() in text.lower()}


def counter_amounts(counter: Counter) -> Amounts:
    """The counterpart's own offer as amounts."""
    return {name: Amount(value, counter.words) for name, value in counter.amounts.items()}


def same(amounts: Amounts, name: str, one: Amount) -> bool:
    """Whether `amounts` has this very value there."""
    return name in amounts and abs(amounts[name].value - one.value) < _ROUNDING


def figures_in(text: str, amounts: Amounts) -> str:
    """The stretch of the text that holds its figures, to the letter; the whole text where there are none."""
    places = [(text.find(amount.words), len(amount.words)) for amount in amounts.values()]
    if not places:
        return text
    return text[min(start for start, _ in places) : max(start + length for start, length in places)]


def fact(words: str) -> Verdict:
    """What figures, time or the words themselves are certain of."""
    return Verdict(status=Status.HEARD, probability=1.0, quote=words)


def _at_least_unsure(assessment: Assessment, *cues: Cue) -> bool:
    return assessment.heard(*cues) or assessment.unsure(*cues)
