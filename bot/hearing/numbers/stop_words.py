"""Words after a number that are never what it counts."""


def _words(text: str) -> set[str]:
    return set(text.split())


NO_NOUN = _words(
    """
    a an and or the to for of in on at by with from as is are was were be been am if then but so because since
    that this these those it its i me my we us our you your he she they them their not no per each every now today
    please pls instead rather than just only would could can will should might do does did have has had get got
    what which when where how who there here works work okay ok still too also about over under around up down off
    out into before after until till while during between against without within plus minus versus vs yes yeah max
    maximum minimum min total flat apart ago later earlier sounds feels seems makes make go going come coming keep
    think know said say want need let's lets i'd i'll i'm it's that's we'd we'll am pm ish odd
    gets takes covers keeps leaves means helps brings looks pays saves costs needs wants gives goes says suits
    thanks thx cheers always perhaps maybe besides else sometimes all both any
    some next last again already anyway even ever never either mate man dude bro sir buddy pal boss tonight tomorrow
    honestly tbh imo lol asap altogether together inclusive upfront away my mine yours via onwards across among once twice minimally whatever whenever although
    monday tuesday wednesday thursday friday saturday sunday january february april june july august september
    tops vat ono obo btw imho idk lmao rofl ngl fyi omg wtf iirc afaik obv obvs obviously def defo prolly probs tho though
    haha hahaha hehe hmm hm eh huh hey hi oh ah ugh meh nah nope yep yup ya yea nvm jk bc bcs coz cuz cos plz plss ty tx
    thank ta kk gonna wanna gotta dunno lemme gimme u ur r n tonite innit init alright aight
    soon sooner right back well quite very really pretty almost nearly roughly approx approximately exactly precisely
    especially mostly definitely certainly absolutely totally actually basically seriously literally finally currently
    regardless nonetheless however therefore thus hence otherwise meanwhile alone ahead aside along enough fine yet
    indeed simply hopefully possibly clearly surely hardly barely upon onto towards toward beside behind beyond near
    inside outside through throughout except excluding including incl excl inc like unlike despite
    see let take bring tell hear find lose put give hold seem feel become happen agree accept decide prefer hope wish guess
    believe suppose mean suggest expect afford reckon went came took gave made told paid sold left
    wasn't isn't aren't don't didn't doesn't won't wouldn't couldn't shouldn't can't cannot haven't hasn't weren't ain't
    dont cant wont wouldnt isnt thats im id weve youre theyre what's there's here's who's he's she's you're we're they're
    i've we've you've they've you'll he'll she'll they'll it'll that'll shall must ought being done gone seen
    fits hurts beats kills stays becomes remains happens depends applies begins allows requires includes sits comes
    whichever whoever whose why whether unless nor such same neither none nothing something anything everything someone
    anyone everyone somewhere anywhere several many much most lots wud cud shud wil ull
    october november december jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
CHATTER = _words(
    "btw lol tbh imo imho imao mate man dude bro sir buddy pal boss haha hahaha hehe tho though thanks thx cheers ty plz pls please"
    " honestly innit eh huh lmao ngl fyi ok okay then anyway again"
)
"""What people add after all is said."""

ONE_IS_PRONOUN_BEFORE = _words(
    "this that the which no any some every each good other big small smaller new another next last first old cheaper bigger"
    " first-ever better best square number day"
)
ONE_IS_PRONOUN_AFTER = _words("thing things way point hand another question reason side last final cannot simply")
