"""How the desk asks servers: lines for a question and for a run, how long one waits, rounds over many mailboxes."""
