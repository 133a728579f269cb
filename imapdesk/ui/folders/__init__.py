"""The left pane: views, mailboxes and their folders with check boxes."""
