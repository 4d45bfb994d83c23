"""The lexicon: what it holds, how it is learnt, and what it says of two texts."""

from __future__ import annotations

import numpy as np

from pipeline.align.evidence import Evidence
from pipeline.align.lexicon import bases, joined, lexicon, nearest, translated, words
from pipeline.align.measures import Unit, measure
from pipeline.align.overlap import in_common, surprise
from pipeline.locales import Locale

ENGLISH = (
    "Every child learns a language at home and at school.",
    "Water is free for every family.",
    "Doctors and nurses work at night.",
)
FINNISH = (
    "Jokainen lapsi oppii kielen kotona ja koulussa.",
    "Vesi on ilmaista jokaiselle perheelle.",
    "Lääkärit ja hoitajat työskentelevät yöllä.",
)


def test_english_words_are_known_by_how_they_begin() -> None:
    assert bases("The nation, its NATIONALITY and the nations") == {"nation"}


def test_words_keep_the_marks_upon_their_letters() -> None:
    assert words("स्वतंत्रता, மொழி!") == ["स्वतंत्रता", "மொழி"]


def test_a_language_is_known_by_the_name_that_unicode_gives_it() -> None:
    assert lexicon(Locale.parse("cmn-Hans")) == lexicon(Locale.parse("zh_CN"))
    assert lexicon(Locale.parse("zh_TW")) != lexicon(Locale.parse("zh_CN"))
    assert not lexicon(Locale.parse("qaa"))


def test_every_paragraph_has_most_in_common_with_its_translation() -> None:
    finnish = Locale.parse("fi")
    found, due, _ = translated(ENGLISH, FINNISH, lexicon(finnish), finnish)
    assert (found.argmax(axis=0) == range(3)).all()
    assert (due >= found.max(axis=1)).all()


def test_a_single_paragraph_tells_its_place() -> None:
    """What is found in it is not measured by itself."""
    for place, text in enumerate(FINNISH):
        source = measure([Unit(each) for each in ENGLISH], Locale("en"))
        target = measure([Unit(text)], Locale("fi"))
        _, translations, _ = in_common(source, target)
        more, _ = surprise(translations, (1, 1))
        assert more[:, 0].argmax() == place


def test_words_go_together_from_english_only() -> None:
    source = measure([Unit(text) for text in FINNISH], Locale("fi"))
    target = measure([Unit(text) for text in ENGLISH], Locale("en"))
    _, translations, related = in_common(source, target)
    assert not translations[0].any()
    assert not related[0].any()


def test_where_no_words_are_known_those_of_a_related_language_serve() -> None:
    """Votic is written like Finnish, more or less."""
    votic = Locale.parse("vot")
    assert not lexicon(votic)
    texts = ["Jõka lahsi õpib kieltä kotona ja koulus.", "Vesi on jõka perheellä."]
    assert nearest(ENGLISH, texts, votic) in (lexicon(Locale("fi")), lexicon(Locale("et")))
    assert not nearest(ENGLISH, ["ᐃᓅᔪᖅ"], Locale.parse("cr-Cans"))


def test_an_own_lexicon_goes_before_that_of_a_relative() -> None:
    source = measure([Unit(each) for each in ENGLISH], Locale("en"))
    target = measure([Unit(each) for each in FINNISH], Locale("fi"))
    _, own, related = in_common(source, target)
    assert own[0].any()
    assert not related[0].any()
    _, own, related = in_common(source, target, known=False)
    assert not own[0].any()


TAUGHT = {"child": ("laps",), "night": ("yöllä",)}


def test_what_was_taught_goes_before_what_is_shipped() -> None:
    shipped = {"child": ("laps", "lapse"), "water": ("vesi",)}
    both = joined({"child": ("penik", "laps"), "nurse": ("hoita",)}, shipped)
    assert both == {"child": ("penik", "laps", "lapse"), "water": ("vesi",), "nurse": ("hoita",)}
    assert joined({}, shipped) == shipped
    assert joined(shipped, {}) == shipped


def test_a_word_that_was_taught_is_not_counted_by_a_relative_too() -> None:
    votic = Locale.parse("vot")
    source = measure([Unit(each) for each in ENGLISH], Locale("en"))
    target = measure([Unit(each) for each in FINNISH], votic)
    _, own, related = in_common(source, target)
    assert not own[0].any()
    _, more, fewer = in_common(source, target, taught=TAUGHT)
    assert more[0][0, 0] > 0.0
    assert more[0][2, 2] > 0.0
    assert fewer[1][0] < related[1][0]


def test_evidence_in_another_order_is_that_of_the_order() -> None:
    source = measure([Unit(each) for each in ENGLISH], Locale("en"))
    order = [2, 0, 1]
    there = measure([Unit(each) for each in FINNISH], Locale("fi"))
    moved = measure([Unit(FINNISH[k]) for k in order], Locale("fi"))
    features = Evidence(source, there).reordered(order).static()[1, 1]
    assert np.allclose(features, Evidence(source, moved).static()[1, 1], atol=1e-5)
