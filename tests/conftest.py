"""Property tests draw the same examples on every machine: green here must be green at a stranger's.

``HYPOTHESIS_PROFILE=explore pytest tests/property`` draws new ones; what it finds becomes a test of its own.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
