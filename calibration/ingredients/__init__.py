"""What several fabricators share: lists, headers, dates, finishing touches, profiles of real columns."""
