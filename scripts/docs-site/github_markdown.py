"""A hook of MkDocs: reads Markdown as GitHub does, and puts pages that the menu forgot into it."""

import re
from pathlib import Path


def on_config(config):
    """Adds the pages of docs/ that the menu does not name, under "More"."""
    listed = re.findall(r"[\w/.-]+\.md", str(config["nav"]))
    root = Path(config["docs_dir"])
    more = [str(page.relative_to(root)) for page in sorted(root.glob("docs/*.md"))]
    more = [page for page in more if page not in listed]
    if more:
        config["nav"].append({"More": more})
    return config


def on_page_markdown(markdown, **_):
    """Keeps a fence's language only: Python-Markdown takes one that says more, such as "python lightning", for text."""
    return re.sub(r"^( *```\w+) .*$", r"\1", markdown, flags=re.MULTILINE)
