"""Speed and memory, printed and never judged; peers side by side in `benchmarks.peers`."""
