"""the commands, one per file, thin: read flags, make one call, print, return a code.

A command is a module of this folder with a click command named `command`; the file's name is the command's name.
"""

from __future__ import annotations

from dateline.cli.group import main

__all__ = ["main"]
