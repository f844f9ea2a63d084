"""What a Word file is made of, for whoever reads one: opening it, its parts, styles and lists."""
