"""A turn is kept whole or not at all."""

from __future__ import annotations

import threading

import pytest
from stdnum import luhn

from assistant.dossier.dossier import State
from assistant.store.errors import DossierUnknown
from assistant.store.store import Store
from tests.store.kept import SENDER, Kept, answer, values


class Broken(BaseException):
    """Whatever ends a turn before its end, Ctrl-C included."""


def begun(store: Store, sender: str = SENDER) -> str:
    with store.turn(sender) as work:
        return work.begin_dossier().id


def test_a_sender_never_heard_has_no_state_and_no_dossier(store: Store) -> None:
    with store.turn(SENDER) as work:
        assert (work.state, work.dossier, work.dossier_id) == (None, None, None)


def test_reading_only_keeps_nothing(kept: Kept, store: Store) -> None:
    with store.turn(SENDER):
        pass
    assert kept.execute("SELECT * FROM conversations") == []


def test_the_state_is_found_again_by_a_store_opened_later(kept: Kept, store: Store) -> None:
    with store.turn(SENDER) as work:
        work.save_state(b"asking: identity.birth_name")
    store.close()
    with kept.open().turn(SENDER) as work:
        assert work.state == b"asking: identity.birth_name"


def test_each_sender_has_their_own_conversation(store: Store) -> None:
    with store.turn("Jeanne") as work:
        work.save_state(b"jeanne")
    with store.turn("Marcel") as work:
        assert work.state is None


def test_the_state_stays_readable_when_the_dossier_begins(store: Store) -> None:
    with store.turn(SENDER) as work:
        work.save_state(b"before")
    with store.turn(SENDER) as work:
        work.begin_dossier()
    with store.turn(SENDER) as work:
        assert work.state == b"before"
        assert work.dossier is not None


def test_a_dossier_begun_without_a_state_has_none_later(store: Store) -> None:
    begun(store)
    with store.turn(SENDER) as work:
        assert work.state is None
        assert work.dossier is not None


def test_a_conversation_has_one_dossier(store: Store) -> None:
    begun(store)
    with pytest.raises(RuntimeError), store.turn(SENDER) as work:
        work.begin_dossier()


def test_an_answer_comes_back_as_it_was_given(store: Store) -> None:
    given = [
        answer("identity.doctor", {"name": "Bernard Petit", "rpps": None}),
        answer("welcome.consent", value=True, confirmed=True),
        answer("identity.email", value=None, state=State.NONE, said="je n'en ai pas"),
        answer("health.allergies.substance", "pénicilline", item=2, by="helper", by_name="Léa"),
        answer("directives.other", "\ud800 \x00 🎗", said=" " * 3),
    ]
    with store.turn(SENDER) as work:
        dossier = work.begin_dossier()
        for one in given:
            work.record(one)
        assert list(dossier.current.values()) == given
    assert [one for one, _ in store.history(dossier.id)] == given
    assert store.dossier(dossier.id) == dossier


def test_the_zone_of_an_answer_is_kept(store: Store) -> None:
    number = begun(store)
    with store.turn(SENDER) as work:
        work.record(answer())
    [(one, _)] = store.history(number)
    assert one.at.isoformat() == "2026-11-22T10:00:00+01:00"


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    begun(store)
    with pytest.raises(ValueError, match="zone"), store.turn(SENDER) as work:
        work.record(answer(at=answer().at.replace(tzinfo=None)))


def test_a_new_answer_supersedes_and_both_are_in_the_history(store: Store) -> None:
    number = begun(store)
    for value in ("Lefèvre", "Lefebvre", "Lefébure"):
        with store.turn(SENDER) as work:
            work.record(answer(value=value))
    assert [(a.value, superseded) for a, superseded in store.history(number)] == [
        ("Lefèvre", True),
        ("Lefebvre", True),
        ("Lefébure", False),
    ]
    assert store.dossier(number).value("identity.birth_name") == "Lefébure"


def test_an_answer_superseded_within_its_own_turn_is_in_the_history_too(store: Store) -> None:
    number = begun(store)
    with store.turn(SENDER) as work:
        work.record(answer(value="Lefèvre"))
        work.record(answer(value="Lefebvre"))
    assert [superseded for _, superseded in store.history(number)] == [True, False]


def test_without_a_dossier_an_answer_is_refused(store: Store) -> None:
    with pytest.raises(RuntimeError), store.turn(SENDER) as work:
        work.record(answer())


def test_a_fault_in_the_turn_leaves_everything_as_it_was(kept: Kept, store: Store) -> None:
    number = begun(store)

    def broken() -> None:
        with store.turn(SENDER) as work:
            work.record(answer())
            work.save_state(b"after")
            raise Broken

    with pytest.raises(Broken):
        broken()
    with store.turn(SENDER) as work:
        assert work.state is None
        assert work.dossier is not None
        assert work.dossier.current == {}
    assert store.history(number) == []


def test_a_dossier_begun_in_a_turn_that_failed_leaves_nothing(kept: Kept, store: Store) -> None:
    def broken() -> None:
        with store.turn(SENDER) as work:
            work.begin_dossier()
            raise Broken

    with pytest.raises(Broken):
        broken()
    assert store.dossiers() == []
    assert list((kept.home / "keys").iterdir()) == []


def test_of_a_person_who_does_not_consent_nothing_stays(kept: Kept, store: Store) -> None:
    with store.turn(SENDER) as work:
        work.save_state(b"hello")
    with store.turn(SENDER) as work:
        work.drop_conversation()
        work.save_state(b"the engine saves at the end of every turn")
    assert kept.execute("SELECT * FROM conversations") == []
    with store.turn(SENDER) as work:
        assert work.state is None
        work.save_state(b"back again")
    with store.turn(SENDER) as work:
        assert work.state == b"back again"


def test_the_same_dossier_goes_on_from_another_channel(store: Store) -> None:
    number = begun(store, "telephone")
    with store.turn("telephone") as work:
        work.record(answer())
    with store.turn("telegram") as work:
        work.save_state(b"who are you?")
    with store.turn("telegram") as work:
        work.bind(number)
        assert work.dossier is not None
        assert work.dossier.value("identity.birth_name") == "Lefèvre"
        work.record(answer(value="Lefebvre"))
    with store.turn("telephone") as work:
        assert work.dossier is not None
        assert work.dossier.value("identity.birth_name") == "Lefebvre"
    with store.turn("telegram") as work:
        assert work.state == b"who are you?"
        assert work.dossier_id == number


def test_binding_again_to_the_same_dossier_changes_nothing(store: Store) -> None:
    number = begun(store)
    with store.turn(SENDER) as work:
        work.record(answer())
        work.bind(number)
        assert work.dossier is not None
        assert work.dossier.value("identity.birth_name") == "Lefèvre"


def test_a_number_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(DossierUnknown, match="1234567897"), store.turn(SENDER) as work:
        work.bind("1234567897")
    with pytest.raises(DossierUnknown):
        store.dossier("1234567897")
    with pytest.raises(DossierUnknown):
        store.forget("../master.key")


def test_a_number_is_ten_digits_that_catch_a_slip(store: Store) -> None:
    numbers = [begun(store, str(i)) for i in range(20)]
    assert len(set(numbers)) == 20
    for number in numbers:
        assert len(number) == 10
        assert number[0] != "0"
        assert luhn.is_valid(number)
        assert not luhn.is_valid(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_the_list_tells_the_dates_and_counts_the_current_answers(store: Store) -> None:
    first, second = begun(store, "a"), begun(store, "b")
    for value in ("Lefèvre", "Lefebvre"):
        with store.turn("a") as work:
            work.record(answer(value=value))
            work.record(answer("identity.sex", "female"))
    listed = store.dossiers()
    assert [(one.id, one.answers, one.forgotten) for one in listed] == [
        (first, 2, False),
        (second, 0, False),
    ]
    assert all(one.created_at.tzinfo and one.updated_at >= one.created_at for one in listed)


def test_turns_of_several_threads_come_one_after_the_other(store: Store) -> None:
    number = begun(store)

    def talk() -> None:
        for _ in range(10):
            with store.turn(SENDER) as work:
                work.save_state(str(int(work.state or b"0") + 1).encode())
                work.record(answer(value=(work.state or b"").decode()))

    threads = [threading.Thread(target=talk) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert values(store.history(number)) == [str(n) for n in range(1, 41)]
    assert [superseded for _, superseded in store.history(number)] == [True] * 39 + [False]


def test_a_turn_within_a_turn_is_refused_at_once_on_sqlite(sqlite: Kept) -> None:
    store = sqlite.open()
    with store.turn("a") as work:
        work.save_state(b"kept")
        with pytest.raises(RuntimeError), store.turn("b"):
            pass
    with store.turn("a") as work:
        assert work.state == b"kept"


def test_the_operator_reads_while_a_turn_is_open(store: Store) -> None:
    number = begun(store)
    with store.turn(SENDER) as work:
        work.record(answer())
        assert store.history(number) == []


def test_those_who_are_put_out_stand_where_they_are_told_and_without_the_dossier(
    store: Store,
) -> None:
    number, others = begun(store, "Jeanne"), begun(store, "Marcel")
    with store.turn("a telephone") as work:
        work.bind(number)
        work.save_state(b"on the telephone")
    with store.turn("Jeanne") as work:
        assert work.open_elsewhere()
        work.save_state(b"at home")
        work.put_others_out(b"put out")
        assert not work.open_elsewhere()
    for sender, dossier, state in (
        ("Jeanne", number, b"at home"),
        ("a telephone", None, b"put out"),
        ("Marcel", others, None),
    ):
        with store.turn(sender) as work:
            assert (work.dossier_id, work.state) == (dossier, state), sender


def test_a_turn_that_fails_puts_nobody_out(store: Store) -> None:
    number = begun(store, "Jeanne")
    with store.turn("a telephone") as work:
        work.bind(number)

    def broken() -> None:
        with store.turn("Jeanne") as work:
            work.put_others_out(b"put out")
            raise Broken

    with pytest.raises(Broken):
        broken()
    with store.turn("a telephone") as work:
        assert work.dossier_id == number


def test_who_was_put_out_comes_back_to_where_the_talk_stands(store: Store) -> None:
    number = begun(store, "Jeanne")
    with store.turn("a telephone") as work:
        work.bind(number)
    with store.turn("Jeanne") as work:
        work.save_state(b"at home")
        work.put_others_out(b"put out")
    with store.turn("a telephone") as work:
        work.bind(number)
        assert work.state == b"at home"
    with store.turn("a telephone") as work:
        assert (work.dossier_id, work.state) == (number, b"at home")
