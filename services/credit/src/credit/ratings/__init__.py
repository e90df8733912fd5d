"""The processor `credit.ratings`: the points of a merchant, and the grade that follows from the next day on."""
