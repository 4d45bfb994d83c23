"""A page put together: head, content policy, style, script and the body from a template."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has around its body."""

    title: str
    locale: str = "en"
    """BCP 47 tag."""
    direction: str = "ltr"
    description: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    """The same page in other languages: BCP 47 tag and address."""


def compose(package: str, template: str, page: Page, /, *, dress: str = "", **values: Any) -> str:
    """The page whose body ``templates/TEMPLATE.html`` of a package gives for these values.

    ``DRESS.css`` and, where there is one, ``DRESS.js`` beside it go into the page, after
    ``common.css``, which all pages share; ``dress`` is the template's name if not given. The
    result ends with a newline.
    """
    from markupsafe import Markup

    style = _asset("pipeline.web", "common.css") + _asset(package, f"{dress or template}.css")
    script = _asset(package, f"{dress or template}.js")
    body = _environment(package).get_template(f"{template}.html").render(values)
    frame = _environment("pipeline.web").get_template("frame.html")
    whole = frame.render(
        page=page,
        policy=policy(style, script),
        # Ours, not a stranger's; and escaping would change the bytes that the policy names.
        style=Markup(style),
        script=Markup(script),
        body=Markup(body),
    )
    return whole.rstrip("\n") + "\n"


def policy(style: str, script: str) -> str:
    """A content security policy that allows this style, this script, embedded images, no more."""
    allowed = [f"style-src '{_digest(style)}'", "img-src data:"]
    if script:
        allowed.append(f"script-src '{_digest(script)}'")
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(package: str, name: str) -> str:
    path = resources.files(package) / "templates" / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def _environment(package: str) -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    from pipeline.web.inline import html

    loader = ChoiceLoader([PackageLoader(package), PackageLoader("pipeline.web")])
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inline"] = html
    return environment
