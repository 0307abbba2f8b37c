"""data file → Gazetteer: a name and its context → candidate places with scores. It knows no event."""
