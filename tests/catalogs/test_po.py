"""Catalogs are read whole and written as GNU gettext would, with gettext itself as the judge."""

import shutil
import subprocess

import pytest

from pipeline.catalogs import po
from pipeline.errors import CatalogError
from pipeline.model import Catalog, Message, Part, Place, Plural, Segment, State

HEADER = b"""\
# Declaracion.
# Ana <ana@example.org>, 2024.
# Luis <luis@example.org>, 2025.
msgid ""
msgstr ""
"Project-Id-Version: declaration\\n"
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Poedit 3.4\\n"
"X-Own:no space after the colon\\n"
"""

EVERYTHING = (
    HEADER
    + """
# A translator's word.
#
#   indented
#. article 7, paragraph 1
#. Not the building: the institution.
#: declaration.md#article-7/paragraph-1
#, fuzzy, no-wrap
#| msgctxt "old-key"
#| msgid "Every museum opens its door."
msgctxt "every-museum-opens"
msgid "Every museum opens its doors."
msgstr "Cada museo abre su puerta.\u2028"

#. title
#: elsewhere.c:12 other.c:13
msgid "Say \\"hello\\"\\tand \\\\ go\\n"
msgstr ""
"¡Hola!\\n"
"Adiós"

#, c-format
#| msgid "%d old museum"
#| msgid_plural "%d old museums"
msgid "%d museum"
msgid_plural "%d museums"
msgstr[0] "%d museo"
msgstr[1] ""
"%d\\n"
"museos"

# Kept for later.
#, fuzzy
#~| msgctxt "gone"
#~| msgid ""
#~| "It is\\n"
#~| "gone."
#~ msgctxt "gone"
#~ msgid "It went."
#~ msgstr "Se fue."

#~ msgid "one"
#~ msgid_plural "many"
#~ msgstr[0] "uno"
""".encode()
)


def read(data: bytes, **options: bool) -> Catalog:
    return po.read(data, path="po/es/declaration.po", document="declaration", **options)


def test_everything_a_translator_or_an_editor_wrote_comes_back_byte_for_byte():
    assert po.write(read(EVERYTHING)) == EVERYTHING


def test_what_a_message_says():
    museum, hello, plural, gone, _one = read(EVERYTHING).messages
    assert museum == Message(
        Segment(
            "every-museum-opens",
            "Every museum opens its doors.",
            Place(((Part.ARTICLE, 7), (Part.PARAGRAPH, 1))),
            notes=("Not the building: the institution.",),
        ),
        target="Cada museo abre su puerta.\u2028",
        state=State.FUZZY,
        previous="Every museum opens its door.",
        previous_key="old-key",
        comments=("A translator's word.", "", "  indented"),
        flags=("no-wrap",),
    )
    assert str(museum.segment.place) == "article 7, paragraph 1"
    assert (hello.key, hello.source) == ("", 'Say "hello"\tand \\ go\n')
    assert hello.segment.notes == ("title",), "no place: the reference does not point there"
    assert hello.references == ("elsewhere.c:12", "other.c:13")
    assert plural.plural == Plural("%d museums", ("%d museo", "%d\nmuseos"))
    assert plural.previous_plural == "%d old museums"
    assert (gone.state, gone.previous, gone.flags) == (State.OBSOLETE, "It is\ngone.", ("fuzzy",))


def test_what_the_header_says():
    catalog = read(EVERYTHING)
    assert catalog.locale == "es"
    assert catalog.header_comments[1:] == (
        "Ana <ana@example.org>, 2024.",
        "Luis <luis@example.org>, 2025.",
    )
    assert catalog.field("X-Generator") == "Poedit 3.4"
    assert catalog.header[-1] == ("", "X-Own:no space after the colon")


@pytest.mark.parametrize(
    ("name", "written", "canonical"),
    [
        ("wrapped", 'msgid ""\n"one "\n"two"\nmsgstr "x"\n', 'msgid "one two"\nmsgstr "x"\n'),
        ("indented", '  msgid "a"\n\t"b"\nmsgstr  "c" \n', 'msgid "ab"\nmsgstr "c"\n'),
        ("crowded", 'msgid"a"\nmsgstr"c"\n', 'msgid "a"\nmsgstr "c"\n'),
        ("carriage returns", 'msgid "a"\r\nmsgstr "c"\r\n', 'msgid "a"\nmsgstr "c"\n'),
        ("no last newline", 'msgid "a"\nmsgstr "c"', 'msgid "a"\nmsgstr "c"\n'),
        (
            "comments apart",
            '# a\n\n#b\nmsgid "a"\nmsgstr "c"\n',
            '# a\n# b\nmsgid "a"\nmsgstr "c"\n',
        ),
        (
            "references",
            '#: a:1 b\n#:c\nmsgid "a"\nmsgstr "c"\n',
            '#: a:1 b c\nmsgid "a"\nmsgstr "c"\n',
        ),
        (
            "bytes by number",
            r'msgid "caf\303\251 \x41\0612 \\101"' + "\n" + r'msgstr "\042\12\x41\42\33"' + "\n",
            r'msgid "café A12 \\101"' + '\nmsgstr ""\n' + r'"\"\n"' + "\n" + r'"A\"' + '\x1b"\n',
        ),
        ("a byte of too many digits", 'msgid "a"\nmsgstr "\\x141"\n', 'msgid "a"\nmsgstr "A"\n'),
        ("fuzzy but empty", '#, fuzzy\nmsgid "a"\nmsgstr ""\n', 'msgid "a"\nmsgstr ""\n'),
        (
            "previous, wrapped",
            '#|msgid "a"\n#|"b"\nmsgid "c"\nmsgstr "d"\n',
            '#| msgid "ab"\nmsgid "c"\nmsgstr "d"\n',
        ),
        (
            "obsolete and empty",
            'msgid "a"\nmsgstr "c"\n\n#~ msgid "x"\n#~ msgstr ""\n',
            'msgid "a"\nmsgstr "c"\n',
        ),
        (
            "obsolete between",
            '#~ msgid "x"\n#~ msgstr "y"\n#~ msgid "z"\n#~ msgstr "z"\nmsgid "a"\nmsgstr "c"\n',
            'msgid "a"\nmsgstr "c"\n\n#~ msgid "x"\n#~ msgstr "y"\n\n#~ msgid "z"\n#~ msgstr "z"\n',
        ),
    ],
)
def test_any_layout_is_read_and_written_as_gettext_does(name, written, canonical, tmp_path):
    data = HEADER + b"\n" + written.encode()
    assert po.write(read(data)).decode() == HEADER.decode() + "\n" + canonical, name
    assert_as_msgcat(data, tmp_path)


def assert_as_msgcat(data: bytes, tmp_path) -> None:
    if not shutil.which("msgcat"):
        pytest.skip("needs msgcat of GNU gettext")
    file = tmp_path / "x.po"
    file.write_bytes(data)
    printed = subprocess.run(["msgcat", "--no-wrap", file], capture_output=True, check=True)
    assert po.write(read(data, keyed=False)).decode() == printed.stdout.decode()


def test_a_full_file_is_as_msgcat_prints_it(tmp_path):
    assert_as_msgcat(EVERYTHING, tmp_path)


def test_a_file_of_comments_alone_keeps_them():
    assert read(b"# See you!\n\n# Ana\n").header_comments == ("See you!", "Ana")


def test_a_file_with_the_line_ends_of_old_macs_is_read_whole():
    assert read(EVERYTHING.replace(b"\n", b"\r")) == read(EVERYTHING)


@pytest.mark.parametrize("plural", [b"", b'msgid_plural "as"\n'], ids=["plain", "plural"])
def test_comments_after_the_last_message_are_kept_on_it(plural):
    target = b'msgstr[0] "b"\n' if plural else b'msgstr "b"\n'
    catalog = read(HEADER + b'\n# Hello!\nmsgid "a"\n' + plural + target + b"\n# See you!\n")
    assert catalog.messages[0].comments == ("Hello!", "See you!")


def test_the_name_of_a_file_with_spaces_is_one_reference():
    # gettext sets such a name between U+2068 and U+2069.
    names = "\u2068a file.c\u2069:12 other.c:3"
    data = HEADER + f'\n#: {names}\nmsgid "a"\nmsgstr "b"\n'.encode()
    assert read(data).messages[0].references == ("\u2068a file.c\u2069:12", "other.c:3")
    assert po.write(read(data)) == data


def test_flags_that_gettext_does_not_know_survive():
    data = HEADER + b'\n#, fuzzy, ignore-end-stop\nmsgid "a"\nmsgstr "b"\n'
    assert po.write(read(data)) == data


@pytest.mark.parametrize(
    ("name", "written", "line", "what", "remedy"),
    [
        ("conflict", '<<<<<<< HEAD\nmsgid "a"\nmsgstr ""\n', 12, "conflict", "combine"),
        ("conflict inside", 'msgid "a"\n=======\nmsgstr "b"\n', 13, "conflict", "combine"),
        ("no msgstr", 'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 12, "msgid without msgstr", "msgfmt"),
        ("no msgstr at the end", 'msgctxt "k"\nmsgid "a"\n', 13, "msgid without msgstr", "git"),
        ("no msgid", 'msgstr "a"\n', 12, "msgstr without msgid", "msgfmt"),
        ("open string", 'msgid "a\nmsgstr "b"\n', 12, "does not end", "Close it"),
        ("quotation mark", 'msgid "a"\nmsgstr "a "b" c"\n', 13, "quotation mark", r"\""),
        ("escape", 'msgid "a"\nmsgstr "\\q"\n', 13, "backslash", r"\\"),
        ("no UTF-8", 'msgid "a"\nmsgstr "\\303x"\n', 13, "not UTF-8", r"\xhh"),
        ("zero", 'msgid "a"\nmsgstr "b\\0c"\n', 13, "backslash", r"\xhh"),
        ("garbage", 'msgid "a"\nmsgstr "b"\nhello\n', 14, "neither a comment nor", "git"),
        ("stray string", '"a"\nmsgid "b"\nmsgstr ""\n', 12, "belongs to no message", "git"),
        ("half obsolete", '#~ msgid "a"\nmsgstr "b"\n', 12, "not all marked #~", "msgfmt"),
        ("previous too late", 'msgid "a"\n#| msgid "b"\nmsgstr ""\n', 12, "order", "msgfmt"),
        (
            "twice",
            'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n',
            15,
            "line 12",
            "better",
        ),
        (
            "key twice",
            'msgctxt "k"\nmsgid "a"\nmsgstr ""\n\nmsgctxt "k"\nmsgid "b"\nmsgstr ""\n',
            16,
            "key 'k'",
            "better",
        ),
        ("second header", 'msgid ""\nmsgstr "x"\n', 12, "line 4", "better"),
    ],
)
def test_a_broken_catalog_says_the_line_and_the_remedy(name, written, line, what, remedy):
    with pytest.raises(CatalogError) as raised:
        read(HEADER + b"\n" + written.encode())
    assert raised.value.where == f"po/es/declaration.po:{line}", raised.value
    assert what in raised.value.what
    assert remedy in raised.value.remedy


def test_a_key_may_serve_two_messages_in_a_catalog_from_elsewhere():
    data = b'msgctxt "k"\nmsgid "a"\nmsgstr ""\n\nmsgctxt "k"\nmsgid "b"\nmsgstr ""\n'
    assert [m.source for m in read(data, keyed=False).messages] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (HEADER.replace(b"UTF-8", b"ISO-8859-1") + b'\nmsgid "a"\nmsgstr "\xe9"\n', 8, "0xE9"),
        (HEADER.replace(b"UTF-8", b"KOI8-R"), 8, "KOI8-R"),
        (HEADER + b'\nmsgid "a"\nmsgstr "\xe9"\n', 13, "0xE9 is not UTF-8"),
    ],
)
def test_a_wrong_charset_is_named(data, line, words):
    with pytest.raises(CatalogError, match=words) as raised:
        read(data)
    assert raised.value.where.startswith("po/es/declaration.po:")
    assert raised.value.where.endswith((f":{line}", ":13"))


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "latin-1"),
        ("UTF-16", "utf-16"),
        ("UTF-8", "utf-8-sig"),
        ("windows-1252", "utf-8"),  # it was converted, and the header was not
        ("ISO-2022-JP-2", "iso2022_jp_2"),
    ],
)
def test_a_catalog_from_elsewhere_is_in_the_charset_that_it_declares(declared, encoding):
    text = HEADER.decode().replace("UTF-8", declared) + '\nmsgid "coffee"\nmsgstr "café"\n'
    assert read(text.encode(encoding), keyed=False).messages[0].target == "café"


@pytest.mark.parametrize(
    "line",
    [
        'msgid  ""\nmsgstr ""\n"',
        'msgid ""\nmsgstr "" \n"',
        'msgid ""\nmsgstr ""\n"X: \\303\\261\\n"\n"',
    ],
    ids=["two spaces", "a space at the end", "bytes by number"],
)
def test_a_header_in_an_odd_layout_is_the_header(line, tmp_path):
    data = HEADER.decode().replace('msgid ""\nmsgstr ""\n"', line, 1)
    data += '\n#~ msgid "x"\n#~ msgstr "y"\n'
    catalog = read(data.encode())
    assert catalog.field("Language") == "es"
    assert [message.target for message in catalog.messages] == ["y"]
    assert_as_msgcat(data.encode(), tmp_path)
