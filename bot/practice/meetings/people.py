"""The words that people are called by, and those that stand beside a name and are none."""

from bot.practice.meetings.cleaning import vocabulary

ROLES = vocabulary(
    "boss manager director supervisor lead leader head chief ceo cfo cto coo president chair chairman chairwoman owner founder"
    " landlord landlady neighbour neighbor neighbours neighbors professor prof teacher tutor dean advisor adviser principal examiner"
    " client customer supplier vendor contractor agency agent broker rep representative buyer seller dealer sponsor investor"
    " lawyer attorney mediator accountant banker bank insurer insurance company team committee board council panel hr"
    " mum mom mother dad father sister brother aunt uncle cousin grandma grandpa granny wife husband partner boyfriend"
    " girlfriend ex daughter son roommate flatmate housemate friend mate buddy colleague coworker nanny babysitter sitter"
    " childminder nursery school kindergarten daycare coach trainer doctor dentist therapist builder plumber electrician"
    " mechanic architect designer developer editor publisher producer recruiter employer secretary assistant coordinator"
    " organiser organizer host caretaker janitor tenant secretary officer clerk mayor priest opponent side adjuster assessor planner assistant buyer union management"
)
TITLES = vocabulary("mr mrs ms miss mx dr prof professor sir madam herr frau")
ARTICLES = vocabulary("my our the a an his her their your this that")
NO_NAME = vocabulary(
    "i we he she it they you me us to from at of in on and or is was are will would wants want new old current former next"
    " line big own upstairs downstairs next-door with about who which that there here yes no nobody someone somebody"
)
DAYS = vocabulary(
    "today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning afternoon next week soon again"
)
TOPICAL = vocabulary(
    "settlement noise raise rent salary price pay thesis deadline extension contract renewal budget project scope pilot refund help move moving time"
    " claim claims bill bills invoice flat house kitchen car garden fence bike job work shift shifts hours holiday holidays leave day days weeks month"
    " page pages website party wedding trip review plan plans money cash loan debt deposit damage repair repairs heating roof boiler window door kids"
    " dog cat parking space seat seats ticket tickets data trial course courses training event tournament sponsorship date dates release feature"
    " features design order delivery prices cost costs discount more less extra remote parts paper"
)
WORKERS = ("er", "or", "ist", "ian", "man", "woman")
"""How words end that say what somebody does."""
THINGS = vocabulary(
    "computer order letter number paper offer printer dinner summer winter water border corner trailer shower monitor mirror floor door motor"
)
"""Those that end so and are nobody."""
