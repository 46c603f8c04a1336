"""A reminder by e-mail arrives, or it is known whether it did not."""

from __future__ import annotations

import asyncio
import smtplib
from email import message_from_string
from email.policy import default

import pytest

from assistant.reminders.mail import BadSmtpUrl, mailer, mailer_at
from assistant.reminders.sweep import sweep
from assistant.settings import Settings
from assistant.store.store import Store
from tests.reminders.mailbox import Mailbox, mailbox
from tests.reminders.telling import ADDRESS, DUE, at_once, begun

SENTENCE = "Ici Vive Voix. Votre code devrait être arrivé."


def _tell(box: Mailbox, sentence: str = SENTENCE) -> bool:
    mail = mailer_at(f"smtp://127.0.0.1:{box.port}?from=vivevoix@exemple.fr")
    return asyncio.run(mail.tell(ADDRESS, sentence))


def test_it_arrives_as_it_was_said() -> None:
    with mailbox() as box:
        assert _tell(box)
    (kept,) = box.messages
    message = message_from_string(kept, policy=default)
    assert message.get_content().strip() == SENTENCE
    assert (message["From"], message["To"]) == ("vivevoix@exemple.fr", ADDRESS)
    assert [to.partition(":")[2] for to in box.recipients] == [f"<{ADDRESS}>"]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA", "END"])
def test_what_the_server_refuses_was_not_sent(command: str) -> None:
    with mailbox(refuses={command: "550 no"}) as box:
        assert _tell(box) is False


def test_a_server_that_is_away_sent_nothing() -> None:
    with mailbox() as box:
        pass
    assert _tell(box) is False


def test_a_line_cut_after_the_message_leaves_it_unknown_so_it_is_never_sent_twice(
    store: Store,
) -> None:
    with mailbox(cut_at="END") as box, pytest.raises(smtplib.SMTPServerDisconnected):
        _tell(box)
    begun(store)
    with mailbox(cut_at="END") as box:
        mail = mailer_at(f"smtp://127.0.0.1:{box.port}?from=vivevoix@exemple.fr")
        for _ in range(3):
            sweep(store, {"email": mail}, at_once, DUE)
    assert len(box.messages) == 1


def test_nothing_goes_in_clear_to_a_server_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that offers no TLS is spoken to on this machine only."""
    monkeypatch.setattr("assistant.reminders.mail.LOCAL", ())
    with mailbox() as box:
        assert _tell(box) is False
    assert (box.recipients, box.messages) == ([], [])


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1?from=a@exemple.fr",
        "smtp://127.0.0.1",
        "smtp://?from=a@exemple.fr",
        "smtp://u:s3cret@127.0.0.1:port?from=a@exemple.fr",
        "nonsense",
    ],
)
def test_a_wrong_address_of_the_server_is_named_by_its_form_and_shows_no_password(url: str) -> None:
    with pytest.raises(BadSmtpUrl, match=r"smtp\[s\]://") as wrong:
        mailer_at(url)
    assert "s3cret" not in str(wrong.value)


def test_without_the_setting_there_is_no_mail() -> None:
    assert mailer(Settings()) is None


def test_user_and_password_may_hold_any_character() -> None:
    mail = mailer_at("smtps://jeanne%40exemple.fr:p%2Fs%3A@mail.exemple.fr")
    assert (mail.user, mail.password, mail.port) == ("jeanne@exemple.fr", "p/s:", 465)
    assert mail.sender == "jeanne@exemple.fr"
    assert "p/s:" not in repr(mail)
