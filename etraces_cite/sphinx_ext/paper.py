"""What a printed dossier says of its check: a line on the cover, and an appendix with which to check it again.

The PDF builder asks for both by its events; without it, nothing here is called.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from etraces_cite import __version__
from etraces_cite.french import format_period, typeset
from etraces_cite.locale import Message, msg, translate_count
from etraces_cite.match.measures import comparisons
from etraces_cite.model import Capture, Outcome, Result, Verdict
from etraces_cite.report.digest import check_digest, short_digest

from .audit_pages import printed_text
from .blocks import Blocks
from .disagreements import disagreements
from .domain import EtracesDomain
from .evidence import Standing
from .nodes import paragraph, web_link
from .style import is_followable
from .summary import build_date
from .tables import table

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["appendix", "notice"]


def notice(app: Sphinx, docnames: Sequence[str]) -> str | None:
    """Return the line of the cover: « 143 chiffres vérifiés — empreinte du contrôle 8c02 41d7 »; None without a figure."""
    printed = Printed.of(app, docnames)
    if printed is None:
        return None
    established = sum(count for standing, count in printed.counts.items() if standing is not Standing.FAILED)
    figures = translate_count("{count} checked figure", "{count} checked figures", established, app.config.language)
    digest = msg("digest of the check {digest}", digest=short_digest(check_digest(printed.result)))
    return f"{figures} — {digest.render(app.config.language)}"


def appendix(app: Sphinx, docnames: Sequence[str]) -> list[nodes.Node]:
    """Return the sections of the appendix; none where the pages print no figure."""
    printed = Printed.of(app, docnames)
    return list(printed.sections()) if printed else []


@dataclass(frozen=True, slots=True)
class Printed:
    """The check of the pages of one PDF."""

    domain: EtracesDomain
    docnames: frozenset[str]
    result: Result
    """That of the pages of the PDF alone; of all of them for the PDF of the whole."""
    blocks: Blocks

    @classmethod
    def of(cls, app: Sphinx, docnames: Sequence[str]) -> Printed | None:
        """Return what is known of the pages, None if that is nothing."""
        domain, root = EtracesDomain.of(app.env), app.config.root_doc
        whole = domain.sources.result
        if whole is None:
            return None
        result = whole if root in docnames else _part(domain, whole, docnames)
        if not any(verdict.outcome is not Outcome.NOTE for verdict in result.verdicts):
            return None
        return cls(domain, frozenset(docnames), result, Blocks(domain.sources, app.config.language, root))

    @property
    def figures(self) -> list[Verdict]:
        return [verdict for verdict in self.result.verdicts if verdict.outcome is not Outcome.NOTE]

    @property
    def counts(self) -> Counter[Standing]:
        """The figures by outcome, each once: a disputed one is verified too."""
        evidences = self.domain.sources.evidences
        assert evidences is not None, "there is a result"
        return Counter(next(iter(evidences.standings(verdict))) for verdict in self.figures)

    @property
    def disputed(self) -> int:
        evidences = self.domain.sources.evidences
        assert evidences is not None, "there is a result"
        return sum(Standing.DISPUTED in evidences.standings(verdict) for verdict in self.figures)

    def sections(self) -> Iterator[nodes.section]:
        """Yield the check, how to do it again, the disagreements, the waivers and the copies of the sources."""
        yield self._section("controle", msg("The check of this document"), *self._check())
        yield self._section("refaire", msg("Check it again yourself"), *self._again())
        if items := list(self._disagreements()):
            listed = nodes.definition_list("", *items, classes=["etraces-facts"])
            yield self._section("desaccords", msg("Where sources disagree"), listed)
        if waived := list(self._waivers()):
            yield self._section("dispenses", msg("Figures without a source, and why"), nodes.bullet_list("", *waived))
        yield self._section("copies", msg("Digests of the sources"), *self._copies())

    def _section(self, name: str, title: Message, *children: nodes.Node) -> nodes.section:
        return nodes.section("", nodes.title("", self.blocks.say(title)), *children, ids=[f"annexe-{name}"])

    # -- the check -------------------------------------------------------------------------------------------------

    def _check(self) -> Iterator[nodes.Node]:
        counts, day = self.counts, build_date()
        checked = msg("Checked on {day} with etraces-cite {version}.", day=format_period(day, day), version=__version__)
        yield paragraph(self.blocks.say(checked))
        rows = [[[one.value], [self.blocks.say(one.words)], [str(counts[one])]] for one in Standing if counts[one]]
        headings = [self.blocks.say(name) for name in (msg("Sign"), msg("The figure is"), msg("Figures"))]
        yield table(headings, rows, classes=["etraces-counts"])
        if self.disputed:
            words = msg(
                "Among them, {count} are disputed (≠): another source gives another value.", count=self.disputed
            )
            yield paragraph(self.blocks.say(words))
        yield paragraph(self.blocks.say(msg("Digest of the check (sha-256 of its outcomes, figure by figure):")))
        yield nodes.literal_block("", check_digest(self.result), language="none")

    def _again(self) -> Iterator[nodes.Node]:
        yield paragraph(
            self.blocks.say(
                msg("With Python, pipx and Git, two commands fetch all that is needed and check every figure anew:")
            )
        )
        yield nodes.literal_block("", "\n".join(self._commands()), language="none")
        short = short_digest(check_digest(self.result))
        words = msg(
            "The last line that they print gives the digest {digest} if the text, the records and the outcomes are "
            "those of this document.", digest=short,
        )  # fmt: skip
        yield paragraph(self.blocks.say(words))

    def _commands(self) -> Iterator[str]:
        """Yield the two commands; the pages are named where they are not all of them."""
        repository = self.domain.env.config.etraces_cite_repository
        checked = self.domain.sources.result
        paths = [] if self.result is checked else sorted(page.path for page in self.result.pages)
        if repository:
            yield f"git clone {repository} dossier && cd dossier"
        yield " \\\n  ".join(["pipx run --spec . etraces-cite verify --digest", *paths])

    # -- what is open ----------------------------------------------------------------------------------------------

    def _disagreements(self) -> Iterator[nodes.definition_list_item]:
        """Yield the disagreements that a figure of the pages takes part in, but for those that the PDF shows in full."""
        used = {name for verdict in self.figures for name in verdict.facts}
        for comparison in disagreements(comparisons(self.domain.sources.dossier)):
            facts = [self.domain.sources.stated(fact.id) for fact in comparison.facts]
            home = self.domain.home("measure", comparison.measure.id)
            if used.isdisjoint(fact.id for fact in comparison.facts) or (home and home.docname in self.docnames):
                continue
            said = [f"{one.text} ({self.domain.sources.source_line(one.key)})" for one in facts if one and one.key]
            term = nodes.term("", typeset(comparison.measure.label))
            definition = nodes.definition("", paragraph(typeset(f"{' ; '.join(said)}.")))
            yield nodes.definition_list_item("", term, definition)

    def _waivers(self) -> Iterator[nodes.list_item]:
        for verdict in self.figures:
            if verdict.outcome is Outcome.WAIVED and verdict.reason:
                text = typeset(f"{printed_text(self.domain.sources, verdict)} : {verdict.reason.rstrip('.')}.")
                yield nodes.list_item("", paragraph(text))

    # -- the sources -----------------------------------------------------------------------------------------------

    def _copies(self) -> Iterator[nodes.Node]:
        """Yield each source behind a figure with its address and the digests of its copy in full."""
        evidences = self.domain.sources.evidences
        assert evidences is not None, "there is a result"
        keys = {key for verdict in self.figures for key in evidences.digest(verdict)[0]}
        words = msg(
            "A copy can be told by the digest (sha-256) of its bytes and that of its text. A source without a digest has none."
        )
        yield paragraph(self.blocks.say(words))
        items = [self._copy(key) for key in sorted(keys, key=lambda key: self.domain.sources.place.get(key, 0))]
        yield nodes.definition_list("", *items, classes=["etraces-facts"])

    def _copy(self, key: str) -> nodes.definition_list_item:
        sources = self.domain.sources
        record = sources.records.get(key)
        body = [paragraph(web_link(address, address))] if (address := sources.address(key)) else []
        body += self._digests(record.capture) if record and record.capture else []
        term = nodes.term("", sources.source_line(key))
        return nodes.definition_list_item("", term, nodes.definition("", *body))

    def _digests(self, capture: Capture) -> list[nodes.paragraph]:
        day = format_period(capture.captured, capture.captured)
        made = [
            paragraph(
                self.blocks.say(msg("Copy of {day}, read with {extractor}.", day=day, extractor=capture.extractor))
            )
        ]
        for name, digest in ((msg("Bytes"), capture.sha256), (msg("Text"), capture.text_sha256)):
            made.append(paragraph(f"{self.blocks.say(name)}\u00a0: ", nodes.literal("", digest)))
        made += [paragraph(web_link(one, one)) for one in capture.archives if is_followable(one)]
        return made


def _part(domain: EtracesDomain, whole: Result, docnames: Sequence[str]) -> Result:
    """Return the result of some pages, as if they alone had been checked."""
    paths = {domain.path(docname) for docname in docnames}
    pages = tuple(page for page in whole.pages if page.path in paths and page.unchecked is None)
    inside = {page.path for page in pages}
    verdicts = tuple(verdict for verdict in whole.verdicts if verdict.span.path in inside)
    return Result(pages, verdicts, whole.findings, whole.dossier)
