"""NLTK is imported without SciPy, and all of it works."""

import subprocess
import sys

PROGRAM = """
import sys
from framing.language.sentences import punkt
from framing.language.stems import stem
assert stem("summits") == "summit"
assert len(list(punkt().span_tokenize("It rained. It snowed."))) == 2
assert not {"scipy", "scipy.stats"} & set(sys.modules), "a second of every start"
from nltk.metrics import BigramAssocMeasures
print(round(BigramAssocMeasures.fisher(8, (10, 10), 40), 6))
assert "scipy.stats" in sys.modules
"""


def test_nltk_does_without_scipy_stats_until_it_is_asked_for_a_test() -> None:
    own = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    theirs = subprocess.run(
        [
            sys.executable,
            "-c",
            "from nltk.metrics import BigramAssocMeasures as B; print(round(B.fisher(8, (10, 10), 40), 6))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert own.stdout == theirs.stdout
