"""Evidence: the stored copies of the sources, their text, and where a quotation stands in it."""
