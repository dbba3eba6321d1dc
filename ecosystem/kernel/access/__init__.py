"""Who acts and what they may see; free of Flask and of the database."""
