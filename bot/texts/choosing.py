"""Counterparts to choose from, in words."""

from bot.services.parts.library import ListRow, ListShown, Offered
from bot.texts import say


def about_offer(offer: Offered) -> str:
    return say(f"offer_{offer.reason}", name=offer.counterpart, role=offer.role, criterion=offer.criterion)


def heading(part: ListShown) -> str:
    """With the page's number where there are more pages."""
    words = say(part.key, **part.params)
    return say("page", heading=words, page=str(part.page), pages=str(part.pages)) if part.pages > 1 else words


def about_row(row: ListRow) -> str:
    known = {"name": row.counterpart, "role": row.role, "difficulty": say(f"difficulty_{row.difficulty}")}
    if not row.temperament:
        return say("row_new", **known)
    return say("row_played", **known, temperament=row.temperament, total=str(row.total))
