"""Spreadsheets, XLIFF and TMX: out and back again, and what is refused."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalogs import interchange
from pipeline.errors import ContributionError
from pipeline.model import Catalog, Message, Part, Place, Segment, State

PLACE = Place(((Part.ARTICLE, 1), (Part.PARAGRAPH, 1)))
KEYED = (".xlf", ".csv", ".tsv", ".xlsx")


def catalog(*messages: Message) -> Catalog:
    return Catalog("declaration", "es", messages, (("Language", "es"),))


SAMPLE = catalog(
    Message(
        Segment("title", "Open “doors” & <more>"), "Puertas «abiertas» & <más>", State.TRANSLATED
    ),
    Message(Segment("article.a", "=1+1, a\nb; c", PLACE), "=SUM(A1:A9)", State.FUZZY),
    Message(Segment("article.b", "Nothing yet", PLACE), comments=("¿Quién sabe?",)),
)


def words(found: Catalog) -> list[tuple[object, ...]]:
    return [(m.key, m.source, m.target, m.state, m.comments) for m in found.messages]


@pytest.mark.parametrize("suffix", KEYED)
def test_a_catalog_goes_out_and_comes_back(suffix: str) -> None:
    data = interchange.write(SAMPLE, suffix)
    back = interchange.read(data, path=f"x{suffix}", document="declaration", locale="es")
    assert words(back) == words(SAMPLE)


@pytest.mark.parametrize("suffix", [*KEYED, ".tmx"])
def test_the_same_catalog_gives_the_same_bytes(suffix: str) -> None:
    assert interchange.write(SAMPLE, suffix) == interchange.write(SAMPLE, suffix)


def test_a_translation_memory_holds_what_is_translated() -> None:
    data = interchange.write(SAMPLE, ".tmx")
    found = list(interchange.pairs(data, path="x.tmx", source="en", target="es"))
    assert found == [interchange.Pair("Open “doors” & <more>", "Puertas «abiertas» & <más>")]
    assert list(interchange.pairs(data, path="x.tmx", source="en", target="fr")) == []


def test_what_looks_like_a_formula_is_words() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(interchange.write(SAMPLE, ".xlsx")))
    assert book.active.cell(3, 4).data_type == "s"


def test_a_sheet_may_be_any_dialect_of_csv() -> None:
    sheet = "Key;English;Translation\r\ntitle;Doors;Türen\r\n".encode("cp1252")
    back = interchange.read(sheet, path="x.csv", document="d", locale="de")
    assert words(back) == [("title", "Doors", "Türen", State.TRANSLATED, ())]


TITLES = "key,source,translation"


@pytest.mark.parametrize(
    "above", ["", ",,\r\n", "sep=,\r\n", "Ana's words\r\n\r\n", '"For you,\r\nBo",,\r\n']
)
def test_the_titles_may_stand_below_a_heading(above: str) -> None:
    sheet = f"{above}{TITLES}\r\ntitle,Doors,Türen\r\n".encode()
    back = interchange.read(sheet, path="x.csv", document="d", locale="de")
    assert words(back) == [("title", "Doors", "Türen", State.TRANSLATED, ())]


@pytest.mark.parametrize(
    ("titles", "row"),
    [
        ("English,German", "Doors,Türen"),
        ("de,en", "Türen,Doors"),
        ("en,de_AT,de", "Doors,Tore,Türen"),
        ("Deutsch;ENGLISH", "Türen;Doors"),
    ],
)
def test_columns_may_be_called_by_their_languages(titles: str, row: str) -> None:
    sheet = f"{titles}\n{row}\n".encode()
    back = interchange.read(sheet, path="x.csv", document="d", locale="de")
    assert words(back) == [("", "Doors", "Türen", State.TRANSLATED, ())]


def test_the_sheet_with_the_titles_is_the_one() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(interchange.write(SAMPLE, ".xlsx")))
    book.active.insert_cols(2)
    book.active.insert_rows(1, 3)
    book.create_sheet("Notes", 0)["A1"] = "Dear Ana,"
    book.active = 0
    stream = io.BytesIO()
    book.save(stream)
    back = interchange.read(stream.getvalue(), path="x.xlsx", document="d", locale="es")
    assert words(back) == words(SAMPLE)


XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="d" source-language="en-GB" target-language="es-ES" datatype="plaintext">
<body>{units}</body></file></xliff>"""


@pytest.mark.parametrize(
    ("unit", "target", "state"),
    [
        ("", "", State.TRANSLATED),
        (' approved="yes"', "", State.TRANSLATED),
        (' approved="no"', "", State.FUZZY),
        (' approved="no"', ' state="translated"', State.TRANSLATED),
        ("", ' state="final"', State.TRANSLATED),
        ("", ' state="needs-review-translation"', State.FUZZY),
        ("", ' state="new"', State.FUZZY),
    ],
)
def test_what_a_program_says_of_states_in_xliff(unit: str, target: str, state: State) -> None:
    units = f'<trans-unit id="a"{unit}><source>A</source><target{target}>Á</target></trans-unit>'
    data = XLIFF.format(units=units).encode()
    back = interchange.read(data, path="x.sdlxliff", document="d", locale="es")
    assert words(back) == [("a", "A", "Á", state, ())]


def test_what_only_speaks_of_xliff_is_none() -> None:
    assert interchange.suffix_of(b"Write <xliff> first.", "a.txt") == ""
    assert (
        interchange.suffix_of(b'<?xml version="1.0"?>\n<!-- a -->\n<xliff ', "a.mxliff") == ".xlf"
    )
    assert interchange.suffix_of(b"<tmx version='1.4'>", "memory") == ".tmx"
    assert interchange.suffix_of(b"a,b", "a.CSV") == ".csv"


def test_where_some_are_approved_the_others_are_not_finished() -> None:
    units = """<trans-unit id="a" approved="yes"><source>A</source><target>Á</target></trans-unit>
<trans-unit id="b"><source>B</source><target>Bé</target></trans-unit>"""
    data = XLIFF.format(units=units).encode()
    back = interchange.read(data, path="x.xlf", document="d", locale="es")
    assert [message.state for message in back.messages] == [State.TRANSLATED, State.FUZZY]


def test_xliff_of_the_second_version_is_read_unit_by_unit() -> None:
    data = b"""<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.1" version="2.1" srcLang="en" trgLang="es">
<file id="f"><group id="g"><unit id="u1" name="title"><notes><note>Where</note></notes>
<segment><source>Open.</source><target>Abre.</target></segment><ignorable><source> </source>
</ignorable><segment state="final"><source>Do <pc id="1">come</pc>!</source>
<target>\xc2\xa1Ven!</target></segment></unit></group>
<unit id="b"><segment state="initial"><source>B</source><target>Be</target></segment></unit>
<unit id="c"><segment><source>C</source><target>Ce</target></segment>
<segment><source>D</source></segment></unit></file></xliff>"""
    back = interchange.read(data, path="x.xliff", document="d", locale="es")
    assert words(back) == [
        ("title", "Open. Do come!", "Abre. ¡Ven!", State.TRANSLATED, ()),
        ("b", "B", "Be", State.FUZZY, ()),
        ("c", "CD", "CeD", State.FUZZY, ()),
    ]


def test_a_memory_is_read_from_the_projects_own_language() -> None:
    french = replace(SAMPLE, locale="fr")
    data = interchange.write(french, ".tmx", source_locale="eu")
    back = interchange.read(data, path="x.tmx", document="d", locale="fr", source_locale="eu")
    assert [m.target for m in back.messages] == ["Puertas «abiertas» & <más>"]


printable = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=20
).map(lambda text: " ".join(text.split()) or "x")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(KEYED), st.lists(st.tuples(printable, printable), max_size=4))
def test_whatever_the_words_they_come_back(suffix: str, texts: list[tuple[str, str]]) -> None:
    given_ = catalog(
        *(
            Message(Segment(f"k.{n}", source), target, State.TRANSLATED)
            for n, (source, target) in enumerate(texts)
        )
    )
    data = interchange.write(given_, suffix)
    assert words(interchange.read(data, path=f"x{suffix}", document="d", locale="es")) == words(
        given_
    )


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (80 * 2**20))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("x.xlf", b"<xliff"),
        ("x.xlf", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><xliff>&a;</xliff>"),
        ("x.tmx", b"\x00\x01"),
        ("x.xlsx", b"PK\x03\x04 nothing"),
        ("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("x.xlsx", bomb()),
        ("x.csv", b"a,b\n1,2\n"),
        ("x.doc", b""),
    ],
    ids=["cut", "entities", "rubbish", "no archive", "encrypted", "bomb", "columns", "unknown"],
)
def test_what_cannot_be_read_is_one_clear_error(path: str, data: bytes) -> None:
    with pytest.raises(ContributionError, match=path):
        interchange.read(data, path=path, document="d", locale="es")


def test_a_file_in_another_language_is_refused() -> None:
    data = interchange.write(replace(SAMPLE, locale="fr"), ".xlf")
    with pytest.raises(ContributionError, match="it says that it is in 'fr'"):
        interchange.read(data, path="x.xlf", document="d", locale="es")
