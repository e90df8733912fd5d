"""
The table of outcomes: what became of every document, list and bill of a fixed course of trade.

`course` plays it, `records` says what a record means in the table's own words, `table` writes and compares.
"""
