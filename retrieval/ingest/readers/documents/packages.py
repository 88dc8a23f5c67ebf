"""Documents that are zip archives (.docx, .odt, .epub): what they unpack to is counted before anything is unpacked."""

import io
import zipfile

from retrieval.errors import Refused

#: members, bytes that all unpack to, and bytes that one unpacks to, at most
MOST_MEMBERS, LARGEST, LARGEST_MEMBER = 5_000, 100_000_000, 30_000_000


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the archive; raise Refused where it is none, damaged, locked or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refused("the document is damaged", reason="damaged") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST:
        raise Refused(f"the document unpacks to more than {LARGEST // 1_000_000} MB", reason="too-large")
    if any(member.flag_bits & 0x1 for member in members):
        raise Refused("it is locked with a password", reason="locked")
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Return the bytes of a member, None where there is none; never more than was announced, nor than is allowed."""
    try:
        info = archive.getinfo(name)
        with archive.open(info) as stream:
            data = stream.read(min(info.file_size, LARGEST_MEMBER) + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Refused("the document is damaged", reason="damaged") from error
    if len(data) > LARGEST_MEMBER:
        raise Refused(f"a part of the document is larger than {LARGEST_MEMBER // 1_000_000} MB", reason="too-large")
    return data
