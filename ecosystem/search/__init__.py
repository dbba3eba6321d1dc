"""Search as the product sees it: requests, results, one port; free of Flask, of the database and of any engine."""
