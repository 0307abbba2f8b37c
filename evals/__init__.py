"""Accuracy: one file per task, floors in `floors.json`. Takes public data and our own gold, gives a table; ships nothing."""
