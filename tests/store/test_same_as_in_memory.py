"""Whatever is answered, superseded or removed: the dossier read back is the one in memory."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.store.store import Store

zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
texts = st.text(st.characters(), max_size=40)
values = st.one_of(
    st.none(), texts, st.booleans(), st.dictionaries(texts, st.none() | texts, max_size=3)
)
answers = st.builds(
    RecordedAnswer,
    field=st.sampled_from(["identity.sex", "health.allergies", "health.allergies.substance"]),
    item=st.none() | st.integers(1, 3),
    value=values,
    state=st.sampled_from(State),
    said=texts,
    by=st.sampled_from(["self", "helper"]),
    by_name=st.none() | texts,
    channel=st.sampled_from(["phone", "telegram"]),
    at=st.datetimes(datetime(1950, 1, 2), datetime(2100, 1, 1), timezones=zones),  # noqa: DTZ001
    confirmed=st.booleans(),
)
turns = st.lists(st.lists(answers, max_size=4), max_size=6)


@given(turns=turns)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_read_back_it_is_the_same(store: Store, turns: list[list[RecordedAnswer]]) -> None:
    with store.turn("a new person each time") as work:
        work.drop_conversation()
    with store.turn("a new person each time") as work:
        number = work.begin_dossier().id
    expected = Dossier(number)
    for turn in turns:
        with store.turn("a new person each time") as work:
            assert work.dossier == expected
            for one in turn:
                work.record(one)
                expected.record(one)
            assert work.dossier == expected
    read_back = store.dossier(number)
    assert read_back == expected
    assert read_back.items("health.allergies") == expected.items("health.allergies")
    said = [one for turn in turns for one in turn]
    history = store.history(number)
    assert [one for one, _ in history] == said
    assert [one.at.utcoffset() for one, _ in history] == [one.at.utcoffset() for one in said]
    current = {(one.field, one.item): one for one, superseded in history if not superseded}
    assert current == expected.current
    assert sum(not superseded for _, superseded in history) == len(expected.current)
