"""What every reader stands on: evidence, decoding, the ledger, blocks, and the delimited row engine."""
