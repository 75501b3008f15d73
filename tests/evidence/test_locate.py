"""Where a quotation stands: typography is folded, nothing else; whole words, whole figures."""

import pytest

from etraces_cite.evidence.locate import CaptureText
from etraces_cite.model import LocatedStatus

FOUND, AMBIGUOUS, MISSING = LocatedStatus

SAME = [
    ("10\u202f400 caméras", "10 400 caméras"),
    ("10\u00a0400\u2009caméras", "10 400 caméras"),
    ("l’appel d’offres", "l'appel d'offres"),
    ("un « continuum de sécurité »", "un “continuum de sécurité”"),
    ('un "continuum"', "un « continuum »"),
    ("caméras‑piétons", "caméras-piétons"),
    ("2018–2020", "2018-2020"),
    ("15 %", "15%"),
    ("l’objectif : convaincre", "l’objectif: convaincre"),
    ("des pra\u00adtiques", "des pratiques"),
    ("des pra\u00ad\n  tiques", "des pratiques"),
    ("e\ufb03cace et \ufb01able", "efficace et fiable"),
    ("les camé-\nras-piétons", "les caméras-piétons"),
    ("les caméras-\n   piétons", "les caméras-piétons"),
    ("les camé-\nras-\npié-\ntons", "les caméras-piétons"),
    ("de 2018-\n2020", "de 2018-2020"),
    ("trente\n\n  mille", "trente mille"),
    ("une came\u0301ra", "une caméra"),
    ("mot\u200bcoupé", "motcoupé"),
    ("\ufeffle début", "le début"),
]


@pytest.mark.parametrize(("source", "exact"), SAME)
def test_typography_is_folded(source: str, exact: str) -> None:
    text = CaptureText(f"Avant, {source}, après.")
    located = text.locate(exact)
    assert located.status is FOUND
    place = located.places[0]
    assert text.original[place.start : place.end] == place.text == source.lstrip("\ufeff")


OTHER = [
    ("10 400 caméras", "400 caméras"),
    ("10\u202f400 caméras", "400 caméras"),
    ("10.400 caméras", "400 caméras"),
    ("10,400 caméras", "400 caméras"),
    ("1 310 400 caméras", "400 caméras"),
    ("1 310 400 caméras", "310 400 caméras"),
    ("12,5 %", "2,5 %"),
    ("12,5 %", "5 %"),
    ("plus de 12,5", "12"),
    ("10 400,50 euros", "10 400"),
    ("le 10 400", "le 10"),
    ("−5 %", "5 %"),
    ("24/11/2020", "2020"),
    ("1/3 des voix", "3 des voix"),
    ("n° 2021-646", "646"),
    ("l’homme est tué", "est tue"),
    ("l’homme est tue\u0301", "est tue"),
    ("le Ministère", "le ministère"),
    ("les caméras", "les cameras"),
    ("les caméras", "les caméra"),
    ("les caméras", "es caméras"),
    ("un cœur", "un coeur"),
    ("10 480 caméras", "10 840 caméras"),
    ("accen-\ntue", "tue"),
    ("2020-\n2021", "20202021"),
    ("30 000 caméras", "30000 caméras"),
    ("10²", "10"),
]


@pytest.mark.parametrize(("source", "exact"), OTHER)
def test_nothing_else_is(source: str, exact: str) -> None:
    assert CaptureText(f"Avant, {source}, après.").locate(exact).status is MISSING


APART = [
    ("En 2020, 400 caméras", "400 caméras"),
    ("de 2018 120 caméras", "120 caméras"),
    ("le 24 novembre 2020 133 000 personnes", "133 000 personnes"),
    ("caméras : 10 480", "10 480"),
    ("les « 400 caméras »", "400 caméras"),
    ("(400 caméras)", "400 caméras"),
    ("l’article 21", "article 21"),
    ("il y en a 400.", "400"),
    ("400, dit-il", "400"),
    ("30 000 caméras-piétons", "30 000 caméras"),
]


@pytest.mark.parametrize(("source", "exact"), APART)
def test_a_whole_figure_beside_another_is_found(source: str, exact: str) -> None:
    assert CaptureText(source).locate(exact).status is FOUND


def test_words_that_are_there_twice_are_ambiguous() -> None:
    text = CaptureText("En 2018, un marché. Puis, en 2018, un autre ; en 2018 encore.")
    located = text.locate("en 2018")
    assert located.status is AMBIGUOUS
    assert [text.original[place.start :][:7] for place in located.places] == ["en 2018", "en 2018"]
    assert not located.is_elsewhere


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [
        ("Puis,", "", 26),
        ("", ", un autre", 26),
        ("un autre\u00a0;", "", 46),
        ("", " encore", 46),
        ("Puis,", ", un autre", 26),
    ],
)
def test_the_words_beside_tell_which(prefix: str, suffix: str, start: int) -> None:
    located = CaptureText("En 2018, un marché. Puis, en 2018, un autre ; en 2018 encore.").locate(
        "en 2018", prefix, suffix
    )
    assert (located.status, located.places[0].start) == (FOUND, start)


@pytest.mark.parametrize("prefix", ["Jamais,", "uis,", "autre"])
def test_words_that_are_not_between_the_others_are_elsewhere(prefix: str) -> None:
    located = CaptureText("Puis, en 2018, un autre.").locate("en 2018", prefix)
    assert (located.status, located.is_elsewhere) == (AMBIGUOUS, True)


@pytest.mark.parametrize("exact", ["", " ", "\u00ad"])
def test_no_words_are_nowhere(exact: str) -> None:
    assert CaptureText("Du texte.").locate(exact).status is MISSING


NEAREST = [
    ("Depuis, 10 600 caméras ont été acquises.", "10 840 caméras", "10 [840 → 600] caméras"),
    ("Depuis, 10 600 caméras ont été acquises.", "10 600 cameras", "10 600 [cameras → caméras]"),
    ("Depuis, 10 600 caméras ont été acquises.", "600 caméras ont été", "[+ 10] 600 caméras ont été"),
    ("un appel d’offres à 15 millions d’euros", "un appel d’offres de 15 millions d’euros", "un appel d'offres [de → à] 15 millions d'euros"),
    ("lance un appel d’offres à 15 millions", "un contrat à 15 millions", "[un contrat → d'offres] à 15 millions"),
    ("la majorité poursuit l’une des ambitions", "la majorité poursuit une des ambitions", "la majorité poursuit [+ l']une des ambitions"),
    ("trente mille caméras neuves", "trente mille petites caméras neuves", "trente mille [− petites] caméras neuves"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "exact", "marked"), NEAREST)
def test_the_nearest_passage_shows_what_differs(source: str, exact: str, marked: str) -> None:
    text = CaptureText(f"Le conseil s’est réuni mardi. {source} Il se réunira encore.")
    nearest = text.locate(exact).nearest
    assert nearest is not None
    assert nearest.marked == marked
    assert text.original[nearest.start : nearest.end] == nearest.text


def test_where_nothing_is_like_the_words_nothing_is_shown() -> None:
    assert CaptureText("Le conseil s’est réuni mardi.").locate("aucun rapport avec la question").nearest is None


def test_the_parts_of_a_quotation_come_in_their_order() -> None:
    text = CaptureText("Le marché explose, dans le monde, et les prix baissent ; le marché se tasse.")
    located = text.locate_in_order(["Le marché explose", "les prix baissent", "le marché"])
    assert [place.start for place in located.places] == [0, 37, 57]
    assert text.locate_in_order(["les prix baissent", "Le marché explose"]).status is MISSING
    assert text.locate_in_order([]).status is MISSING


def test_a_dash_before_a_word_that_a_line_cuts() -> None:
    located = CaptureText("Le parc – des camé-\nras et des micros-cravates – compte").locate("– des caméras et")
    assert [place.text for place in located.places] == ["– des camé-\nras et"]
