"""The shared file of open questions: what the sources do not settle."""

from __future__ import annotations

from collections.abc import Mapping

from etraces_cite.locale import N_
from etraces_cite.model import Question
from etraces_cite.parse.schema import Key, Keys, Sheet, table, text, texts

__all__ = ["QUESTIONS", "read_questions"]

QUESTIONS = "questions.toml"
QUESTION: Keys = {
    "label": Key(text, required=True, doc=N_("The question.")),
    "facts": Key(texts, required=True, doc=N_("The facts that it is about.")),
    "note": Key(text, doc=N_("Why it is open.")),
}


def read_questions(sheet: Sheet) -> Mapping[str, Question]:
    """Return the questions of the file; note what is wrong with the others."""
    sheet.table((), sheet.data, {"questions": Key(table)})
    return {
        name: Question(name, read["label"], read["facts"], sheet.span(path, of_key=True), read.get("note"))
        for name, path, read in sheet.tables("questions", QUESTION)
        if {"label", "facts"} <= read.keys()
    }
