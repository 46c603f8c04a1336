"""A whole talk aloud: by keys alone, by voice, interrupted, in silence, in noise, cut off."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.bench.rooms import in_a_room, speech
from assistant.conversation import Conversation, Replied
from assistant.speech.protocols import Expected, Hearer, Hearing, Listener
from assistant.speech.sound import Sound, silence
from assistant.speech.whole import Whole
from assistant.store.store import Store
from channels.spoken.line import Event, Key, SoundCame
from channels.spoken.prompts import Prompts, fixed_sentences
from tests.answering import by_keys
from tests.spoken.hastened import run
from tests.spoken.room import Caller, Room, call, pieces, until
from tests.talking import LONGEST_DIALOGUE

OUI = "oui"


async def welcomed(caller: Caller, until: str = "identity.birth_name") -> Replied:
    """Somebody new, up to a question."""
    replied, given = await caller.listens(), set[str]()
    while replied.asking != until:
        replied = await caller.presses(by_keys(replied, given))
    return replied


class Ears(Listener):
    """Hears what the test says was said, whatever the sound: for what follows from a hearing."""

    def __init__(self, *hearings: Hearing | None, deaf_to: str = "", in_parts: str = "") -> None:
        self._hearings = list(hearings)
        self._deaf_to, self._in_parts = deaf_to, in_parts
        self.expected: list[Expected] = []

    def begin(self, expected: Expected) -> Hearer:
        return Whole(self.heard, expected)

    def heard(self, sound: Sound, expected: Expected) -> Hearing | None:
        self.expected.append(expected)
        return self._hearings.pop(0)

    def understands(self, expected: Expected) -> bool:
        return expected.asking != self._deaf_to

    def asks_in_parts(self, expected: Expected) -> bool:
        return expected.asking == self._in_parts and not expected.confirming


SOUND = in_a_room(speech("oui, bien sûr"), after=0.1)


def test_the_essential_dossier_is_completed_by_keys_alone(
    conversation: Conversation, store: Store
) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            replied, given = await caller.listens(), set[str]()
            asked: list[str | None] = []
            for _ in range(LONGEST_DIALOGUE):
                if replied.asking is None and replied.dossier:
                    break
                asked.append(replied.asking)
                replied = await caller.presses(by_keys(replied, given))
            assert replied.asking is None, asked[-5:]
            dossier = store.dossier(str(replied.dossier))
            assert dossier.value("identity.phone") == "+33612345678"
            assert dossier.value("identity.birth_date") == "1942-05-12"
            assert dossier.value("identity.birth_name") is None
            await caller.presses("1")
            assert "Il reste à compléter\u00a0: Nom de naissance," in caller.heard

    run(scene())


def test_each_question_says_its_keys(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            await welcomed(caller, until="welcome.consent")
            assert "tapez 1" in caller.heard
            for keys in "112211":
                await caller.presses(keys)
            assert "tapez dièse" in caller.heard, "a name is for later"

    run(scene())


def test_a_key_stops_what_is_being_said_and_counts(conversation: Conversation) -> None:
    async def scene() -> None:
        room = Room(pace=1.0)
        async with call(conversation, room) as caller:
            await asyncio.wait_for(caller.replies.get(), 60)
            room.put(Key("2"))
            replied = await asyncio.wait_for(caller.replies.get(), 60)
            assert replied.asking == "welcome.language"
            assert room.cleared

    run(scene())


def test_speech_stops_an_ordinary_prompt_and_not_the_consent(conversation: Conversation) -> None:
    async def scene() -> None:
        room = Room()
        async with call(conversation, room, ears=Ears(Hearing(("oui",), 1.0))) as caller:
            await welcomed(caller, until="welcome.consent")
            room.pace = 1.0
            room.put(Key("*"))
            await asyncio.wait_for(caller.replies.get(), 60)
            cleared = room.cleared
            caller.speaks(SOUND)
            await asyncio.sleep(0.3)
            assert room.cleared == cleared, "the consent is heard out"
            room.pace = 0.0
            room.put(Key("1"))
            await asyncio.wait_for(caller.replies.get(), 60)
            room.pace = 1.0
            cleared = room.cleared
            caller.speaks(SOUND)
            replied = await asyncio.wait_for(caller.replies.get(), 60)
            assert replied.asking == "welcome.helper_present"
            assert room.cleared > cleared

    run(scene())


def test_a_line_that_hears_itself_is_not_interrupted_by_its_own_voice(
    conversation: Conversation,
) -> None:
    async def scene() -> None:
        room, ears = Room(pace=1.0, hears_itself=True), Ears()
        async with call(conversation, room, ears=ears) as caller:
            await asyncio.wait_for(caller.replies.get(), 60)
            caller.speaks(SOUND)
            await asyncio.sleep(0.5)
            assert not room.cleared
            assert not ears.expected

    run(scene())


def test_a_yes_that_is_spoken_is_heard_by_the_embedded_recogniser(
    conversation: Conversation,
) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            await welcomed(caller, until="welcome.consent")
            yes = in_a_room(speech(OUI, "fr+f3"), after=0.1)
            replied = await caller.says(yes)
            assert (replied.asking, replied.confirming) == ("welcome.consent", True)
            replied = await caller.says(yes)
            assert replied.asking == "welcome.adult"

    run(scene())


def test_the_hearing_that_the_question_accepts_is_taken(conversation: Conversation) -> None:
    async def scene() -> None:
        whole = "zéro six douze trente-quatre cinquante-six soixante-dix-huit"
        ears = Ears(Hearing(("zéro six douze", whole), 1.0))
        async with call(conversation, ears=ears) as caller:
            await welcomed(caller, until="identity.phone")
            await caller.says(SOUND)
            assert caller.replied is not None
            assert caller.replied.confirming
            assert "06 12 34 56 78" in caller.heard

    run(scene())


def test_what_was_no_answer_never_reaches_the_conversation(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation, ears=Ears(*[None] * 5)) as caller:
            await welcomed(caller, until="welcome.consent")
            for told in (
                "Je n'ai pas bien entendu.",
                "Je n'ai pas bien entendu.",
                "J'entends du bruit",
            ):
                caller.speaks(SOUND)
                await caller.hears_the_tone()
                assert caller.heard.startswith(told)
            caller.speaks(SOUND)
            await asyncio.sleep(0.5)
            assert caller.heard == "", "then it is left in peace"
            assert caller.replies.empty()
            replied = await caller.presses("1")
            assert replied.asking == "welcome.adult"

    run(scene())


def test_who_says_what_cannot_be_heard_is_told_the_way_on_and_is_no_noise(
    conversation: Conversation,
) -> None:
    async def scene() -> None:
        ears = Ears(*[None] * 4, Hearing(("passer",), 1.0), deaf_to="identity.birth_name")
        async with call(conversation, ears=ears) as caller:
            await welcomed(caller)
            for _ in range(2):
                caller.speaks(SOUND)
                await caller.hears_the_tone()
                assert caller.heard.startswith("Je ne sais pas entendre cela ici.")
            for heard in (3, 4):
                caller.speaks(SOUND)
                await until(lambda heard=heard: len(ears.expected) == heard)  # type: ignore[misc]
            assert caller.heard == "", "told twice, and not that the room is loud"
            assert (await caller.says(SOUND)).asking == "identity.used_name"

    run(scene())


def test_music_while_one_holds_does_not_keep_a_call_alive(conversation: Conversation) -> None:
    async def scene() -> None:
        rules = {"silence": 1.0, "long_silence": 1.0, "hangs_up_after": 4}
        ears = Ears(*[None] * 1_000)
        async with call(conversation, ears=ears, **rules) as caller:
            await caller.listens()
            async with asyncio.timeout(60):
                while not caller.talk.done():
                    caller.room.put(*(SoundCame(piece) for piece in pieces(SOUND, after=1.0)))
                    await asyncio.sleep(0.2)
            assert "J'entends du bruit" in caller.heard
            assert caller.heard.endswith("Au revoir.")

    run(scene())


def test_after_an_emergency_a_silence_brings_no_question(conversation: Conversation) -> None:
    async def scene() -> None:
        ears = Ears(Hearing(("j'ai très mal dans la poitrine",), 1.0))
        rules = {"silence": 0.3, "long_silence": 0.3, "hangs_up_after": 4}
        async with call(conversation, ears=ears, **rules) as caller:
            await welcomed(caller)
            await caller.says(SOUND)
            await caller.is_over()
            assert caller.heard.count("appelez le 15") == 2, "once more in the silence"
            assert "Quel est votre nom" not in caller.heard
            assert "Prenez votre temps" not in caller.heard

    run(scene())


def test_in_a_silence_the_keys_are_told_again(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            await welcomed(caller, until="welcome.adult")
        async with call(conversation, silence=0.3) as caller:
            await caller.listens()
            caller._begins()
            await caller.hears_the_tone()
            assert "Pour oui, tapez 1." in caller.heard

    run(scene())


def test_a_line_that_fails_ends_the_talk(conversation: Conversation) -> None:
    class Broken(Room):
        async def events(self) -> AsyncIterator[Event]:
            yield Key("2")
            raise OSError("unplugged")

    async def scene() -> None:
        async with call(conversation, Broken()) as caller:
            await caller.is_over()

    run(scene())


def test_an_answer_that_is_said_and_pressed_counts_once(conversation: Conversation) -> None:
    async def scene() -> None:
        class SlowEars(Ears):
            def heard(self, sound: Sound, expected: Expected) -> Hearing | None:
                room.put_from_afar(Key("1"))
                return super().heard(sound, expected)

        room = Room()
        ears = SlowEars(Hearing(("oui",), 1.0))
        async with call(conversation, room, ears=ears) as caller:
            await welcomed(caller, until="welcome.adult")
            assert (await caller.says(SOUND)).asking == "welcome.helper_present"
            await asyncio.sleep(0.3)
            assert caller.replies.empty()

    run(scene())


def test_a_wish_is_not_answered_by_keys_pressed_before_it_was_heard(
    conversation: Conversation,
) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            await welcomed(caller, until="welcome.language")
            caller._begins()
            caller.room.put(Key("1"), Key("2"))
            assert (await caller.listens()).asking == "welcome.consent"
            await asyncio.sleep(0.3)
            assert caller.replies.empty(), "nobody consents to what they have not heard"

    run(scene())


def test_a_silence_is_answered_softly_then_left_alone_and_a_call_ends(
    conversation: Conversation,
) -> None:
    async def scene() -> None:
        rules = {"silence": 0.2, "long_silence": 0.2, "hangs_up_after": 4}
        async with call(conversation, **rules) as caller:
            await caller.listens()
            caller.voice.texts.clear()
            await caller.is_over()
            said = caller.heard
            assert "Avez-vous déjà un dossier" in said, "the question once more"
            assert "Prenez votre temps" in said
            assert said.endswith("Au revoir.")
            assert caller.voice.manners[1].volume < caller.voice.manners[0].volume
            assert caller.room.hung_up
            assert caller.replies.empty()

    run(scene())


def test_who_asked_to_wait_goes_on_by_the_word_that_was_told(conversation: Conversation) -> None:
    async def scene() -> None:
        ears = Ears(Hearing(("une pause",), 1.0), Hearing(("continuer",), 1.0))
        async with call(conversation, ears=ears) as caller:
            before = await welcomed(caller, until="welcome.adult")
            caller.speaks(SOUND)
            rest = await caller.listens()
            assert "dites\u00a0: continuer" in rest.replies[0].text
            assert rest.expected.resting
            caller.speaks(SOUND)
            after = await caller.listens()
            assert after.asking == before.asking
            assert not after.expected.resting

    run(scene())


def test_an_alarm_is_said_again_as_loud_as_before(conversation: Conversation) -> None:
    async def scene() -> None:
        ears = Ears(Hearing(("j'ai mal dans la poitrine et je respire mal",), 1.0))
        rules = {"silence": 0.3, "long_silence": 0.3, "hangs_up_after": 4}
        async with call(conversation, ears=ears, **rules) as caller:
            await caller.listens()
            caller.speaks(SOUND)
            alarm = await caller.listens()
            assert alarm.alone
            caller.voice.texts.clear()
            caller.voice.manners.clear()
            await caller.is_over()
            assert "15" in caller.heard
            assert caller.voice.manners[0].volume == alarm.manner.volume

    run(scene())


def test_nobody_is_interrupted_in_the_middle_of_a_long_answer(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation, silence=0.3, ears=Ears(Hearing(("oui",), 1.0))) as caller:
            await welcomed(caller, until="welcome.adult")
            caller._begins()
            pcm, size = SOUND.at(caller.room.hertz).pcm, caller.room.hertz // 50 * 2
            for at in range(0, len(pcm), size):
                caller.room.put(SoundCame(Sound(pcm[at : at + size], caller.room.hertz)))
            await asyncio.sleep(1.2)  # four silences long, and the end of the answer has not come
            assert caller.heard == ""

    run(scene())


def test_a_number_keyed_in_while_the_store_was_away_is_keyed_in_again_whole(
    conversation: Conversation, home: Path
) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            await welcomed(caller, until="identity.phone")
            other = sqlite3.connect(home / "vivevoix.sqlite")
            other.execute("BEGIN IMMEDIATE")
            await caller.presses("0612345678")
            assert "n'est perdu" in caller.heard
            other.rollback()
            other.close()
            replied = await caller.presses("0612345678")
            assert (replied.asking, replied.confirming) == ("identity.phone", True)

    run(scene())


def test_at_home_nobody_is_hung_up_on(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation, silence=0.05, long_silence=0.05) as caller:
            await caller.listens()
            await until(lambda: "Prenez votre temps" in caller.heard)
            await asyncio.sleep(1.0)  # many silences long
            assert not caller.talk.done()
            assert caller.heard.count("Prenez votre temps") == 1
            assert (await caller.presses("2")).asking == "welcome.language"

    run(scene())


def test_a_call_has_an_end_and_says_so(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation, longest=0.5) as caller:
            await caller.is_over()
            assert "Nous parlons depuis longtemps." in caller.heard
            assert caller.room.hung_up

    run(scene())


@pytest.mark.parametrize("takes", [True, False])
def test_0_is_a_person_where_one_can_be_reached(conversation: Conversation, takes: bool) -> None:
    async def scene() -> None:
        room = Room(takes_transfer=takes)
        async with call(conversation, room, transfer_to="+33123456789") as caller:
            await welcomed(caller, until="welcome.adult")
            caller._begins()
            room.put(Key("0"))
            if takes:
                await caller.is_over()
            else:
                assert (await caller.listens()).asking == "welcome.adult"
            assert room.transferred == ["+33123456789"]
            assert "Je vous passe une personne." in caller.heard

    run(scene())


def test_goodbye_is_said_to_its_end_and_then_the_line_is_closed(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation, ears=Ears(Hearing(("je veux arrêter",), 1.0))) as caller:
            await welcomed(caller, until="welcome.adult")
            caller.speaks(SOUND)
            await caller.is_over()
            assert "Tout ce que vous avez confirmé est gardé." in caller.heard
            assert caller.room.hung_up

    run(scene())


def test_keys_pressed_ahead_hold_within_a_step_only(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            await welcomed(caller, until="welcome.speech_rate")
            caller._begins()
            caller.room.put(*(Key(key) for key in "212"))  # normal, the essential, and one too many
            for asking in ("welcome.scope", "identity.birth_name"):
                replied = await asyncio.wait_for(caller.replies.get(), 60)
                assert replied.asking == asking
            await asyncio.sleep(0.3)
            assert caller.replies.empty(), "a name is not answered by a key that was meant before"

    run(scene())


def test_a_hash_key_by_habit_confirms_no_number_that_was_not_read_back(
    conversation: Conversation,
) -> None:
    async def scene() -> None:
        room = Room()
        async with call(conversation, room) as caller:
            await welcomed(caller, until="identity.phone")
            room.pace = 1.0
            caller._begins()
            room.put(*(Key(key) for key in "0612345678"))
            assert (await asyncio.wait_for(caller.replies.get(), 60)).confirming
            await asyncio.sleep(0.3)
            room.put(Key("#"), Key("#"))
            await asyncio.sleep(0.5)
            assert caller.replies.empty(), "it is being read back still"
            room.pace = 0.0
            await asyncio.sleep(0.5)
            room.put(Key("#"))
            assert not (await asyncio.wait_for(caller.replies.get(), 60)).confirming

    run(scene())


def test_a_number_keyed_in_anew_while_it_is_read_back_is_the_one_kept(
    conversation: Conversation, store: Store
) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            await welcomed(caller, until="identity.phone")
            await caller.presses("0612345678")
            replied = await caller.presses("0698765432")
            assert replied.confirming
            assert "06 98 76 54 32" in caller.heard
            replied = await caller.presses("069876543#")
            assert replied.confirming
            assert "Il me faut 10 chiffres" in caller.heard
            replied = await caller.presses("#")
            dossier = store.dossier(str(replied.dossier))
            assert dossier.value("identity.phone") == "+33698765432"

    run(scene())


def test_a_part_of_a_date_that_is_asked_aloud_may_be_keyed_in(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            await welcomed(caller, until="identity.birth_date")
            for keys, then in (("12#", "Quel mois"), ("05#", "Quelle année")):
                caller._begins()
                caller.room.put(*(Key(key) for key in keys))
                await caller.hears_the_tone()
                assert caller.heard.startswith(then)
            replied = await caller.presses("1942#")
            assert replied.confirming
            assert "12 mai 1942" in caller.heard

    run(scene())


def test_of_a_date_that_was_turned_down_only_the_wrong_part_is_asked_again(
    conversation: Conversation,
) -> None:
    async def scene() -> None:
        said = ("douze", "mars", "1942", "non", "le mois", "mai")
        ears = Ears(*(Hearing((text,), 1.0) for text in said), in_parts="identity.birth_date")
        async with call(conversation, ears=ears) as caller:
            await welcomed(caller, until="identity.birth_date")
            for _ in ("douze", "mars"):
                caller.speaks(SOUND)
                await caller.hears_the_tone()
            assert "12 mars 1942" in (await caller.says(SOUND)).replies[-1].text
            await caller.says(SOUND)  # no
            assert "le jour, le mois, l'année, ou les trois" in caller.heard
            assert "Redites-le en entier" not in caller.heard, "that could not be heard"
            caller.speaks(SOUND)
            await caller.hears_the_tone()
            assert caller.heard.startswith("Quel mois")
            replied = await caller.says(SOUND)
            assert ears.expected[-1].refused == ("mars",)
            assert replied.confirming
            assert "12 mai 1942" in caller.heard

    run(scene())


def test_where_there_are_no_keys_none_are_told(conversation: Conversation) -> None:
    async def scene() -> None:
        ears = Ears(None, deaf_to="welcome.helper_name")
        async with call(conversation, keypad=False, channel="voice", ears=ears) as caller:
            await caller.listens()
            for text in ("français", "oui", "oui", "oui"):
                await caller.types(text)
                assert "tapez" not in caller.heard
            caller.speaks(SOUND)
            await caller.hears_the_tone()
            assert caller.heard.endswith("dites\u00a0: passer.")
            assert "touches" not in caller.heard

    run(scene())


def test_cut_off_at_every_question_the_next_call_goes_on_there(
    conversation: Conversation,
) -> None:
    async def scene() -> None:
        asked: list[str | None] = []
        given: set[str] = set()
        keys = ""
        for number in range(14):
            async with call(conversation, sender="home", channel="voice") as caller:
                replied = await caller.listens()
                if keys:
                    assert replied.asking == asked[-1], "the same question"
                keys = by_keys(replied, given)
                caller._begins()
                caller.room.put(*(Key(key) for key in keys))
                replied = await asyncio.wait_for(caller.replies.get(), 60)
                asked.append(replied.asking)
                caller.room.close()
                await caller.is_over()
            assert number < 3 or asked[-1] != asked[-2] or replied.confirming

    run(scene())


def test_what_is_typed_beside_it_counts_as_well(conversation: Conversation) -> None:
    async def scene() -> None:
        async with call(conversation, channel="voice") as caller:
            await caller.listens()
            assert (await caller.types("français")).asking == "welcome.consent"

    run(scene())


def test_the_end_leaves_nothing_running(conversation: Conversation) -> None:
    async def scene() -> None:
        before = asyncio.all_tasks()
        async with call(conversation, Room(pace=1.0)) as caller:
            await asyncio.wait_for(caller.replies.get(), 60)
        assert asyncio.all_tasks() == before

    run(scene())


def test_a_talk_that_is_cancelled_ends_whatever_comes_in_at_that_moment(
    conversation: Conversation,
) -> None:
    async def scene(turns_of_the_loop: int) -> None:
        async with call(conversation, sender=f"call-{turns_of_the_loop}") as caller:
            await caller.listens()
            caller.room.put(SoundCame(silence(0.02, caller.room.hertz)))
            for _ in range(turns_of_the_loop):
                await asyncio.sleep(0)
            caller.talk.cancel()
            await asyncio.wait({caller.talk}, timeout=10)
            assert caller.talk.done()

    for turns_of_the_loop in range(6):
        with pytest.raises(asyncio.CancelledError):
            run(scene(turns_of_the_loop))


def test_a_sentence_of_a_persons_is_never_kept_with_the_fixed_ones(
    conversation: Conversation,
) -> None:
    async def scene() -> None:
        async with call(conversation) as caller:
            prompts = Prompts(caller.voice.voice)
            caller.voice.voice = prompts
            await welcomed(caller, until="identity.phone")
            await caller.presses("0612345678")
            kept = {line for line, _, _ in prompts._kept}
            assert kept
            assert kept <= fixed_sentences("fr")
            assert not any("12" in line for line in kept)

    run(scene())


def test_a_fixed_sentence_is_made_once() -> None:
    class Counting:
        made = 0

        def say(self, written: str, manner: object, hertz: int | None = None):  # type: ignore[no-untyped-def]
            self.made += 1
            yield Sound(b"\0\0", 8_000)

    counting = Counting()
    prompts = Prompts(counting)  # type: ignore[arg-type]
    sentence = next(iter(fixed_sentences("fr")))
    from assistant.speech.protocols import Manner

    first = list(prompts.say(sentence, Manner("fr"), 8_000))
    assert list(prompts.say(sentence, Manner("fr"), 8_000)) == first
    assert counting.made == 1
    list(prompts.say("Votre nom est Martin.", Manner("fr"), 8_000))
    list(prompts.say("Votre nom est Martin.", Manner("fr"), 8_000))
    assert counting.made == 3
