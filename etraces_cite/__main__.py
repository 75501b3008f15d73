"""``python -m etraces_cite`` is ``etraces-cite``."""

import sys

from etraces_cite.cli import main

sys.exit(main())
