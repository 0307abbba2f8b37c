"""web pages, feeds and the API over an archive. It never codes, splits or joins."""
