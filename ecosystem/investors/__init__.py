"""Investors: funds, angels, companies and public funds; what each seeks, and how much it puts in at a time."""
