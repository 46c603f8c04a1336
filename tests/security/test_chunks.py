"""A long file in chunks: read as it was written, or not at all from where it was changed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.security.chunks import CHUNK_BYTES, ChunkDamaged, SealingFile, UnsealingFile
from assistant.security.sealing import TAG_BYTES

KEY, HEADER = bytes(range(32)), b"header"
SEALED = CHUNK_BYTES + TAG_BYTES
LENGTHS = (0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 200_000)


def sealed(plain: bytes, at_once: int = 1_000_000, key: bytes = KEY) -> bytes:
    file = io.BytesIO()
    sealing = SealingFile(file, key, HEADER)
    for start in range(0, len(plain), at_once):
        sealing.write(plain[start : start + at_once])
    sealing.finish()
    return file.getvalue()


def unsealed(written: bytes, key: bytes = KEY, header: bytes = HEADER) -> bytes:
    unsealing = UnsealingFile(io.BytesIO(written), key, header)
    read = b""
    while not unsealing.is_at_end():
        read += unsealing.read(1)
        read += unsealing.read(len(unsealing._plain) - unsealing._from)
    return read


def plain_of(length: int) -> bytes:
    return bytes(n % 251 for n in range(length))


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("at_once", [997, CHUNK_BYTES, 1_000_000])
def test_what_is_written_is_read(length: int, at_once: int) -> None:
    plain = plain_of(length)
    written = sealed(plain, at_once)
    assert unsealed(written) == plain
    chunks = max(1, -(-length // CHUNK_BYTES))
    assert len(written) == length + chunks * TAG_BYTES


def test_more_than_there_is_cannot_be_read() -> None:
    with pytest.raises(ChunkDamaged):
        UnsealingFile(io.BytesIO(sealed(b"ten bytes.")), KEY, HEADER).read(11)


@given(st.data())
def test_a_flipped_bit_anywhere_is_found(data: st.DataObject) -> None:
    written = bytearray(WRITTEN)
    written[data.draw(st.integers(0, len(written) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(ChunkDamaged):
        unsealed(bytes(written))


@given(st.integers(0, 3 * SEALED - 1))
def test_cut_anywhere_is_found(length: int) -> None:
    with pytest.raises(ChunkDamaged):
        unsealed(WRITTEN[:length])


@pytest.mark.parametrize(
    "order", [(1, 0, 2), (0, 2, 1), (0, 1), (0, 2), (1, 2), (2,), (0, 1, 2, 2), (0, 0, 1, 2)]
)
def test_chunks_left_out_moved_or_said_twice_are_found(order: tuple[int, ...]) -> None:
    chunks = [WRITTEN[at : at + SEALED] for at in range(0, 3 * SEALED, SEALED)]
    assert unsealed(b"".join(chunks)) == PLAIN
    with pytest.raises(ChunkDamaged):
        unsealed(b"".join(chunks[place] for place in order))


def test_bytes_after_the_end_are_found() -> None:
    with pytest.raises(ChunkDamaged):
        unsealed(WRITTEN + b"\0")


def test_a_chunk_of_another_file_and_another_header_are_found() -> None:
    other = sealed(PLAIN, key=bytes(32))
    for written, key, header in (
        (WRITTEN[:SEALED] + other[SEALED:], KEY, HEADER),
        (WRITTEN, bytes(32), HEADER),
        (WRITTEN, KEY, b"Header"),
    ):
        with pytest.raises(ChunkDamaged):
            unsealed(written, key, header)


PLAIN = plain_of(3 * CHUNK_BYTES)
WRITTEN = sealed(PLAIN)
