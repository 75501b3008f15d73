from .project import folder, run

__all__ = ["folder", "run"]
