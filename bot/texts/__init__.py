"""Every sentence the coach says, by key, one file per language."""

from functools import cache
from importlib.resources import files

import yaml

LANGUAGE = "en"


@cache
def all_texts(language: str = LANGUAGE) -> dict[str, str]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, str] = yaml.load(files(__package__).joinpath(f"{language}.yaml").read_text("utf-8"), Loader=loader)  # noqa: S506 (both are safe loaders)
    return found


def say(key: str, **params: str) -> str:
    """The sentence for `key`, its placeholders filled. Parameters are put in as they are: a view escapes the result."""
    return all_texts()[key].format(**params)
