"""What `framing report seeds/` costs: CPU seconds and memory of a whole process, cold; whether a second run is equal.

Run it by hand: ``python tests/benchmarks/report_cost.py``. It prints, and judges nothing; the goal is 4 s and 400 MB.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SEEDS = Path(__file__).parent.parent.parent / "seeds"
RUNS = 5


def cost(output: Path) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of one run in a process of its own."""
    command = [sys.executable, "-m", "framing", "report", str(SEEDS), "-o", str(output)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit("the report failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print the medians of several runs."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.html" for number in range(RUNS)]
        costs = [cost(file) for file in files]
        contents = {file.read_bytes() for file in files}
        size = files[0].stat().st_size
    cpu, memory = (statistics.median(values) for values in zip(*costs, strict=True))
    print(f"framing report seeds/: {cpu:.2f} s of CPU (median of {RUNS}; goal 4), {memory:.0f} MB (goal 400)")
    print(f"the page: {size / 1e6:.2f} MB; equal bytes in all runs: {'yes' if len(contents) == 1 else 'NO'}")


if __name__ == "__main__":
    main()
