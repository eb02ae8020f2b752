from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import pytest

from bot.practice.draft import DIALOGUES, read_draft
from bot.practice.library import Library, assemble
from bot.services.deps import Deps
from storage.engine import create_engine
from storage.paces import Rate, Rates
from storage.unit_of_work import Database
from tests.ears import LISTENER
from tests.fake_bot_api.player import Clock, Player
from tests.fake_bot_api.server import FakeBot, FakeBotApi
from tests.telegram.running import running

SEED = 7
QUICK = Rate(timedelta(milliseconds=1), burst=100)


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    """SQLite unless a test asks for more."""
    name: str = getattr(request, "param", "sqlite")
    return name


@pytest.fixture(scope="session")
def bot_api() -> Iterator[FakeBotApi]:
    api = FakeBotApi()
    api.start()
    yield api
    api.stop()


@pytest.fixture(scope="session")
def library() -> Library:
    draft = read_draft(DIALOGUES)
    assert draft.rubric is not None
    return assemble(draft, draft.rubric.model)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fake(bot_api: FakeBotApi) -> FakeBot:
    return bot_api.new_bot()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Players type faster than people do."""
    database = Database(create_engine(database_url), Rates(bot=QUICK, chat=QUICK, group=QUICK))
    yield database
    await database.dispose()


@pytest.fixture
def deps(database: Database, library: Library, clock: Clock) -> Deps:
    return Deps(database=database, library=library, listener=LISTENER, now=clock, new_seed=lambda: SEED)


@pytest.fixture
async def ann(deps: Deps, fake: FakeBot, clock: Clock) -> AsyncIterator[Player]:
    """A user of a bot that is running."""
    async with running(deps, fake):
        yield Player(fake, clock)
