"""The image reader's example: three labels and values of nobody, 330 x 150 pixels, black on white."""

from __future__ import annotations

import base64

PNG = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAUoAAACWAQAAAACQ2fxIAAADgklEQVR42u2XsW7bVhSGP1KETQOKfbO5gALfFhk6dPGmAi5y"
    b"k8lb8wjOGyhBBwOtrWvFaLoU1iP4Edotk8ECLaAt3Wu0VwmBemooR4Apg+TtQNmm5EjkWLjidokPP879z+E5PI6l4vOLS+Vn"
    b"gS7Q/yYqZ6Hd85vjW6CvZqrGU6+Of68UgAHW9Ew0KRwt0N2ZiYrCsQ5IMRPNGMlQHHIIBACMVF//+FAcpmIK9YnPbLxv91KN"
    b"0GCIjTlObLyfDIuoB5bl0/SPo2x3fMuIi/ZGa3jiHtX+mVL18IWz+ir5XoMO4Dk+UnnO6ivPnzZLg+t4DjWNBJQUCnzX8W5d"
    b"yw3SVXwgwDrAVgSDJvjY5VspGAJcuOMc1HYhT9jltKpjPkTX7Q5AwZsAYBRPOYD2AFYsZFevxUeynrtzk9jW/HpVROP0gwLN"
    b"ddriW9dKDOC193RCrDjehkgDZNE0Ku89BdwOOAB9AZsKYPnzW6q+BJwDTYyEYAekBvAmysVZjI0FukDvLDq6mlM9K6qqBpdl"
    b"qtc9TDu6TDW4GthLZaq1q96qSq8VMfomlYWWPRv1zNnx8Cwc9+D5seraTx8CSMtVTRTK8IvbvxAfQX18fBqliXMhUAiy8aAr"
    b"iTUO+FnkPyMl6GDs5+iTUlSj+DqrVFmPTvN5+Ojv8lhFXGpUjlqyhmkMwyoBKNKn9wTA6Pl8NMNf36nXywPIp+GwAjmehlHl"
    b"LzYKK6OD7cqoEJXRNfP/7oQL9A6jqbZf6XL0h7QwWjr06TPQIzVSqUylFaks7AXFNa69f2wd+zh4Zs7MMBpGl/GwuELkvSN4"
    b"CdgtfbT5ZtM371rvWoPXg9fxaa2AFkWzJ8F9c9/4La9J023QcFbrxd2w2DG1lW2pu6onezIUoTj3Jxxw6dC3ikPGm8FMB5ag"
    b"jdHYvVTnDSwiJiEhI8NObEZDu6X/zMh2AWueoZAIBD4+3oSqJXsSfAr5clgyjjlAGRxq2j2Zn1iffJckgN/moq7Onb1wwenM"
    b"Vy0u+d/JgAAztiEu5se7ye6KzXe5/PIeHi5uwWj3ynVdqV4NbQKZm509NgdGt4KmaZpG1IhW48nSdk/UX/lyaBP9Xr6XcTfp"
    b"Jb0szEJ7Pok6v+rPFG4HWOGFeqG+lA+6D7pr22vb/sPB24l6PUDqE+fg25eOy85Gf2Og1uW6rIu6WPIXu+ECXaAL9K6j/wKx"
    b"xUgW+WTmPgAAAABJRU5ErkJggg=="
)
