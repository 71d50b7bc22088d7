"""Mapping: what each column means, from its label and from the shape of its values.

Why: evidence arrives under any label, in any language, from any key of any interface. The label
proposes, the values dispose: shape overrules label, and every decision says why.
"""
