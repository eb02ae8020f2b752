"""`make bench`: the bot beside a bare echo bot, in one run; on Linux. `--write` keeps the page in docs/performance.md."""

import argparse
import asyncio
import subprocess
import sys

from tests.bench import clients, others, turns
from tests.bench.api import BenchApi
from tests.bench.places import Places, places
from tests.bench.processes import ROOT
from tests.bench.report import Report
from tests.figures import resting_memory

PAGE = ROOT / "docs" / "performance.md"
PARTS = ("clients", "turns", "start", "bulk", "reminders", "flood", "growth", "hearing")
FEW, MANY, MOST = 100, 10_000, 1_000_000
BACKENDS = ("sqlite", "postgresql")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--messages", type=int, default=3000, help="how many are sent at the permitted pace")
    parser.add_argument("--reminders", type=int, default=1500, help="how many are due at one minute")
    parser.add_argument("--big", action="store_true", help="a million stored users as well; takes minutes")
    parser.add_argument("--write", action="store_true", help="keep the page in docs/performance.md")
    return parser.parse_args()


async def run(chosen: argparse.Namespace) -> Report:
    report, api = Report(chosen.repeats), BenchApi()
    api_url = await api.start()
    with places() as somewhere:
        if "clients" in chosen.only:
            for at_once in (1, 16, 256):
                report.clients[at_once] = [await clients.compared(api_url, at_once) for _ in range(chosen.repeats)]
        if "turns" in chosen.only:
            await run_turns(report, api, api_url, somewhere)
        if "start" in chosen.only:
            url = await somewhere.prepare("sqlite", talking=0)
            async with somewhere.copy_of(url) as copy:
                report.starts = [await others.first_answer(api, api_url, copy) for _ in range(chosen.repeats)]
            report.resting = await asyncio.to_thread(resting_memory, str(somewhere.folder))
        if "bulk" in chosen.only:
            url = await somewhere.prepare("postgresql", talking=0)
            share, refused = await others.bulk(api, api_url, url, chosen.messages)
            report.bulk = (chosen.messages, share, refused)
        if "reminders" in chosen.only:
            url = await somewhere.prepare("postgresql", talking=0)
            share, refused = await others.reminders(api, api_url, url, chosen.reminders)
            report.reminders = (chosen.reminders, share, refused)
        if "flood" in chosen.only:
            await run_flood(report, api, api_url, somewhere)
        if "growth" in chosen.only:
            await run_growth(report, api, api_url, somewhere, (FEW, MANY, MOST) if chosen.big else (FEW, MANY))
    api.stop()
    return report


async def run_turns(report: Report, api: BenchApi, api_url: str, somewhere: Places) -> None:
    prepared = {backend: await somewhere.prepare(backend, talking=turns.TALKING) for backend in BACKENDS}
    for _ in range(report.repeats):
        for bot in turns.BOTS:
            figures = await turns.measure(bot, api, api_url, somewhere, prepared)
            report.turns.setdefault(bot, []).append(figures)
            print(
                f"{bot.name}: {figures.cpu:.2f} ms CPU an update, {figures.a_second:.0f} a second, the fake API at work {figures.api:.0%} of the time",
                flush=True,
            )


async def run_flood(report: Report, api: BenchApi, api_url: str, somewhere: Places) -> None:
    for bot in (turns.ON_SQLITE, turns.ON_POSTGRESQL):
        url = await somewhere.prepare(bot.backend, talking=others.FLOODED + 1)
        report.floods[bot] = [await others.flooded(bot, api, api_url, somewhere, url) for _ in range(report.repeats)]


async def run_growth(report: Report, api: BenchApi, api_url: str, somewhere: Places, sizes: tuple[int, ...]) -> None:
    for backend in BACKENDS:
        prepared = {size: await somewhere.prepare(backend, talking=turns.TALKING, stored=size) for size in sizes}
        report.crowds[backend] = [
            await others.crowded(backend, api, api_url, somewhere, prepared) for _ in range(report.repeats)
        ]


def main() -> None:
    chosen = options()
    report = asyncio.run(run(chosen))
    if "hearing" in chosen.only:
        command = [sys.executable, "-m", "tests.bench_hearing"]
        report.hearing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    page = report.page()
    print(f"\n{page}")
    if chosen.write:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
