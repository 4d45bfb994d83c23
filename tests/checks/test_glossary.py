"""Glossaries as people and tools write them."""

import pytest

from pipeline.checks import Options, run
from pipeline.checks.glossary import Glossary, Rendering, Term, parse_csv, parse_tbx
from pipeline.errors import DeclarationError
from pipeline.model import Catalog, Message, Segment, State

CSV = """\
term,es,zh_CN,forbidden:es,keep,note
museum,museo*,博物馆,,,A place.
science museum,museo* de ciencia*,科学博物馆|科技馆,museo científico,,
BRISMIS,,,,yes,
"""

TBX = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1">
  <langSec xml:lang="en"><termSec><term>science museum</term></termSec></langSec>
  <langSec xml:lang="es">
    <termSec><term>museo* de ciencia*</term></termSec>
    <termSec><term>museo científico</term>
      <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
  </langSec>
  <langSec xml:lang="zh-CN"><termSec><term>科学博物馆</term></termSec></langSec>
</conceptEntry>
</body></text></tbx>
"""

OLD_TBX = """\
<martif type="TBX" xml:lang="en"><text><body><termEntry id="1">
<langSet xml:lang="en"><tig><term>museum</term></tig></langSet>
<langSet xml:lang="es"><tig><term>museo*</term></tig></langSet>
</termEntry></body></text></martif>
"""


def findings(source: str, target: str, glossary: Glossary, locale: str = "es") -> list[str]:
    message = Message(Segment("key", source), target, State.TRANSLATED)
    found = run([Catalog("d", locale, (message,))], Options(glossary=glossary))
    return [f"{f.code}: {f.words}" for f in found if f.check == "term"]


def test_a_csv_for_people():
    glossary = parse_csv(CSV, where="source/glossary.csv")
    assert [term.source for term in glossary.terms] == ["science museum", "BRISMIS", "museum"]
    assert dict(glossary.terms[0].renderings) == {
        "es": Rendering(("museo* de ciencia*",), ("museo científico",)),
        "zh-Hans": Rendering(("科学博物馆", "科技馆")),
    }
    assert glossary.terms[1].keep


@pytest.mark.parametrize("text", [TBX, OLD_TBX])
def test_tbx_in_both_dialects(text):
    glossary = parse_tbx(text.encode(), where="source/glossary.tbx")
    (term,) = glossary.terms
    assert "museum" in term.source
    assert "es" in dict(term.renderings)


def test_tbx_and_csv_say_the_same():
    from_csv = parse_csv(CSV, where="c").terms[0].renderings
    from_tbx = parse_tbx(TBX.encode(), where="t").terms[0].renderings
    assert dict(from_tbx)["es"] == dict(from_csv)["es"]


def test_the_longest_term_counts_and_is_found_inflected():
    glossary = parse_csv(CSV, where="c")
    assert (
        findings("All science museums agree.", "Los museos de ciencias acuerdan.", glossary) == []
    )
    said = findings("All science museums agree.", "Todos los museos acuerdan.", glossary)
    assert said == ["missing: 'science museum' is 'museo* de ciencia*' in the glossary."]


def test_a_later_glossary_overrules_an_earlier_one():
    later = Glossary((Term("museum", (("es", Rendering(("galería*",))),)),))
    both = parse_csv(CSV, where="c") + later
    assert findings("the museum", "la galería", both) == []
    assert len(both.terms) == 3


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("term,not a language\n", "c:1: 'not a language' is not a language name"),
        ("term,es\n,museo\n", "c:2: a row without a term"),
        ("term,es\nmuseum,museo,más\n", "c:2: more cells than the first row"),
    ],
)
def test_a_csv_that_is_wrong_names_the_line(text, what):
    with pytest.raises(DeclarationError) as caught:
        parse_csv(text, where="c")
    assert str(caught.value).startswith(what)


def test_a_tbx_that_is_no_xml_names_the_line():
    with pytest.raises(DeclarationError, match=r"^t:\d+: not XML"):
        parse_tbx(b"<tbx>\n<term>", where="t")


def test_entities_are_not_expanded():
    bomb = (
        b'<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        + TBX.encode().replace(b"science museum", b"&a;").partition(b"?>")[2]
    )
    assert [term.source for term in parse_tbx(bomb, where="t").terms] == ["&a;"]


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_a_csv_of_any_spreadsheet_program_is_read(end: str):
    saved = end.join(["term;es", '"doors, open";puertas abiertas'])
    assert parse_csv(saved, where="c") == parse_csv(
        'term,es\n"doors, open",puertas abiertas\n', where="c"
    )
