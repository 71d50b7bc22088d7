"""Text recognition: a picture to lines of words, each with how sure the engine was.

Sizes are read from the header (`pixelsize`) before anything decodes (`picture`); everything foreign runs
in a child process under limits (`limits`). One file per engine (`tesseract`, `rapid`); `equipment` says
which there are, `recognition` takes the best of both (`combining`), `layout` puts words into lines.
"""
