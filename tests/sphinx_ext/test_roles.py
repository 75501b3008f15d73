"""What the roles print and where they lead, as doctrees."""

from docutils import nodes

from etraces_cite.sphinx_ext.domain import EtracesDomain

from .project import Project

NB, NN = "\u00a0", "\u202f"


def paragraph_texts(document: nodes.document) -> list[str]:
    return [paragraph.astext() for paragraph in document.findall(nodes.paragraph)]


def links(document: nodes.document) -> dict[str, nodes.reference]:
    return {link.astext(): link for link in document.findall(nodes.reference)}


def test_the_dossier_builds_without_a_warning(project: Project) -> None:
    project.build("html")
    assert project.warnings == []


UNMARKED = {"etraces_cite_marks": False}


def test_without_marks_a_fact_is_printed_in_french_and_leads_to_its_source(project: Project) -> None:
    project.build("html", confoverrides=UNMARKED)
    document = project.doctree("index")
    (first, *_) = paragraph_texts(document)
    assert first == (
        f"Selon Anne Durand, la commande porte sur près de 1{NN}200{NB}lampes pour un gros montant, signée le 1er{NB}mai 2020 (La Gazette, 2020a)."
    )
    link = links(document)[f"près de 1{NN}200{NB}lampes"]
    assert link["refuri"] == "sources.html#fact-lampes"
    assert link["reftitle"] == f"«{NN}près de 1{NN}200 lampes{NN}» — La Gazette, 3{NB}mai 2020, §{NB}2"
    assert links(document)["un gros montant"]["refuri"] == "sources.html#fact-montant"


def test_a_derived_fact_and_a_label_are_facts_too(project: Project) -> None:
    project.build("html", confoverrides=UNMARKED)
    found = links(project.doctree("index"))
    price = found[f"1{NN}920{NB}euros par lampe"]
    assert price["refuri"] == "sources.html#fact-prix"
    assert price["reftitle"] == f"2,4{NB}millions d’euros ÷ 1{NN}250{NB}lampes"
    assert found[f"L.{NB}12-1"]["refuri"] == "sources.html#fact-article"


def test_each_citation_role_prints_its_form(project: Project) -> None:
    roles = {
        "p": f"(voir Durand et al., 2021, p.{NB}3{NN}; La Gazette, 2020a)",
        "ps": f"(voir Anne Durand, Luc Petit et Ève Roche, 2021, p.{NB}3{NN}; La Gazette, 2020a)",
        "t": f"voir Durand et al. (2021, p.{NB}3){NN}; La Gazette (2020a)",
        "alp": f"voir Durand et al., 2021, p.{NB}3{NN}; La Gazette, 2020a",
        "author": f"voir Durand et al., p.{NB}3{NN}; La Gazette",
        "year": f"voir 2021, p.{NB}3{NN}; 2020a",
    }
    lines = [f"{{cite:{role}}}`{{voir}}durand-2021{{p. 3}},gazette-2020`\n" for role in roles]
    project.write("autre.md", "# Autre\n\n" + "\n".join(lines))
    project.build("html", confoverrides={"etraces_cite_verify": False})
    assert paragraph_texts(project.doctree("autre")) == list(roles.values())
    written = (project.app.outdir / "autre.html").read_text(encoding="utf-8")  # type: ignore[union-attr]
    link = '<a class="reference internal" href="sources.html#source-{}"><span>{}</span></a>'
    durand, gazette = (
        link.format("durand-2021", "Durand et al., 2021"),
        link.format("gazette-2020", "La Gazette, 2020a"),
    )
    assert f'<p><span class="etraces-cite">(voir {durand}, p.{NB}3{NN}; {gazette})</span></p>' in written


def test_a_citation_is_made_of_links_where_there_is_no_site(project: Project) -> None:
    project.write("autre.md", "# Autre\n\nVoir {cite:p}`gazette-2020`.\n")
    project.build("singlehtml", confoverrides={"etraces_cite_verify": False})
    assert "La Gazette, 2020a" in links(project.doctree("autre"))


def test_a_citation_with_quotation_marks_is_printed_as_sphinx_prints_them(project: Project) -> None:
    project.write("autre.md", '# Autre\n\n{cite:p}`gazette-2020{le "titre" -- p. 3}`\n')
    project.build("html", confoverrides={"etraces_cite_verify": False})
    assert paragraph_texts(project.doctree("autre")) == [f"(La Gazette, 2020a, le «{NN}titre{NN}» – p.{NB}3)"]
    written = (project.app.outdir / "autre.html").read_text(encoding="utf-8")  # type: ignore[union-attr]
    assert f", le «{NN}titre{NN}» – p.{NB}3)</span>" in written


def test_an_empty_citation_prints_nothing_and_counts_as_cited(project: Project) -> None:
    project.write(
        "autre.md",
        "# Autre\n\nRien{cite:empty}`jamais-cite`.\n\n:::{bibliography}\n:filter: docname in docnames\n:::\n",
    )
    project.build("text")
    texts = paragraph_texts(project.doctree("autre"))
    assert texts[0] == "Rien."
    assert "Sans auteur ni date" in texts[1]


def test_a_waived_text_has_a_sign_and_its_reason_can_be_read(project: Project) -> None:
    project.build("html", confoverrides=UNMARKED)
    document = project.doctree("index")
    (waived,) = (node for node in document.findall(nodes.inline) if "etraces-unsourced" in node["classes"])
    (mark,) = waived.findall(nodes.reference)
    assert mark["refuri"] == "dispenses.html#reason-index-waiver-1"
    assert mark["reftitle"] == f"non sourcé{NN}: décompte de la rédaction"
    assert "décompte de la rédaction" in mark.astext(), "a screen reader reads it in the link"


def test_where_there_is_no_screen_the_reason_is_in_the_text(project: Project) -> None:
    project.build("text")
    text = (project.app.outdir / "index.txt").read_text(encoding="utf-8")  # type: ignore[union-attr]
    assert f"Une dizaine de témoins (non sourcé{NN}: décompte de la rédaction) l’ont" in " ".join(
        text.split(" ")
    ).replace("\n", " ")
    assert "○" not in text


def test_a_fact_in_a_title_is_text_in_the_contents(project: Project) -> None:
    project.write("autre.md", "# Les {fact}`lampes` {cite:p}`durand-2021`\n\nRien.\n")
    project.build("html")
    entry = next(
        link for link in project.doctree("index").findall(nodes.reference) if link.get("refuri") == "autre.html"
    )
    assert entry.astext() == f"Les près de 1{NN}200{NB}lampes (Durand et al., 2021)"
    assert not list(entry.findall(lambda node: isinstance(node, nodes.reference) and node is not entry))
    for page in ("index", "sources"):  # contents, and the way to the next page
        written = (project.app.outdir / f"{page}.html").read_text(encoding="utf-8")  # type: ignore[union-attr]
        assert '<span class="etraces-cite">(<span>Durand et al., 2021</span>)</span></a>' in written


def test_the_environment_keeps_no_bibliography(project: Project) -> None:
    app = project.build("html")
    ledger = EtracesDomain.of(app.env).ledgers["index"]
    assert [use.name for use in ledger.uses] == ["lampes", "montant", "signature", "gazette-2020", "prix", "article"]
    assert all(len(digest) == 16 for digest in ledger.uses.values())
    assert "gazette.example" not in repr(ledger)
