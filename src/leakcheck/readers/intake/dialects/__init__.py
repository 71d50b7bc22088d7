"""Parts of the guess at a dialect: candidates, records of a sample, their widths, the sense of cells."""
