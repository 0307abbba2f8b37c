"""the commands, one per file, thin: read flags, make one call, print, return a code."""
