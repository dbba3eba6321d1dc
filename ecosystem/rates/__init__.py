"""Exchange rates: entered by an operator with their day, never fetched; amounts are compared in VND by the latest."""
