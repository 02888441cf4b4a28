"""Bytes become text by what they say of themselves; what is no text is refused on one line."""

from __future__ import annotations

import pytest

from framing.intake.decoding import Unreadable, decoded, page_text

TEXT = "Ministers said “no” — twice. Café, пірс, 東京, 🛳.\r\nThe end.\n"
WESTERN = "Ministers said “no” — twice at the café for €5."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_a_mark_reads_the_same(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe\0\0", "utf-32-le")],
)
def test_the_mark_tells_the_byte_order_and_is_no_text(mark: bytes, encoding: str) -> None:
    assert decoded(mark + TEXT.encode(encoding))[0] == TEXT


def test_line_ends_and_white_space_stay_as_they_are() -> None:
    assert decoded(b" a\r\nb\rc\x0c\x0bd \t\n") == (" a\r\nb\rc\x0c\x0bd \t\n", "utf-8")


def test_what_is_not_utf8_is_windows_1252() -> None:
    assert decoded(WESTERN.encode("cp1252")) == (WESTERN, "cp1252")
    assert decoded("Café".encode("latin-1")) == ("Café", "cp1252")


@pytest.mark.parametrize(
    ("declared", "data", "expected"),
    [
        ("windows-1251", "Пірс".encode("cp1251"), ("Пірс", "cp1251")),
        ("KOI8-U", "Пірс".encode("koi8-u"), ("Пірс", "koi8-u")),
        ("shift_jis", "東京".encode("shift_jis"), ("東京", "shift_jis")),
        (" UTF-8 ", "é".encode(), ("é", "utf-8")),
        ("iso-8859-1", WESTERN.encode("cp1252"), (WESTERN, "cp1252")),
        ("us-ascii", WESTERN.encode("cp1252"), (WESTERN, "cp1252")),
        ("utf-16", "é plain".encode(), ("é plain", "utf-8")),
        ("utf-8", b"caf\xe9", ("café", "cp1252")),
        ("klingon", "é".encode(), ("é", "utf-8")),
        ("windows-1251", b"\xef\xbb\xbf" + "é".encode(), ("é", "utf-8-sig")),
    ],
)
def test_a_declared_charset_counts_as_browsers_read_it(declared: str, data: bytes, expected: tuple[str, str]) -> None:
    assert decoded(data, declared) == expected


@pytest.mark.parametrize(
    "declared", ["punycode", "idna", "undefined", "unicode_escape", "utf-7", "hex", "rot13", "a\0b"]
)
def test_a_charset_that_no_page_is_written_in_is_passed_over(declared: str) -> None:
    assert decoded(b"\\u0041+ADw- xn--", declared) == ("\\u0041+ADw- xn--", "utf-8")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 rest", "this is a PDF file, not text: give the article as .txt, .md, .html or .jsonl"),
        (b"PK\x03\x04rest", "this is a ZIP archive (an office file?), not text: give the article as"),
        (b"\x1f\x8brest", "this is a gzip file, not text"),
        (b"\x89PNG\r\n", "this is a PNG picture"),
        (b"\xff\xd8\xff\xe0", "this is a JPEG picture"),
        (b"GIF89a", "this is a GIF picture"),
        (b"\x7fELF\x02", "this is a program"),
        (b"text\0text", "this is binary data (it holds NUL bytes): give the article as text"),
        ("no mark".encode("utf-16-le"), "this is binary data"),
        (b"\xef\xbb\xbfa\xff", "begins as UTF-8 but byte 1 is not: save the file anew"),
        (b"\xff\xfea\0b", "begins as UTF-16 but byte 4 is not: save the file anew"),
        (b"\x81\x8d\x8f", "neither UTF-8 nor Windows-1252 text: save the file as UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        decoded(data)
    assert str(error.value).startswith(reason)
    assert "\n" not in str(error.value)


def test_a_reason_is_one_line_whatever_it_quotes() -> None:
    assert str(Unreadable('the file "a\r\nb" \u2028is odd')) == 'the file "a b" is odd'


# --- pages that keep to an encoding for the most part -------------------------------------------------------------

PAGE = "<p>Ministers said “no” — twice. Café, пірс, 東京.</p>" * 4


@pytest.mark.parametrize(
    ("data", "declared", "expected"),
    [
        (PAGE.encode(), None, (PAGE, None)),
        (PAGE.encode() + b"\xff", None, (f"{PAGE}\ufffd", "utf-8")),
        (PAGE.encode() + "”".encode()[:2], "utf-8", (f"{PAGE}\ufffd", "utf-8")),
        (b"\xef\xbb\xbf" + PAGE.encode() + b"\xff", None, (f"{PAGE}\ufffd", "utf-8")),
        (("Пірс. " * 9).encode("cp1251") + b"\x98", "windows-1251", ("Пірс. " * 9 + "\ufffd", "cp1251")),
        (WESTERN.encode("cp1252"), None, (WESTERN, None)),
        (WESTERN.encode("cp1252"), "utf-8", (WESTERN, None)),
        (WESTERN.encode("cp1252"), "iso-8859-1", (WESTERN, None)),
    ],
)
def test_a_wrong_byte_costs_its_character(data: bytes, declared: str | None, expected: tuple[str, str | None]) -> None:
    assert page_text(data, declared) == expected


@pytest.mark.parametrize("data", [b"\x81\xff\x8d" * 9, b"%PDF-1.7", b"a\0b", "é".encode("utf-16")[:3]])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        page_text(data)
