"""The line to a server: TLS, limits, the pipeline of commands, signing in, and what a server can't do."""
