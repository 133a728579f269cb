"""What every view shows: what was loaded of the store, saved searches, how a mailbox fares in words."""
