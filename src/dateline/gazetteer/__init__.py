"""data file → Gazetteer: a name and its context → candidate places with scores. It knows no event.

`load()` opens it, `Gazetteer.candidates(name)` looks up, `add_dump(paths)` takes GeoNames dumps.
"""

from dateline.gazetteer.candidate import Candidate
from dateline.gazetteer.gazetteer import Gazetteer, add_dump, load

__all__ = ["Candidate", "Gazetteer", "add_dump", "load"]
