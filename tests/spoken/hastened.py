"""An event loop whose clock is driven: it waits for work being done, and for nothing else."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class _Jumping(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """Where a loop would sleep, its clock jumps to what is due; a thread at work is waited for."""

    now = 0.0
    at_work = 0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None or (timeout > 0 and self.at_work):
            return super().select(None)
        ready: list[Any] = super().select(0)
        if not ready:
            self.now += timeout
        return ready


class _Hastened(asyncio.SelectorEventLoop):
    """Hours pass in the time that what happens in them takes."""

    def __init__(self) -> None:
        self.jumping = _Jumping()
        super().__init__(self.jumping)
        self._threads = ThreadPoolExecutor()
        self.set_default_executor(self._threads)

    def time(self) -> float:
        return self.jumping.now

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        """A thread whose work is not wanted any more is at work to its end as well."""
        self.jumping.at_work += 1
        job = (executor or self._threads).submit(func, *args)
        future = asyncio.wrap_future(job, loop=self)
        job.add_done_callback(lambda _: self.call_soon_threadsafe(self._is_done))
        return future

    def _is_done(self) -> None:
        self.jumping.at_work -= 1


def run(scene: Coroutine[Any, Any, T]) -> T:
    """As `asyncio.run`, by a clock that is driven."""
    with asyncio.Runner(loop_factory=_Hastened) as runner:
        return runner.run(scene)


def computes(seconds: float) -> None:
    """For so long the loop that runs does nothing else, as on a machine that has much to do."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, _Hastened)
    loop.jumping.now += seconds
