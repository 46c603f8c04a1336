"""`./vivevoix speak` and `listen`, as a script uses them."""

from __future__ import annotations

import io
import json
import wave
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.bench.hearing import said_in
from assistant.cli import main
from assistant.speech.sound import NotSound, Sound, from_wav, wav


def test_what_speak_says_is_a_wav_file(tmp_path: Path) -> None:
    file = tmp_path / "said.wav"
    done = CliRunner().invoke(main, ["speak", "Bonjour, le 06 12.", "--output", str(file)])
    assert done.exit_code == 0, done.output
    with wave.open(str(file)) as read:
        assert read.getnframes() / read.getframerate() > 1


def test_nothing_to_say_is_told_and_no_file_is_left(tmp_path: Path) -> None:
    file = tmp_path / "said.wav"
    done = CliRunner().invoke(main, ["speak", "…", "--output", str(file)])
    assert done.exit_code != 0
    assert not file.exists()


def test_listen_prints_what_was_heard_and_what_it_means(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "oui.wav"
    file.write_bytes(wav([said_in("quiet", "oui", "fr+f4")]))
    command = ["listen", str(file), "--asking", "welcome.consent"]
    done = CliRunner().invoke(main, command, env={"VIVEVOIX_HOME": str(home)})
    assert done.exit_code == 0, done.output
    heard = json.loads(done.output.splitlines()[-1])
    assert heard["texts"][0] == "oui"
    assert heard["intent"] == "affirm"
    assert heard["value"] is True


def test_a_yes_to_what_was_read_back_is_a_yes_and_no_name(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "oui.wav"
    file.write_bytes(wav([said_in("quiet", "oui", "fr+f4")]))
    command = ["listen", str(file), "--asking", "identity.birth_name", "--confirming"]
    done = CliRunner().invoke(main, command, env={"VIVEVOIX_HOME": str(home)})
    heard = json.loads(done.output.splitlines()[-1])
    assert (heard["texts"], heard["intent"], heard["problem"]) == (["oui"], "affirm", None)


def test_a_date_is_heard_a_part_at_a_time_by_naming_the_part(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "mars.wav"
    file.write_bytes(wav([said_in("quiet", "mars", "fr+f4")]))
    command = ["listen", str(file), "--asking", "identity.birth_date"]
    done = CliRunner().invoke(main, command, env={"VIVEVOIX_HOME": str(home)})
    assert json.loads(done.output.splitlines()[-1])["asks_in_parts"] is True
    done = CliRunner().invoke(main, [*command, "--part", "month"])
    heard = json.loads(done.output.splitlines()[-1])
    assert heard["texts"] == ["mars"]
    assert not heard["asks_in_parts"]


def test_a_part_of_what_is_no_date_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mars.wav"
    file.write_bytes(wav([said_in("quiet", "mars", "fr+f4")]))
    command = ["listen", str(file), "--asking", "identity.birth_name", "--part", "month"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2
    assert "--asking" in done.output


def test_listen_says_the_cure_for_a_file_that_is_no_sound(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "letter.wav"
    file.write_text("a letter")
    done = CliRunner().invoke(main, ["listen", str(file)], env={"VIVEVOIX_HOME": str(home)})
    assert done.exit_code == 1
    assert "ffmpeg -i" in done.output


@pytest.mark.parametrize("channels", [1, 2])
def test_of_a_recording_that_was_cut_off_what_is_there_is_heard(channels: int) -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(channels)
        written.setsampwidth(2)
        written.setframerate(16_000)
        written.writeframes(bytes(2 * channels * 100))
    assert from_wav(file.getvalue()[:-1]) == Sound(bytes(2 * 99), 16_000)
    with pytest.raises(NotSound):
        from_wav(file.getvalue()[:44])


def test_a_field_that_does_not_exist_is_named(tmp_path: Path) -> None:
    file = tmp_path / "oui.wav"
    file.write_bytes(wav([said_in("quiet", "oui", "fr")]))
    done = CliRunner().invoke(main, ["listen", str(file), "--asking", "no.field"])
    assert done.exit_code == 2
    assert "no.field" in done.output
