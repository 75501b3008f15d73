"""A project with a bit of everything that MyST and sphinx-design can make."""

project = "Dossier d'essai"
author = "Une rédactrice"
release = "1.2"
language = "fr"
extensions = ["myst_parser", "sphinx_design", "etraces_cite.pdf"]
myst_enable_extensions = [
    "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "amsmath", "fieldlist", "tasklist", "html_image",
    "strikethrough",
]
numfig = True
dossierpdf_name = "essai"
dossierpdf_title = "Chiffres et preuves : un essai"
dossierpdf_subtitle = "Tout ce qu'une page peut contenir"
dossierpdf_licence = "CC BY 4.0"
dossierpdf_notice = "143 chiffres vérifiés — empreinte du contrôle 8c02 41d7"
dossierpdf_keywords = ["essai", "typographie"]
suppress_warnings = ["myst.strikethrough", "etraces.pdf-math"]
