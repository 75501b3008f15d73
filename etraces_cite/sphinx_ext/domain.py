"""The domain ``etraces``: facts and sources as objects.

While pages are read, in one process or several, each page only writes in its own ledger. Once all are read, the ledgers are
indexed once; what links to a fact or a source looks it up there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from etraces_cite.codes import Code
from etraces_cite.locale import Message, msg
from etraces_cite.parse.nearest import did_you_mean

from .addresses import Addresses
from .findings import Said, with_hint
from .ledger import SECOND, Complaint, Defined, Ledger, Selection, anchor
from .sources import EVERYTHING, Sources, Use

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder

    from etraces_cite.model import Verdict

    from .alignment import Written
    from .last_build import LastBuild, Seen

__all__ = ["EtracesDomain", "Home", "Index"]


class Home(NamedTuple):
    """The place that describes a fact or a source best."""

    docname: str
    anchor: str
    title: str


class Index(NamedTuple):
    """What pages describe."""

    homes: Mapping[tuple[str, str], Home]
    """By kind and name of the object."""
    listings: Mapping[tuple[str, str], int]
    """The place of the first bibliography of a page that lists a key, among those of the page."""


class ObjectRole(XRefRole):
    """A cross-reference to a fact or a source: the page prints its title, and is read again when that changes."""

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        EtracesDomain.of(env).note_use(env.current_document.docname, Use(refnode["reftype"], target))
        return super().process_link(env, refnode, has_explicit_title, title, target)


class EtracesDomain(Domain):
    """Facts and sources, as objects that a page, or another dossier, can refer to."""

    name = "etraces"
    label = "e-traces"
    object_types: ClassVar[dict[str, ObjType]] = {
        "fact": ObjType("fact", "fact"),
        "source": ObjType("source", "source"),
        "measure": ObjType("measure", "measure"),
        "audit": ObjType("audit", "audit"),
    }
    roles: ClassVar[dict[str, Any]] = {name: ObjectRole() for name in ("fact", "source", "measure", "audit")}
    dangling_warnings: ClassVar[dict[str, str]] = {
        "fact": "unknown fact: %(target)s",
        "source": "unknown source: %(target)s",
        "measure": "no disagreement is described on: %(target)s",
        "audit": "no audit of the page: %(target)s",
    }
    initial_data: ClassVar[dict[str, Any]] = {"ledgers": {}, "painted": {}}
    data_version = 1

    builder: Builder
    """Given at the start of a build, as is all that follows; never pickled, as no attribute of a domain is but its data."""
    last: LastBuild | None = None
    """What the last build saw, where this one sees the same and no page has been read again."""
    former: LastBuild | None = None
    """What the last build saw, whatever this one sees."""
    seen: Mapping[str, Seen] | None = None
    said: tuple[Said, ...] = ()
    has_same_dossier: bool = False
    """True where all that has changed since the last build is the text of pages that are read again."""
    outputs: list[str]
    """The files that were written beside the pages."""
    _former: dict[str, Ledger]
    """What the ledgers of the pages were that have been read again."""
    _load: Callable[[], Sources]
    _sources: Sources | None = None
    _index: Index | None = None
    _all_cited: frozenset[str] | None = None
    _addresses: Addresses | None = None
    _describing: set[str]
    """The pages that describe something."""
    _bodies: dict[str, dict[int, str]]
    _journal: tuple[str | None] | None = None
    """The page of the press review, once it is looked for: every page that is written asks."""
    _paths: dict[str, str]
    """Of the pages, as the checker names them; each is found once a build."""
    _homes_of: dict[tuple[str, ...], str]
    """The places that describe the sources of a figure, in words: many figures have the same."""

    @staticmethod
    def of(env: BuildEnvironment) -> EtracesDomain:
        """Return the domain of an environment."""
        return cast("EtracesDomain", env.domains["etraces"])

    def begin(self, builder: Builder, load: Callable[[], Sources]) -> None:
        """Begin a build.

        :param load: what reads the dossier, when something of it is first asked for.
        """
        self.builder, self._load = builder, load
        self._sources = self.last = self.former = self.seen = None
        self.said, self.outputs, self._former = (), [], {}
        self.has_same_dossier = False

    @property
    def sources(self) -> Sources:
        """The dossier, read once a build."""
        if self._sources is None:
            self._sources = self._load()
        return self._sources

    @property
    def ledgers(self) -> dict[str, Ledger]:
        return cast("dict[str, Ledger]", self.data["ledgers"])

    def ledger(self, docname: str) -> Ledger:
        """Return the ledger of a page, for its roles and directives to write in."""
        ledgers = self.ledgers
        if docname not in ledgers:
            ledgers[docname] = Ledger()
        return ledgers[docname]

    def note_use(self, docname: str, use: Use) -> None:
        """Remember that a page prints ``use``, as it is now."""
        self.ledger(docname).uses[use] = self.sources.digest(use)

    def complain(self, docname: str, code: str, message: Message, line: int, *, in_prose: bool = False) -> None:
        """Keep a complaint about a place of a page; ``in_prose`` for what the checker reads too."""
        self.ledger(docname).complaints.append(Complaint(str(code), message, line, in_prose))

    def complain_of_key(self, docname: str, key: str, line: int, *, in_prose: bool) -> None:
        """Keep that a page cites a key that the bibliography does not have."""
        hint = did_you_mean(key, self.sources.dossier.references)
        message = msg('no entry of the bibliography has the key "{key}"', key=key)
        self.complain(docname, Code.CITATION_UNKNOWN, with_hint(message, hint), line, in_prose=in_prose)

    def complain_of_fact(self, docname: str, identifier: str, line: int, *, in_prose: bool) -> None:
        """Keep that a page names a fact that no record has."""
        dossier = self.sources.dossier
        hint = did_you_mean(identifier, [*dossier.facts, *dossier.derived])
        message = msg('no fact is named "{fact}"', fact=identifier)
        self.complain(docname, Code.FACT_UNKNOWN, with_hint(message, hint), line, in_prose=in_prose)

    def clear_doc(self, docname: str) -> None:
        self._former.setdefault(docname, self.ledgers.pop(docname, Ledger()))
        self.data["painted"].pop(docname, None)
        if self.last is not None:
            self.seen, self.last = self.last.seen, None
        self.forget_index()

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        for docname in docnames & otherdata["ledgers"].keys():
            self.ledgers[docname] = otherdata["ledgers"][docname]
        self.forget_index()

    # -- after reading ---------------------------------------------------------------------------------------------

    def forget_index(self) -> None:
        """Drop what was indexed: pages have been read since."""
        self._index = self._all_cited = self._journal = self._addresses = None
        self._paths, self._homes_of = {}, {}
        self._describing, self._bodies = set(), {}

    def home(self, objtype: str, name: str) -> Home | None:
        """Return where a fact or a source is described; a fact that is nowhere is looked for at its source."""
        homes = self.index.homes
        found = homes.get((objtype, name))
        if found is None and objtype == "fact":
            stated = self.sources.stated(name)
            found = homes.get(("source", stated.key)) if stated and stated.key else None
        return found

    def printed_home(self, objtype: str, name: str, docname: str) -> Home | None:
        """Return where a fact or a source is described for a reader of a page; its own bibliography, in a PDF without that place."""
        home = self.home(objtype, name)
        if home is None or self.builder.format != "typst" or home.docname in self.builder.docnames:  # type: ignore[attr-defined]
            return home
        stated = self.sources.stated(name) if objtype == "fact" else None
        key = stated.key if stated else name
        listed = key is not None and self.first_listing(docname, key) is not None
        return Home(docname, anchor("source", key), home.title) if key and listed else home

    def addresses(self, docname: str) -> Addresses:
        """Return the addresses from a page; they are kept until another page is written."""
        if self._addresses is None or self._addresses.docname != docname:
            self._addresses = Addresses(self, docname)
        return self._addresses

    def bodies(self, docname: str) -> dict[int, str]:
        """Return what was written of pieces of evidence, by their identity, on pages from which all addresses are those of a page."""
        if not self._describing:
            self._describing = {home.docname for home in self.index.homes.values()}
        folder = self.builder.get_target_uri(docname).rpartition("/")[0]
        is_alike = self.builder.name in ("html", "dirhtml") and docname not in self._describing
        return self._bodies.setdefault(f"{folder}/" if is_alike else docname, {})

    def waiver_home(self) -> str | None:
        """Return the page that lists the waivers, the first by name where there are several."""
        return min((docname for docname, ledger in self.ledgers.items() if ledger.lists_waivers), default=None)

    def journal_home(self) -> str | None:
        """Return the page of the press review, the first by name where there are several."""
        if self._journal is None:
            journals = (docname for docname, ledger in self.ledgers.items() if ledger.lists_journal)
            self._journal = (min(journals, default=None),)
        return self._journal[0]

    def selected(self, docname: str, selection: Selection) -> list[str]:
        """Return the keys of a bibliography, in its order."""
        known = self.sources.place
        keys = {key for key in self._in_scope(docname, selection) if key.startswith(selection.keyprefix)}
        return sorted((key for key in keys.union(selection.keys) if key in known), key=known.__getitem__)

    def _in_scope(self, docname: str, selection: Selection) -> Iterable[str]:
        if selection.scope == "all":
            return self.sources.place
        if selection.scope == "local":
            return self.ledgers[docname].cited
        return self._cited() if selection.scope == "cited" else self.sources.place.keys() - self._cited()

    def _cited(self) -> frozenset[str]:
        if self._all_cited is None:
            self._all_cited = frozenset(key for ledger in self.ledgers.values() for key in ledger.cited)
        return self._all_cited

    def citing(self, key: str) -> list[str]:
        """Return the pages that cite a source or print a fact of it, by name."""
        return sorted(docname for docname, ledger in self.ledgers.items() if key in ledger.cited)

    def first_listing(self, docname: str, key: str) -> int | None:
        """Return the place of the first bibliography of a page that lists a key; None where the page describes it elsewhere."""
        return self.index.listings.get((docname, key))

    @property
    def index(self) -> Index:
        """All that the pages describe, once all are read; it is that of the last build where no page describes anything else."""
        if self._index is None:
            is_former = self.last is not None or (self.has_same_dossier and self.has_same_links)
            self._index = self.former.described if self.former and is_former else self._indexed()
        return self._index

    def _indexed(self) -> Index:
        """Index every definition; the fuller description wins, then the first page by name."""
        found: dict[tuple[str, str], tuple[int, Home]] = {}
        listings: dict[tuple[str, str], int] = {}
        for docname in sorted(self.ledgers):
            for defined in (*self.ledgers[docname].defined, *self._listed(docname, listings)):
                key = (defined.objtype, defined.name)
                if key not in found or defined.rank < found[key][0]:
                    found[key] = defined.rank, Home(docname, defined.anchor, defined.title)
        return Index({key: home for key, (_, home) in found.items()}, listings)

    def _listed(self, docname: str, listings: dict[tuple[str, str], int]) -> Iterator[Defined]:
        described = {defined.anchor for defined in self.ledgers[docname].defined}
        for place, selection in enumerate(self.ledgers[docname].selections):
            for key in self.selected(docname, selection):
                made = Defined("source", key, str(self.sources.labels[key]), anchor("source", key), rank=SECOND)
                if made.anchor not in described:
                    described.add(made.anchor)
                    listings[docname, key] = place
                    yield made

    def unlisted(self) -> tuple[str, list[str]] | None:
        """Return the first page that cites sources which no page lists, and these; None where all are listed."""
        for docname in sorted(self.ledgers):
            if keys := [key for key in self.ledgers[docname].cited if self.home("source", key) is None]:
                return docname, keys
        return None

    # -- checked figures -------------------------------------------------------------------------------------------

    def written(self, docname: str) -> list[Written]:
        """Return the blocks of a page and their figures, as they were checked; none where its figures are not to be marked."""
        checked = self.sources.checked
        return checked.written(self.path(docname)) if checked and self._is_marked(docname) else []

    def figures(self, docname: str) -> list[Verdict]:
        """Return the checked figures of a page; none where they are not to be marked."""
        checked = self.sources.checked
        return checked.verdicts(self.path(docname)) if checked and self._is_marked(docname) else []

    def _is_marked(self, docname: str) -> bool:
        """Return False where the project, or the front matter of a page (``marks: false``), wants no marks."""
        said = str(self.env.metadata[docname].get("marks", "true"))
        return bool(self.env.config.etraces_cite_marks) and said.strip().lower() not in ("false", "no", "0")

    def path(self, docname: str) -> str:
        """Return the path of a page as the checker names it; empty for one outside the dossier."""
        if docname not in self._paths:
            path, root = Path(self.env.doc2path(docname)).resolve(), self.sources.root.resolve()
            self._paths[docname] = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        return self._paths[docname]

    # -- incremental builds ----------------------------------------------------------------------------------------

    def stale(self) -> Iterator[str]:
        """Yield the pages that print something of the dossier, or of the check, that has changed since they were read."""
        for docname, ledger in self.ledgers.items():
            uses = (use for use in ledger.uses if use.kind == "audit" or not self.has_same_dossier)
            if any(self.sources.digest(use) != ledger.uses[use] for use in uses):
                yield docname

    @property
    def has_same_links(self) -> bool:
        """True where no page that was read again describes, cites or lists anything else than before."""
        return all(
            docname in self.env.all_docs and ledger.leads_as(self.ledgers.get(docname, Ledger()))
            for docname, ledger in self._former.items()
        )

    def repainted(self) -> list[str]:
        """Return the pages whose links or lists have changed, though they were not read again; remember their state."""
        self.forget_index()
        waivers = self._waivers_digest() if any(one.lists_waivers for one in self.ledgers.values()) else ""
        changed = []
        for docname in self._painted_pages():
            state = self._painted(docname, self.ledgers.get(docname, Ledger()), waivers)
            if self.data["painted"].get(docname) != state:
                self.data["painted"][docname] = state
                changed.append(docname)
        return changed

    def _painted_pages(self) -> list[str]:
        """Return the pages that print something of the dossier or of the check, or did, and may print something else now."""
        if self.has_same_dossier and self.has_same_links:
            return sorted({*self._former, *(docname for docname, one in self.ledgers.items() if one.lists_pages)})
        if self.sources.checked:
            self.sources.checked.open([self.path(docname) for docname in self.env.all_docs])
        marked = (docname for docname in self.env.all_docs if self.figures(docname))
        return sorted({*self.ledgers, *self.data["painted"], *marked})

    def _painted(self, docname: str, ledger: Ledger, waivers: str) -> str:
        parts = [str(self.home(use.kind, use.name)) for use in ledger.uses if use.kind in self.object_types]
        for selection in ledger.selections:
            parts += [self.sources.digest(Use("source", key)) for key in self.selected(docname, selection)]
        if ledger.waivers:
            parts.append(str(self.waiver_home()))
        if ledger.lists_waivers:
            parts.append(waivers)
        parts += self._marked(docname)
        if EVERYTHING in ledger.uses:
            parts.append(str(self.journal_home()))
        if ledger.lists_citing:
            parts += [f"{key} {self.citing(key)}" for key in self.sources.place]
            parts += [f"{name} {self.builder.env.titles[name].astext()}" for name in sorted(self.builder.env.titles)]
        return _digest(parts)

    def _marked(self, docname: str) -> Iterator[str]:
        """Yield what a page prints of the check: a digest for each figure, and where its evidence leads."""
        evidences = self.sources.evidences
        verdicts = self.figures(docname)
        if evidences is None or not verdicts:
            return
        yield str(self.home("audit", docname))
        for keys, digest in map(evidences.digest, verdicts):
            if keys not in self._homes_of:
                self._homes_of[keys] = str([self.home("source", key) for key in keys])
            yield f"{digest} {self._homes_of[keys]}"

    def _waivers_digest(self) -> str:
        waivers = [f"{name} {self.ledgers[name].waivers}" for name in sorted(self.ledgers)]
        return _digest([*waivers, repr(self.sources.unchecked)])

    # -- references ------------------------------------------------------------------------------------------------

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for (objtype, name), home in self.index.homes.items():
            yield name, home.title, objtype, home.docname, home.anchor, 1

    def resolve_xref(  # noqa: PLR0913, PLR0917 (Sphinx's signature)
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: pending_xref, contnode: nodes.Element,
    ) -> nodes.reference | None:  # fmt: skip
        home = self.home(typ, target)
        if home is None:
            return None
        text = contnode if node.get("refexplicit") else nodes.inline("", home.title, classes=contnode["classes"])
        return make_refnode(builder, fromdocname, home.docname, home.anchor, text)

    def resolve_any_xref(  # noqa: PLR0913, PLR0917
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str,
        node: pending_xref, contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:  # fmt: skip
        found = ((typ, self.resolve_xref(env, fromdocname, builder, typ, target, node, contnode)) for typ in self.roles)
        return [(f"etraces:{typ}", reference) for typ, reference in found if reference is not None]


def _digest(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
