"""The Citation Style Language: sources in its variables, entries as one of its styles has them."""
