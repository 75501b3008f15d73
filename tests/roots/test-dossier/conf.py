project = "Dossier"
language = "fr"
extensions = ["myst_parser", "sphinx_design", "etraces_cite"]
exclude_patterns = ["records"]
myst_enable_extensions = ["colon_fence"]
