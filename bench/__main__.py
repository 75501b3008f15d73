"""Measure everything, peers in the same run, in one table.

``nox -s bench`` runs it; ``--only`` chooses groups, ``--large`` builds sites of a thousand pages too, with the peer that takes
minutes for each, and ``--runs`` says how many runs a median is of (what takes long is measured once).
"""

from __future__ import annotations

import argparse

import html_pages
import quotations
import speed
import table
import verify

import pdf

GROUPS = {
    "reading": "Figures read in French prose",
    "start": "Start, bibliography",
    "verify": "verify: the whole check",
    "quotations": "Quotations in the texts of sources",
    "pdf": "PDF",
    "html": "HTML: pages of twenty citations, and the same pages without",
}


def _measure(name: str, options: argparse.Namespace) -> None:
    runs, pages = options.runs, options.pages
    match name:
        case "reading":
            speed.measure_reader(0.5, runs)
        case "start":
            speed.measure_start(3 * runs)
            speed.measure_bibliography(10_000, runs)
        case "verify":
            verify.measure(pages or (100, 1000), runs)
        case "quotations":
            quotations.measure()
        case "pdf":
            pdf.measure(pages or (50, 100, 200))
        case "html":
            html_pages.measure(pages or (10, 100), html_pages.LARGE if options.large else None, runs)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5, help="runs of each measure; the median counts")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS))
    parser.add_argument("--pages", type=int, nargs="+", help="sizes of the projects, instead of each group's own")
    parser.add_argument("--large", action="store_true", help="sites of 1,000 pages too: it takes many minutes")
    options = parser.parse_args()
    table.head(options.runs)
    for name in options.only:
        table.group(GROUPS[name])
        _measure(name, options)


if __name__ == "__main__":
    main()
