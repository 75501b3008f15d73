"""No law hangs on a clock: the first example of a law also compiles expressions, on a machine that may be busy."""

from hypothesis import settings

settings.register_profile("laws", deadline=None)
settings.load_profile("laws")
