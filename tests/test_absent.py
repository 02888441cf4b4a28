"""A module that is missing for a while is missing for one thread, and there again afterwards."""

import importlib
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from framing.absent import absent

MODULE = "this"  # of the standard library; nothing imports it


def test_a_module_is_missing_for_a_while_and_for_one_thread(capsys: pytest.CaptureFixture[str]) -> None:
    sys.modules.pop(MODULE, None)
    with absent(MODULE), ThreadPoolExecutor(1) as other:
        with pytest.raises(ModuleNotFoundError, match="No module named 'this'"):
            importlib.import_module(MODULE)
        assert other.submit(importlib.import_module, MODULE).result()
        assert importlib.import_module(MODULE), "it has been imported"
    sys.modules.pop(MODULE)
    assert importlib.import_module(MODULE)
    capsys.readouterr()
