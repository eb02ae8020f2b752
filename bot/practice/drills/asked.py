"""A drill's item as it was put to somebody: with all that judging it takes, so that an edited or removed drill is still judged as it was asked."""

import json
from dataclasses import dataclass

from bot.practice.drills.drill import ChoiceDrill, ChoiceItem, Drill, DrillItem, LineDrill, LineItem, OwnItem

_DRILL, _ITEM, _OWN = "drill", "item", "own"


@dataclass(frozen=True)
class AskedItem:
    """`drill` without its other items."""

    drill: Drill
    item: DrillItem

    @property
    def body(self) -> str:
        return json.dumps(
            {
                _DRILL: self.drill.model_dump(mode="json", exclude={"items"}),
                _ITEM: self.item.model_dump(mode="json"),
                _OWN: isinstance(self.item, OwnItem),
            }
        )

    @classmethod
    def from_body(cls, body: str) -> "AskedItem":
        found = json.loads(body)
        own = OwnItem.model_validate_json(json.dumps(found[_ITEM])) if found[_OWN] else None
        kept = {name: found[_ITEM][name] for name in LineItem.model_fields} if own else found[_ITEM]
        whole = json.dumps({**found[_DRILL], "items": [kept]})
        line = found[_DRILL]["kind"] == "line"
        drill = LineDrill.model_validate_json(whole) if line else ChoiceDrill.model_validate_json(whole)
        return cls(drill, own or drill.items[0])

    @property
    def choice(self) -> ChoiceItem | None:
        return self.item if isinstance(self.item, ChoiceItem) else None
