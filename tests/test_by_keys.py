"""By keys alone: whatever was pressed before, there is a way on to the end."""

from __future__ import annotations

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.conversation import Conversation, Replied
from assistant.words.words import words_in
from tests.people import LISTS
from tests.talking import LONGEST_DIALOGUE, Person

BY_KEYS = {
    "welcome.language": "1",
    "welcome.helper_present": "2",
    "welcome.speech_rate": "2",
    "welcome.scope": "1",
    "identity.birth_date": "12051942",
    "identity.phone": "0612345678",
    "trusted_person.phone": "0798765432",
    "trusted_person.birth_date": "04071968",
    "emergency_contacts.phone": "0240112233",
    "emergency_contacts.same_as_trusted": "2",
    "health.contraindications.since": "1971#",
}
LATER = "#"
FAILED = words_in("fr").say("engine_failed"), words_in("en").say("engine_failed")
ENTRIES = st.one_of(
    st.sampled_from([*"0123456789*#", "00", "10#", "7#", "0612345678", "12051942", "1971#"]),
    st.text("0123456789*#", min_size=1, max_size=12),
)
_calls = count()


def by_keys(replied: Replied, given: set[str]) -> str:
    """What somebody with keys alone presses at this question."""
    asking = replied.asking
    if asking is None:
        return "2"  # no dossier yet
    if replied.expected.confirming:
        return "#"
    if asking in LISTS:
        first = asking not in given and asking != "access.blocked"
        given.add(asking)
        return "1" if first else "2"
    if asking in BY_KEYS:
        return BY_KEYS[asking]
    one_of = any(reply.choices for reply in replied.replies)
    return "1" if one_of else LATER


@given(pressed=st.lists(ENTRIES, max_size=30))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
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
