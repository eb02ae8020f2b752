"""Words that people use in any situation, and those of the technique itself: whoever says only these may be speaking of the item at hand."""

_WORDS = """
able about above absolutely absurd accept acceptable according acknowledge acknowledges across act actually add affordable after afternoon
again against age agenda ago agree agreement ahead aim aint all allow alone along already alright also alternative although always amazing
amount and annoy another answer answers any anybody anymore anyone anything anyway apart apologise apology appreciate appreciated approve
april are area argue argument arrange aside ask asks attention august autumn available aware away awesome awful back bad balance bare bear
bearable because become before beg begin behind being believe belong below benefit beside best better between beyond big bill bit blame
block bold boss both bother bottom bound break brief brilliant bring bro broke brother btw budget burden business busy but bye calendar call
came can cancel cannot cant care careful carry cascade case cash catch cause certain certainly challenge chance change chat cheap cheat
check cheers child children choice choose chose circumstance clean clear client close cold colleague come comes comfort comfortable commit
common complain complaint complete completely compromise concede concern concession concrete condition confirm consider consideration
constraint contact continue contract convenient conversation convince cool copy correct cos cost could couldve count counterpart couple
courage course coz crazy critical cue customer cut cuz dad daily dare date daughter day days dead deadline deal dear december decide
decision definitely delay deliberate deliver depend deserve detail did didnt different difficult difficulty direct disappoint discount
discuss disturb doable doctor document does doesnt dollar done dont door double doubt down dozen draft draw drop due dunno during each
earlier early ease easier easily easy edge effort eight eighteen eighty either eleven else email end enough entire especially euro euros
even evening ever every everybody everyone everything exact exactly example excellent except exchange excuse exist expect explain extra eye
face fact fair fairly fairness fall fallback family fantastic far fast father fault favor favour fear feasible february fee feel feels felt
few fewer fifteen fifty fight figure fill final finally find fine finish first fit five fix flexible floor focus folk folks follow fool for
force forget forgive form forty forward found four fourteen frank frankly free fri friday friend from front full fully fun funny further
future gain gave general gentle genuine get gets gift give given glad goal goes going gone gonna good got gotta grateful great greedy
greeting group guess guilt guy had half hand handle hang happen happens happy hard hardly has hate have havent hear heard heart heavy hed
hedge hedging held hello help helps her here heres hes hesitate hey high him hinder his hit hiya hmm hold home honest honestly honesty honor
honour hope horrible hour hours how however hows huge hundred hurry hurt husband idea idiot idk ill imagine imo impact important impossible
improve include indeed inform information insist instead intend interest into invite invites invoice isnt issue itll its itself ive january
job join joke july june just justification justify keep keeps kept kid kids kind kinda kindly kindness know known lack large last late
lately later latest lead least leave leaves left less lessen let lets letter lie life light like likely limit line list listen little live
lol long longer look looks lose lot love lovely low lower luck made magic mail main make makes manage manageable manager many march mark
mate matter may maybe mean means meant meet meeting mention mess message midday middle might mind mine minimum minute minutes miss mistake
mister mix mom moment mon monday money month months more morning most mother move mrs much mum must mutual myself nah name near nearly
necessary need needs neighbor neighbour neither nervous never new next nice night nine nineteen ninety nobody none nonetheless noon nope nor
normal normally not note nothing notice november now number object objection obstacle obviously occur october off offend offer often okay
omg once one only onto open opinion opportunity oppose opposite option options order oriented other otherwise ought our out outside over
overall owe own pair paper paperwork part particular partner parts pass past pathetic patience patient pause pay people per percent perfect
perfectly perhaps permission permit person personal personally persuade phone pick pity place plan play plead please pleasure pls plus plz
point policy polite pop possible possibly pound ppl practice prefer premature prepare present press pressure pretty previous price principle
probably problem proceed professor promise proper properly proposal propose proud public pull push put quarter question questions quick
quickly quiet quite raise ran rate rather reach read ready real realise realistic realize really reason reasonable reasons recap receive
recently recommend reconsider reduce reflect reflects refuse regard regards regret relax reliable relief remain remember remind reply
request require respect rest result retreat return ridiculous right risk room round rude rule run sad safe said sake salary same sat satisfy
saturday save say says scale scare schedule scope second secured see seem seen selfish send sense separate september serious seriously set
settle seven seventeen seventy several shall shame share she shed shift short should shouldnt shouldve show shown shrink shy sick side sign
silly similar simple simply since sincere sincerely single sir sister sit situation six sixteen sixty size sleep slight slightly slow small
smaller smooth smth some somebody somehow someone something sometime somewhat somewhere son soon sorry sort sorta sound space spare speak
special specific spend split spoke spot spring stand start state stay step steps sth stick still stop straight straightforward stress
stretch strict strong stuck stupid such sudden suggest suggestion suit sum summary summer sun sunday super support suppose sure surely
surprise swap take taken takes talk tame target tbh team tell ten term terrible text than thank thanks that thatd thatll thats the their
them then there therefore theres these they theyd theyll theyre thing things think third thirteen thirty this tho those though thought
thousand threaten three through throughout thru thu thur thurs thursday thx tie ties tight time times tiny tip tired today together told
tomorrow tonight too took top topic total totally touch tough toward town transparent trial trim trouble true truly trust truth try tue tues
tuesday turn twelve twenty twice two ugh under understand understandable understood unfortunately unless until upon upset use useful usual
usually value various version very via view visit wait walk wanna want wants warm was wasnt watch way ways wed wednesday week weekday
weekend weekly weeks welcome well went were weve what whatever whats when whenever where wherever whether which while who whoever whole whom
whose why wife will willing win winter wise wish with within without wonder wonderful wont word words work workable works world worry worse
worst worth would wouldnt wouldve wow write writing written wrong yeah year years yep yes yesterday yet you youll your youre yours yourself
youve yup zero
"""
EVERYDAY = frozenset(_WORDS.split())
