"""Plans that are declined: to deceive, frighten, force or hurt somebody, or to break the law with their help.

What somebody else did ("he lied to me"), what is not to be ("no fake deadlines") and figures of speech ("kill the project") are no such
plan. Every pattern stays linear: its choices are spelled out, and what lies between two words is bounded.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.practice.meetings.cleaning import clean, sentences, shortened, trimmed

_LONGEST_QUOTE = 160


class HarmKind(StrEnum):
    DECEIVE = "deceive"
    THREATEN = "threaten"
    COERCE = "coerce"
    HURT = "hurt"
    STALK = "stalk"
    ILLEGAL = "illegal"
    MINORS = "minors"


@dataclass(frozen=True)
class Harm:
    """`quote`: the clause that says it, in the user's own words."""

    kind: HarmKind
    quote: str


_WHO = r"(?:him|her|them|you|the (?:\w+ )?\w+|my (?:\w+ )?\w+|his \w+|her \w+|their \w+|our \w+|somebody|someone|people|dana|that \w+|this \w+)"
_PERSON = r"(?:him|her|them|(?:my|the|his|her|their|our|that|this) (?:\w+ )?(?:boss|manager|landlord|landlady|neighbou?r|wife|husband|ex|girlfriend|boyfriend|partner|lady|man|woman|guy|girl|boy|kids?|child(?:ren)?|mother|father|mum|mom|dad|son|daughter|brother|sister|family|colleague|client|customer|professor|teacher|tenant|owner|supervisor|inspector|witness(?:es)?|officer|judge|director|clerk|widow|doctor|employee|assistant|dog|cat|pet|horse|bastard|bitch|idiot))"
_CHILD = r"(?:(?:a |an |some |the |my |her |his )?(?:(?:[1-9]|1[0-7])[ -]?(?:year|yr)s?[ -]?olds?|minors?|underage \w+|under-age \w+|school ?(?:girls?|boys?)|child|children|kids?|teen(?:ager)?s?|pupils?|little (?:girl|boy)))"
_SEXUAL = r"(?:nudes?|naked(?! (?:walls?|eye|truth|bulbs?))|sexual(?! (?:education|harassment|abuse|assault|health|orientation))|sex(?! (?:education|ed|of)\b)|sexy|undress\w*|porn\w*|intimate (?:photos?|pictures?|pics?)|(?:photos?|pictures?|pics?) without clothes|sleep with me|touch (?:me|her|him))"
_FALSE = r"(?:fake|false|made[- ]up|invented|forged|bogus|fabricated|phony|phoney|doctored|falsified|manipulated|non-?existent|imaginary|fictitious)"
_PAPER = r"(?:contract|signature|invoices?|receipts?|certificates?|diplomas?|degree|notes?|documents?|papers?|letters?|passports?|ids?|cheques?|checks?|prescriptions?|permits?|statements?|bank statements?|payslips?|pay slips?|licen[cs]es?|visa|will|deed|report|records?|tests?)"

_RULES: tuple[tuple[HarmKind, re.Pattern[str]], ...] = (
    (
        HarmKind.MINORS,
        re.compile(rf"\b{_CHILD}\b.{{0,60}}\b{_SEXUAL}\b|\b{_SEXUAL}\b.{{0,60}}\b{_CHILD}\b", re.IGNORECASE),
    ),
    (
        HarmKind.HURT,
        re.compile(
            rf"\b(?:kill|hurt|beat up|beat|stab|shoot|poison|murder|strangle|punch|slap|hit|attack|harm|cripple|drown|choke|rape|assault|injure|torture|kidnap|smash) {_PERSON}(?! (?:up )?(?:with kindness|to it|price|offer|at (?!home)|on |by \d|with (?:my|a|the|an|this|that) (?:\w+ )?(?:number|figure|offer|ask|question|idea|price|proposal|plan|request)|an? (?:quick |short )?(?:e-?mail|mail|message|text|note|line|quote)|in (?:the|a) (?:race|game|match|vote|quiz)))\b"
            rf"|\bbeat {_PERSON} up\b|\b(?:kill|hurt|harm|cut|starve|hang) (?:herself|himself|themselves|themself)\b|\b(?:commit|into) suicide\b|\bend (?:her|his|their) (?:own )?life\b|\bbreak (?:his|her|their) (?:legs?|arms?|fingers?|neck|bones|nose|kneecaps?)\b"
            r"|\b(?:burn|set fire to|torch) (?:down )?(?:his|her|their) (?:house|flat|car|shop|home|place)\b|\bput (?:something|pills|poison|drugs) in (?:his|her|their) (?:drink|food|coffee|tea)\b|\bdrug (?:him|her|them)\b|\b(?:make|making) (?:him|her|them) bleed\b",
            re.IGNORECASE,
        ),
    ),
    (
        HarmKind.STALK,
        re.compile(
            r"\bfollow (?:him|her|them) (?:home|around|everywhere|to (?:his|her|their) (?:house|home|flat|car|gym))\b|\bstalk(?:ing)? (?:him|her|them|my \w+)\b|\b(?:track|spy on|bug|hack) (?:him|her|them|my (?:ex|wife|husband|boss|girlfriend|boyfriend)|(?:his|her|their) (?:phone|car|email|account|laptop|computer|location|messages))\b"
            r"|\b(?:wait|waiting|show up|turn up|stand|standing) (?:for (?:him|her) )?(?:outside|in front of|at) (?:his|her|their) (?:house|home|flat|door|kids' school|school|bedroom)\b.{0,40}\b(?:every|until|till|night|gives in|says yes|talks)\b|\b(?:a )?gps (?:tracker|tracking) (?:on|in|under) (?:his|her|their)\b|\binstall spyware\b",
            re.IGNORECASE,
        ),
    ),
    (
        HarmKind.COERCE,
        re.compile(
            rf"\bblackmail(?:ing)? {_WHO}\b|\bextort\w* \w+|\b(?:unless|if) .{{0,60}}\bi(?:'ll| will)? (?:tell|show|send|leak|publish|post|expose|reveal|release|ruin|destroy|report|share)\b.{{0,40}}\b(?:wife|husband|affair|nudes?|photos?|pictures|secret|family|police|private|immigration|career|reputation|past|recording|video|messages)\b"
            r"|\bor (?:else )?i(?:'ll| will)? (?:tell|show|send|leak|publish|post|expose|reveal|release|ruin|destroy|share)\b.{0,40}\b(?:wife|husband|affair|nudes?|photos?|pictures|secret|family|private|immigration|career|reputation|past|recording|video|messages)\b"
            r"|\b(?:make|force|pressure|bully|scare|frighten|intimidate|push|get|have) (?:him|her|them|the \w+|my \w+|\w+) (?:to |into )?(?:drop|dropping|withdraw|withdrawing|take back|retract|keep quiet about|shut up about|stay silent about) .{0,30}\b(?:complaint|charges?|testimony|accusation|lawsuit|report|statement|case|harassment|abuse|assault|rape)\b(?! fees?)"
            r"|\b(?:force|coerce) (?:him|her|them|my \w+) (?:to|into)\b|\b(?:so|until) (?:he|she|they)(?:'s|'re| is| are)? (?:too |so )?(?:afraid|scared|frightened|terrified)\b|\btoo (?:afraid|scared|frightened|terrified) to (?:say no|refuse|leave|complain|tell)\b|\buse (?:the|his|her|their) (?:affair|nudes?|photos?|secret|recording|illness|visa|status) (?:against|to (?:make|force|get))\b"
            r"|\bwhile (?:he|she|they)(?:'s|'re| is| are) (?:confused|drunk|asleep|sedated|drugged)\b|\b(?:stop|keep|prevent) (?:him|her|them) from leaving (?:the|my|this|our|until)\b|\block (?:him|her|them) (?:in|up)\b"
            r"|\bthreaten to (?:report|call|deport)\b.{0,40}\b(?:immigration|visa|police|deport\w*)\b|\bget (?:him|her|them) drunk\b|\bkeep (?:his|her|their) passports?\b",
            re.IGNORECASE,
        ),
    ),
    (
        HarmKind.THREATEN,
        re.compile(
            rf"\b(?:i(?:'ll| will| want to| am going to|'m going to| could| can| would)?|to|we(?:'ll| will)?|and|then|by|gonna|just) (?:threaten(?:ing)?|intimidat(?:e|ing)|terrori[sz](?:e|ing)|scar(?:e|ing)|frighten(?:ing)?|menac(?:e|ing)) (?:{_PERSON}|to (?:post|leak|publish|hurt|kill|burn|expose|tell|ruin|destroy)|with (?:violence|a (?:gun|knife|beating)))"
            rf"|^(?:threaten|intimidate|terrorise|terrorize|scare|frighten|menace) (?:{_PERSON}|\w+ (?:into|with|until))\b|\bi know where (?:he|she|they|you|his|her|their|your) .{{0,24}}\b(?:live|lives|school|work|works|sleep|sleeps)\b|\b(?:he|she|they)(?:'ll| will) regret (?:it|this|saying no)\b|\bsomething (?:bad |might |could |will )+happens? to (?:his|her|their|him|them|you)\b"
            r"|\b(?:post|leak|publish|share) (?:his|her|their) (?:private |intimate |nude )(?:messages|photos|pictures|pics|nudes|chats|data)\b|\b(?:post|leak|publish|share) (?:his|her|their) nudes\b|\b(?:bring|show|take) (?:a|my|the) (?:gun|knife|bat)\b|\bsend (?:some )?(?:guys|people|thugs|friends) (?:round|over|around)? ?to (?:scare|beat|teach|hurt|his|her|their)\b|\bmake (?:his|her|their) life (?:a )?(?:hell|miserable)\b",
            re.IGNORECASE,
        ),
    ),
    (
        HarmKind.ILLEGAL,
        re.compile(
            rf"\b(?:i(?:'ll| will| want to| could| can)?|to|we(?:'ll| will)?|and|then|gonna|just) (?:forge|falsify|counterfeit|fake|backdate) (?:\w+ |\w+'s ){{0,3}}{_PAPER}\b|^(?:forge|falsify|counterfeit|fake|backdate) (?:\w+ |\w+'s ){{0,3}}{_PAPER}\b|\b(?:sign|use|show|hand in|give|accept|get|submit|bring|make|print) (?:\w+ ){{0,3}}(?:a |the |my |some )?(?:forged|counterfeit|falsified|fake|doctored) {_PAPER}\b"
            rf"|\b(?:i(?:'ll| will| want to| could| can| would)?|to|we(?:'ll| will)?|and|then|gonna|just) bribe\b|^bribe\b|\bslip (?:him|her|them|the \w+) .{{0,30}}\b(?:under the table|envelope|cash|quietly|on the side|bills?|notes?|hundred|\d+)\b|\bunder the table (?:payment|cash|money)|\bgets? (?:a |his |her )?kick-?backs?\b|\bkick-?backs? (?:for|to) (?:him|her|them|the \w+)|\bpay (?:him|her|them|the \w+) (?:off|to (?:look away|keep quiet|shut up|lie))\b"
            r"|\b(?:sell|selling|buy|buying|move|fence)(?: (?:him|her|them))? (?:\w+ ){0,2}(?:stolen (?!base)\w+|cocaine|heroin|meth|weed|drugs|fake ids?|fake passports?|counterfeit \w+|guns? illegally|credit card numbers)\b|\blaunder(?:ing)? (?:the |some |my )?money\b|\b(?:steal|stealing|embezzle|skim) (?:the |her |his |their |some |from (?:the |her |his |my )?|company )+\w+"
            r"|\bpay off (?:him|her|them|the (?:inspector|officer|judge|witness|official|guard|clerk|police\w*|examiner|referee))\b|\bcheat(?:ing)? (?:on|in|at) (?:the |my |his |her )?(?:exam|test|finals?)\b|\b(?:evade|dodge|cheat on)(?: \w+)? tax(?:es)?\b|\b(?:commit|do|try|with|some) (?:\w+ )?fraud\b(?! team| unit| case)|\b(?:lie|lying) (?:under oath|to the (?:court|judge|police|tax office|insurance|insurer))\b|\b(?:destroy|shred|hide) (?:the )?evidence\b|\b(?:pay|hire|employ) (?:him|her|them|\w+) (?:cash )?off the books\b",
            re.IGNORECASE,
        ),
    ),
    (
        HarmKind.DECEIVE,
        re.compile(
            rf"\b(?:show|give|send|tell|present|use|using|with|bring|quote|have|invent|make up|claim|name|mention|pretend) (?:(?:him|her|them|to|the \w+|my \w+|i have|i've|there is|there's|that) ){{0,3}}(?:a |an |some |the |my |few |two )?{_FALSE} (?:\w+ ){{0,2}}(?:figures?|numbers?|offers?|sales|quotes?|data|results?|reviews?|references?|deadlines?|stats|statistics|documents?|degree|experience|emergency|illness|story|reasons?|evidence|damage|costs?|invoices?|client|customers?|buyer|competitor|bids?|cv|resume)\b"
            rf"|\b(?:i(?:'ll| will|'m going to| am going to| want to| can| could| would| should|'d)?|we(?:'ll| will)?|to|and|then|gonna|just|by|plan to) (?:lie|lying|fib|make up|making up|invent|inventing|fabricat(?:e|ing)|pretend(?:ing)? (?:to be|that|i|we|to have|there)|bluff about|trick|deceiv(?:e|ing)|con|scam|defraud|swindle|dupe|mislead|fool)\b(?! (?:down|in|ahead|low|awake|around|my mind|for (?:lost|the|it)|lost))"
            rf"|^(?:lie|fib|make up|invent|fabricate|pretend (?:to be|that|i|we|to have|there)|trick|deceive|con|scam|defraud|swindle|mislead|fool) (?!down|in\b|ahead|low|awake)|\btell (?:him|her|them|my \w+|the \w+) (?:that )?(?:i|we)(?:'ve| have)? (?:got )?(?:another |an |a )?\w* ?\w* ?(?:when|though|although|but) (?:i|we) (?:don't|haven't|didn't|do not|have not)\b|(?:^|\b(?:to|and|then|just|i'll|i will|i can|we'll|gonna) )(?:fake|doctor) (?:the |my |our |some )?(?:\w+ )?(?:figures|numbers|results|data|stats|statistics|hours|invoices?|reports?|expenses|receipts)\b|\b(?:inflate|fudge|manipulate|falsify|cook) (?:the |my |our |some )?(?:\w+ )?(?:figures|numbers|books|results|data|stats|statistics|hours|invoices?|reports?|expenses|receipts)\b"
            r"|\b(?:buy|get|order|write|post) (?:\w+ )?fake reviews?\b|\b(?:tell (?:him|her|them|hr|the \w+|my \w+)|claim|swear|report)\b.{1,80}\b(?:even though|although|when really|but really) (?:he|she|they|i|we|it|that) (?:didn't|did not|don't|haven't|isn't|is not|never|hasn't|wasn't|leaks)\b"
            r"|\bhide (?:the |that )(?:\w+ )?(?:damage|defects?|mould|mold|leak|accident|debt|debts|crack|cracks|truth|fact)\b|\bwithout (?:him|her|them) (?:knowing|noticing)\b|\bbehind (?:his|her|their) back\b(?= (?:sell|take|change|sign))|\b(?:a )?(?:job|offer|deadline|illness|emergency|buyer|competitor) that (?:doesn't exist|does not exist|didn't exist|isn't real|is not real|isn't true)\b",
            re.IGNORECASE,
        ),
    ),
)
# What others did, what is not to be, and what is feared or told.
_NOT_PLANNED = re.compile(
    r"\b(?:not|never|don't|won't|wouldn't|without|no|instead of|rather than|refuse to|stop|avoid|isn't|against|cannot|can't)\b(?:(?! but )[^,;]){0,40}$"
    r"|\b(?:he|she|they|who|which|landlord|boss|contractor|seller|colleague|vendor|supplier|neighbou?r|client|somebody|someone|company)(?:'d|'s| has| had| have| was| were| is| always| once| keeps?| tried to| tries to| used to| just| even| told (?:me|us) to| wants? (?:me|us) to| asked (?:me|us) to){0,3} $"
    r"|\b(?:accus\w+|afraid|fear\w*|worr\w+|think|thinks|says?|believes?)(?: (?:me|us|he|she|they|i|i'm|that|of|might|will|would|could)){0,4} $|\b(?:i'd|i would|could|would) $(?<=i'd )(?=kill for)",
    re.IGNORECASE,
)


def harm_in(text: str) -> Harm | None:
    """The first clause that plans harm, None where none does."""
    for sentence in sentences(clean(text)):
        for kind, pattern in _RULES:
            found = next(
                (one for one in pattern.finditer(sentence) if not _NOT_PLANNED.search(sentence[: one.start()])), None
            )
            if found:
                return Harm(kind, _clause(sentence, found.start(), found.end()))
    return None


def harm_in_any(texts: Iterable[str]) -> Harm | None:
    """The same for several answers."""
    return next((found for text in texts if (found := harm_in(text))), None)


def _clause(sentence: str, start: int, end: int) -> str:
    low = max(sentence.rfind(", ", 0, start) + 1, 0)
    high = sentence.find(", ", end)
    return shortened(trimmed(sentence[low : high if high > 0 else len(sentence)]), _LONGEST_QUOTE)
