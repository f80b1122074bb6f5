"""A real browser, and tabs that remember whatever went wrong in them."""

import contextlib
import re

from playwright.sync_api import sync_playwright

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}

# Runs before a page's own script: a violation of the page's policy is an event, not an error.
_REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy ${event.violatedDirective} refused ${event.blockedURI}`));
"""


@contextlib.contextmanager
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            # Letters in greys look alike on every screen, and make small pictures.
            args=["--no-sandbox", "--disable-lcd-text"])
        try:
            yield browser
        finally:
            browser.close()


class Tab:
    """A page in a profile of its own, with a list of what went wrong on it."""

    # What a browser keeps of whoever has signed in (`sign_in`): new tabs have it.
    kept = None

    def __init__(self, browser, viewport=WIDE, script=True, **settings):
        self.context = browser.new_context(
            viewport=viewport, java_script_enabled=script, locale="en-GB",
            storage_state=Tab.kept, **settings)
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.faults = []
        if script:
            self.page.add_init_script(_REPORT_VIOLATIONS)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._console)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    @contextlib.contextmanager
    def sibling(self):
        """Another page of the same profile, whose faults nobody counts."""
        page = self.context.new_page()
        try:
            yield page
        finally:
            page.close()

    @classmethod
    def sign_in(cls, browser, *programs):
        """Signs in at each program; tabs that are made from now on are signed in there."""
        with cls(browser) as tab:
            for program in programs:
                tab.sign_in_at(program.sign_in_address())
            cls.kept = tab.context.storage_state()

    def sign_in_at(self, address):
        """Follows a one-time address, as a person does."""
        self.open(address)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(re.compile(r"^[^?]*/$"))

    def open(self, address):
        return self.page.goto(address, wait_until="load")

    def _console(self, message):
        # The browser says that a page was refused or not found; so does the answer, which we look at.
        if message.type in ("error", "warning") and not re.search("status of 40[34]", message.text):
            self.faults.append(f"console: {message.text}")

    def _failed(self, request):
        # Whoever leaves a page ends its stream.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.faults.append(f"request: {request.failure} {request.url}")

    def _answered(self, response):
        is_page = response.request.is_navigation_request()
        if response.status >= 400 and not (is_page and response.status in (403, 404)):
            self.faults.append(f"answer: {response.status} {response.url}")
