"""A real browser for the page: Debian's Chromium with the driver of its version, closed off from the network."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from framing.files import written
from framing.report.page import page
from tests.conftest import SEEDS, compared

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--no-default-browser-check", "--force-prefers-reduced-motion", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--window-size=1400,950",
)  # fmt: skip


class Browser:
    """One browser, with what a test asks of a page; the console and all requests are watched."""

    def __init__(self, folder: Path) -> None:
        options = Options()
        options.binary_location = str(CHROMIUM)
        for flag in FLAGS:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        self.driver.set_script_timeout(60)
        self.downloads = folder
        where = {"behavior": "allow", "downloadPath": str(folder)}
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", where)

    def open(
        self,
        file: Path,
        fragment: str = "",
        *,
        width: int = 1400,
        height: int = 950,
        dark: bool = False,
        js: bool = True,
    ) -> Browser:
        """Open a file as if for the first time."""
        command = self.driver.execute_cdp_cmd
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        command("Emulation.setDeviceMetricsOverride", size)
        scheme = "dark" if dark else "light"
        command("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        command("Emulation.setScriptExecutionDisabled", {"value": not js})
        self.driver.get("about:blank")
        self.driver.get(file.as_uri() + fragment)
        return self

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, *arguments)

    def awaited(self, script: str, *arguments: Any) -> Any:
        """What an async function with this body returns in the page."""
        body = f"const done = arguments[arguments.length - 1]; (async (...given) => {{ {script} }})(...arguments).then(done)"
        return self.driver.execute_async_script(body, *arguments)

    def keys(self, keys: str) -> None:
        """Type into the page."""
        self.driver.find_element(By.TAG_NAME, "body").send_keys(keys)

    def click(self, selector: str) -> None:
        """Bring an element into the middle and click it."""
        found = self.driver.find_element(By.CSS_SELECTOR, selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", found)
        found.click()

    def text(self, selector: str) -> str:
        """The words of an element."""
        return str(
            self.run("return document.querySelector(arguments[0]).textContent.replace(/\\s+/g, ' ').trim()", selector)
        )

    def number(self, selector: str) -> int:
        """How many elements can be seen."""
        script = (
            "return [...document.querySelectorAll(arguments[0])].filter((one) => one.getClientRects().length).length"
        )
        return int(self.run(script, selector))

    def messages(self) -> list[str]:
        """What the console said since this was asked last."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses that were asked for since this was asked last, the page's own left out."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [one["request"]["url"] for one in sent if one.get("type") != "Document"]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser, started once and ended with the tests."""
    if not (CHROMIUM and DRIVER):
        message = "there is no chromium with its driver on the path"
        if os.environ.get("FRAMING_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    found = Browser(tmp_path_factory.mktemp("downloads"))
    try:
        yield found
    finally:
        found.driver.quit()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A file with the page of the seeds, as it is asked for; each is made once."""
    folder = tmp_path_factory.mktemp("pages")

    def made(**options: Any) -> Path:
        file = folder / f"{'-'.join(map(str, options.values())) or 'full'}.html"
        if not file.exists():
            written(file, page(compared(SEEDS), **options))
        return file

    return made
