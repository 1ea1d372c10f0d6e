from __future__ import annotations

import random
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.errors import UnreadableInput
from briefings.ingest.decode import MAX_BYTES, decode

RUSSIAN = (
    "Мост на остров закрывают на ремонт. Трещины нашли в двух опорах. Движение ограничат с понедельника.\n"
    * 4
)
FRENCH = (
    "Le pont de l'île sera fermé aux camions dès lundi, a annoncé le ministère. Des fissures ont été trouvées.\n"
    * 4
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r", "utf-16-le"]
)
def test_a_russian_file_is_read_in_its_encoding(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).strip() == RUSSIAN.strip()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "latin-1"])
def test_a_french_file_is_read_in_its_encoding(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("gb18030", "通往海岛的大桥关闭维修。" * 20), ("shift_jis", "島へ渡る橋が通行止めになった。" * 20)],
)
def test_an_east_asian_file_is_read_in_its_encoding(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_character_cut_at_the_end_costs_that_character_only() -> None:
    assert decode(RUSSIAN.encode()[:-2]).startswith(RUSSIAN[:-2])


BINARY = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.Random(1).randbytes(3000),  # noqa: S311 - noise
    "zip": b"PK\x03\x04" + zlib.compress(RUSSIAN.encode() * 50) + random.Random(2).randbytes(3000),  # noqa: S311 - noise
    "zeros": bytes(5000),
    "elf": b"\x7fELF\x02\x01\x01" + bytes(60) + random.Random(3).randbytes(2000),  # noqa: S311 - noise
}


@pytest.mark.parametrize("kind", BINARY)
def test_a_binary_renamed_to_text_is_refused(kind: str) -> None:
    with pytest.raises(UnreadableInput, match=r"^The file is not text"):
        decode(BINARY[kind])


@pytest.mark.parametrize(
    ("data", "why"), [(b"", "empty"), (b" \n", "empty"), (b"a" * (MAX_BYTES + 1), "larger than 20 MB")]
)
def test_an_empty_or_huge_file_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableInput, match=why):
        decode(data)


@given(st.binary(max_size=3000))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(UnreadableInput):
        assert isinstance(decode(data), str)
