"""Bytes become text: byte-order mark, else declared charset, else strict UTF-8, else Windows-1252.

No guessing from letter statistics: detectors call unlabelled Windows-1252 an eastern code page. What can go
wrong: the bytes are no text at all, or are damaged; then :class:`Unreadable` says so.
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from typing import Final

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (an office file?)",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
}


WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-32": "utf-8"}
"""What a page means by a charset (WHATWG Encoding Standard): by Latin-1 Windows-1252; by UTF-16, named in ASCII,
UTF-8.
"""
_WRONG: Final = 0.05
"""Share of the characters beyond ASCII of a page that may be wrong in the encoding that it names."""
NO_CHARSETS = frozenset(["idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"])


class Unreadable(ValueError):
    """The input cannot be read as an article; the message says why and what to do, on one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


def decoded(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text of a file and the name of the encoding it was read in; a byte-order mark is not part of the text.

    ``declared`` is the charset that the file itself names, if it does; an unknown name is passed over.
    Raises :class:`Unreadable` for binary data.
    """
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"this is {name}, not text: give the article as .txt, .md, .html or .jsonl")
    for mark, marked in MARKS:
        if data.startswith(mark):
            return _strict(data, marked), marked
    if b"\0" in data:
        raise Unreadable("this is binary data (it holds NUL bytes): give the article as text")
    for encoding in filter(None, (_charset(declared), "utf-8", "cp1252")):
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):  # LookupError: a codec that makes no text
            continue
    raise Unreadable("neither UTF-8 nor Windows-1252 text: save the file as UTF-8")


def page_text(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text of a page, and the encoding to which it keeps for the most part; None if it keeps to one wholly.

    Pages that are UTF-8 but for a byte are frequent; it costs its character, as in a browser. Raises
    :class:`Unreadable` for binary data.
    """
    named, fault = _charset(declared), None
    try:
        text, encoding = decoded(data, declared)
    except Unreadable as error:
        text, encoding, fault = "", "", error
    if b"\0" in data or data.startswith(tuple(MAGIC)) or (encoding and (encoding != "cp1252" or named == "cp1252")):
        if fault:
            raise fault
        return text, None
    for name in dict.fromkeys((named or "utf-8", "utf-8")):
        with suppress(LookupError):  # a codec that makes no text
            mended = data.removeprefix(codecs.BOM_UTF8).decode(name, "replace")
            if mended.count("\ufffd") <= _WRONG * sum(character > "\x7f" for character in mended):
                return mended, name
    if fault:
        raise fault
    return text, None


def _charset(declared: str | None) -> str | None:
    """The codec of a declared charset; None where the name is unknown or none that a file is written in."""
    try:
        name = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    name = WIDER.get(name.removesuffix("-le").removesuffix("-be"), name)
    return None if name in NO_CHARSETS else name


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise not_as_marked(encoding, error.start) from None


def not_as_marked(encoding: str, place: int) -> Unreadable:
    """Why a file is not read that is, at a byte, in another encoding than its byte-order mark says."""
    return Unreadable(f"begins as {encoding.removesuffix('-sig').upper()} but byte {place} is not: save the file anew")
