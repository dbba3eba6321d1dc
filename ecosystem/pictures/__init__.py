"""Pictures that go with shared links; pure: texts in, a PNG out."""
