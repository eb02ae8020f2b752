"""What the made-up players say, in a script's own words, with what is to be heard in it: no listener, so that thousands of rounds take seconds."""

from collections.abc import Mapping
from enum import StrEnum

from bot.hearing.cues import Assessment, Cue, Status, Verdict
from bot.practice.amounts import hear_amounts
from bot.practice.script import Ask, Script
from bot.practice.talk import Said


class Line(StrEnum):
    """One for each thing a player may do."""

    VAGUE = "vague"
    BARE_ASK = "bare_ask"
    ASK = "ask"
    ADD_OPTION = "add_option"
    ASK_WHY = "ask_why"
    TAKE_NO = "take_no"
    STEP_DOWN = "step_down"
    STEP_DOWN_FREELY = "step_down_freely"
    STEP_DOWN_SILENTLY = "step_down_silently"
    STEP_DOWN_TWICE = "step_down_twice"
    HOLD = "hold"
    ARGUE = "argue"
    PUSH = "push"
    STALL = "stall"
    SECURE = "secure"


def repertoire(script: Script) -> Mapping[Line, Said]:
    """Every line in this script's words: its stretch, its target, its floor, a reason."""
    ask = script.ask
    stretch, target, floor = ask.stretch.words, ask.target.words, ask.floor.words
    reasoned = (Cue.SPECIFIC_ASK, Cue.JUSTIFICATION, Cue.COUNTERPART_BENEFIT)
    stepped = (Cue.SPECIFIC_ASK, Cue.SMALLER_ASK, Cue.TIES_TO_CONSTRAINT)
    named = (*stepped, Cue.NAMES_CONCESSION, Cue.REFLECTS_CONSTRAINT, Cue.MUTUAL_GAIN, Cue.COUNTERPART_BENEFIT)
    down = (
        f"I see what that means for you, so let me step back from what I asked: {target}. That way {ask.target.gain}."
    )
    return {
        Line.VAGUE: _said("There is something I'd like to get better, if you know what I mean."),
        Line.BARE_ASK: _said(f"I'd like {stretch}.", Cue.SPECIFIC_ASK),
        Line.ASK: _said(_two_options(script), *reasoned, Cue.LEAVES_CHOICE, Cue.COMMITMENT)
        if script.is_message
        else _said(_reasoned(ask), *reasoned),
        Line.ADD_OPTION: _said(_second_option(script), Cue.SPECIFIC_ASK, Cue.LEAVES_CHOICE),
        Line.ASK_WHY: _said(
            "Fair enough, thank you for telling me. What makes it difficult?",
            *(Cue.ACKNOWLEDGES_REFUSAL, Cue.INVITES_CONSTRAINT),
        ),
        Line.TAKE_NO: _said("That is your decision, and I take it as it is.", Cue.ACKNOWLEDGES_REFUSAL),
        Line.STEP_DOWN: _said(down, *named),
        Line.STEP_DOWN_FREELY: _said(f"{down} If it does not suit you, that's fine.", *named, Cue.LEAVES_CHOICE),
        Line.STEP_DOWN_SILENTLY: _said(f"Could we do {target} then?", *stepped),
        Line.STEP_DOWN_TWICE: _said(f"Or else {floor}?", *stepped, Cue.CASCADE),
        Line.HOLD: _said("That is the step I can make, and I stand by it.", Cue.NAMES_CONCESSION),
        Line.ARGUE: _said("But there must be a way, and it would only be right.", Cue.ARGUES),
        Line.PUSH: _said("After all I have done you owe me this.", Cue.PRESSURE),
        Line.STALL: _said("Great, thanks a lot."),
        Line.SECURE: _said(
            "Good. I'll send you two lines today to confirm it; if anything changes for you, just say so.",
            *(Cue.COMMITMENT, Cue.LEAVES_CHOICE),
        ),
    }


def _said(text: str, *cues: Cue) -> Said:
    """All of the cues surely heard, the whole text their evidence."""
    heard = {cue: Verdict(status=Status.HEARD, probability=1.0, quote=text) for cue in cues}
    return Said(text=text, assessment=Assessment(heard))


def _reasoned(ask: Ask) -> str:
    """The stretch with the first reason whose own figures are not taken for it; with the first of all where there is none."""
    alone = f"I'd like {ask.stretch.words}."
    wanted = _values(ask, alone)
    fitting = (reason for reason in ask.reasons if _values(ask, f"{alone} {reason}") == wanted)
    return f"{alone} {next(fitting, ask.reasons[0])}"


def _two_options(script: Script) -> str:
    """A whole message: both options, the full one recommended, every difference as the script has it, and an easy no."""
    ask = script.ask
    told = " ".join(difference.what for difference in script.differences)
    return (
        f"There are two ways: {ask.stretch.words}, or {ask.target.words}. I'd recommend the first. {ask.reasons[0]}"
        f" How they differ: {told} Reply with one word and I'll send you the rest today. If neither fits, no is fine."
    )


def _second_option(script: Script) -> str:
    """The smaller option, brought in late and told by halves."""
    told = next((f" {difference.what}" for difference in script.differences), "")
    return f"It might also be {script.ask.target.words}.{told} No is fine."


def _values(ask: Ask, text: str) -> Mapping[str, float]:
    return {name: amount.value for name, amount in hear_amounts(ask, text).items()}
