"""Where fonts are found: with the package, in the cache, in folders of one's own, in the system.

Nothing is ever fetched here (see ``fetch.py``). What a folder holds is read once and written
to an index in the cache, so that a build opens only the fonts it uses.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.collector import held_off
from pipeline.errors import FontError
from pipeline.typeset.fonts import FontFile
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.lockfile import by_locale, read
from pipeline.typeset.suitability import Origin

_SETTINGS = "declaration.toml"
# To be raised whenever `describe` says something else of the same file: an index of before is then
# not looked at, and programs of before do not look at ours.
_INDEX = 3
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
# Fonts for web pages and of old systems: nobody puts them there without wanting them used.
_FOREIGN = (".woff", ".woff2", ".eot", ".pfb", ".pfa", ".dfont")


def font_set(
    faces: Mapping[str, tuple[str, ...]] | None = None,
    own: Iterable[Path] = (),
    system: bool = True,
    lock: str = "",
) -> FontSet:
    """All fonts at hand: ``own`` folders, the default set, the fetched ones, the system's.

    ``lock`` is the text of a lock file; `lockfile.require` says whether what it names is at hand.
    Raises `FontError` if a font in one's own folder cannot be used, or if ``faces`` names what no
    font is.
    """
    with held_off():
        found = list(_found(own, system))
    if faces:
        _known(faces, found)
    return FontSet(found, faces, by_locale(read(lock)))


def _found(own: Iterable[Path], system: bool) -> Iterator[FontFile]:
    """The fonts at hand, in the order of `Origin`."""
    for folder in own:
        if not folder.is_dir():
            raise FontError(
                "there is no such folder of fonts",
                where=str(folder),
                remedy="Make it, or take it out of the settings.",
            )
        yield from described(folder, Origin.OWN, strict=True)
    yield from default_files()
    yield from described(cache_folder() / "fonts", Origin.FETCHED)
    for folder in _system_folders() if system else ():
        yield from described(folder, Origin.SYSTEM)


def _known(faces: Mapping[str, tuple[str, ...]], found: Iterable[FontFile]) -> None:
    """Raise `FontError` for a script or a family that no font at hand has."""
    covered: dict[str, set[str]] = {}
    for file in found:
        for script in file.scripts:
            covered.setdefault(script, set()).add(file.family)
    for script, families in faces.items():
        if script and script not in covered:
            raise FontError(
                f"'faces' names the script '{script}', which no font has",
                where=_SETTINGS,
                remedy="Write its ISO 15924 code: Latn, Grek, Arab; Hani for Chinese characters.",
            )
        for family in families:
            if not any(family in each for each in covered.values()):
                raise FontError(
                    f"no font of the family '{family}' is at hand for {script or 'any script'}",
                    where=_SETTINGS,
                    remedy="See 'faces' under [typography]; its files may lie in a folder that "
                    "'fonts' names there.",
                )


@cache
def default_files() -> tuple[FontFile, ...]:
    """The fonts that travel with the package."""
    folder = Path(__file__).with_name("data") / "fonts"
    return tuple(read_index(folder / "index.json"))


def cache_folder() -> Path:
    """Where fetched fonts and indexes are kept: XDG's cache, or the platform's."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "declaration"


def _system_folders() -> tuple[Path, ...]:
    """Where the system keeps fonts (fontconfig's folders, Windows', macOS')."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        named = [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
        named += [Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else []
    elif sys.platform == "darwin":
        named = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
        named = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts"]
        named.append(home / ".fonts")
    return tuple(folder for folder in named if folder.is_dir())


def described(
    folder: Path, origin: Origin = Origin.FETCHED, strict: bool = False
) -> list[FontFile]:
    """The fonts in a folder, by the index if it is fresh.

    A font that cannot be used raises if ``strict``, and is passed over otherwise.
    """
    if not folder.is_dir():
        return []
    place = _index_place(folder)
    known = _read_folder_index(place)
    fresh: dict[str, dict[str, Any]] = {}
    result: list[FontFile] = []
    for path, stamp in _font_paths(folder, strict=strict):
        entry = known.get(path)
        read = entry is not None and entry["stamp"] == stamp
        if entry is None or not read or (strict and not entry["faces"]):
            entry = {"stamp": stamp, "faces": _faces(Path(path), strict=strict)}
        fresh[path] = entry
        result += [_unpacked(each, path, origin) for each in entry["faces"]]
    if fresh != known:
        _write(place, json.dumps(fresh, ensure_ascii=False))
    return result


def _faces(path: Path, *, strict: bool) -> list[dict[str, Any]]:
    """The faces of a file, as they are written; none if it cannot be used and that may be."""
    from pipeline.typeset.description import describe

    try:
        return [_packed(file) for file in describe(path)]
    except FontError:
        if strict:
            raise
        return []


def _index_place(folder: Path) -> Path:
    return cache_folder() / f"faces-{_INDEX}-{sha256(str(folder).encode()).hexdigest()[:16]}.json"


def _font_paths(folder: Path, *, strict: bool) -> Iterator[tuple[str, list[int]]]:
    """Paths of fonts in a folder and those below it, each with what changes when the file does."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            ending = name.lower()
            if ending.endswith(_ENDINGS):
                path = os.path.join(root, name)
                status = _status(path)
                if status is not None:
                    yield path, [status.st_size, status.st_mtime_ns]
                elif strict:
                    raise FontError(
                        "the font cannot be read: it is no file, or leads to none",
                        where=path,
                        remedy="Put the font itself there.",
                    )
            elif strict and ending.endswith(_FOREIGN):
                raise FontError(
                    f"a {ending.rpartition('.')[2].upper()} font cannot be set into a document",
                    where=os.path.join(root, name),
                    remedy="Put the same font there as .ttf or .otf.",
                )


def _status(path: str) -> os.stat_result | None:
    """What the system says of a file; None of what is none (a link to nothing, a pipe)."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _read_folder_index(place: Path) -> dict[str, dict[str, Any]]:
    try:
        content = json.loads(place.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _write(place: Path, text: str) -> None:
    """Write the index whole or not at all; without a cache all works, only slower."""
    temporary = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, "utf-8")
        temporary.replace(place)
    except OSError:
        with suppress(OSError):
            temporary.unlink()


def _packed(file: FontFile) -> dict[str, Any]:
    """What is written of a face: what its file says, not where it was found."""
    row = file._asdict()
    del row["path"], row["origin"]
    return row


def _unpacked(row: dict[str, Any], path: str, origin: Origin) -> FontFile:
    variations = tuple((str(tag), float(value)) for tag, value in row["variations"])
    return FontFile(**{**row, "path": path, "variations": variations, "origin": origin})


def write_index(path: Path, described: Iterable[FontFile]) -> None:
    """Write what is known of the fonts in a folder next to them, by file name."""
    rows = [{"file": Path(file.path).name, **_packed(file)} for file in described]
    text = ",\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    path.write_text(f"[\n{text}\n]\n", "utf-8", newline="\n")


def read_index(path: Path) -> list[FontFile]:
    """Read what `write_index` wrote."""
    rows = json.loads(path.read_text("utf-8"))
    return [_unpacked(row, str(path.with_name(row.pop("file"))), Origin.DEFAULT) for row in rows]
