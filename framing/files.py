"""Text or bytes become a file, whole or not at all: it is written beside its place and then moved there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path


def written(path: Path, text: str | bytes | Iterable[str]) -> int:
    """Write ``text``, or its parts, as UTF-8 to ``path`` and return its size in bytes; the folder must be there. Bytes
    are written as they are.

    A failure leaves what stood there before, and no other file. A link is followed, and a pipe or device written to as
    it is. Raises OSError, which names ``path``.
    """
    stream_of_ours = path.as_posix().startswith(("/dev/", "/proc/"))  # such as /dev/stdout, which may be a file
    if path.exists() and (stream_of_ours or not path.is_file()) and not path.is_dir():
        data = text if isinstance(text, bytes) else "".join(text).encode("utf-8", "backslashreplace")
        with path.open("ab" if stream_of_ours else "wb") as stream:
            stream.write(data)
        return len(data)
    path = Path(os.path.realpath(path)) if path.is_symlink() else path
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder: name a file in it", str(path))
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "its folder does not exist: make it first", str(path))
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            for part in (text,) if isinstance(text, str | bytes) else text:
                file.write(part if isinstance(part, bytes) else part.encode("utf-8", "backslashreplace"))
            size = file.tell()
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException as error:
        if beside.exists():
            beside.unlink()
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(path)) from None
        raise
    return size
