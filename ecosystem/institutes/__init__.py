"""Research institutes, universities, centres, laboratories."""
