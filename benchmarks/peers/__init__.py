"""The same work by other tools, made and measured on the same files, in one run. One file per tool; results are cached."""
