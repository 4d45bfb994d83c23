import pytest

from pipeline.locales import Locale
from pipeline.text.scores import alike, chrf, score, score_all, signatures, ter

OLD, NEW = "Museums should share what they know.", "Museums shall share what they know."


def test_equal_texts_are_as_near_as_can_be():
    assert (chrf(OLD, OLD), ter(OLD, OLD)) == (100.0, 0.0)


def test_one_word_of_six_costs_one_edit_in_six():
    assert ter(NEW, OLD) == pytest.approx(100 / 6, abs=0.01)
    assert 70 < chrf(NEW, OLD) < 100


def test_words_are_cut_as_the_language_cuts_them():
    chinese = score_all(["科学馆应当合作。"], ["科学馆应该合作。"], Locale.parse("zh"))
    assert 0 < chinese.ter < 100
    assert chinese.bleu > 0
    assert score("ก ข", "ก ข", Locale.parse("th")).bleu == pytest.approx(100)


def test_figures_carry_their_signatures():
    names = [signature.split("|")[0] for signature in signatures(Locale.parse("zh"))]
    assert names == ["chrF", "TER", "BLEU"]
    assert "tok:zh" in signatures(Locale.parse("zh"))[2]
    assert all("version:" in signature and "nrefs:1" in signature for signature in signatures())


def test_the_cheap_ratio_tells_versions_from_strangers():
    assert alike(OLD, NEW) > 90 > 40 > alike(OLD, "第一条")
