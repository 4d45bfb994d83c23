"""Which font sets what, and what is said of fonts that cannot."""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path

import pytest
import uharfbuzz as hb

from pipeline.errors import FontError
from pipeline.typeset import description, fontset, library
from pipeline.typeset.description import describe
from pipeline.typeset.fonts import FontFile
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.library import default_files, described, font_set
from pipeline.typeset.paragraph import Face, Style
from pipeline.typeset.suitability import Origin, nearest
from tests.typeset.mutants import named, patched, small

LATIN = next(Path(file.path) for file in default_files() if file.name == "Noto Serif")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    monkeypatch.setattr(library, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def family(name: str, scripts: dict[str, int], origin: Origin = Origin.FETCHED) -> FontFile:
    """A font that need not exist."""
    return FontFile(f"/{name}.ttf", 0, name, 400, False, scripts, name, (), origin)


def best(files: list[FontFile], script: str, locale: str, face: Face = Face.SERIF) -> str:
    return FontSet(files).families(script, locale, face)[0][0].family


@pytest.mark.parametrize(
    ("script", "locale", "expected"),
    [
        ("Latn", "es", "Noto Serif"),
        ("Arab", "ar", "Noto Naskh Arabic"),
        ("Deva", "hi", "Noto Serif Devanagari"),
        ("Hani", "zh-Hans", "Noto Serif SC"),
    ],
)
def test_the_default_set(fonts: FontSet, script: str, locale: str, expected: str) -> None:
    assert next(iter(fonts.candidates(script, locale, Style()))).file.family == expected


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_the_default_set_has_four_styles(fonts: FontSet, bold: bool, italic: bool) -> None:
    font = next(iter(fonts.candidates("Latn", "en", Style(bold=bold, italic=italic))))
    assert (font.file.weight == 700, font.file.italic) == (bold, italic)


def test_urdu_is_set_in_nastaliq_and_arabic_is_not() -> None:
    files = [
        family("Noto Naskh Arabic", {"Arab": 900}),
        family("Noto Nastaliq Urdu", {"Arab": 300}),
    ]
    assert best(files, "Arab", "ur") == "Noto Nastaliq Urdu"
    assert best(files, "Arab", "fa") == "Noto Naskh Arabic"


@pytest.mark.parametrize(
    ("locale", "member"),
    [("ja", "JP"), ("ko", "KR"), ("zh-Hans", "SC"), ("zh-Hant", "TC"), ("zh-Hant-HK", "HK")],
)
def test_han_characters_are_drawn_as_the_language_does(locale: str, member: str) -> None:
    files = [
        family(f"Noto Serif CJK {end}", {"Hani": 30000}) for end in ("JP", "KR", "SC", "TC", "HK")
    ]
    assert best(files, "Hani", locale) == f"Noto Serif CJK {member}"


def test_sans_is_had_by_asking() -> None:
    files = [family("Noto Serif Thai", {"Thai": 87}), family("Noto Sans Thai", {"Thai": 87})]
    assert best(files, "Thai", "th") == "Noto Serif Thai"
    assert best(files, "Thai", "th", Face.SANS) == "Noto Sans Thai"


def test_a_script_is_set_in_sans_where_no_serif_is_at_hand() -> None:
    sans, serif = family("Noto Sans Thai", {"Thai": 87}), family("Noto Serif Thai", {"Thai": 87})
    assert FontSet([sans]).sans_alone("Thai", "th")
    assert not FontSet([sans, serif]).sans_alone("Thai", "th")
    assert FontSet([sans, serif], {"Thai": ("Noto Sans Thai",)}).sans_alone("Thai", "th")


def test_of_a_family_that_does_not_say_so_nobody_knows_that_it_is_sans() -> None:
    fonts = FontSet([family("Garuda", {"Thai": 87})])
    assert not fonts.sans_alone("Thai", "th")
    assert not fonts.sans_alone("Laoo", "lo")


def test_a_font_with_a_few_letters_of_a_script_does_not_set_it() -> None:
    files = [family("Noto Serif Khojki", {"Gujr": 12}), family("Noto Sans Gujarati", {"Gujr": 91})]
    assert best(files, "Gujr", "gu") == "Noto Sans Gujarati"


def test_letters_of_dots_are_the_last_resort() -> None:
    files = [family("Unifont", {"Geor": 90}), family("Noto Sans Georgian", {"Geor": 30})]
    assert best(files, "Geor", "ka") == "Noto Sans Georgian"
    assert best(files[:1], "Geor", "ka") == "Unifont"


def test_ours_come_before_the_systems() -> None:
    files = [
        family("DejaVu Serif", {"Geor": 90}, Origin.SYSTEM),
        family("Noto Sans Georgian", {"Geor": 90}),
    ]
    assert best(files, "Geor", "ka") == "Noto Sans Georgian"


def versions(*told: float, origins: tuple[Origin, ...] = ()) -> list[FontFile]:
    """Files of one face, which say these versions of themselves."""
    where = origins or (Origin.FETCHED,) * len(told)
    return [
        FontFile(
            f"/{version}.ttf", 0, "Noto Sans Oriya", 400, False, {"Orya": 91}, f"{version}"
        )._replace(origin=origin, version=version)
        for version, origin in zip(told, where, strict=True)
    ]


def chosen(fonts: FontSet, locale: str = "or") -> float:
    """The version of the file that sets Oriya."""
    return nearest(fonts.families("Orya", locale, Face.SERIF)[0], Style()).version


def test_of_two_files_of_one_face_the_newer_is_taken() -> None:
    for told in ((2.0, 2.007), (2.007, 2.0), (2.1, 2.01)):
        assert chosen(FontSet(versions(*told))) == max(told)


def test_what_was_found_first_is_taken_however_old() -> None:
    origins = (Origin.SYSTEM, Origin.OWN, Origin.FETCHED)
    assert chosen(FontSet(versions(3.0, 1.0, 2.0, origins=origins))) == 1.0
    assert chosen(FontSet(versions(3.0, 2.0, origins=(Origin.SYSTEM, Origin.FETCHED)))) == 2.0


def test_a_language_keeps_the_version_that_it_is_locked_to() -> None:
    fonts = FontSet(versions(2.0, 2.007), locked={"or": frozenset({("2.0", 0)})})
    assert chosen(fonts) == 2.0
    assert chosen(fonts, "sat") == 2.007


def test_what_the_settings_name_comes_first() -> None:
    files = [family("Noto Serif", {"Grek": 500}), family("GFS Didot", {"Grek": 400}, Origin.SYSTEM)]
    chosen = FontSet(files, {"Grek": ("GFS Didot",)}).families("Grek", "el", Face.SERIF)
    assert chosen[0][0].family == "GFS Didot"


def test_a_locked_font_is_chosen_before_a_better_one() -> None:
    plain, other = family("Noto Serif", {"Latn": 900}), family("Old Serif", {"Latn": 500})
    locked = {"es": frozenset({(other.sha256, 0)})}
    chosen = FontSet([plain, other], locked=locked)
    assert chosen.families("Latn", "es", Face.SERIF)[0][0].family == "Old Serif"
    assert chosen.families("Latn", "fr", Face.SERIF)[0][0].family == "Noto Serif"


def test_a_document_is_set_in_one_family_that_has_all_its_letters(all_fonts: FontSet) -> None:
    words = "開門見山" * 10  # beyond the characters of GB 2312
    plain = all_fonts.main("Hani", "zh-Hans", Style())
    settled = all_fonts.settled({"zh-Hans": words}).main("Hani", "zh-Hans", Style())
    assert plain is not None
    assert settled is not None
    assert (plain.file.family, plain.covers(words)) == ("Noto Serif SC", False)
    assert (settled.file.family, settled.covers(words)) == ("Noto Serif CJK SC", True)


def test_reph_with_a_vowel_stands_on_its_letter_in_odia(all_fonts: FontSet) -> None:
    font = all_fonts.main("Orya", "or", Style())
    assert font is not None
    if font.file.version < 2.007:
        pytest.skip("the fonts here are older than the pinned ones; run 'make fonts'")

    def width(text: str) -> int:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font.shaper, buffer)
        return sum(each.x_advance for each in buffer.glyph_positions)

    assert width("ର୍ମି") == width("ମି")


# ---------------------------------------------------------------------------- files


def test_a_bold_face_without_accents_does_not_keep_its_family_from_a_document(
    tmp_path: Path, fonts: FontSet
) -> None:
    (regular,) = (file for file in fonts.files if file.name == "Noto Serif")
    (bold,) = (file for file in fonts.files if file.name == "Noto Serif Bold")
    few = hb.SubsetInput()
    few.unicode_set.update(map(ord, "aceort"))
    face = hb.Face(hb.Blob.from_file_path(bold.path))
    (tmp_path / "A.ttf").write_bytes(hb.subset(face, few).blob.data)
    files = [*describe(tmp_path / "A.ttf"), regular, family("Noto Sans", {"Latn": 900})]
    given = FontSet(files).settled({"es": "corazón " * 9})
    assert next(iter(given.candidates("Latn", "es", Style()))).file == regular
    # What the bold face lacks is drawn with the regular one's letter, made bolder.
    heading = Style(bold=True)
    chosen = [given.choose(each, "Latn", "es", heading).file for each in "có"]
    assert [file.weight for file in chosen] == [700, 400]
    assert chosen[1] == regular


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(LATIN.read_bytes()[:200])
    with pytest.raises(FontError, match="not a font that can be used"):
        font_set(own=[tmp_path], system=False)


def test_a_collection_of_no_fonts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.ttc").write_bytes(b"ttcf\0\1\0\0\0\0\0\0")
    with pytest.raises(FontError, match="not a font that can be used"):
        described(tmp_path, strict=True)


def test_elsewhere_it_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    assert described(tmp_path) == []


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "gone.ttf").symlink_to(tmp_path / "nowhere.ttf")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.otf")
    assert described(tmp_path) == []
    with pytest.raises(FontError, match=r"gone\.ttf: .*leads to none"):
        described(tmp_path, strict=True)


def test_a_font_that_was_passed_over_elsewhere_is_refused_in_ones_own_folder(
    tmp_path: Path,
) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    assert described(tmp_path) == []
    with pytest.raises(FontError, match=r"broken\.ttf"):
        described(tmp_path, strict=True)


@pytest.mark.parametrize("name", ["Noto\tSerif\n", " Noto Serif\u2028"])
def test_the_name_of_a_family_stands_on_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "odd.ttf").write_bytes(named(small(), {1: name}))
    (file,) = describe(tmp_path / "odd.ttf")
    assert file.family == "Noto Serif"


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    content = bytearray(LATIN.read_bytes())
    for at in range(12, 12 + 16 * struct.unpack(">H", content[4:6])[0], 16):
        if content[at : at + 4] == b"OS/2":
            start = struct.unpack(">L", content[at + 8 : at + 12])[0]
            struct.pack_into(">H", content, start + 8, 0x0002)
    (tmp_path / "restricted.ttf").write_bytes(content)
    with pytest.raises(FontError, match=r"restricted\.ttf: .*forbid embedding"):
        font_set(own=[tmp_path], system=False)


def test_a_folder_is_read_once(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "serif.ttf").write_bytes(LATIN.read_bytes())
    first = described(tmp_path / "own")
    monkeypatch.setattr(description, "describe", lambda path: pytest.fail(f"read {path} again"))
    assert described(tmp_path / "own") == first
    assert len(list(cache.iterdir())) == 1


def test_an_index_of_before_is_read_anew_and_left_to_programs_of_before(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "serif.ttf").write_bytes(LATIN.read_bytes())
    described(tmp_path / "own")
    (before,) = cache.iterdir()
    (kept,) = json.loads(before.read_text("utf-8")).values()
    del kept["faces"][0]["version"]
    before.write_text(json.dumps({str(tmp_path / "own" / "serif.ttf"): kept}), "utf-8")
    monkeypatch.setattr(library, "_INDEX", library._INDEX + 1)
    (file,) = described(tmp_path / "own")
    assert file.version > 2
    assert before in cache.iterdir()


def test_a_cache_that_cannot_be_written_is_no_obstacle(tmp_path: Path, cache: Path) -> None:
    cache.write_text("a file where a folder should be")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "serif.ttf").write_bytes(LATIN.read_bytes())
    assert [file.family for file in described(tmp_path / "own")] == ["Noto Serif"]


@pytest.mark.parametrize(
    ("name", "revision", "version"),
    [
        ("Version 2.007; ttfautohint", 2.0, 2.007),
        ("version 15.0.01", 0.0, 15.0),
        ("2017-09-04", 1.25, 1.25),
        ("", 4.106, 4.106),
    ],
)
def test_what_a_font_says_of_its_version(
    tmp_path: Path, name: str, revision: float, version: float
) -> None:
    content = patched(small(), "head", 4, "i", round(revision * 0x10000))
    (tmp_path / "serif.ttf").write_bytes(named(content, {1: "Noto Serif", 5: name}))
    (file,) = describe(tmp_path / "serif.ttf")
    assert (file.family, file.version) == ("Noto Serif", version)


def test_the_index_of_the_default_set_is_true() -> None:
    for file in default_files():
        assert list(describe(Path(file.path), Origin.DEFAULT)) == [file]


@pytest.mark.parametrize(
    ("faces", "said"),
    [
        ({"Latn": ("Nope Sans",)}, "no font of the family 'Nope Sans' is at hand for Latn"),
        ({"latin": ("Noto Serif",)}, "'faces' names the script 'latin'"),
    ],
)
def test_a_face_that_is_not_there_is_no_wish_to_pass_over(
    faces: dict[str, tuple[str, ...]], said: str
) -> None:
    with pytest.raises(FontError, match=said):
        font_set(faces, system=False)
    font_set({"Latn": ("Noto Serif",)}, system=False)


def test_a_font_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "half.ttf").write_bytes(LATIN.read_bytes()[: LATIN.stat().st_size // 2])
    with pytest.raises(FontError, match="not whole"):
        list(describe(tmp_path / "half.ttf"))


@pytest.mark.parametrize("name", ["web.woff2", "web.WOFF", "old.pfb"])
def test_a_font_of_a_kind_that_cannot_be_set_is_not_passed_over_in_silence(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"wOF2")
    (tmp_path / "OFL.txt").write_text("The licence may lie there, too.")
    with pytest.raises(FontError, match=name):
        font_set(own=(tmp_path,), system=False)


def test_fonts_are_opened_once_to_see_what_they_cover(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    class Opened(fontset.Font):
        def __init__(self, file: FontFile) -> None:
            opened.append(file.name)
            super().__init__(file)

    monkeypatch.setattr(fontset, "Font", Opened)
    monkeypatch.setattr(fontset, "MAX_OPEN", 2)
    fonts = FontSet(default_files())
    for letters in ("αβγ", "абв", "कखग", "ابت", "我们"):
        for letter in letters:
            with pytest.raises(FontError):
                fonts.choose("\U000e0001", "Zyyy", "en", Style())
            fonts.settled({}).choose(letter, "Latn", "en", Style())
    # Once to see, and again for each letter at most.
    assert len(opened) <= len(default_files()) + 15
