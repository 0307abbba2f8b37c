"""web pages, feeds and the API over an archive. It never codes, splits or joins."""

from dateline.site.app import build
from dateline.site.options import Options, hosts_for
from dateline.site.server import serve

__all__ = ["Options", "build", "hosts_for", "serve"]
