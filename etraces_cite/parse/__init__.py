"""From files to nouns: the bibliography, the records and the prose, each fault with its place."""
