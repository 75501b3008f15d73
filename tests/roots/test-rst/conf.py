"""A project in reStructuredText, with what the documentation of libraries is made of."""

project = "A library"
author = "Someone"
release = "2.0"
language = "en"
extensions = [
    "sphinx.ext.autodoc", "sphinx.ext.doctest", "sphinx.ext.extlinks", "sphinx.ext.ifconfig",
    "sphinx.ext.todo", "etraces_cite.pdf",
]
extlinks = {"issue": ("https://example.org/issues/%s", "#%s")}
todo_include_todos = True
default_role = "code"
numfig = True
math_number_all = True
