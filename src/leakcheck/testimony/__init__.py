"""What the forensic signals of a table have to say: evidence, findings, an account; see `hearing`."""
