"""The parts of `where`: evidence of a text, scores of candidates, the joint choice, the Place that comes of it."""
