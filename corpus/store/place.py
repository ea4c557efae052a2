"""Where a data folder may lie: on a local disk that can be written."""

from __future__ import annotations

import os
import re
from pathlib import Path

from corpus.errors import UnsuitableDataFolder

NETWORK_FILE_SYSTEMS = frozenset(
    [
        *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "coda", "ncpfs", "9p"),
        *("ceph", "glusterfs", "lustre", "beegfs", "gpfs", "gfs2", "ocfs2", "davfs", "webdav", "afpfs"),
        *("fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.davfs2", "fuse.rclone", "fuse.s3fs"),
        *("fuse.juicefs", "fuse.gcsfuse", "fuse.goofys", "fuse.smbnetfs"),
    ]
)
"""Types of mount on which SQLite's locks or shared memory fail silently: two writers would spoil the base."""

_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\(\d{3})")


def demand_local(folder: Path, mounts: str | None = None) -> None:
    """Raise UnsuitableDataFolder unless the folder (made if missing) is local and can be written.

    `mounts` is the text of Linux's mountinfo; where there is none, nothing is said of the mount.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnsuitableDataFolder(f"cannot make the folder {folder}: {error}", path=str(folder)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UnsuitableDataFolder(f"cannot write in the folder {folder}", path=str(folder))
    kind = mount_type(folder, _mountinfo() if mounts is None else mounts)
    if kind in NETWORK_FILE_SYSTEMS:
        raise UnsuitableDataFolder(
            f"{folder} is on a network file system ({kind}), where the store's locks cannot be relied on. "
            "Use a local disk, or PostgreSQL: set TREATYBASE_STORE_URL=postgresql+psycopg://…",
            path=str(folder),
            file_system=kind,
        )


def mount_type(folder: Path, mounts: str) -> str | None:
    """The type of the file system that holds the folder: that of the longest mount point above it."""
    place = folder.resolve()
    best: tuple[int, str] | None = None
    for line in mounts.splitlines():
        fields, dash, rest = line.partition(" - ")
        if not dash or len(fields.split()) < 5:
            continue
        point = Path(_OCTAL.sub(lambda code: chr(int(code[1], 8)), fields.split()[4]))
        depth = len(point.parts)
        if place.is_relative_to(point) and (best is None or depth >= best[0]):
            best = depth, rest.split()[0]
    return best[1] if best else None


def _mountinfo() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
