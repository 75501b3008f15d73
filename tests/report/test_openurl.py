"""References as ContextObjects, read back as a reference manager does."""

from urllib.parse import parse_qs

import pytest

from etraces_cite.parse.bib import parse_bibliography
from etraces_cite.report.openurl import context_object

DC, BOOK, JOURNAL = (f"info:ofi/fmt:kev:mtx:{name}" for name in ("dc", "book", "journal"))


def read(entry: str) -> dict[str, list[str]]:
    references, _ = parse_bibliography(entry, "references.bib")
    (reference,) = references.values()
    return parse_qs(context_object(reference), strict_parsing=True)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@article{k, title={A & B = C}, journaltitle={Le Soir}, date={2020-11-24}, url={https://s.example/?a=1&b=2}}",
         {"rft_val_fmt": [DC], "rft.type": ["newspaperArticle"], "rft.title": ["A & B = C"], "rft.source": ["Le Soir"],
          "rft.date": ["2020-11-24"], "rft.identifier": ["https://s.example/?a=1&b=2"], "rft_id": ["https://s.example/?a=1&b=2"]}),
        ("@article{k, title={A}, journaltitle={Droit}, volume={3}, number={2}, pages={4-9}, doi={10.1/x}}",
         {"rft_val_fmt": [JOURNAL], "rft.genre": ["article"], "rft.atitle": ["A"], "rft.jtitle": ["Droit"], "rft.volume": ["3"],
          "rft.issue": ["2"], "rft.pages": ["4-9"], "rft_id": ["info:doi/10.1/x"]}),
        ("@report{k, title={Bilan}, institution={HATVP}, date={2021}, author={Durand, Anne and {{AFP}}}}",
         {"rft_val_fmt": [BOOK], "rft.genre": ["report"], "rft.btitle": ["Bilan"], "rft.pub": ["HATVP"], "rft.date": ["2021"],
          "rft.au": ["Durand, Anne"], "rft.aucorp": ["AFP"]}),
        ("@legislation{k, title={Loi}}", {"rft_val_fmt": [DC], "rft.type": ["statute"], "rft.title": ["Loi"]}),
        ("@inbook{k, title={Chapitre}, booktitle={Livre}}",
         {"rft_val_fmt": [BOOK], "rft.genre": ["bookitem"], "rft.atitle": ["Chapitre"], "rft.btitle": ["Livre"]}),
    ],
)  # fmt: skip
def test_a_reference_manager_reads_what_was_written(entry: str, expected: dict[str, list[str]]) -> None:
    assert read(entry) == {"ctx_ver": ["Z39.88-2004"], **expected}
