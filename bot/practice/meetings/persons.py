"""Whose words they are: what is told of the counterpart, said to them ("you") or by them ("I")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.hearing.numbers.plurals import is_plural, singular
from bot.practice.meetings.cleaning import vocabulary

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[\W\d_]")
_ADVERBS = vocabulary("really just only always never still already also probably usually often simply even not now")
_AFTER_US = {
    "is": ("am", "are"),
    "are": ("am", "are"),
    "was": ("was", "were"),
    "were": ("was", "were"),
    "isn't": ("am not", "aren't"),
}
_AFTER_US |= {"aren't": ("am not", "aren't"), "wasn't": ("wasn't", "weren't"), "weren't": ("wasn't", "weren't")}
_AFTER_US |= {
    "has": ("have", "have"),
    "does": ("do", "do"),
    "hasn't": ("haven't", "haven't"),
    "doesn't": ("don't", "don't"),
}
_AFTER_US |= {
    "doesnt": ("don't", "don't"),
    "hasnt": ("haven't", "haven't"),
    "isnt": ("am not", "aren't"),
    "dont": ("don't", "don't"),
}
_AFTER_YOU = {"am": "are", "was": "were", "wasn't": "weren't"}
_VERBS = vocabulary(
    "is are was were am be been has have had do does did can could will would may might must shall should cannot ain't"
    " need needs needed want wants wanted like likes liked think thinks thought know knows knew say says said get gets got"
    " give gives gave take takes took make makes made go goes went come comes came keep keeps kept pay pays paid cost costs"
    " save saves saved help helps helped work works worked run runs ran end ends ended start starts started mean means meant"
    " bring brings brought find finds found lose loses lost grow grows grew stay stays stayed leave leaves left fit fits"
    " depend depends allow allows allowed require requires break breaks broke fall falls fell close closes closed open opens"
    " hurt hurts look looks looked seem seems feel feels felt hold holds held sell sells sold buy buys bought use uses used"
    " hate hates prefer prefers believe believes worry worries fear fears expect expects hear hears see sees saw ask asks"
    " tell tells told decide decides decided matter matters change changes changed add adds added sign signs show shows showed shown wait waits live lives"
    " move moves moved plan plans planned promise promises meet meets met talk talks trust trusts care cares drop drops dropped gain gains call calls called"
    " happen happens happened become becomes became read reads teach teaches taught build builds built write writes wrote written send sends sent deliver delivers spend spends spent"
    " turn turns turned rise rose rises renewed doubled landed signed lets let puts put covers covered spares earns earned"
)
_OBJECT_NEXT = vocabulary(
    "a an the to two three four five six seven eight nine ten from for and or but because at with in on of about less more some any no"
    " that this if when while by as than into it it's there's"
)
_OWNED = vocabulary("the a an my our your his her their no some too")
_ACTED_ON = vocabulary("them us it me you him the a an my our your no")
_SINGLE = frozenset({"he", "she", "him", "her", "his"})
_ADDRESSED = frozenset({"you", "your", "yours"})
_JOINS = frozenset({"and", "but", "or", "then"})
_GIVING = vocabulary(
    "save saves saved give gives gave spare spares spared cost costs tell show help helps bring brings offer"
)
_MANY = vocabulary(
    "people clients customers others kids children colleagues neighbours neighbors tenants guests users parents students folks"
)
_BEFORE_MANY = vocabulary("the my our your their his her other all some many these those new of both few several")
_FEW_TOKENS = 10
_THINGS_ARE = re.compile(
    r"they(?:'d|'ll|'re| would| will| are)(?: all| both)?(?: be)?(?: all)? (?:done|finished|delivered|built|printed|written|made|live|online|fixed|sorted|installed)\b",
    re.IGNORECASE,
)
"""Such as pages: nobody says so of people."""
_SOMEONE = re.compile(
    r"\b(?:my|our|the) (?:wife|husband|partner|son|daughter|mother|father|mum|mom|dad|brother|sister|colleague|friend|client|customer|doctor|assistant|predecessor)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Speaker:
    """`me`: whether the counterpart speaks ("I"), or is spoken to ("you"); `names`: how the user calls them, lower case."""

    me: bool
    names: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        return "I" if self.me else "you"


def words_in(text: str) -> list[str]:
    return [one for one in _TOKEN.findall(text.lower()) if one[0].isalpha()]


def has_verb(text: str) -> bool:
    """Whether it can stand as a sentence, as far as common words tell."""
    words = words_in(text)
    if any("'" in word for word in words):
        return True
    past = (word for word in words[1:] if word.endswith("ed") and len(word) > 4)  # noqa: PLR2004 ("red", "need")
    said = words and words[0] in {"i", "we", "you", "they", "he", "she", "it"}
    verbs = (word in _VERBS and before not in _OWNED for word, before in zip(words, ["", *words], strict=False))
    acts = any(word.endswith("s") and after in _ACTED_ON for word, after in pairwise(words[1:]))
    return len(words) > 1 and (bool(said) or acts or any(verbs) or any(past))


def turned(text: str, speaker: Speaker) -> str:
    """The text in the speaker's person. Somebody else's "they" stays."""
    return "".join(_Turning(_marked(text, speaker.names), speaker).words())


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_NAMED = "\x01"


def _marked(text: str, names: Iterable[str]) -> list[str]:
    """The tokens, with the counterpart's names in one sign."""
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    if known:
        text = re.sub(rf"(?<![\w'])(?:{known})(?!\w)", _NAMED, text, flags=re.IGNORECASE)
    return re.findall(rf"{_NAMED}(?:'s)?|{_TOKEN.pattern}", text)


class _Turning:
    def __init__(self, tokens: list[str], speaker: Speaker) -> None:
        self.tokens = tokens
        self.me = speaker.me
        self.subject = speaker.subject
        self.object = "me" if speaker.me else "you"
        self.own = "my" if speaker.me else "your"
        self.turned = False
        self.someone = bool(_SOMEONE.search("".join(tokens)))
        # Where the counterpart is "she", "they" are others.
        self.others = not self.someone and any(token.lower().partition("'")[0] in _SINGLE for token in tokens)
        # Where "you" are the counterpart already, "got them to nine" is about others.
        self.addressed = not speaker.me and any(token.lower() in _ADDRESSED for token in tokens)

    def words(self) -> list[str]:
        at, said = 0, list(self.tokens)
        while at < len(said):
            word = said[at].lower()
            if self._is_many(at):
                self.others = True
            if word == _NAMED:
                subject = (
                    self._word_after(at) in _VERBS or "n't" in self._word_after(at) or self._word_after(at) in _ADVERBS
                )
                said[at] = self.subject if subject else self.object
                if subject:
                    self._agree(said, at, singular_verb=True)
            elif word == f"{_NAMED}'s":
                said[at] = self.own
            elif not self._is_other(at, word):
                self._turn(said, at, word)
            if self.me:
                self._user(said, at, word)
            # The second verb of one subject: "she is tired and has her own plans".
            if self.turned and word in _JOINS and self._word_after(at) in _VERBS:
                self._agree(said, at, singular_verb=True)
            at += 1
        return said

    def _is_other(self, at: int, word: str) -> bool:
        base = word.partition("'")[0]
        if base in {"they", "them", "their", "theirs", "themselves"}:
            things = base == "they" and bool(_THINGS_ARE.match("".join(self.tokens[at : at + _FEW_TOKENS])))
            return self.others or things or (base == "them" and self.addressed)
        return base in {"he", "she", "him", "her", "his", "hers", "himself", "herself"} and self.someone

    def _is_many(self, at: int) -> bool:
        word = self.tokens[at].lower()
        before = self._word_before(at)
        return word in _MANY or (len(word) > 3 and is_plural(word) and word not in _VERBS and before in _BEFORE_MANY)  # noqa: PLR2004 ("his")

    def _turn(self, said: list[str], at: int, word: str) -> None:
        base, _, rest = word.partition("'")
        am, have = ("'m", "'ve") if self.me else ("'re", "'ve")
        after = self._word_after(at)
        if base in {"he", "she", "they"}:
            owned = after in {"got", "been", "had"}
            ends = {"": "", "s": have if owned else am, "re": am, "ve": have, "ll": "'ll", "d": "'d"}
            said[at] = self.subject + ends.get(rest, f"'{rest}")
            self.turned = self.turned or (base != "they" and rest == "s")
            if not rest:
                self._agree(said, at, singular_verb=base != "they")
        elif word in {"him", "them"}:
            said[at] = self.object
        elif word in {"his", "their"}:
            said[at] = self.own
        elif word == "her":
            giving = self._word_before(at) in _GIVING or (self._word_before(at) == "and" and after in _VERBS)
            said[at] = self.object if giving or not after or after in _OBJECT_NEXT else self.own
        elif word in {"hers", "theirs"}:
            said[at] = "mine" if self.me else "yours"
        elif word in {"himself", "herself", "themselves", "themself"}:
            said[at] = "myself" if self.me else "yourself"

    def _user(self, said: list[str], at: int, word: str) -> None:
        """In the counterpart's mouth the user is "you"."""
        base, _, rest = word.partition("'")
        if base == "i":
            said[at] = "you" + ({"m": "'re"}.get(rest, f"'{rest}") if rest else "")
            place = self._place_after(at)
            if not rest and place is not None and said[place].lower() in _AFTER_YOU:
                said[place] = _AFTER_YOU[said[place].lower()]
        elif word == "me":
            said[at] = "you"
        elif word in {"my", "mine", "myself"}:
            said[at] = {"my": "your", "mine": "yours", "myself": "yourself"}[word]

    def _agree(self, said: list[str], at: int, *, singular_verb: bool) -> None:
        """Makes the verb after the new subject follow it: "he has" becomes "I have"."""
        self.turned = self.turned or singular_verb
        place = self._place_after(at)
        while place is not None and said[place].lower() in _ADVERBS:
            place = self._place_after(place)
        if place is None:
            return
        verb = said[place].lower()
        if verb in _AFTER_US:
            said[place] = _AFTER_US[verb][0 if self.me else 1]
        elif singular_verb and verb.endswith("s") and not verb.endswith("ss") and len(verb) > 2 and "'" not in verb:  # noqa: PLR2004
            said[place] = _base(verb)

    def _place_after(self, at: int) -> int | None:
        return next((i for i in range(at + 1, min(at + 4, len(self.tokens))) if self.tokens[i][0].isalpha()), None)

    def _word_after(self, at: int) -> str:
        place = self._place_after(at)
        return "" if place is None else self.tokens[place].lower()

    def _word_before(self, at: int) -> str:
        return next(
            (self.tokens[i].lower() for i in range(at - 1, max(at - 4, -1), -1) if self.tokens[i][0].isalpha()), ""
        )


def _base(verb: str) -> str:
    """The verb without the ending of the third person: "goes", "worries", "saves"."""
    if verb.endswith(("oes", "ches", "shes", "sses", "xes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("ves") else singular(verb)
