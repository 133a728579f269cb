"""What holds for every window: names, order, contrast, fit, languages."""
