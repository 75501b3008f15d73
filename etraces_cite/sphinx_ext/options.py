"""The options of ``conf.py``, each declared once: the build reads them, and the guide prints them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from etraces_cite.locale import N_

__all__ = ["OPTIONS", "Option"]


@dataclass(frozen=True, slots=True)
class Option:
    """An option of ``conf.py``, its name without the prefix ``etraces_cite_``."""

    name: str
    default: object
    rebuild: Literal["", "env", "html"]
    """What a change of it makes Sphinx do again: nothing, reading all pages, or writing them."""
    types: tuple[type, ...]
    doc: str
    """An English sentence of the catalogue."""


OPTIONS = (
    Option("root", None, "env", (str, type(None)), N_("Folder of the dossier, from that of conf.py; by default found as the command line does.")),
    Option("verify", True, "", (bool,), N_("Check every page at each build, and warn of each finding at its line.")),
    Option("marks", True, "env", (bool,), N_("Mark the checked figures of prose, and lead from each to its evidence.")),
    Option("typography", True, "env", (bool,), N_("Put the no-break spaces of French into the pages, where the language is French.")),
    Option("search", False, "html", (bool,), N_("Search by Pagefind in place of Sphinx’s own (the extra search).")),
    Option("authority", "", "", (str,), N_("Who names the entries of feeds, and since when, as in example.org,2026; without it they are numbered by the name of the project.")),
    Option("articles", ["dossiers/*"], "html", (list, tuple), N_("Patterns of the pages that are cited by themselves: JSON-LD, a box with their citation, a card.")),
    Option("licence", {}, "html", (dict,), N_("Licence of texts and data: name (SPDX), address and title.")),
    Option("data", "data", "env", (str,), N_("Folder of the site for the files to download; empty for none.")),
    Option("planted", "", "env", (str,), N_("File of the score of planted errors, from the folder of the pages, for the audit to print.")),
    Option("repository", "", "", (str,), N_("Address of the repository, for a printed dossier to say how to check it again.")),
    Option("cards", False, "html", (bool,), N_("Draw a card for each article, for other sites; html_baseurl must be set.")),
)  # fmt: skip
