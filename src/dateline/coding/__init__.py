"""Reading → Statements, Events. It reads no file but its own data, stores nothing and joins nothing across items."""
