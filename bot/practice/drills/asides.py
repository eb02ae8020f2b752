"""What is written beside the task and is no answer to it: a question back, a word of thanks. Nobody means to be judged by “hm”."""

import re
from enum import StrEnum


class Aside(StrEnum):
    """`asks`: does not know what to do, or would rather not; `thanks`: has read it."""

    ASKS = "asks"
    THANKS = "thanks"


_LETTERS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONG_DRAWN = re.compile(r"([a-z])\1{2,}")
_MOST_WORDS = 8
_ASKS = (
    "what, wat, huh, eh, hm, hmm, mm, um, uh, er, help, help me, help please, please help, pardon, sorry, sorry what, come again, what now, and now",
    "what do you mean, what do i do, what do i do now, what do i do here, what to do, what should i do, what should i write, what should i say",
    "what do i say, what do i write, what is this, what's this, what's that, what is the task, what's the task, what was the task, what is the question",
    "how, how so, how do i do that, how does this work, i don't get it, i don't get this, don't get it, i don't understand, don't understand",
    "i do not understand, i dont get it, i dont understand, not sure, i'm not sure, i'm lost, confused, i don't know, don't know, dont know, i dont know",
    "idk, dunno, no idea, no clue, i have no idea, can't think of anything, example, an example, example please, give me an example, show me an example",
    "hint, a hint, a hint please, tip, skip, skip it, skip this, pass, next, next one, another, another one, another one please, not now, later, maybe later",
    "wait, one moment, one sec, sec, brb, stop, quit, exit, cancel, hi, hello, hey, test, start, oh, ah, ugh",
)
_THANKS = (
    "thanks, thank you, thank u, thx, ty, tnx, cheers, many thanks, thanks a lot, thank you very much, thank you so much, thanks so much, thanks coach",
    "great thanks, ok thanks, okay thanks, ok thank you, okay thank you, oh thanks, cool thanks, nice thanks, good thanks, ok thx, wow thanks, thanks ok",
    "ok, okay, k, kk, okey, oki, ok cool, ok great, ok good, ok got it, okay got it, ok i see, oh ok, oh okay, ah ok, ah okay, alright, all right, aha",
    "i see, ah i see, oh i see, got it, understood, noted, makes sense, that makes sense, good point, will do, good to know, interesting, well done",
    "cool, nice, nice one, great, good, super, perfect, awesome, excellent, lovely, yay, wow, lol, haha, very good, good one, love it",
)
_SIGNS = frozenset("👍🙏👌🙌👏")
_MEANS = {
    said: meant
    for meant, lines in ((Aside.ASKS, _ASKS), (Aside.THANKS, _THANKS))
    for said in ", ".join(lines).split(", ")
}


def aside(text: str) -> Aside | None:
    """None where it may be meant as an answer: whatever says more than these few words."""
    plain = text.replace("\u2019", "'").lower()
    words = [_LONG_DRAWN.sub(r"\1\1", word) for word in _LETTERS.findall(plain)]
    if not words:
        return _wordless(plain)
    if len(words) > _MOST_WORDS:
        return None
    said = " ".join(words)
    return _MEANS.get(said)


def _wordless(plain: str) -> Aside | None:
    signs = "".join(plain.split())
    if signs and not signs.strip("?!.…") and "?" in signs:
        return Aside.ASKS
    return Aside.THANKS if signs[:1] in _SIGNS and signs else None
