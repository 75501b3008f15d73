"""LaTeX in a bibliography, as a reader sees it."""

import pytest

from etraces_cite.parse.latex import decode

DISPLAYED = [
    (r"{\'E}tat, \'etat, {\'{e}}tat, na\"{\i}f, na\^\i f, \c{c}a", "État, état, état, naïf, naîf, ça"),
    (r"{\oe}uvre, \oe uvre, \AE, Stra\ss{}e", "œuvre, œuvre, Æ, Straße"),
    (r"89\,\% \& 5 \euro{}", "89\u202f% & 5 €"),
    ("89 % de $x$ & l'été", "89 % de $x$ & l'été"),
    ("10\u202f400 et 12,5\u00a0%", "10\u202f400 et 12,5\u00a0%"),
    ("2018--2020 --- M.~Dupont", "2018–2020 — M.\u00a0Dupont"),
    ("``deux'' mots", "“deux” mots"),
    (r"\emph{Le Monde} et \textit{{M}ediapart}", "Le Monde et Mediapart"),
    (r"\og rapport \fg{} puis \enquote{loi}", "«\u202frapport\u202f» puis «\u202floi\u202f»"),
    (r"\href{https://x.fr}{ici} \url{https://y.fr}", "ici https://y.fr"),
    (r"n\textsuperscript{o} 5, 1\ier", "no 5, 1er"),
    (r"\inconnu{mot}", "inconnu mot"),
    ("deux\n      lignes", "deux lignes"),
]


@pytest.mark.parametrize(("value", "shown"), DISPLAYED)
def test_a_value_is_decoded_for_display(value: str, shown: str) -> None:
    assert decode(value, "title") == shown


def test_addresses_and_dates_lose_only_their_escapes() -> None:
    assert decode(r"https://x.fr/a\_b--c~d?x=1\&y={2}", "url") == "https://x.fr/a_b--c~d?x=1&y={2}"
    assert decode("2020-05--x", "date") == "2020-05--x"
