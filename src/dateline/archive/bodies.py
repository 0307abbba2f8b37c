"""Takes the text of a body, gives the form it is stored in and back: compressed where that is shorter."""

from __future__ import annotations

from dateline.archive.packing import pack, unpack

LEAST = 200  # code points; shorter texts gain nothing


def pack_body(text: str) -> str | bytes:
    """The stored form: the text itself, or its UTF-8 packed. Lone surrogates survive."""
    if len(text) < LEAST and text.isascii():
        return text
    data = text.encode("utf-8", "surrogatepass")
    packed = pack(data)
    return packed if len(packed) < len(data) or not _plain(text) else text


def unpack_body(stored: str | bytes) -> str:
    """The text of a stored form."""
    return stored if isinstance(stored, str) else unpack(stored).decode("utf-8", "surrogatepass")


def _plain(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)
