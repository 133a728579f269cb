"""``python -m imapdesk``: the same as the ``imapdesk`` command."""

from imapdesk.cli import main

if __name__ == "__main__":
    main()
