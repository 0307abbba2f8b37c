"""records → charts, maps and networks as SVG and tables. It queries nothing."""
