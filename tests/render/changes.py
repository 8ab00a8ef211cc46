"""What LibreOffice makes of tracked changes: the paragraphs of a document with all of them accepted, and rejected.

A macro in a profile of its own presses “accept all” and “reject all” as a person would. Needs LibreOffice.
"""

import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from editor.exporters.libreoffice import find

_SECONDS = 180
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolve(folder As String)
  On Error Goto Done
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8,LF,,,"
  Dim given()
  Dim number, button, url, shown, dispatcher
  number = 0
  Do While FileExists(folder &amp; "/" &amp; number &amp; ".docx")
    url = ConvertToURL(folder &amp; "/" &amp; number &amp; ".docx")
    For Each button In Array("Accept", "Reject")
      shown = StarDesktop.loadComponentFromURL(url, "_blank", 0, hidden())
      dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
      dispatcher.executeDispatch( _
        shown.CurrentController.Frame, ".uno:" &amp; button &amp; "AllTrackedChanges", "", 0, given())
      shown.storeToURL(url &amp; "." &amp; button, plain())
      shown.close(True)
    Next button
    number = number + 1
  Loop
Done:
  StarDesktop.terminate()
End Sub
</script:module>"""


def resolved(documents: Sequence[bytes]) -> list[tuple[list[str], list[str]]]:
    """The paragraphs of each document (.docx) with all changes accepted, and rejected, in one start of LibreOffice."""
    program = find()
    assert program is not None
    with TemporaryDirectory() as name:
        folder = Path(name)
        start = [
            str(program),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
        ]
        run = partial(subprocess.run, check=True, capture_output=True, timeout=_SECONDS)
        run([*start, "--terminate_after_init"])  # makes the profile, with an empty macro in the place of ours
        module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        module.write_text(_MODULE, encoding="utf-8")
        for at, document in enumerate(documents):
            (folder / f"{at}.docx").write_bytes(document)
        run([*start, f'macro:///Standard.Module1.Resolve("{folder}")'])
        return [
            (_lines(folder / f"{at}.docx.Accept"), _lines(folder / f"{at}.docx.Reject"))
            for at in range(len(documents))
        ]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig").splitlines()
