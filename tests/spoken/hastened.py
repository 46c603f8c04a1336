"""An event loop whose clock is driven: it waits for work being done, and for nothing else."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import Any, TypeVar

T = TypeVar("T")


class _Jumping(selectors.DefaultSelector):  # type: ignore[misc, valid-type]
    """Where a loop would sleep, its clock jumps to what is due; a thread at work is waited for."""

    now = 0.0
    at_work = 0

    def select(self, timeout: float | None = None) -> list[Any]:
        sleeps = timeout is None or timeout > 0
        ready: list[Any] = super().select(None if sleeps and self.at_work else 0)
        if not ready and timeout is not None:
            self.now += timeout
        return ready


class Hastened(asyncio.SelectorEventLoop):
    """Hours pass in the time that what happens in them takes."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[..., T], *args: Any
    ) -> asyncio.Future[T]:
        self._jumping.at_work += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._is_done)
        return future

    def _is_done(self, _: object) -> None:
        self._jumping.at_work -= 1


def run(scene: Coroutine[Any, Any, T]) -> T:
    """As `asyncio.run`, by a clock that is driven."""
    with asyncio.Runner(loop_factory=Hastened) as runner:
        return runner.run(scene)
