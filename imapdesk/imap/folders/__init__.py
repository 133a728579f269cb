"""What a server holds: its folders, their roles and sizes, and the state of each."""
