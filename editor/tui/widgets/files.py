"""Folders and files of the kinds that can be taken, as far as a typed path leads."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from editor.archive.folding import fold
from editor.tui.widgets.cells import clip
from editor.tui.widgets.rows import ItemRows, Pieces


class Files(ItemRows[Path]):
    """What is in a folder: the way up, folders, files of some suffixes. The focus stays in the path field."""

    def __init__(self, suffixes: Collection[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._suffixes = suffixes
        self.folder = Path()
        """The folder that is listed."""

    def list_folder(self, folder: Path, beginning: str) -> None:
        """Show what is in a folder, where the name holds ``beginning``."""
        self.folder = folder
        found = listing(folder, self._suffixes)
        wanted = fold(beginning)
        paths = [path for path in found if wanted in fold(path.name)]
        if not beginning and folder.parent != folder:
            paths.insert(0, folder.parent)
        self.show(paths, 0 if beginning else 1)  # the first below the way up

    def pieces(self, index: int, width: int) -> Pieces:
        """One folder or file."""
        path, mark = self._items[index], self.mark(index)
        if path == self.folder.parent:
            return [mark, ("../ 上一级文件夹", "quiet")]
        if path.suffix.casefold() in self._suffixes and not path.is_dir():
            return [mark, (clip(path.name, width - 2), "")]
        return [mark, (clip(f"{path.name}/", width - 2), "quiet")]


def listing(folder: Path, suffixes: Collection[str]) -> list[Path]:
    """Folders by name, then files of the suffixes, newest first; hidden ones and what cannot be read left out."""
    folders, files = [], []
    try:
        for path in folder.iterdir():
            if path.name.startswith("."):
                continue
            if path.suffix.casefold() in suffixes and path.is_file():
                files.append((-path.stat().st_mtime, path))
            elif path.is_dir():
                folders.append(path)
    except OSError:
        pass  # the folder is gone or closed to us; then there is nothing to choose from
    return [*sorted(folders), *(path for _, path in sorted(files))]
