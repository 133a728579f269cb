"""Who is told what, when and how when a mailbox needs a person: pure rules, and the ways that need no screen."""
