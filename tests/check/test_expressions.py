"""A compiled expression that was kept is the one that would be compiled, or it is compiled."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from copies import town
from etraces_cite import patterns
from etraces_cite.cache.expressions import Expressions, remembering_expressions
from etraces_cite.cache.memory import Memory

EXPRESSIONS = [
    ("a|b", 0),
    (r"(?P<number>\d+)(?:\s*(?P<unit>[a-zé]{2,}))?(?<!\w\d)", re.IGNORECASE),
    (r"^\s*(x)\1$", re.MULTILINE | re.VERBOSE),
    ("[^\u00a0\u202f€𝄞]+?", re.DOTALL),
    (r"(?i:é)(?-i:b)", 0),
]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """Return a memory in which the expressions are kept."""
    memory = Memory(tmp_path, tmp_path)
    with remembering_expressions(memory):
        for pattern, flags in EXPRESSIONS:
            assert patterns.Lazy(pattern, flags).search("") is None
    memory.close()
    return Memory(tmp_path, tmp_path)


@pytest.mark.parametrize(("pattern", "flags"), EXPRESSIONS)
def test_what_is_restored_is_what_would_be_compiled(pattern: str, flags: int, memory: Memory) -> None:
    expressions = Expressions(memory)
    restored, compiled = expressions.compiled(pattern, flags), re.compile(pattern, flags)
    assert restored == compiled  # their code is compared too
    assert expressions.new == {}
    assert (restored.groups, restored.groupindex, restored.flags) == (
        compiled.groups,
        compiled.groupindex,
        compiled.flags,
    )
    found, expected = restored.search("12 kg xx é"), compiled.search("12 kg xx é")
    assert (found and (found.span(), found.groupdict())) == (expected and (expected.span(), expected.groupdict()))


def test_an_expression_with_other_flags_is_another(memory: Memory) -> None:
    expressions = Expressions(memory)
    assert expressions.compiled("a|b", re.IGNORECASE) == re.compile("a|b", re.IGNORECASE)
    assert list(expressions.new) == ["2 a|b"]


@pytest.mark.parametrize("code", [b"", b"\xff\xff\xff\xff" * 9, b"abc"])
def test_a_program_that_is_not_sound_is_compiled_again(code: bytes, tmp_path: Path) -> None:
    memory = Memory(tmp_path, tmp_path)
    memory.keep(memory.key("expressions"), {"0 a|b": (32, code, 0, {}, (None,))})
    memory.close()
    expressions = Expressions(Memory(tmp_path, tmp_path))
    assert expressions.known
    assert expressions.compiled("a|b", 0) == re.compile("a|b")
    assert list(expressions.new) == ["0 a|b"]


def test_what_is_wrong_is_said_as_ever(memory: Memory) -> None:
    with remembering_expressions(memory), pytest.raises(re.error, match="unterminated"):
        patterns.Lazy("(a").search("a")


def test_afterwards_expressions_are_compiled_as_ever(memory: Memory) -> None:
    with pytest.raises(KeyboardInterrupt), remembering_expressions(memory):
        raise KeyboardInterrupt
    assert patterns._elsewhere == []


COUNTING = """
import sys
from pathlib import Path
from etraces_cite.cache.expressions import Expressions
from etraces_cite.check import verify
from etraces_cite.config import Config

keep = Expressions.keep

def counted(expressions):
    print(len(expressions.new))
    keep(expressions)

Expressions.keep = counted
verify(Config(Path(sys.argv[1])), cache=True)
"""


def test_a_page_that_changes_has_nothing_compiled_again(tmp_path: Path) -> None:
    config = town(tmp_path)
    page = config.root / "docs" / "must-pass.md"
    counts = []
    for addition in ("", "\nEt puis 12 chats.\n"):
        page.write_text(page.read_text(encoding="utf-8") + addition, encoding="utf-8")
        command = [sys.executable, "-c", COUNTING, str(tmp_path)]
        counts.append(int(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
    assert counts[0] > 50
    assert counts[1] == 0
