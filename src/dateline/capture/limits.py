"""What capture may take: Limits for files, Policy for the network. Values only; nothing here opens anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for reading from disk; sizes in bytes.

    `size` is the largest single capture; `ratio` the most a packed file may grow (counted from 1 MB on); `unpacked`
    all that may come out of zips in one run; `depth` how deep zips may be nested; `members` how many files one holds.
    """

    size: int = 200_000_000
    ratio: int = 250
    unpacked: int = 20_000_000_000
    depth: int = 3
    members: int = 1_000_000

    def is_bomb(self, packed: int, unpacked: int) -> bool:
        """Whether `packed` bytes that turn into `unpacked` bytes are out of all proportion."""
        return unpacked > 1_000_000 and unpacked > self.ratio * max(packed, 1)


@dataclass(frozen=True, slots=True)
class Policy:
    """Manners and bounds for the network; times in seconds, sizes in bytes.

    `delay` lies between two requests to one host (robots.txt may ask for more); `timeout` bounds one request as a
    whole; `patience` is the longest wait for a turn or a Retry-After before the fetch is put off instead.
    """

    agent: str = "dateline/0.1 (news archive; +https://github.com/dateline/dateline)"
    size: int = 200_000_000
    ratio: int = 250
    timeout: float = 30.0
    delay: float = 1.0
    redirects: int = 10
    retries: int = 3
    patience: float = 120.0
    robots: bool = True
    allow_private: bool = False
