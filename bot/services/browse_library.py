"""The whole library on a small screen: by area, by word, all; six a page."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.practice.demands import difficulty
from bot.practice.script import Area, Script
from bot.practice.searching import find, packed, search_words, unpacked
from bot.services.choose_counterpart import ALL, brief_choice, show_menu, ways
from bot.services.deps import Deps, Person
from bot.services.open_round import moment_of
from bot.services.parts.library import ListRow, ListShown
from bot.services.people import clean_text, ensure_user
from bot.services.replies import Action, Choice, CoachSays, Moment, Part, Reply, Verb
from bot.services.start_round import open_round_first
from storage.records import PlayedScript

PAGE_SIZE = 6
MOST_WORDS = 4
"""A text of more words than this was meant for a counterpart, not for a search."""

_SHOWN = 40
_OF = "."


@dataclass(frozen=True)
class _Wanted:
    """A list somebody wants to see: `key` and `params` are its heading, `name` is what a button says of it."""

    verb: Verb
    name: str
    key: str
    params: dict[str, str]
    scripts: tuple[Script, ...]


_View = Callable[[Deps, Moment, Sequence[PlayedScript]], Reply]


async def browse(deps: Deps, person: Person, target: str) -> Reply:
    """The areas for "", else a page of all, "all.1", or of an area, "work.2", the easiest first."""
    name, page = _place(target)

    def view(deps: Deps, moment: Moment, played: Sequence[PlayedScript]) -> Reply:
        everybody = deps.library.scripts
        if name == ALL:
            return _page(_Wanted(Verb.BROWSE, ALL, "list_all", {}, everybody), page, moment, played)
        there = tuple(sorted((script for script in everybody if script.area.value == name), key=difficulty))
        if not there:
            return _areas(deps, moment, CoachSays("choose_area"))
        return _page(_Wanted(Verb.BROWSE, name, f"area_{name}", {}, there), page, moment, played)

    return await _shown(deps, person, view)


async def find_by_button(deps: Deps, person: Person, target: str) -> Reply:
    """What to do for "", else a page of what was found: "night+rota.2"."""
    name, page = _place(target)
    words = unpacked(name)
    return await _found(deps, person, words, " ".join(words), page) if words else await _ask(deps, person)


async def find_or_offer(deps: Deps, person: Person, text: str) -> Reply:
    """`/practice` with a text behind it, or without."""
    words = " ".join(clean_text(text).split())
    return await _found(deps, person, search_words(words), words, 1) if words else await show_menu(deps, person)


async def find_unasked(deps: Deps, person: Person, text: str) -> Reply:
    """A text while no round is open: a few words look for a counterpart, anything longer was said to nobody.

    Whether “Search” was pressed before is not remembered, so that nothing has to be forgotten.
    """
    words = search_words(text)
    if words and len(text.split()) <= MOST_WORDS:
        return await _found(deps, person, words, " ".join(text.split()), 1, first=(CoachSays("no_round"),))
    return await show_menu(deps, person, CoachSays("no_round"))


async def _ask(deps: Deps, person: Person) -> Reply:
    def view(_deps: Deps, moment: Moment, _played: Sequence[PlayedScript]) -> Reply:
        return Reply((CoachSays("search_how"),), (ways(moment)[1:],))

    return await _shown(deps, person, view)


async def _found(
    deps: Deps, person: Person, words: Sequence[str], said: str, page: int, first: tuple[Part, ...] = ()
) -> Reply:
    """`first` goes before the sentence that nobody was found."""

    def view(deps: Deps, moment: Moment, played: Sequence[PlayedScript]) -> Reply:
        scripts = find(deps.library.scripts, words)
        heading = {"words": said[:_SHOWN]}
        if scripts:
            return _page(_Wanted(Verb.FIND, packed(words), "list_found", heading, scripts), page, moment, played)
        areas = _areas(deps, moment, CoachSays("nobody_found", heading))
        return Reply((*first, *areas.parts), areas.choices)

    return await _shown(deps, person, view)


async def _shown(deps: Deps, person: Person, view: _View) -> Reply:
    """What `view` makes of the library as it is now, unless a round is open."""
    deps = await deps.after_a_look()
    async with deps.database.unit_of_work() as uow:
        user = await ensure_user(deps, uow, person)
        if await uow.rounds.open_of(user.id):
            reply = await open_round_first(deps, uow, user.id)
        else:
            reply = view(deps, await moment_of(uow, user.id), await uow.played.scripts(user.id))
        await uow.commit()
    return reply


def _areas(deps: Deps, moment: Moment, sentence: CoachSays) -> Reply:
    counts = Counter(script.area for script in deps.library.scripts)
    areas = tuple(
        Choice(Action(Verb.BROWSE, moment, f"{area}{_OF}1"), f"button_area_{area}", {"count": str(counts[area])})
        for area in Area
        if counts[area]
    )
    search, _, everybody = ways(moment)
    return Reply((sentence,), (areas, (search, everybody, _back(moment))))


def _page(wanted: _Wanted, page: int, moment: Moment, played: Sequence[PlayedScript]) -> Reply:
    """A page that is there: whoever turns beyond the end, since the list grew shorter meanwhile, sees the last one."""
    pages = -(-len(wanted.scripts) // PAGE_SIZE)
    page = max(1, min(page, pages))
    shown = wanted.scripts[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    last = {found.script_id: found for found in played}
    rows = tuple(_row(script, last.get(script.id)) for script in shown)
    choices = tuple((brief_choice(moment, script.id, script.title),) for script in shown)
    turns = tuple(
        Choice(Action(wanted.verb, moment, f"{wanted.name}{_OF}{to}"), key)
        for to, key in ((page - 1, "button_page_before"), (page + 1, "button_page_after"))
        if 1 <= to <= pages
    )
    search, areas, _ = ways(moment)
    return Reply(
        (ListShown(wanted.key, wanted.params, rows, page, pages),),
        (*choices, *((turns,) if turns else ()), (search, areas, _back(moment))),
    )


def _row(script: Script, played: PlayedScript | None) -> ListRow:
    return ListRow(
        title=script.title,
        counterpart=script.counterpart.name,
        role=script.counterpart.role,
        difficulty=difficulty(script),
        temperament=played.temperament if played else "",
        total=played.total if played else 0,
    )


def _back(moment: Moment) -> Choice:
    return Choice(Action(Verb.MENU, moment), "button_suggestions")


def _place(target: str) -> tuple[str, int]:
    """The name and the page of a button; the first page where it says none."""
    name, _, page = target.partition(_OF)
    return name, int(page) if page.isascii() and page.isdecimal() and len(page) <= _LONGEST_PAGE else 1


_LONGEST_PAGE = 4
