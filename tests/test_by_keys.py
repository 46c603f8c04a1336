"""By keys alone: whatever was pressed before, there is a way on to the end."""

from __future__ import annotations

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.conversation import Conversation
from assistant.words.words import words_in
from tests.answering import by_keys
from tests.talking import LONGEST_DIALOGUE, Person

FAILED = words_in("fr").say("engine_failed"), words_in("en").say("engine_failed")
ENTRIES = st.one_of(
    st.sampled_from([*"0123456789*#", "00", "10#", "7#", "0612345678", "12051942", "1971#"]),
    st.text("0123456789*#", min_size=1, max_size=12),
)
_calls = count()


@given(pressed=st.lists(ENTRIES, max_size=30))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_pressed_the_dossier_is_completed_by_keys(
    conversation: Conversation, pressed: list[str]
) -> None:
    person = Person(conversation, name=f"call-{next(_calls)}", channel="phone")
    replied, done = person.says("start"), set[str]()
    for entry in pressed:
        replied = person.presses(entry)
        assert person.heard().strip(), entry
        assert not any(failed in person.heard() for failed in FAILED), entry
    for _ in range(LONGEST_DIALOGUE):
        if replied.asking is None and replied.dossier and not replied.ends:
            return
        replied = person.presses(by_keys(replied, done))
    raise AssertionError(f"no way on from {replied.asking}: {person.heard()}")
