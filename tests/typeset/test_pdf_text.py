"""What readers take out of the PDF is what was put in; what they show is what was shaped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
import uharfbuzz as hb

from benchmarks.extraction import missing
from pipeline.typeset import fontset, truetype, typeset
from pipeline.typeset.archive import Archive, Stream
from pipeline.typeset.draw import Ink
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.lines import set_lines
from pipeline.typeset.paragraph import Paragraph, Span, Style
from pipeline.typeset.shape import shape
from tests.typeset.documents import simple

# A sentence of our own in scripts of the default set, and in some of the others.
DEFAULT = {
    "en": "The office of affluent flies: “curiosity” comes before instruction — well-known?",
    "yo": "Gbogbo ènìyàn ní ẹ̀tọ́ láti mọ̀ ohun tí ìmọ̀ ìjìnlẹ̀ jẹ́.",
    "vi": "Chúng tôi tin rằng khoa học thuộc về tất cả mọi người trên thế giới.",
    "el": "Ἡ ἐπιστήμη ἀνήκει σὲ ὅλους τοὺς ἀνθρώπους τοῦ κόσμου.",
    "ru": "Мы верим, что наука принадлежит всем людям и всем народам.",
    "ar": "نؤمن بأن العلم ملك للجميع، وأن لكلٍّ منا 19 سببًا للسؤال (وأكثر).",
    "fa": "ما می‌خواهیم دانش را برای همه بازگو کنیم.",
    "hi": "हम मानते हैं कि विज्ञान सभी लोगों का है, क्योंकि ज्ञान शक्ति है।",
    "zh-Hans": "我们相信，科学属于所有人（2026年）；“好奇”先于教导。",
}
OTHERS = {
    "he": "אנו מאמינים שהמדע שייך לכולם, ולכן הדלתות פתוחות.",
    "ur": "ہم مانتے ہیں کہ علم سب کا ہے۔",
    "th": "เราเชื่อว่าวิทยาศาสตร์เป็นของทุกคนบนโลกใบนี้",
    "km": "យើងជឿថាវិទ្យាសាស្ត្រជារបស់មនុស្សទាំងអស់គ្នា",
    "my": "သိပ္ပံပညာသည် လူတိုင်းနှင့် သက်ဆိုင်သည်ဟု ကျွန်ုပ်တို့ ယုံကြည်သည်။",
    "lo": "ພວກເຮົາເຊື່ອວ່າວິທະຍາສາດເປັນຂອງທຸກຄົນ",
    "bo": "ཚན་རིག་ནི་མི་ཚང་མའི་ཡིན།",
    "ta": "அறிவியல் அனைவருக்கும் சொந்தமானது என்று நம்புகிறோம்.",
    "ml": "ശാസ്ത്രം എല്ലാവർക്കും അവകാശപ്പെട്ടതാണെന്ന് ഞങ്ങൾ വിശ്വസിക്കുന്നു.",
    "si": "විද්‍යාව සියලු දෙනාටම අයත් බව අපි විශ්වාස කරමු.",
    "ka": "ჩვენ გვჯერა, რომ მეცნიერება ყველას ეკუთვნის.",
    "am": "ሳይንስ የሁሉም ሰው ነው ብለን እናምናለን።",
    "ja": "科学はすべての人のものであると、私たちは信じる。",
    "ko": "우리는 과학이 모든 사람의 것이라고 믿는다.",
    "okm": "ᄒᆞᆫ글 나랏말ᄊᆞ미",
    "ain": "アイヌ イタㇰ カㇷ゚ セㇺ か゚",
    "chr": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
    "nqo": "ߒߞߏ ߞߊ߲, ߊߞߊ߲ (ߞߊ) 12 ߊ߲߫",
    "ff-Adlm": "𞤆𞤵𞤤𞤢𞤪 𞤋𞤥𞤯𞤫",
    "rhg-Rohg": "𐴌𐴟𐴇𐴥𐴝𐴚𐴒𐴙𐴝 𐴇𐴥𐴡𐴝",
    "dv": "ދިވެހި، ބަސް.",
    "syr": "ܠܫܢܐ ܣܘܪܝܝܐ",
}


def pdf(text: str, locale: str, fonts: FontSet, width: float = 180.0) -> bytes:
    """A page of a document of the barest kind."""
    archive = Archive()
    ink = Ink()
    ink.attach(archive)
    operators = []
    y = 750.0
    for line in set_lines(Paragraph((Span(text),), locale), width, fonts):
        operators.append(ink.operators(line, 50, y))
        y -= max(20.0, line.ascent + line.descent)
    content = archive.add(Stream("\n".join(operators).encode("latin-1")))
    named = archive.reference("BasicFonts"), content
    pages = archive.reserve()
    page = archive.add(
        b"<</Type/Page/MediaBox[0 0 300 800]/Parent %s" % pages
        + b"/Resources<</Font %s>>/Contents %s>>" % named
    )
    archive.write(pages, b"<</Type/Pages/Count 1/Kids[%s]>>" % page)
    return archive.save(archive.add(b"<</Type/Catalog/Pages %s>>" % pages), archive.add(b"<<>>"))


def by_pdfium(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_poppler(content: bytes, folder: Path) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not here")
    (folder / "text.pdf").write_bytes(content)
    done = subprocess.run(["pdftotext", folder / "text.pdf", "-"], capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("locale", DEFAULT)
def test_two_readers_read_the_default_scripts(locale: str, fonts: FontSet, tmp_path: Path) -> None:
    content = pdf(DEFAULT[locale], locale, fonts)
    assert not missing([DEFAULT[locale]], [by_pdfium(content)])
    assert not missing([DEFAULT[locale]], [by_poppler(content, tmp_path)])


@pytest.mark.parametrize("locale", OTHERS)
def test_two_readers_read_the_other_scripts(
    locale: str, all_fonts: FontSet, tmp_path: Path
) -> None:
    content = pdf(OTHERS[locale], locale, all_fonts)
    assert not missing([OTHERS[locale]], [by_pdfium(content)])
    assert not missing([OTHERS[locale]], [by_poppler(content, tmp_path)])


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ar", "في عام 1948، وفي سنة 2026. قال: «نعم»، ثم (لا)... 12,5 ثم ABC، وكفى"),
        ("he", "הארץ, השמים, 5, 6 - ועוד: כן. Typst, ואז (סוף), סוף."),
        ("he", "וכן “אור” גדול, ‘אור’ קטן."),
        ("fa", "ماده ۱۲، بند ۳: آزادی، برابری."),
        ("am", "እያንዳንዱ፡ሰው፡ከማንኛውም፡አገር፡ሆነ፡ከራሱ፡አገር፡ወጥቶ፡እንደገና፡ወደ፡አገሩ፡የመመለስ፡መብት፡አለው።"),
        (
            "hy",
            "Քանզի, մարդու, իրավունքների, նկատմամբ, քամահրանքն, ու, արհամարհանքը, հանգեցրել, են",
        ),
        ("gu", "અને સમાન હોય છે. છે, છે."),
        # A quotation mark that the font draws into the letter behind it.
        ("ta", "‘அமைச்சரானார் இருப்பதாகவும் வர்த்தகத்தில்’."),
        ("ko", "제 1 조"),
        ("zh-Hant", "第 五 條"),
    ],
)
def test_spaces_are_where_they_were_put(
    locale: str, text: str, all_fonts: FontSet, tmp_path: Path
) -> None:
    content = pdf(text, locale, all_fonts)
    assert not missing([text], [by_pdfium(content)])
    assert not missing([text], [by_poppler(content, tmp_path)])


def test_spaces_of_a_tight_line_are_seen_where_signs_take_room(
    all_fonts: FontSet, tmp_path: Path
) -> None:
    text = " ".join(["ನಿಮ್ಮ, ತಮ್ಮ ಕೇಳಿ"] * 6)  # the sign below ಮ makes room for a comma
    content = pdf(text, "kn", all_fonts, width=220.0)
    assert not missing([text], [by_poppler(content, tmp_path)])


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ar", "نؤمن بأن العلم للجميع في عام ٢٠٢٧، وفي سنة ٢٠٢٦: ٠٫٥٪ من ١٩٢٧-٢٠٠٢."),
        ("he", "הארץ, השמים, 5, 6 - ועוד: כן 1948."),
        ("fa", "۷. ماده ۱۲، بند ۳: آزادی، برابری."),
    ],
)
def test_numbers_and_the_signs_that_touch_them_come_out_in_order_and_bare(
    locale: str, text: str, all_fonts: FontSet
) -> None:
    # No sign of direction that poppler is helped by is left over in a copy from a browser.
    assert " ".join(by_pdfium(pdf(text, locale, all_fonts, width=500.0)).split()) == text


def test_names_among_words_from_right_to_left_stay_in_order(all_fonts: FontSet) -> None:
    text = "ארגון United Nations Organization קם בשנת 1948."
    pdf = typeset(simple(text, locale="he"), fonts=all_fonts).pdf
    assert not missing([text], [by_pdfium(pdf)])


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The declaration was internationalised by representatives of organisations."),
        ("fi", "Kansanvaltaisuus kuuluu kaikille yhteiskunnassamme työskenteleville."),
        ("tr", "İstanbulluların özgürlüklerinden başkalarının kardeşliği doğmuştur."),
        ("ka", "საყოველთაო დეკლარაცია თავისუფლებისა და სამართლიანობის შესახებ."),
        ("hy", "Հռչակագիրը բոլորի համար է, անկախ նրանից, թե ինչ լեզվով են խոսում։"),
    ],
)
def test_a_word_that_was_hyphenated_is_one_word_again(
    locale: str, text: str, all_fonts: FontSet, tmp_path: Path
) -> None:
    text = " ".join([text] * 3)
    content = pdf(text, locale, all_fonts, width=110.0)
    # PDFium leaves its own sign for a hyphen, which browsers drop.
    assert " ".join(by_pdfium(content).replace("\ufffe", "").split()) == text
    assert "\ufffe" in by_pdfium(content)
    assert " ".join(by_poppler(content, tmp_path).split()) == text


def test_a_word_that_is_parted_behind_a_mark_is_one_word_again(all_fonts: FontSet) -> None:
    text = "ਪਰਿਵਾਰਸਾਰੇ\u00adਮਨੁੱਖੀ\u00adਵਾਰੇ\u00adਪਰਿਵਾਰ " * 4
    said = by_pdfium(pdf(text.strip(), "pa", all_fonts, width=70.0))
    assert "\ufffe" in said
    assert "-" not in said


def test_the_same_text_gives_the_same_bytes_whatever_came_before(fonts: FontSet) -> None:
    once = pdf(DEFAULT["yo"], "yo", fonts)
    for locale, text in DEFAULT.items():
        pdf(text, locale, fonts, width=120.0)
    assert pdf(DEFAULT["yo"], "yo", fonts) == once


def test_a_font_that_was_closed_on_the_way_is_embedded_once(
    fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Ελλάδα, हम, العلم, 科学. " * 3
    once = pdf(text, "en", FontSet(fonts.files))
    monkeypatch.setattr(fontset, "MAX_OPEN", 1)
    assert pdf(text, "en", FontSet(fonts.files)) == once


def test_markup_in_the_text_stays_text(fonts: FontSet) -> None:
    text = "<b>AT&T</b> (Tj) \\051 %PDF <img src='/etc/passwd'/> {{ x }}"
    assert not missing([text], [by_pdfium(pdf(text, "en", fonts))])


class Pen:
    """Collects outlines that HarfBuzz draws."""

    def __init__(self, font: hb.Font, glyph: int, x: int = 0, y: int = 0) -> None:
        self.path: list[tuple[object, ...]] = []
        self.x, self.y = x, y
        font.draw_glyph_with_pen(glyph, self)

    def _add(self, *points: tuple[float, float]) -> None:
        self.path.append(tuple((x + self.x, y + self.y) for x, y in points))

    moveTo = lineTo = qCurveTo = curveTo = _add

    def closePath(self) -> None:
        self.path.append(("close",))

    endPath = closePath


@pytest.mark.parametrize(
    ("locale", "script", "word"), [("yo", "Latn", "ẹ̀tọ́"), ("hi", "Deva", "ज्ञान")]
)
def test_a_stacked_glyph_is_drawn_as_its_parts(
    locale: str, script: str, word: str, fonts: FontSet
) -> None:
    font = next(iter(fonts.candidates(script, locale, Style())))
    cells = shape(font, word, script, locale, rtl=False).cells
    forms = [cell.form for cell in cells]
    assert any(isinstance(form, tuple) for form in forms)
    made = hb.Face(truetype.build(font, forms, [cell.advance for cell in cells]))
    for code, form in enumerate(forms, 1):
        parts = ((form, 0, 0),) if isinstance(form, int) else form
        expected = [step for glyph, x, y in parts for step in Pen(font.shaper, glyph, x, y).path]
        assert Pen(hb.Font(made), code).path == expected
        assert hb.Font(made).get_glyph_h_advance(code) == cells[code - 1].advance


def test_a_bold_heading_without_a_bold_font_is_drawn_bold(all_fonts: FontSet) -> None:
    paragraph = Paragraph((Span("ᱥᱟᱱᱛᱟᱲᱤ ꡏꡡꡃ", Style(bold=True)),), "sat")
    (line,) = set_lines(paragraph, 300, all_fonts)
    assert " 2 Tr " in Ink().operators(line, 0, 0).replace("\n", " ")
