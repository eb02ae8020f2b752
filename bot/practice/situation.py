"""What is known of a message before its move is read, so that reading it needs neither the text nor the round."""

from dataclasses import dataclass

from bot.hearing.cues import Assessment, Cue, Phase
from bot.practice.sizing import Size, Step


@dataclass(frozen=True, kw_only=True)
class Situation:
    """All that decides which move a message is. `step` compares with the offer on the table or, before one, with the first ask.

    `asks_on`: the message asks something, `about_theirs`: about the counterpart's own offer, or wants it otherwise, `asks_day`: whether another day would do, `asks_if_agreed`: whether it is a yes; `corrects`: it says that it was misheard.
    `declines`: the message says that the technique does not belong here, or (`may_decline`) may mean so; `takes`: that the counterpart's own offer is taken; `admits`: that
    the first ask was for show; `apologises`: that the user is sorry. `asks_who`: it asks the colleague who they are.
    """

    phase: Phase
    state: str
    assessment: Assessment
    size: Size
    step: Step
    below_floor: bool
    offer_on_table: bool
    asked_back: bool
    few_words: bool = False
    asked_before: bool = False
    declines: bool = False
    may_decline: bool = False
    takes: bool = False
    about_theirs: bool = False
    asks_on: bool = False
    asks_day: bool = False
    asks_if_agreed: bool = False
    corrects: bool = False
    asks_who: bool = False
    admits: bool = False
    apologises: bool = False

    def heard(self, *cues: Cue) -> bool:
        return self.assessment.heard(*cues) or (self.asked_back and self.assessment.unsure(*cues))

    def unsure(self, *cues: Cue) -> bool:
        """Unsure now; after the counterpart has asked back once, doubt counts for the user instead."""
        return self.assessment.unsure(*cues) and not self.asked_back
