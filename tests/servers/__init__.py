"""Real servers for tests: each one private to the test process, on loopback, ended by the id that was started."""
