"""
The form of every document: one table of fields that drives XML and JSON alike.

Lengths, kinds and obligation are those of the unified version's schemas, edition 202205 (with 2018-113);
element names are theirs too, so the same item has the same names in XML and in JSON.
"""
