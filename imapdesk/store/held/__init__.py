"""What a synchronisation needs to know of what is here, and what it writes: plans, messages, places, flags."""
