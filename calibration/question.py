"""One question, several ways: what the detectors of `made from scratch` say together.

Their likelihood ratios are added by prior share, as chances of ways that exclude each other are. What is
shown of the answer (terms, families, which of them agree) is that of the way that says most.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from calibration.crossval import Scored
from calibration.detectors import Floats
from calibration.kinds import WAYS, share_of


def mixture(parts: Mapping[str, Floats]) -> Floats:
    """Log of the likelihood ratios of some detectors, by name, added by their shares of the sum of shares."""
    whole = sum(map(share_of, parts))
    weighed = [math.log(share_of(name) / whole) + odds for name, odds in parts.items()]
    mixed: Floats = np.logaddexp.reduce(weighed, axis=0)
    return mixed


def scratch_of(scored: Mapping[str, Scored]) -> Scored:
    """Answer to `made from scratch`, of those ways that were scored."""
    ways = {name: scored[name] for name in WAYS if name in scored}
    said = np.array([math.log(share_of(name)) + way.log_odds for name, way in ways.items()])
    lead, several = said.argmax(0), list(ways.values())
    names = several[0].names
    return Scored(
        log_odds=mixture({name: way.log_odds for name, way in ways.items()}),
        agreeing=np.choose(lead, [way.agreeing for way in several]),
        judged=several[0].judged,
        found=np.choose(lead[:, None], [way.found for way in several]),
        families=np.choose(lead[:, None], [way.families for way in several]),
        names=names,
    )
