"""The daily look at what is due, by APScheduler, its job in the store's database.

One job, the same for everybody: it holds no dossier, no date and no word of anybody's. It runs
once after any number of missed days (coalesce), however late (no misfire limit), and at the same
hour by the clock on the wall, summer and winter.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistant.reminders.messenger import Messenger
from assistant.reminders.sweep import sweep
from assistant.security.sealing import WrongKeyOrDamaged, seal, unseal
from assistant.store.store import Store

if TYPE_CHECKING:
    from apscheduler.job import Job
    from apscheduler.jobstores.base import BaseJobStore
    from apscheduler.schedulers.background import BackgroundScheduler

    from assistant.conversation import Conversation
    from assistant.settings import Settings

log = logging.getLogger(__name__)

DAILY = "daily"
HOUR = 10  # of the day, where the people are: nobody is rung early
LONGEST_TELLING = 120  # seconds for a messenger; a telephone rings for a while
PLACE = "scheduler_jobs/-/daily/job_state"

_look: Callable[[], None] | None = None
"""What this process does when the hour has come. The job in the database can only name code."""


def look() -> None:
    """The job: look at every dossier, when this process keeps the reminders."""
    if _look is not None:
        _look()


async def keep_reminding(
    store: Store, now: Callable[[], datetime], conversation: Conversation, settings: Settings
) -> None:
    """Look once a day, until cancelled. Those of `conversation.messengers` reach the people."""
    global _look
    from assistant.reminders.mail import MAIL, mailer

    mail = mailer(settings)
    if mail is not None:
        conversation.messengers[MAIL] = mail
    loop = asyncio.get_running_loop()

    def tell(messenger: Messenger, address: str, sentence: str) -> bool:
        telling = messenger.tell(address, sentence)
        return asyncio.run_coroutine_threadsafe(telling, loop).result(LONGEST_TELLING)

    def look_now() -> None:
        sent = sweep(store, dict(conversation.messengers), tell, now())
        log.info("reminders sent: %d", sent)

    _look = look_now
    scheduler = await asyncio.to_thread(started, store, settings.timezone)
    try:
        await asyncio.Event().wait()
    finally:
        _look = None
        scheduler.shutdown(wait=False)
        if mail is not None:
            conversation.messengers.pop(MAIL, None)


def started(store: Store, timezone: str) -> BackgroundScheduler:
    """A running scheduler: the job that is in the database, or a new one.

    It has a thread of its own: a turn that holds the database makes it wait, and nobody else.
    """
    from apscheduler.executors.pool import ThreadPoolExecutor
    from apscheduler.schedulers.background import BackgroundScheduler
    from apscheduler.triggers.cron import CronTrigger

    scheduler = BackgroundScheduler(
        jobstores={"default": _job_store(store)},
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        timezone=timezone,
    )
    scheduler.start(paused=True)
    if not _has_job(scheduler):  # one that is there knows which days were missed
        trigger = CronTrigger(hour=HOUR, minute=0, timezone=timezone)
        scheduler.add_job(
            "assistant.reminders.scheduler:look", trigger, id=DAILY, replace_existing=True
        )
    scheduler.resume()
    return scheduler


def _has_job(scheduler: BackgroundScheduler) -> bool:
    try:
        return scheduler.get_job(DAILY) is not None
    except WrongKeyOrDamaged:
        log.error("the daily job was damaged, or written by somebody else: made anew")
        return False


def _job_store(store: Store) -> BaseJobStore:
    """APScheduler's own, its pickled job sealed: what somebody else wrote is never unpickled."""
    from apscheduler.jobstores.base import ConflictingIdError, JobLookupError
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.util import datetime_to_utc_timestamp
    from sqlalchemy.exc import IntegrityError

    engine, key = store.scheduling()

    class SealedJobStore(SQLAlchemyJobStore):  # type: ignore[misc]
        """One row, which only this store's key opens."""

        is_shut = False

        def _row(self, job: Job) -> dict[str, Any]:
            state = pickle.dumps(job.__getstate__(), self.pickle_protocol)
            return {
                "id": job.id,
                "next_run_time": datetime_to_utc_timestamp(job.next_run_time),
                "job_state": seal(key, state, PLACE),
            }

        def add_job(self, job: Job) -> None:
            """Keep it. One that is there, another process's or not to be opened, is updated."""
            try:
                with self.engine.begin() as connection:
                    connection.execute(self.jobs_t.insert().values(**self._row(job)))
            except IntegrityError:
                raise ConflictingIdError(job.id) from None

        def update_job(self, job: Job) -> None:
            """Keep when it runs next."""
            changed = self.jobs_t.update().where(self.jobs_t.c.id == job.id)
            with self.engine.begin() as connection:
                if connection.execute(changed.values(**self._row(job))).rowcount == 0:
                    raise JobLookupError(job.id)

        def _reconstitute_job(self, job_state: bytes) -> Job:
            return super()._reconstitute_job(unseal(key, job_state, PLACE))

        def get_due_jobs(self, now: datetime) -> list[Job]:
            """None once it is shut: the scheduler asks once more, and would lose what is due."""
            return [] if self.is_shut else list(super().get_due_jobs(now))

        def shutdown(self) -> None:
            """Leave the store's connections to the store."""
            self.is_shut = True

    return SealedJobStore(engine=engine, tablename="scheduler_jobs")
