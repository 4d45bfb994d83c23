"""Pages that need nothing but themselves: templates that escape, and a strict content policy.

Everything that is written on a page passes through Jinja's autoescaping or is a `Markup` that
`pipeline.web.inline` made of escaped parts. Styles and scripts are in the page; the content
security policy allows those very bytes (by their SHA-256, CSP Level 3 §6.7) and nothing else:
no network, no inline handler, no frame, no form.
"""

from pipeline.web.page import Page, compose

__all__ = ["Page", "compose"]
