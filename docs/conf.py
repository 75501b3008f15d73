"""The site: https://www.sphinx-doc.org/en/master/usage/configuration.html."""

import os

from etraces_cite import __version__

project = "e-traces"
author = "les contributeurs d’e-traces"
copyright = f"2026, {author}"
version = release = __version__
language = "fr"

extensions = ["myst_parser", "sphinx_design", "etraces_cite", "etraces_cite.pdf"]
exclude_patterns = ["_build", "records", "locale"]
locale_dirs = ["locale"]  # the few strings of Sphinx and furo that have no French of their own
templates_path = ["_templates"]
nitpicky = True
nitpick_ignore = []

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_links_external_new_tab = False

etraces_cite_authority = "e-traces.readthedocs.io,2026"
etraces_cite_data = "donnees"
etraces_cite_licence = {
    "name": "CC-BY-SA-4.0",
    "title": "Creative Commons Attribution – Partage dans les mêmes conditions 4.0 International",
    "address": "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
}

etraces_cite_repository = "https://github.com/e-traces/e-traces"
dossierpdf_subtitle = "Caméras-piétons, loi « sécurité globale », lobbying"
dossierpdf_name = "e-traces"
dossierpdf_downloads = "../build/pdf"  # built before the site, or not offered
dossierpdf_documents = [
    {"name": "e-traces"},
    {"page": "dossiers/cameras-pietons", "name": "cameras-pietons"},
    {"page": "dossiers/loi-securite-globale", "name": "loi-securite-globale"},
    {"page": "dossiers/lobbying", "name": "lobbying"},
]
dossierpdf_licence = "Textes sous licence CC BY-SA 4.0 ; les citations restent à leurs auteurs."

etraces_cite_search = True

etraces_cite_planted = "planted-errors.json"  # written by tools/planted_errors.py

html_theme = "furo"
html_title = "e-traces"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
if html_baseurl:  # what names the site by its address; Read the Docs adds robots.txt
    extensions += ["sphinx_sitemap", "sphinxext.opengraph"]
    etraces_cite_cards = True
    ogp_site_url = html_baseurl
    ogp_site_name = project
    ogp_social_cards = {"enable": False}  # ours
    sitemap_url_scheme = "{link}"
    sitemap_locales = [None]
    sitemap_excludes = ["404.html", "genindex.html", "search.html"]
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
html_favicon = "_static/favicon.svg"
html_copy_source = False
html_show_sourcelink = False
html_use_index = True
html_domain_indices = False
html_permalinks_icon = "¶"
html_theme_options = {
    "top_of_page_buttons": [],
    "light_css_variables": {
        "font-stack": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
        "font-stack--monospace": "ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace",
        "font-stack--headings": "Charter, 'Bitstream Charter', Cambria, Georgia, 'Liberation Serif', serif",
        "color-api-overall": "var(--color-foreground-primary)",
        "color-brand-primary": "#0b4f6c",
        "color-brand-content": "#0b4f6c",
        "color-brand-visited": "#5b3a73",
        "color-foreground-muted": "#565a61",
        "color-foreground-border": "#6f7378",
    },
    "dark_css_variables": {
        "color-api-overall": "var(--color-foreground-primary)",
        "color-brand-primary": "#8ecae6",
        "color-brand-content": "#8ecae6",
        "color-brand-visited": "#cdb4db",
        "color-foreground-muted": "#a3a8b0",
        "color-foreground-border": "#8a8f98",
    },
}
