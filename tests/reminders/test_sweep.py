"""Each reminder is told once, by the channel chosen or at the next talk, and none is lost."""

from __future__ import annotations

import json
import signal
from datetime import timedelta

import pytest

from assistant.dossier.due import Due, due
from assistant.reminders.sweep import sweep
from assistant.store.store import Store
from assistant.words.words import LANGUAGES, words_in
from tests.reminders.telling import ADDRESS, AWAITS_A_CODE, DUE, Postman, at_once, begun
from tests.store.kept import Kept

CODE_DUE = Due("code_due", DUE.date())


def _to_say(store: Store, number: str, now=DUE) -> list[Due]:  # type: ignore[no-untyped-def]
    with store.reminding() as reminders:
        return reminders.to_say(number, due(store.dossier(number), now.date()), now)


def test_on_its_day_a_reminder_is_sent_once_however_often_it_is_looked_at(store: Store) -> None:
    number, postman = begun(store), Postman()
    assert sweep(store, {"email": postman}, at_once, DUE - timedelta(days=1)) == 0
    for _ in range(3):
        sweep(store, {"email": postman}, at_once, DUE)
    ((address, sentence),) = postman.told
    assert address == ADDRESS
    assert "Mon espace santé" in sentence
    assert _to_say(store, number) == []


def test_a_missed_week_is_made_up_for_with_one_message(store: Store) -> None:
    begun(store)
    postman = Postman()
    sweep(store, {"email": postman}, at_once, DUE + timedelta(days=9))
    sweep(store, {"email": postman}, at_once, DUE + timedelta(days=10))
    assert len(postman.told) == 1


def test_a_clock_set_back_sends_nothing_again(store: Store) -> None:
    begun(store)
    postman = Postman()
    for days in (0, -3, 0, 2):
        sweep(store, {"email": postman}, at_once, DUE + timedelta(days=days))
    assert len(postman.told) == 1


@pytest.mark.parametrize("notify", ["none", "telegram", "phone"])
def test_without_a_channel_that_can_tell_it_waits_for_the_next_talk(
    store: Store, notify: str
) -> None:
    number = begun(store, {**AWAITS_A_CODE, "access.notify": notify})
    assert sweep(store, {"email": Postman()}, at_once, DUE) == 0
    assert _to_say(store, number) == [CODE_DUE]


def test_a_message_that_was_not_sent_is_tried_again(store: Store) -> None:
    number, postman = begun(store), Postman(answer=False)
    assert sweep(store, {"email": postman}, at_once, DUE) == 0
    assert _to_say(store, number) == [CODE_DUE]
    postman.answer = True
    assert sweep(store, {"email": postman}, at_once, DUE + timedelta(days=1)) == 1


def test_a_message_that_may_have_been_sent_is_not_sent_again_but_said(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    number, postman = begun(store), Postman(answer=TimeoutError(ADDRESS))
    sweep(store, {"email": postman}, at_once, DUE)
    postman.answer = True
    sweep(store, {"email": postman}, at_once, DUE + timedelta(hours=2))
    assert postman.told == []
    assert _to_say(store, number, DUE + timedelta(hours=2)) == [CODE_DUE]
    assert "TimeoutError" in caplog.text
    assert ADDRESS not in caplog.text


def test_said_in_a_talk_it_is_not_sent(store: Store) -> None:
    number, postman = begun(store), Postman()
    with store.turn("jeanne") as work:
        work.reminders.said(number, CODE_DUE, DUE)
    assert sweep(store, {"email": postman}, at_once, DUE) == 0
    assert _to_say(store, number) == []


def test_two_processes_that_look_at_the_same_moment_send_one_message(kept: Kept) -> None:
    begun(kept.open())
    look = (
        "from tests.reminders.telling import *\n"
        "from assistant.reminders.sweep import sweep\n"
        "print(sweep(store, {'email': Postman()}, at_once, DUE))\n"
    )
    children = [kept.child(look) for _ in range(2)]
    sent = sorted(child.communicate(timeout=60)[0].strip() for child in children)
    assert sent == ["0", "1"]


CUT_SHORT = (
    "from tests.reminders.telling import *\n"
    "from assistant.reminders.sweep import sweep\n"
    "class Slow:\n"
    "    async def tell(self, address, sentence):\n"
    "        print('sending', flush=True)\n"
    "        time.sleep(60)\n"
    "sweep(store, {'email': Slow()}, at_once, DUE)\n"
)


def test_killed_while_it_sends_it_is_not_sent_twice_and_is_said_at_the_next_talk(
    kept: Kept,
) -> None:
    store = kept.open()
    number, postman = begun(store), Postman()
    child = kept.child(CUT_SHORT)
    assert child.stdout is not None
    assert child.stdout.readline() == "sending\n"
    child.send_signal(signal.SIGKILL)
    child.wait(30)
    child.stdout.close()
    assert sweep(store, {"email": postman}, at_once, DUE) == 0
    assert _to_say(store, number) == []  # another process may still be sending it
    later = DUE + timedelta(hours=2)
    assert sweep(store, {"email": postman}, at_once, later) == 0
    assert _to_say(store, number, later) == [CODE_DUE]


def test_killed_at_any_moment_of_a_look_at_many_nobody_is_told_twice(kept: Kept) -> None:
    """The kill comes earlier and later; who was told is what the children printed."""
    store = kept.open()
    people = [begun(store, sender=f"person {i}") for i in range(12)]
    looks = (
        "from tests.reminders.telling import *\n"
        "from assistant.reminders.sweep import sweep\n"
        "class Printing:\n"
        "    async def tell(self, address, sentence):\n"
        "        print('told', flush=True)\n"
        "        return True\n"
        "sweep(store, {'email': Printing()}, at_once, DUE)\n"
    )
    told = 0
    for attempt in range(3):
        child = kept.child(looks)
        assert child.stdout is not None
        read = 0
        while read < 2 + attempt and child.stdout.readline():
            read += 1
        child.send_signal(signal.SIGKILL)
        told += read + len(child.stdout.readlines())
        child.wait(30)
        child.stdout.close()
    postman = Postman()
    sweep(store, {"email": postman}, at_once, DUE)
    told += len(postman.told)
    later = DUE + timedelta(hours=2)
    waiting = sum(len(_to_say(store, number, later)) for number in people)
    assert told <= len(people)
    assert told + waiting >= len(people)


def test_a_forgotten_dossier_leaves_no_reminder_and_no_address(kept: Kept, store: Store) -> None:
    number = begun(store)
    with store.turn("jeanne") as work:
        work.keep_reach("telegram", "123456789")
    sweep(store, {"email": Postman()}, at_once, DUE)
    store.forget(number)
    assert kept.execute("SELECT * FROM reminders") == []
    assert kept.execute("SELECT * FROM reach") == []
    assert sweep(store, {"email": Postman()}, at_once, DUE + timedelta(days=30)) == 0


def test_one_dossier_that_cannot_be_read_stops_no_other(kept: Kept, store: Store) -> None:
    broken, postman = begun(store, sender="marcel"), Postman()
    begun(store)
    kept.execute("UPDATE answers SET record = :rubbish WHERE dossier_id = :id",
                 rubbish=b"rubbish", id=broken)  # fmt: skip
    assert sweep(store, {"email": postman}, at_once, DUE) == 1


def test_where_somebody_is_reached_is_sealed_and_the_newest_counts(
    kept: Kept, store: Store
) -> None:
    number, postman = begun(store, {**AWAITS_A_CODE, "access.notify": "telegram"}), Postman()
    for chat in ("111222333", "444555666"):
        with store.turn("jeanne") as work:
            work.keep_reach("telegram", chat)
    assert store.reach(number, "telegram") == "444555666"
    assert store.reach(number, "phone") is None
    rows = json.dumps([bytes(row.address).hex() for row in kept.execute("SELECT * FROM reach")])
    assert b"444555666".hex() not in rows
    sweep(store, {"telegram": postman}, at_once, DUE)
    assert postman.told[0][0] == "444555666"


def test_the_table_tells_neither_what_is_awaited_nor_when(kept: Kept, store: Store) -> None:
    begun(store)
    sweep(store, {"email": Postman()}, at_once, DUE)
    (row,) = kept.execute("SELECT * FROM reminders")
    shown = " ".join(str(part) for part in row)
    assert "code" not in shown
    assert row.told == "sent"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_its_sentence_and_none_speaks_of_health(lang) -> None:  # type: ignore[no-untyped-def]
    said = words_in(lang).sentences
    for kind in ("code_due", "code_missing", "code_expires", "review", "directives",
                 "trusted_person"):  # fmt: skip
        sentence = said[f"reminder_{kind}"].lower()
        assert not any(w in sentence for w in ("directive", "confiance", "trusted", "malad", "ill"
                                               " "))  # fmt: skip
