"""The demo mailbox: a small IMAP server inside the program, with invented mail, for a profile that is thrown away."""
