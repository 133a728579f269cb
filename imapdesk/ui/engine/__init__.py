"""The GUI's side of synchronising: the queue, the timer and the threads."""
