"""mentions and events of many items → Entities, Stories. It codes nothing and stores nothing."""
