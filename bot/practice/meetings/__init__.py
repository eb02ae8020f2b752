"""A meeting of the user's own: five questions, what the coach makes of the answers, and what follows from them (docs/meetings.md)."""
