import json

from storage.unit_of_work import Database
from tests.storage.samples import BEN, add_user, finished_round, open_round


async def test_an_export_is_ready_for_json_and_holds_everything_of_the_user(database: Database) -> None:
    ann, ben = await add_user(database), await add_user(database, BEN, "Ben")
    first = await finished_round(database, ann.id)
    second = await open_round(database, ann.id)
    await finished_round(database, ben.id)
    async with database.unit_of_work() as uow:
        export = json.loads(json.dumps(await uow.users.export(ann.id)))
    assert export["user"] == {
        "id": ann.id,
        "name": "Ann",
        "temperament": None,
        "timing": True,
        "lends_objections": False,
        "created_at": "2026-03-02T12:00:00.250000+00:00",
    }
    assert export["identities"] == [{"front": "telegram", "external_id": "501"}]
    assert [found["id"] for found in export["rounds"]] == [first, second.id]


async def test_an_exported_round_holds_turns_verdicts_scores_and_disputes(database: Database) -> None:
    ann = await add_user(database)
    await finished_round(database, ann.id)
    async with database.unit_of_work() as uow:
        (found,) = json.loads(json.dumps(await uow.users.export(ann.id)))["rounds"]
    (turn,) = found["turns"]
    assert (turn["text"], turn["elapsed"]) == ("I would like 120, since Zoë left — about 120 🙂", 42.25)
    assert [verdict["cue"] for verdict in turn["verdicts"]] == ["ask", "amount", "apology"]
    assert found["scores"][1] == {"criterion": "retreat", "points": 12.5, "possible": 30.0}
    assert found["disputes"] == [{"turn": 1, "finding": "amount", "filed_at": "2026-03-02T12:00:00.250000+00:00"}]
    assert (found["status"], found["kind"]) == ("finished", "practice")


async def test_an_export_names_editions_without_their_bodies(database: Database) -> None:
    ann = await add_user(database)
    round_id = await finished_round(database, ann.id)
    async with database.unit_of_work() as uow:
        await uow.editions.remember("never played", "rent", 1, "cooperative", "{}")
        export = await uow.users.export(ann.id)
        played = await uow.rounds.get(ann.id, round_id)
    assert played is not None
    assert export["editions"] == [
        {"id": played.edition_id, "script_id": "salary-raise", "revision": 3, "temperament": "guarded"}
    ]
