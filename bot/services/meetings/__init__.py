"""Use cases around a user's own meeting: the five questions, its rehearsals, its card, and what came of it (docs/meetings.md)."""
