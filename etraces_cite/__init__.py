"""Citations and fact boxes from structured records, with every quoted figure checked against its source record."""

__version__ = "0.1.0"
