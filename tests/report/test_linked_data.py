"""JSON-LD: what it says of a page and of a law, and that it cannot leave its element."""

import datetime
import json

from etraces_cite.model import Period
from etraces_cite.parse.bib import parse_bibliography
from etraces_cite.report.bibtex import article_bibtex
from etraces_cite.report.linked_data import article_data, script_json
from etraces_cite.report.publication import Article, Licence, Publication

DAY = datetime.date(2026, 11, 24)
PAGE = Article("dossiers/lampes", "Les lampes : 50 % & plus_", "https://lampes.example/a.html", Period(DAY, DAY))
ABOUT = Publication("Dossier", "La {rédaction}", "1.2", licence=Licence("CC-BY-4.0", "https://l.example"))
BIBLIOGRAPHY = """
@legislation{loi, title={Loi n° 2021-646}, number={2021-646}, date={2021-05-25}, url={https://legifrance.example/}}
@article{soir, title={Un vote}, journaltitle={Le Soir}, author={Durand, Anne}, date={2020-11}}
@jurisdiction{dc, title={Décision}}
"""


def test_an_article_cites_laws_and_newspapers() -> None:
    references, _ = parse_bibliography(BIBLIOGRAPHY, "references.bib")
    data = article_data(PAGE, ABOUT, references.values(), lambda key: f"https://lampes.example/s.html#source-{key}")
    assert (data["@type"], data["datePublished"], data["license"]) == ("Article", "2026-11-24", "https://l.example")
    law, newspaper, decision = data["citation"]
    assert law == {
        "@type": "Legislation", "@id": "https://lampes.example/s.html#source-loi", "name": "Loi n° 2021-646",
        "url": "https://legifrance.example/", "datePublished": "2021-05-25", "legislationIdentifier": "2021-646",
        "legislationDate": "2021-05-25",
    }  # fmt: skip
    assert (newspaper["@type"], newspaper["datePublished"]) == ("NewsArticle", "2020-11")
    assert newspaper["author"] == [{"@type": "Person", "name": "Anne Durand"}]
    assert decision == {"@type": "CreativeWork", "@id": "https://lampes.example/s.html#source-dc", "name": "Décision"}


def test_no_text_ends_its_script_element() -> None:
    data = {"name": "</script><script>alert('1')</script><!-- \"&\" \u2028"}
    written = script_json(data)
    assert not set("<>&") & set(written)
    assert json.loads(written) == data


def test_an_entry_of_biblatex_comes_back_as_it_was_meant() -> None:
    written = article_bibtex(PAGE, ABOUT)
    references, findings = parse_bibliography(written, "page.bib")
    assert findings == []
    (one,) = references.values()
    assert (one.key, one.type, one.title) == ("lampes", "online", "Les lampes : 50 % & plus_")
    assert one.fields["url"] == "https://lampes.example/a.html"
    assert one.published == Period(DAY, DAY)
    assert r"La \{rédaction\}" in written
