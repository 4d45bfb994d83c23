"""Beginning a template or a catalog: the header that gettext's tools expect.

Fields and their order are those of GNU xgettext and msginit (gettext manual, "Filling in the
Header Entry"); plural forms are CLDR's.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Template
from pipeline.version import VERSION

_CONTENT = (
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
)


def template_header(project: str, bugs: str) -> tuple[tuple[str, str], ...]:
    """The header of a template; ``POT-Creation-Date`` is set when it is written."""
    return (
        ("Project-Id-Version", project),
        ("Report-Msgid-Bugs-To", bugs),
        ("POT-Creation-Date", ""),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", "LANGUAGE <LL@li.org>"),
        ("Language", ""),
        *_CONTENT,
    )


def begin(template: Template, locale: Locale) -> Catalog:
    """An empty catalog of a template in a locale: every message untranslated."""
    header = (*header_fields(template, locale), ("X-Generator", f"declaration {VERSION}"))
    project = dict(header)["Project-Id-Version"]
    title = f"{project}: {template.document} in {locale.english_name}"
    comments = (title, "Translators, in the order in which they joined:", "")
    messages = tuple(map(Message, template.segments))
    return Catalog(template.document, locale.bcp47, messages, header, comments)


def header_fields(
    template: Template, locale: Locale, *, besides: Collection[str] = ()
) -> tuple[tuple[str, str], ...]:
    """The header fields that every catalog has, but for those named ``besides``.

    Until a translator puts a name there, the credits say what ``msginit --no-translator`` says.
    """
    fields = dict(template.header)
    created = fields.get("POT-Creation-Date", "")
    header = [
        ("Project-Id-Version", fields.get("Project-Id-Version", "")),
        ("Report-Msgid-Bugs-To", fields.get("Report-Msgid-Bugs-To", "")),
        ("POT-Creation-Date", created),
        ("PO-Revision-Date", created),
        ("Last-Translator", "Automatically generated"),
        ("Language-Team", "none"),
        ("Language", locale.gettext),
        *_CONTENT,
    ]
    if "Plural-Forms" not in besides:
        header.append(("Plural-Forms", plural_forms(locale)))
    return tuple((name, value) for name, value in header if name not in besides)


def plural_forms(locale: Locale) -> str:
    """gettext's ``Plural-Forms`` of a language; two forms where CLDR does not know it."""
    from babel.core import UnknownLocaleError
    from babel.messages.plurals import get_plural

    name = locale.gettext.partition("@")[0]
    for known in (name, locale.language):
        try:
            plural = get_plural(known)
        except (UnknownLocaleError, ValueError):
            continue
        return str(plural.plural_forms)
    return "nplurals=2; plural=n != 1;"
