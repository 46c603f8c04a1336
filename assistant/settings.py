"""The settings, from the environment or a `.env` file, all with the prefix VIVEVOIX_."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).parents[1]


def _user_data_folder() -> Path:
    """Where a program keeps a user's data (XDG Base Directory Specification 0.8)."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "vivevoix"


class Settings(BaseSettings):
    """What a deployer may set. The README's table is checked against these fields."""

    model_config = SettingsConfigDict(
        env_prefix="VIVEVOIX_", env_file=PROJECT / ".env", extra="ignore", env_ignore_empty=True
    )

    home: Path = Field(
        default_factory=_user_data_folder,
        description="Where everything that is kept is kept: database, keys. Mode 0700.",
    )
    database_url: str = Field(
        default="", description="The database. SQLite in the home unless set; PostgreSQL by URL."
    )
    master_key: SecretStr = Field(
        default=SecretStr(""), description="The master key, 32 bytes in base64, instead of a file."
    )
    master_key_command: str = Field(
        default="", description="A command that prints the master key, for a key vault."
    )
    timezone: str = Field(default="Europe/Paris", description="Where the people are.")
    smtp_url: SecretStr = Field(
        default=SecretStr(""),
        description="The mail server for reminders: smtp[s]://user:password@host:port?from=address.",
    )
    speaking_voice: str = Field(
        default="",
        description="The voice: espeak, mbrola, pico, or a Piper voice's folder. Else the best.",
    )
    speech_model: str = Field(
        default="",
        description="The folder of a French Vosk or Whisper model. Else closed answers only.",
    )
    speech_model_en: str = Field(
        default="",
        description="The folder of an English Vosk or Whisper model. Whisper hears both languages.",
    )
    voice: bool = Field(
        default=False, description="1 to talk through this machine's microphone and loudspeaker."
    )
    microphone: str = Field(
        default="",
        description="A part of the microphone's name. The system's own choice unless set.",
    )
    loudspeaker: str = Field(
        default="", description="A part of the loudspeaker's name. The system's own unless set."
    )
    echo_cancelled: bool = Field(
        default=False,
        description="1 where the microphone does not hear the loudspeaker: it may be interrupted.",
    )
    keypad: str = Field(
        default="", description="A part of a USB keypad's name, or its path: a telephone's keys."
    )
    port: int = Field(
        default=8080, description="The page's port on 127.0.0.1; 0 turns the page off."
    )
    web_address: str = Field(
        default="", description="The page's public https address, that of a proxy before it."
    )
    human_phone: str = Field(
        default="", description="The telephone of a person who helps, said when one is asked for."
    )
    phone_number: str = Field(
        default="",
        description="The number that people call to reach this assistant, as it is said.",
    )
    telegram_name: str = Field(
        default="", description="The name of this assistant's bot on Telegram, as it is said."
    )
    telegram_token: SecretStr = Field(
        default=SecretStr(""), description="The token that BotFather gave: Telegram is on."
    )
    telegram_api: str = Field(
        default="https://api.telegram.org",
        description="The Bot API's base address, so that a local server can stand in.",
    )
    telegram_webhook: str = Field(
        default="", description="The public https address for Telegram to call, else polling."
    )
    telegram_port: int = Field(
        default=8443, description="The port on 127.0.0.1 behind that address."
    )
    sip_port: int = Field(
        default=0, description="The UDP port for calls by SIP: the telephone is on."
    )
    sip_host: str = Field(
        default="127.0.0.1",
        description="This machine's address that calls come to, not `0.0.0.0`; nobody else can call"
        " unless set.",
    )
    sip_registrar: str = Field(
        default="", description="The SIP server of a telephone line, name or name:port."
    )
    sip_user: str = Field(default="", description="The line's user there.")
    sip_password: SecretStr = Field(default=SecretStr(""), description="And its password.")
    sip_allow: str = Field(
        default="",
        description="Who may call beside that server: addresses and networks, with commas.",
    )
    rtp_ports: str = Field(
        default="40000-40199", description="The UDP ports for the sound of calls, first-last."
    )
    calls_at_once: int = Field(
        default=20, description="How many may be on the telephone; the next hears that it is busy."
    )
    longest_call: int = Field(
        default=45, description="Minutes after which a call is ended, politely."
    )
    audiosocket_port: int = Field(
        default=0, description="The TCP port for calls from Asterisk, by AudioSocket."
    )
    twilio_token: SecretStr = Field(
        default=SecretStr(""), description="The token of a Twilio account: its calls are taken."
    )
    twilio_webhook: str = Field(
        default="", description="The public https address that Twilio calls."
    )
    twilio_port: int = Field(default=8444, description="The port on 127.0.0.1 behind that address.")
