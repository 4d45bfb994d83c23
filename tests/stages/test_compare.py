from pipeline.locales import Locale
from pipeline.stages.compare import Passage, compare

SPANISH = Locale.parse("es")
ANA = (
    Passage("Los museos comparten lo que saben con todos.", "sharing"),
    Passage("Nadie quedará fuera de nuestras puertas.", "doors"),
    Passage("La entrada es libre.", "free"),
)
BO = (
    Passage("Ninguna persona será excluida de los museos.", "doors"),
    Passage("Los museos comparten lo que saben con todo el mundo.", "sharing"),
    Passage("Los talleres se pagan.", "paid"),
)


def test_paragraphs_are_paired_by_key_and_the_worst_comes_first():
    found = compare(ANA, BO, SPANISH)
    assert [pair.key for pair in found.pairs] == ["doors", "sharing"]
    assert found.pairs[0].scores.chrf < 50 < found.pairs[1].scores.chrf
    assert found.only_one == (ANA[2],)
    assert found.only_other == (BO[2],)
    assert len(found.signatures) == 3


def test_a_version_against_itself_is_equal():
    found = compare(ANA, ANA, SPANISH)
    assert (round(found.total.chrf), round(found.total.ter), round(found.total.bleu)) == (
        100,
        0,
        100,
    )


def test_without_keys_paragraphs_are_paired_by_what_they_say():
    source = (
        Passage("Museums share what they know with everyone."),
        Passage("Nobody is left outside. Our doors stand open every day."),
        Passage("Entry is free of charge."),
    )
    back = (
        Passage("Museums share what they know with all."),
        Passage("Nobody is left outside."),
        Passage("Our doors stand open every day."),
        Passage("Tickets: none."),
    )
    found = compare(source, back, Locale.parse("en"))
    assert {pair.key for pair in found.pairs} >= {"1", "2"}
    split = next(pair for pair in found.pairs if pair.key == "2")
    assert split.other == "Nobody is left outside.\nOur doors stand open every day."


def test_nothing_in_common_is_no_error():
    found = compare((), BO, SPANISH)
    assert found.pairs == ()
    assert found.only_other == BO
