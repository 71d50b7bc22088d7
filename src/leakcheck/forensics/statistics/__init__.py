"""What several signals of one family compute alike: tails of distributions, pair tables, evenness."""
