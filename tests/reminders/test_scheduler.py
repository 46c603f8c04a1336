"""The daily look survives restarts, missed days, summer time, and a hand in the database."""

from __future__ import annotations

import asyncio
import pickle
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from assistant.conversation import Conversation
from assistant.engine.embedded import EmbeddedEngine
from assistant.reminders import scheduler as reminding
from assistant.reminders.scheduler import DAILY, HOUR, keep_reminding, started
from assistant.settings import Settings
from assistant.store.store import Store
from tests.reminders.telling import DUE, PARIS, Postman, begun
from tests.store.kept import Kept

ZONE = "Europe/Paris"
SECONDS = 30  # for a busy machine to run a job that is due


class Looks:
    """How often the daily look was run in this process."""

    def __init__(self) -> None:
        self.count = 0
        self.one_more = threading.Semaphore(0)

    def __call__(self) -> None:
        self.count += 1
        self.one_more.release()

    def waited_for(self) -> bool:
        return self.one_more.acquire(timeout=SECONDS)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    counted = Looks()
    monkeypatch.setattr(reminding, "_look", counted)
    return counted


@contextmanager
def _running(store: Store) -> Iterator[BackgroundScheduler]:
    scheduler = started(store, ZONE)
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=True)


def _missed(store: Store, days: int) -> None:
    """Make the database say that the look was due so many days ago."""
    with _running(store) as scheduler:
        scheduler.pause()
        job = scheduler.get_job(DAILY)
        job._modify(next_run_time=datetime.now(UTC) - timedelta(days=days))
        job._scheduler._jobstores["default"].update_job(job)


def test_a_new_store_looks_at_ten_the_next_time(store: Store, looks: Looks) -> None:
    with _running(store) as scheduler:
        next_run = scheduler.get_job(DAILY).next_run_time.astimezone(PARIS)
    assert (next_run.hour, next_run.minute) == (HOUR, 0)
    assert looks.count == 0


def test_a_restart_keeps_the_day_that_was_planned(store: Store, looks: Looks) -> None:
    with _running(store) as scheduler:
        planned = scheduler.get_job(DAILY).next_run_time
    with _running(store) as scheduler:
        assert scheduler.get_job(DAILY).next_run_time == planned
    assert looks.count == 0


def test_processes_that_start_at_once_share_one_job(kept: Kept, looks: Looks) -> None:
    stores = [kept.open() for _ in range(4)]

    def start(store: Store, together: threading.Barrier) -> None:
        together.wait(SECONDS)
        with _running(store) as scheduler:
            assert scheduler.get_job(DAILY) is not None

    with ThreadPoolExecutor(len(stores)) as at_once:
        for _ in range(10):
            kept.execute("DELETE FROM scheduler_jobs")
            together = threading.Barrier(len(stores))
            for done in [at_once.submit(start, store, together) for store in stores]:
                done.result(SECONDS)
            assert len(kept.execute("SELECT id FROM scheduler_jobs")) == 1
    for store in stores:
        store.close()


@pytest.mark.parametrize("days", [1, 7, 400])
def test_after_missed_days_it_looks_once_at_the_start(
    store: Store, looks: Looks, days: int
) -> None:
    _missed(store, days)
    with _running(store) as scheduler:
        assert looks.waited_for()
        assert scheduler.get_job(DAILY).next_run_time > datetime.now(UTC)
    assert looks.count == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (datetime(2027, 3, 27, 12, tzinfo=PARIS), datetime(2027, 3, 28, HOUR, tzinfo=PARIS)),
        (datetime(2027, 10, 30, 12, tzinfo=PARIS), datetime(2027, 10, 31, HOUR, tzinfo=PARIS)),
    ],
    ids=["summer begins", "winter begins"],
)
def test_it_looks_at_ten_by_the_clock_on_the_wall_on_the_days_when_it_changes(
    before: datetime, after: datetime
) -> None:
    trigger = CronTrigger(hour=HOUR, minute=0, timezone=ZONE)
    assert trigger.get_next_fire_time(None, before) == after
    following = trigger.get_next_fire_time(after, after + timedelta(seconds=1))
    assert following is not None
    assert following.astimezone(PARIS).hour == HOUR
    assert following.date() - after.date() == timedelta(days=1)


def test_the_row_holds_one_job_for_everybody_and_nothing_of_anybody(
    kept: Kept, store: Store, looks: Looks
) -> None:
    number = begun(store)
    with _running(store) as scheduler:
        state = scheduler.get_job(DAILY).__getstate__()
    (row,) = kept.execute("SELECT * FROM scheduler_jobs")
    assert (row.id, state["func"], state["args"], state["kwargs"]) == (
        DAILY, "assistant.reminders.scheduler:look", (), {},
    )  # fmt: skip
    for word in (number, "jeanne", "look", "assistant"):  # sealed: not even the code's name
        assert word.encode() not in bytes(row.job_state)


class _Unpickled:
    """What somebody who can write to the database would like this process to run."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path("/nonexistent/touched"),)  # type: ignore[return-value]


def test_a_job_that_somebody_else_wrote_is_never_unpickled(
    kept: Kept, store: Store, looks: Looks, caplog: pytest.LogCaptureFixture
) -> None:
    _missed(store, 1)
    kept.execute("UPDATE scheduler_jobs SET job_state = :state", state=pickle.dumps(_Unpickled()))
    with _running(store) as scheduler:
        assert scheduler.get_job(DAILY).next_run_time > datetime.now(UTC)
    assert "made anew" in caplog.text
    assert "FileNotFoundError" not in caplog.text
    assert looks.count == 0


def test_a_turn_that_holds_the_database_makes_nobody_wait_but_the_scheduler(
    store: Store, looks: Looks
) -> None:
    _missed(store, 1)
    with _running(store):
        with store.turn("somebody") as work:
            work.save_state(b"here")
        assert looks.waited_for()


def test_it_tells_through_the_messengers_of_the_conversation_until_it_is_ended(
    store: Store, engine: EmbeddedEngine
) -> None:
    begun(store)
    _missed(store, 7)
    postman = Postman()
    conversation = Conversation(engine, store, lambda: DUE)
    conversation.messengers["email"] = postman

    async def until_told() -> None:
        running = asyncio.create_task(keep_reminding(store, lambda: DUE, conversation, Settings()))
        for _ in range(SECONDS * 20):
            if postman.told:
                break
            await asyncio.sleep(0.05)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(until_told())
    assert len(postman.told) == 1
    assert reminding._look is None
