"""A message as patterns read it: its beginning alone, so that they stay quick, with the apostrophe that keyboards have."""

import re

_LONGEST = 1000
SENTENCE = re.compile(r"[^.!?;\n\u2026]+")
MARKS = " ,-\"'()\u2013\u2014"


def plain_text(text: str) -> str:
    """The beginning, with the apostrophe that keyboards have; every letter stays in its place."""
    return text[:_LONGEST].replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
