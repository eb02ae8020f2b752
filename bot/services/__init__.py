"""Use cases, one function each. They load, decide with `practice`, store, and return a plain Reply; they know no front and no texts."""
