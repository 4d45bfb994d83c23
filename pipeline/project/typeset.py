"""PDFs of some documents in some languages, the same files that a release makes of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import DeclarationError, SettingsError
from pipeline.locales import Locale
from pipeline.project import files
from pipeline.project.build import Edited, Job, set_pages
from pipeline.project.current import current
from pipeline.project.jobs import done, once, told
from pipeline.project.plan import plans
from pipeline.project.products import write_pdf
from pipeline.project.survey import survey
from pipeline.project.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Made:
    """PDFs made by themselves."""

    products: tuple[tuple[str, Edited], ...]
    """Path in the project, and what is there now."""
    errors: tuple[DeclarationError, ...]
    refused: tuple[str, ...] = ()
    """What could not be set as it is, so that a draft was made: a sentence for each text."""


def typeset(
    workspace: Workspace, documents: Sequence[str], locales: Sequence[Locale], *, workers: int = 0
) -> Made:
    """The PDFs of some documents in some languages, without the rest of a release.

    Raises `SettingsError` where the settings ask for no edition of any of them.
    """
    translated = [locale for locale in locales if locale != workspace.source_locale]
    standing = tuple(current(workspace, locales=translated))
    errors: list[DeclarationError] = [e for each in standing for _, e in each.failures]
    wanted = {locale.bcp47 for locale in locales}
    asked = [each for each in standing if each.document.name in documents]
    report = survey(workspace, standing, timeline=False)
    chosen = [plan for plan in plans(workspace, asked, report) if plan.job.locale in wanted]
    if chosen and not any(plan.job.editions for plan in chosen if isinstance(plan.job, Job)):
        raise SettingsError(
            "'editions' asks for no PDF of these languages",
            where=workspace.setting("typography", "editions"),
            remedy="Add \"reading\" there. A volume of all is made by 'declaration release'.",
        )
    products = []
    refused: list[str] = []
    with files.locked(workspace.root):
        jobs = [plan.job for plan in chosen]
        results = done(set_pages, jobs, workers or os.cpu_count() or 1)
        for plan, result in zip(chosen, results, strict=True):
            if isinstance(result, DeclarationError):
                errors.append(told(result, plan))
                continue
            path = (plan.catalog or plan.source).path
            refused += [f"{path}: {fault}" for fault in result.refused]
            for edited in result.editions:
                products.append((write_pdf(workspace, plan.job, edited), edited))
    return Made(tuple(products), once(errors), tuple(refused))
