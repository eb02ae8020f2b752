"""Words with the part they play in a message; a front turns them into its own markup."""

from dataclasses import dataclass
from enum import Enum, auto


class Style(Enum):
    SPEAKER = auto()
    """A name before the next block; shown on the same line where a front can."""
    SAID = auto()
    COACH = auto()
    TITLE = auto()
    TEXT = auto()
    QUOTE = auto()
    FAINT = auto()
    TABLE = auto()
    """Lines whose columns should line up."""


@dataclass(frozen=True)
class Block:
    style: Style
    text: str


@dataclass(frozen=True)
class Passage:
    """Blocks that belong into one message."""

    blocks: tuple[Block, ...]
