"""Reading: HTML that can't phone home, paper, links, marked hits."""
