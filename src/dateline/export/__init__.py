"""records → file formats; streams, one format per file. It queries nothing."""
