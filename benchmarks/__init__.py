"""Programs that measure; nothing imports them. ``make bench`` runs them and prints figures beside their goals."""
