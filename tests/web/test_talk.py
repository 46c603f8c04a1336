"""The talk on the page, by forms alone."""

from __future__ import annotations

from collections.abc import Callable

from assistant.store.store import Store
from tests.web.conftest import Site

Visited = Callable[..., None]


def test_the_essential_is_completed_by_forms_alone(visited: Visited, store: Store) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne(until=None)
        assert "Nous avons fini" in jeanne.text

    visited(happens)
    (listed,) = store.dossiers()
    dossier = store.dossier(listed.id)
    assert dossier.value("identity.phone") == "+33612345678"
    answer = dossier.answer("identity.birth_name")
    assert answer is not None
    assert (answer.value, answer.channel) == ("Lefèvre", "web")
