"""stub while building"""
EXAMPLE=b"Name: A. Sharma\n"
TITLE="t"
def bid(head): return 0.0
