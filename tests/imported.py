"""A text file read as an issue, whatever its bytes look like."""

from editor.importers import Imported, import_text
from editor.importers.encoding import decode
from editor.model.style import HouseStyle


def import_txt(data: bytes, name: str, style: HouseStyle) -> Imported:
    """The issue in the bytes of a text file."""
    return import_text(decode(data, name), name, style)
