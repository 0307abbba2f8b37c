"""The pages, one kind per file: each takes the desk, an archive and a request, and gives a response."""
