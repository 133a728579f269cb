"""Header fields: people, dates, identifiers, words and parameters, as they are really sent."""
