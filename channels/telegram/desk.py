"""One thing that arrived, from the gate to the reply: each counts once, in its chat's order."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date

from assistant.answers.kind import Lang
from assistant.answers.nir_withheld import looks_like_nir
from assistant.conversation import Conversation, Replied, Said
from assistant.security.errors import StoreError
from assistant.speech.protocols import Expected, Hearing, Manner
from assistant.words.words import words_in
from channels.telegram import privacy
from channels.telegram.arriving import Arrived
from channels.telegram.at_hand import CHANNEL, AtHand, address, both
from channels.telegram.in_order import InOrder
from channels.telegram.paperwork import Paperwork
from channels.telegram.remembered import Remembered
from channels.telegram.requests import as_said, requested, start_payload
from channels.telegram.sending import Outgoing, Sender
from channels.telegram.voice import LONGEST_MESSAGE, NotHeard, Voice

log = logging.getLogger(__name__)


class Desk:
    """Answers what arrives. Raises `TelegramError` when a reply was not sent: hand it again."""

    def __init__(
        self,
        conversation: Conversation,
        sender: Sender,
        voice: Voice,
    ) -> None:
        """`voice` hears and speaks where there is speech."""
        self._conversation = conversation
        self._sender = sender
        self._voice = voice
        self._paperwork = Paperwork(conversation.received, conversation.printed, sender)
        self._in_order = InOrder()

    async def answer(self, came: Arrived) -> None:
        """Reply to one thing that arrived, or to nothing when it was replied to before."""
        async with self._in_order.of(came.chat):
            if not came.is_private:
                await self._say_private_only(came)
                return
            try:
                notes = await self._conversation.notes.of(address(came.chat))
            except StoreError as unavailable:
                log.error("chat not known: %s", unavailable)
                out = Outgoing(words_in(came.lang or "fr").say("store_unavailable"))
                await self._sender.send(came.chat, out)
                return
            remembered = Remembered.from_notes(notes)
            if came.key not in remembered.handled:
                await self._answer(came, remembered)

    async def _answer(self, came: Arrived, kept: Remembered) -> None:
        if came.pressed is not None:
            self._sender.press_seen(came.chat, came.message, came.pressed)
        at_hand = AtHand(came, kept, kept.lang or came.lang or "fr")
        spoken = None
        async with self._sender.working(came.chat, speaks=came.voice is not None or kept.aloud):
            out = await self._then_the_question(at_hand, await self._reply(at_hand))
            if out is not None and (came.voice is not None or kept.aloud or at_hand.aloud):
                spoken = await self._voice.say(out.text, at_hand.manner or Manner(at_hand.lang))
        if came.pressed is None:
            kept.stands_here(came.message)
        if out is not None:
            numbers = await self._sender.send(came.chat, out, spoken)
            kept.stands_here(*numbers)
            if at_hand.decides:
                kept.deciding, kept.deciding_under = at_hand.decides, numbers[-1]
        kept.done(came.key)
        try:
            await self._conversation.notes.keep(address(came.chat), kept.to_notes())
        except StoreError as unavailable:
            log.error("chat not noted: %s", unavailable)

    async def _reply(self, x: AtHand) -> Outgoing | None:
        """What is said to it. Nothing reaches the dossier before the person agreed."""
        came, kept = x.came, x.kept
        if came.is_edited:
            return x.sentence("telegram_edited") if kept.agreed else None
        if came.is_other:
            return x.sentence("telegram_other")
        heard = await self._heard(x)
        if isinstance(heard, NotHeard):
            kept.apart, x.alone = heard.apart, heard.apart is not None
            return Outgoing("\n".join(x.word(key) for key in heard.sentences))
        x.text, x.otherwise, x.read_back = heard.texts[0], heard.texts[1:], heard.read_back
        if not kept.agreed and (alone := privacy.danger(x.text, x.lang)):
            return alone
        if kept.deciding and (out := await self._decided(x)):
            return out
        request = requested(x.text, x.lang, kept.asking if kept.agreed else None)
        if request == "privacy" or kept.agreed is None:
            kept.begun_with = start_payload(x.text) or kept.begun_with
            x.decides = "privacy"
            return privacy.question(x.lang)
        if kept.agreed is False:
            understood = await self._conversation.understand(x.text, None, x.lang)
            return privacy.without_agreement(understood, x.lang)
        if request == "erase":
            x.decides = "erase"
            return x.sentence("telegram_erase_ask", confirms=True)
        if request in ("speak", "write"):
            kept.aloud = request == "speak"
            return x.sentence("telegram_speaks" if kept.aloud else "telegram_writes")
        if (out := await self._paperwork.reply(x, request)) is not None:
            return out
        return await self._turn(x)

    async def _then_the_question(self, x: AtHand, out: Outgoing | None) -> Outgoing | None:
        """After what the channel says by itself, the open question comes back."""
        if out is None or x.alone or out.choices or not x.kept.agreed:
            return out
        try:
            question = await self._conversation.question(x.sender, CHANNEL)
        except StoreError:
            return out
        if not question:
            return out
        text = f"{out.text}\n{question[0].text}"
        confirms = x.kept.confirming and bool(question[0].choices)
        return replace(out, text=text, choices=question[0].choices, confirms=confirms)

    async def _heard(self, x: AtHand) -> Hearing | NotHeard:
        """The text, or what may be the words of a voice message."""
        voice = x.came.voice
        if voice is None:
            return Hearing((x.came.text,), 1.0)
        if voice.seconds > LONGEST_MESSAGE:
            return NotHeard(("telegram_voice_too_long",), x.kept.apart)
        ogg = await self._sender.fetch(voice.file_id)
        if x.kept.deciding:
            return await self._voice.hear(ogg, Expected(None, confirming=True, lang=x.lang))
        try:
            expected, x.manner = await self._conversation.expecting(x.sender)
        except StoreError:  # the turn will say so
            return await self._voice.hear(ogg, Expected(None, confirming=False, lang=x.lang))
        return await self._voice.hear(ogg, replace(expected, lang=x.lang), x.kept.apart)

    async def _decided(self, x: AtHand) -> Outgoing | None:
        """The reply to a yes or a no about what stands open; None when it is no such thing."""
        came, kept = x.came, x.kept
        if came.pressed is not None and came.message != kept.deciding_under:
            return None
        yes = privacy.decision(x.text, x.lang, date.today())  # noqa: DTZ011, no date is read in a yes
        what = kept.deciding
        if yes is None:
            if what == "privacy" and kept.agreed is None:
                return await self._not_decided(x)
            kept.deciding = ""
            return None
        kept.deciding = ""
        if what == "erase":
            return await self._erase(x) if yes else x.sentence("telegram_not_erased")
        kept.agreed = yes
        if not yes:
            return x.sentence("telegram_declined")
        x.text, kept.begun_with = f"/start {kept.begun_with}".rstrip(), ""
        return await self._turn(x)

    async def _not_decided(self, x: AtHand) -> Outgoing:
        """A general question in between is answered; then the question comes back."""
        x.decides = "privacy"
        x.kept.begun_with = start_payload(x.text) or x.kept.begun_with
        if x.text.startswith("/"):
            return privacy.question(x.lang)
        understood = await self._conversation.understand(x.text, None, x.lang)
        if understood.intent.startswith("faq/") or understood.intent in privacy.GENERAL:
            said = privacy.without_agreement(understood, x.lang).text
            return both(said, privacy.question(x.lang))
        return privacy.asked_again(x.lang)

    async def _erase(self, x: AtHand) -> Outgoing:
        """Delete what the chat holds of the last two days, this very request included."""
        await self._sender.delete(x.came.chat, [number for number, _ in x.kept.messages])
        x.kept.messages, x.alone = [], True
        return x.sentence("telegram_erased")

    async def _turn(self, x: AtHand) -> Outgoing | None:
        """The turn itself. A social security number does not stay in the chat either."""
        came, kept, x.alone = x.came, x.kept, True
        before = (kept.asking, kept.confirming)
        replied = await self._conversation.turn(
            Said(
                sender=address(came.chat),
                channel=CHANNEL,
                text=as_said(x.text, x.lang),
                otherwise=x.otherwise,
                read_back=x.read_back,
                lang=came.lang,
                message=came.message,
                reach=str(came.chat),
            )
        )
        kept.lang, kept.asking, kept.confirming = replied.lang, replied.asking, replied.confirming
        x.manner = replied.manner
        kept.apart = None
        if not replied.replies:
            return None
        out = _outgoing(replied)
        if came.voice is not None and (first := await self._voice.begins_a_date(replied.expected)):
            kept.apart = {}
            out = replace(out, text=f"{out.text}\n{words_in(replied.lang).say(first)}")
        if looks_like_nir(x.text):
            await self._sender.delete(came.chat, [came.message])
            return both(x.word("telegram_number_erased"), out)
        if came.voice is not None and before == (kept.asking, kept.confirming):
            heard = words_in(replied.lang).say("telegram_heard", heard=x.text)
            return both(heard, out)
        return out

    async def _say_private_only(self, came: Arrived) -> None:
        """In a group others read along: one sentence, and only when it is called by a command."""
        if came.text.startswith("/"):
            lang: Lang = came.lang or "fr"
            out = Outgoing(words_in(lang).say("telegram_private_only"))
            await self._sender.send(came.chat, out)


def _outgoing(replied: Replied) -> Outgoing:
    """All the replies of a turn as one message, the choices of the last one with it."""
    text = "\n".join(reply.text for reply in replied.replies if reply.text)
    return Outgoing(text, replied.replies[-1].choices, confirms=replied.confirming)
