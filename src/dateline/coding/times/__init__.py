"""The parts of `when`: the words and shapes of time, their values, the calendar, what hangs on an event."""
