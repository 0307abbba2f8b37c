"""The only module that knows the order of the rooms: capture, split, store, read, code, join."""
