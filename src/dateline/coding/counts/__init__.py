"""The parts of `how many`: numbers in words and digits, who is counted, what the number sums up."""
