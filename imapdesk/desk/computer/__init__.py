"""What the desk needs of this computer: places for files, logs, the start with the computer, the way out, repairs."""
