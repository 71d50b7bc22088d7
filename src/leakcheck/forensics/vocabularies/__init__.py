"""Words that data generators draw from, as hashes: what they are, how they are spelt, who has them."""
