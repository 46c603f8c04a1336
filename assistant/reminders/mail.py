"""Reminders by e-mail, through the server of VIVEVOIX_SMTP_URL."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from assistant.settings import Settings

MAIL = "email"
SECONDS = 30  # for the server to answer
LOCAL = ("127.0.0.1", "::1", "localhost")
SUBJECT = "Vive Voix"


class BadSmtpUrl(ValueError):
    """VIVEVOIX_SMTP_URL is not smtp[s]://[user:password@]host[:port]?from=address."""


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends one plain message at a time. Passwords and addresses go over TLS, or stay here."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls_at_once: bool = False

    async def tell(self, address: str, sentence: str) -> bool:
        """Send `sentence`. False when the server refused it, or was not reached."""
        return await asyncio.to_thread(self._send, address, sentence)

    def _send(self, address: str, sentence: str) -> bool:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self.sender, address, SUBJECT
        message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid()
        message.set_content(sentence, cte="quoted-printable")  # no server is too old for it
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException):
            return False
        try:
            server.send_message(message)
        except (
            smtplib.SMTPRecipientsRefused,
            smtplib.SMTPSenderRefused,
            smtplib.SMTPDataError,
            smtplib.SMTPNotSupportedError,
        ):
            return False
        finally:
            server.close()
        return True

    def _connected(self) -> smtplib.SMTP:
        """The server, logged in. Raises `smtplib.SMTPException` or `OSError`."""
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if self.tls_at_once:
            server = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            server.ehlo()
            if not self.tls_at_once and server.has_extn("starttls"):
                server.starttls(context=context)
            elif not self.tls_at_once and self.host not in LOCAL:
                raise smtplib.SMTPNotSupportedError("the server offers no TLS")
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def mailer(settings: Settings) -> Mailer | None:
    """The mailer of VIVEVOIX_SMTP_URL; None when it is not set. Raises `BadSmtpUrl`."""
    url = settings.smtp_url.get_secret_value()
    return mailer_at(url) if url else None


def mailer_at(url: str) -> Mailer:
    """The mailer of a URL. Raises `BadSmtpUrl`, without the URL: a password is in it."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise BadSmtpUrl(BadSmtpUrl.__doc__) from None
    user = unquote(parts.username or "")
    sender = parse_qs(parts.query).get("from", [user])[0]
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or "@" not in sender:
        raise BadSmtpUrl(BadSmtpUrl.__doc__)
    tls = parts.scheme == "smtps"
    return Mailer(
        host=parts.hostname,
        port=port or (465 if tls else 587),
        sender=sender,
        user=user,
        password=unquote(parts.password or ""),
        tls_at_once=tls,
    )
