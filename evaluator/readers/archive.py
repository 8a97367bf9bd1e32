"""Account exports come as zip archives. One file inside holds the chats; nothing is unpacked to the disk.

What else such archives hold is never opened: DeepSeek's `user.json` names the user and how to reach them.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import Final

from evaluator.errors import InputError, UnknownFormat
from evaluator.readers.decoding import LARGEST

MAGIC: Final = b"PK\x03\x04"
_CHATS: Final = ("conversations.json", "chats.json", "chat.json")
_MOST_FILES: Final = 10_000
_WORD_DOCUMENT: Final = "[Content_Types].xml"


def recognises(data: bytes) -> bool:
    return data.startswith(MAGIC)


def chats(name: str, data: bytes) -> tuple[str, bytes]:
    """Name and content of the file with the chats. Raises `InputError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _chats(name, archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise InputError(name, f"is a damaged or locked zip archive: {error}") from error


def _chats(name: str, archive: zipfile.ZipFile) -> tuple[str, bytes]:
    members = archive.infolist()
    if len(members) > _MOST_FILES:
        raise InputError(name, f"holds {len(members)} files; an export of chats has a few")
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise InputError(name, f"has a file that would stand outside of its folder: {member.filename!r}")
    if any(m.filename == _WORD_DOCUMENT for m in members):
        raise UnknownFormat(name, "this is an office document. Print it to PDF and give that")
    files = {PurePosixPath(m.filename).name.lower(): m for m in members if not m.is_dir()}
    found = next((files[wanted] for wanted in _CHATS if wanted in files), None)
    if found is None:
        raise UnknownFormat(name, f"a zip archive without {_CHATS[0]}. Unpack it and give the files inside")
    if found.file_size > LARGEST:
        raise InputError(
            name, f"{found.filename} in it has {found.file_size // 2**20} MB; at most {LARGEST // 2**20} are read"
        )
    with archive.open(found) as file:
        content = file.read(LARGEST + 1)  # the size that an archive claims need not be true
    if len(content) > LARGEST:
        raise InputError(name, f"{found.filename} in it unpacks to more than {LARGEST // 2**20} MB")
    return f"{name}/{found.filename}", content
