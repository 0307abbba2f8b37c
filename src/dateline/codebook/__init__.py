"""data file → Codebook: what counts as which event, and the code tables. It knows no text."""
