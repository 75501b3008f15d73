"""The figure reader: French prose in, figures out."""
