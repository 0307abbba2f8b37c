"""Capture → Page → Items; the only room with an HTML parser. It fetches nothing and stores nothing."""
