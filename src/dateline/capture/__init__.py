"""path, URL, feed, WARC or WACZ → Capture; the only room with a network client. It parses no page and stores nothing."""
