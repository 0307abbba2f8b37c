"""Takes bytes, gives text: byte order marks, declared and guessed charsets, two encodings in one file; parses
nothing.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
_PARAMETER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_LETTERS = {
    "windows-1251": re.compile("[\u0400-\u04ff]"),
    "windows-1256": re.compile("[\u0600-\u06ff]"),
    "windows-1255": re.compile("[\u05d0-\u05ea]"),
    "windows-1253": re.compile("[\u0370-\u03ff]"),
    "windows-1254": re.compile("[ğĞşŞıİ]"),
    "windows-1250": re.compile("[ąĄęĘłŁńŃśŚźŹżŻčČćĆřŘěĚůŮťŤďĎňŇőŐűŰľĽđĐ]"),
}
_SAMPLE = 200_000
_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text`, the `charset` it was read in (`utf-8+windows-1252` where two were mixed); `damaged` counts unreadable
    bytes.
    """

    text: str
    charset: str
    damaged: int = 0


def decode(data: bytes, media_type: str = "") -> Decoded:
    """Bytes as text. The byte order mark decides, then valid UTF-8, then what is declared, then a guess.

    `b"caf\\xe9" -> "café"` (windows-1252). Never raises: bytes that no charset explains become U+FFFD and are counted.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], charset)
    if wide := _wide(data):
        return _forced(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    mixed = _mixed(data)
    if mixed is not None:
        return mixed
    for told in (_declared(data, media_type), _guess(data)):
        if told:
            try:
                return Decoded(data.decode(told), told)
            except (UnicodeDecodeError, LookupError, ValueError):
                continue
    return _forced(data, "windows-1252")


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text of any charset: control characters among the first 4,000."""
    head = data[:4000]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _wide(head):
        return False
    odd = sum(head.count(byte) for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1b\x1a\x00")
    return head.count(b"\0") > len(head) // 100 or odd * 20 > len(head)


def _forced(data: bytes, charset: str) -> Decoded:
    text = data.decode(charset, "replace")
    return Decoded(text, charset, text.count("\ufffd"))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its ASCII is zero."""
    head = data[:1000]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and even < len(head) // 50:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 and odd < len(head) // 50 else None


def _mixed(data: bytes) -> Decoded | None:
    """Two encodings in one file: lines of valid UTF-8 with multi-byte characters, others in a single-byte charset."""
    lines = data.split(b"\n")
    good = bad = 0
    for line in lines:
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    if not good:
        return None
    if bad and good >= bad:
        charset = _neighbour(b"\n".join(line for line in lines if _is_utf8(line)).decode("utf-8"))
        pieces = [line.decode("utf-8") if _is_utf8(line) else _pieces(line, charset) for line in lines]
        text = "\n".join(pieces)
        return Decoded(text, f"utf-8+{charset}", text.count("\ufffd"))
    return None


def _neighbour(text: str) -> str:
    """The single-byte charset that goes with the letters of the readable part: a few bytes are too few for a guess."""
    counts = {charset: len(letters.findall(text)) for charset, letters in _LETTERS.items()}
    best = max(counts, key=lambda charset: counts[charset])
    return best if counts[best] else "windows-1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _pieces(line: bytes, charset: str) -> str:
    """One line in which UTF-8 sequences may stand beside single bytes."""
    out, at = [], 0
    while at < len(line):
        try:
            out.append(line[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            out.append(line[at : at + error.start].decode("utf-8"))
            wrong = line[at + error.start : at + error.end]
            out.append(wrong.decode(charset, "replace"))
            at += error.end
    return "".join(out)


def _declared(data: bytes, media_type: str) -> str | None:
    said = _PARAMETER.search(media_type)
    name = said[1] if said else None
    if name is None:
        match = _DECLARED.search(data[:4000])
        name = (match[1] or match[2]).decode("ascii", "replace") if match else None
    if name is None:
        return None
    name = _ALIASES.get(name.lower(), name)
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best is not None and best.encoding != "ascii" else None
