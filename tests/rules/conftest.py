"""How many examples the property tests of the rule book try."""

from __future__ import annotations

import os

from hypothesis import settings

# Few enough for the whole rule book to take two seconds; each run draws others. No deadline: a
# busy machine is no fault of a rule.
settings.register_profile("everyday", max_examples=50, deadline=None)
settings.register_profile("hard", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))
