"""Import: mail files of other programs, read one message at a time into a mailbox of this computer only."""
