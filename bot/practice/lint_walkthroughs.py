"""Rules on walkthroughs: DLG07x. That they go as written is shown by playing them (tests/practice/test_walkthroughs.py)."""

from collections.abc import Iterator

from bot.practice.draft import Draft, Loaded
from bot.practice.repeats import repeats
from bot.practice.source import Problem
from bot.practice.twist import woven
from bot.practice.walkthroughs import WalkthroughKind, Walkthroughs


def walkthrough_rules(draft: Draft) -> Iterator[Problem]:
    for folder, loaded in draft.walkthroughs.items():
        walkthroughs, source = loaded.model.walkthroughs, loaded.source
        kinds = {walkthrough.kind for walkthrough in walkthroughs}
        missing = [kind.value for kind in WalkthroughKind if kind not in kinds]
        if missing:
            yield source.problem("DLG070", ("walkthroughs",), f"no walkthrough of the kind: {', '.join(missing)}")
        for index, name in repeats(walkthrough.id for walkthrough in walkthroughs):
            yield source.problem("DLG021", ("walkthroughs", index, "id"), f"the id “{name}” is used twice")
        script = draft.scripts[folder].model if folder in draft.scripts else None
        for index, walkthrough in enumerate(walkthroughs):
            if script and walkthrough.temperament in draft.temperament_files - {*script.temperaments}:
                place = ("walkthroughs", index, "temperament")
                yield source.problem("DLG022", place, f"the script has no temperament “{walkthrough.temperament}”")
            taken = {use.id for use in script.twists} if script else draft.twist_files
            if walkthrough.twist in draft.twist_files - taken:
                place = ("walkthroughs", index, "twist")
                yield source.problem("DLG102", place, f"the script does not take the twist “{walkthrough.twist}”")
            if draft.temperament_files and walkthrough.temperament not in draft.temperament_files:
                place = ("walkthroughs", index, "temperament")
                yield source.problem("DLG022", place, f"there is no temperament “{walkthrough.temperament}”")
            if walkthrough.twist is not None and walkthrough.twist not in draft.twist_files:
                place = ("walkthroughs", index, "twist")
                yield source.problem("DLG102", place, f"there is no twist “{walkthrough.twist}”")
        yield from _unknown_states(loaded, draft)
    yield from _twists_not_shown(draft)


def _unknown_states(loaded: Loaded[Walkthroughs], draft: Draft) -> Iterator[Problem]:
    for index, walkthrough in enumerate(loaded.model.walkthroughs):
        temperament = draft.temperaments.get(walkthrough.temperament)
        twist = draft.twists.get(walkthrough.twist or "")
        graph = woven(temperament.model, twist.model if twist else None) if temperament else None
        for number, turn in enumerate(walkthrough.turns):
            if graph and turn.state not in graph.states:
                place = ("walkthroughs", index, "turns", number, "state")
                message = f"the temperament “{walkthrough.temperament}” has no state “{turn.state}”"
                yield loaded.source.problem("DLG071", place, message)


def _twists_not_shown(draft: Draft) -> Iterator[Problem]:
    for folder, script in draft.scripts.items():
        loaded = draft.walkthroughs.get(folder)
        shown = {walkthrough.twist for walkthrough in loaded.model.walkthroughs} if loaded else set()
        # A twist that there is not is told where it is named.
        missing = [use.id for use in script.model.twists if use.id in draft.twist_files and use.id not in shown]
        if loaded and missing:
            message = f"no walkthrough with the twist: {', '.join(dict.fromkeys(missing))}"
            yield loaded.source.problem("DLG072", ("walkthroughs",), message)
