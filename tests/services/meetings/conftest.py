import pytest


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    """SQLite unless a test asks for more: what is asked and said is the same on both."""
    name: str = getattr(request, "param", "sqlite")
    return name
