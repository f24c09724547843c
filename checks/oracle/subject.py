"""The program under test: built once, asked in batches through one pipe."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Subject:
    """The `oracle` program of the package concord-checks."""

    def __init__(self, program: str | None = None):
        self.program = program or build()

    def answers(self, cases: list[dict]) -> list[dict]:
        """An answer for each case, in order."""
        lines = "".join(json.dumps(case, default=str) + "\n" for case in cases)
        answers = [json.loads(line) for line in output([self.program], lines).splitlines()]
        if len(answers) != len(cases):
            raise RuntimeError(f"{len(cases)} cases, but {len(answers)} answers")
        return answers


def build() -> str:
    """Builds the program in release and returns its path."""
    command = ["cargo", "build", "--release", "-p", "concord-checks", "--bin", "oracle", "--message-format", "json"]
    artifacts = [json.loads(line) for line in output(command).splitlines()]
    return [artifact["executable"] for artifact in artifacts if artifact.get("executable")][-1]


def output(command: list[str], text: str = "") -> str:
    """What the command prints when it gets this text; its complaints go where ours go."""
    return subprocess.run(command, cwd=ROOT, input=text, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
