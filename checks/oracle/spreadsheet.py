#!/usr/bin/env python3
"""An export of the ledger as LibreOffice opens it: no cell is a formula, every text is what was entered behind at most an
apostrophe, days are days and amounts are amounts. Without LibreOffice (soffice) it says that it was skipped.

    python3 checks/oracle/spreadsheet.py
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

from subject import Subject

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

DAY, EXPECTED = "2026-03-09", 123_456
# Each with what the cell shows. No name holds a tab or a line break, no note begins with one, and LibreOffice drops tabs.
HOSTILE = {
    "=1+1": "'=1+1",
    "+491234": "'+491234",
    "-2+3": "'-2+3",
    "@SUM(A1:A9)": "'@SUM(A1:A9)",
    "=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com";"here")': '\'=HYPERLINK("http://example.com";"here")',
    "'=1+1": "''=1+1",
    "O'Neill, \"Sons\" & <Co>": "O'Neill, \"Sons\" & <Co>",
}
NOTE = "one\r\n=1+1"
# Separated by commas, texts in quotes, UTF-8, English, from the first row; the formats of cells are detected.
FILTER = "CSV:44,34,76,1,,1033,false,true,false"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--program", help="an `oracle` built before; without it, one is built in release")
    given = options.parse_args()
    office = which("soffice")
    if office is None:
        print("skipped: LibreOffice (soffice) is not installed")
        return 0
    rows = [{"client": client, "note": NOTE} for client in HOSTILE]
    case = {"kind": "exported", "day": DAY, "expected": EXPECTED, "rows": rows}
    [answer] = Subject(given.program).answers([case])
    cells = opened(office, answer["text"])
    head, *body = cells
    wrong = [f"a formula: {cell.get(TABLE + 'formula')}" for row in cells for cell in row if cell.get(TABLE + "formula")]
    column = {text(cell): place for place, cell in enumerate(head)}
    if len(body) != len(HOSTILE):
        wrong.append(f"{len(body)} rows, not {len(HOSTILE)}")
    for row, shown in zip(body, HOSTILE.values()):
        for what, found, due in [
            ("client", text(row[column["Client"]]), shown),
            ("day", row[column["Introduced"]].get(OFFICE + "date-value"), DAY),
            ("amount", row[column["Expected value"]].get(OFFICE + "value"), f"{EXPECTED / 100:.2f}"),
            ("note", text(row[column["Note"]]).split(), NOTE.split()),
        ]:
            if found != due:
                wrong.append(f"{what}: {found!r}, not {due!r}")
    print("\n".join(wrong) or f"same  {len(body)} rows of LibreOffice, no formula among them")
    return 1 if wrong else 0


def opened(office: str, table: str) -> list[list[ElementTree.Element]]:
    """The cells of the table as LibreOffice has them."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "export.csv").write_text(table, encoding="utf-8", newline="")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [office, profile, "--headless", f"--infilter={FILTER}", "--convert-to", "fods", "--outdir", folder]
        subprocess.run([*command, f"{folder}/export.csv"], check=True, stdout=subprocess.DEVNULL, timeout=300)
        root = ElementTree.parse(f"{folder}/export.fods").getroot()
    rows = [list(cells(row)) for row in root.iter(TABLE + "table-row")]
    return [row for row in rows if any(text(cell) for cell in row)]


def cells(row: ElementTree.Element):
    """The cells of a row, each as often as it is repeated; those behind the last that holds something do not matter."""
    for cell in row.iter(TABLE + "table-cell"):
        yield from [cell] * min(int(cell.get(TABLE + "number-columns-repeated", 1)), 100)


def text(cell: ElementTree.Element) -> str:
    """What a cell shows, a line for each paragraph; several spaces and tabs in a row count as one."""

    def shown(part: ElementTree.Element) -> str:
        gap = " " if part.tag in (TEXT + "s", TEXT + "tab") else ""
        return gap + (part.text or "") + "".join(shown(child) + (child.tail or "") for child in part)

    return "\n".join(shown(paragraph) for paragraph in cell.iter(TEXT + "p"))


if __name__ == "__main__":
    sys.exit(main())
