"""The terminal front: the same services, numbered choices for buttons."""
