"""Insults and rude retorts are heard whatever their words; strong feeling and hard words about things are not taken for them."""

import time

import pytest

from bot.hearing.cues import Cue
from bot.practice.retorts import insult, retort
from bot.practice.states import Move
from tests.practice.samples import ASK, play, said

INSULTS = [
    "It's for the concert that pays for your roof, so don't make a fuss.",
    "Your memory's as bad as your boiler then.",
    "Your hearing is terrible.",
    "Are you deaf?",
    "Are you blind or what?",
    "Are you out of your mind?",
    "Whatever, you people never listen.",
    "You clearly don't care.",
    "You just don't care about us.",
    "you obviously couldn't care less",
    "Great, thanks for nothing.",
    "Thanks a lot for nothing!",
    "You're useless.",
    "Your colleagues want it and you're the only one standing in the way.",
    "You’re being petty.",
    "You are such a cheapskate",
    "You're impossible.",
    "You're so cheap.",
    "you're just being difficult",
    "You're acting childish.",
    "You're all the same.",
    "Can't you read?",
    "Do you even listen?",
    "Did you even read it?",
    "You have no idea what you're talking about.",
    "People like you are the reason nothing works.",
    "You never help anybody.",
    "You only care about money.",
    "Don't waste my time.",
    "What's wrong with you?",
    "Who do you think you are?",
    "I should have known you'd be like this.",
    "I expected better from you.",
    "How stingy can you be?",
    "Screw you.",
    "Oh, shut up.",
    "Get lost.",
    "Well, go to hell then. Go to hell.",
    "Spare me the excuses.",
    "Grow up.",
    "Cheapskate.",
    "Big help you are.",
    "Some boss you are.",
    "Have you no shame?",
    "You lot always find a way out.",
    "Don't be so stubborn, it's only a day.",
    "I asked nicely, and you are being selfish.",
]
RETORTS = [
    "That's pathetic.",
    "Ridiculous.",
    "that's just ridiculous",
    "This is an insult.",
    "What a joke.",
    "Is that a joke?",
    "Are you kidding me?",
    "Are you serious?",
    "You must be joking.",
    "Oh, give me a break.",
    "Typical.",
    "Unbelievable.",
    "Yeah, right.",
    "Whatever.",
    "Whatever, fine.",
    "Nice excuse.",
    "Your excuses are pathetic.",
    "That's a lame excuse.",
    "Excuses, excuses.",
    "Nothing but excuses.",
    "That's the dumbest thing I've heard.",
    "Wow, so generous.",
    "How generous of you, really.",
    "Oh how convenient.",
    "What nonsense!",
    "That's complete bullshit.",
    "Honestly, that's outrageous.",
    "Fine, be like that.",
]
NEITHER = [
    "I'm disappointed.",
    "I'm really disappointed, I won't hide it.",
    "That's disappointing to hear.",
    "I'm angry right now, give me a moment.",
    "Honestly, that hurts.",
    "This is hard for me to hear.",
    "I feel let down.",
    "I'm furious about the timing, not about you.",
    "It makes me sad.",
    "What a shame.",
    "What a pity!",
    "That's a shame, I was hoping for more.",
    "The deadline is ridiculous for me.",
    "My rent is insane already.",
    "The whole process is a joke.",
    "This old printer is pathetic, that is why I ask.",
    "It's ridiculous how long I have waited.",
    "It sounds ridiculous, I know.",
    "That's crazy, I know, but hear me out.",
    "That was stupid of me.",
    "I was an idiot to ask so late.",
    "I'd be a fool not to ask.",
    "You're not stingy, I know that.",
    "I'm not saying you are greedy.",
    "I don't think you're being difficult.",
    "I know you're crazy busy.",
    "I know you're impossible to reach on Mondays.",
    "You are ridiculously kind.",
    "I hope you don't think I'm selfish.",
    "If you don't care for mornings, afternoons work, too.",
    "You don't care which day it is, do you?",
    "You never asked for this, I know.",
    "You never have time on Mondays, so how about Tuesday?",
    "Whatever works for you.",
    "Whatever you decide is fine.",
    "Could you spare me an hour?",
    "Thanks for nothing less than honesty.",
    "How kind of you to explain it.",
    "We need people like you at the club.",
    "Your kind of shop is what the street needs.",
    "What's wrong with the date?",
    "Are you blind-testing the samples?",
    "Are you mad at me?",
    "Are you serious about the smaller one?",
    "The children grow up so fast.",
    "I get lost in these tables, sorry.",
    "The cheap one would do.",
    "You must be tired, so only one question.",
    "You are a tough negotiator.",
    "That's not a bad reason.",
    "I need more than excuses to bring home.",
    "I don't want to waste your time.",
    "Can you hear me?",
]


@pytest.mark.parametrize("text", INSULTS)
def test_an_insult_presses_and_takes_no_no_well(text: str) -> None:
    assert insult(text) in text
    turn = play(ASK, said(text, "acknowledges_refusal")).turns[-1]
    assert turn.move is Move.PRESSED
    assert not turn.heard(Cue.ACKNOWLEDGES_REFUSAL)


@pytest.mark.parametrize("text", RETORTS)
def test_a_rude_retort_to_a_no_argues(text: str) -> None:
    assert retort(text) in text
    turn = play(ASK, said(text, "acknowledges_refusal")).turns[-1]
    assert turn.move is Move.ARGUED
    assert not turn.heard(Cue.ACKNOWLEDGES_REFUSAL)


@pytest.mark.parametrize("text", NEITHER)
def test_strong_feeling_and_hard_words_about_things_are_neither(text: str) -> None:
    assert (insult(text), retort(text)) == ("", "")


def test_what_is_rude_after_a_no_may_be_warm_before_it() -> None:
    assert play(said("How kind of you.")).turns[-1].move not in {Move.ARGUED, Move.PRESSED}


def test_hostile_text_is_read_in_no_time() -> None:
    began = time.process_time()
    for text in (
        "you just " * 500,
        "that's " * 600,
        "oh well " * 500,
        "," * 4000,
        "are you " * 500,
        "you're being " * 400,
    ):
        insult(text)
        retort(text)
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("text", "snaps"),
    [
        ("No? Just like that? Come on, it's an empty hall. What's your problem?", True),
        ("Come on, what's your problem?", True),
        ("Fair enough. What's your problem with the date?", False),
        ("I see. What's your problem there, is it the money?", False),
    ],
)
def test_what_asks_for_the_problem_snaps_only_behind_a_snort(text: str, *, snaps: bool) -> None:
    assert bool(retort(text)) is snaps


@pytest.mark.parametrize(
    "text", ["I don't want to make a fuss.", "Sorry for the fuss.", "My memory is terrible, sorry."]
)
def test_a_word_about_oneself_insults_nobody(text: str) -> None:
    assert insult(text) == ""
