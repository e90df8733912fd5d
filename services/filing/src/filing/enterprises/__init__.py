"""The processor `filing.enterprises`: the filing of each enterprise, and how its qualifications stand."""
