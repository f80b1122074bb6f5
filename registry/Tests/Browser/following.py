"""A problem's page that stays open while solutions come and go."""

import re

from browsing import Tab
from proxy import Proxy

_PROBLEM = "/problems/marlcombe-same-children"
_PLACE = "() => [document.activeElement.textContent, scrollY]"
# How many meet every must, and how many leave one open.
_COUNTS = re.compile(r"(\d+) (?:meets?|ha(?:s|ve))\b")
_SHORT = {"width": 1280, "height": 500}  # so that a few rows already scroll


def check_live_list(tally, browser, registry):
    with Tab(browser, _SHORT, reduced_motion="reduce") as tab:
        page = tab.page
        tab.open(registry.address + _PROBLEM)
        page.evaluate("window.isThisPage = true")
        before = page.locator("#fitting > li").count()
        page.locator("#fitting h3 a").first.focus()
        page.evaluate("scrollTo(0, 120)")
        place = page.evaluate(_PLACE)
        registry.put(_renewed(registry))
        button = page.get_by_role("button", name="1 new, show it")
        button.wait_for()
        tally.that("live: a solution that comes to fit waits behind “1 new, show it”",
                   page.locator("#fitting > li").count() == before)
        tally.that("live: nothing moves or loses the focus", page.evaluate(_PLACE) == place,
                   page.evaluate(_PLACE))
        tally.that("live: it is announced where those who hear the page are told, once",
                   page.locator("#news[role='status']").inner_text() == "1 new, show it")
        button.focus()
        page.keyboard.press("Enter")
        page.locator("#solution-returned").wait_for()
        tally.that("live: it is shown when asked for, marked as new, with the focus on it",
                   page.locator("#fitting > li").count() == before + 1
                   and page.locator("#solution-returned .tag").inner_text() == "New"
                   and page.evaluate("document.activeElement.closest('li').id")
                   == "solution-returned")
        title = page.title()
        tally.that("live: title and heading say how many there are now",
                   title.startswith(page.locator("h1").inner_text())
                   and sum(map(int, _COUNTS.findall(title))) == before + 1, title)
        registry.withdraw("returned")
        button = page.get_by_role("button", name="The list has changed, show it")
        button.wait_for()
        tally.that("live: what is withdrawn stays until the reader asks",
                   page.locator("#solution-returned").count() == 1)
        button.click()
        page.locator("#solution-returned").wait_for(state="detached")
        tally.that("live: then it is gone", page.locator("#fitting > li").count() == before)
        tally.that("live: all of it without a reload", page.evaluate("window.isThisPage === true"))
        tally.check("live: nothing goes wrong", tab.faults)


def check_power_cut(tally, browser, registry):
    with Tab(browser) as tab:
        page = tab.page
        tab.open(registry.address + _PROBLEM)
        before = page.locator("#fitting > li").count()
        tally.check("power cut: nothing goes wrong before", tab.faults)
        registry.kill()
        registry.serve()
        registry.put({**_renewed(registry), "id": "returned-later"})
        page.get_by_role("button", name="1 new, show it").click()
        page.locator("#solution-returned-later").wait_for()
        tally.that("power cut: once the program is back the open page is told again",
                   page.locator("#fitting > li").count() == before + 1)
        registry.withdraw("returned-later")


def check_bad_gateway(tally, browser, registry):
    """To a browser any answer but 200 is the last word on a stream."""
    with Tab(browser) as tab:
        page, proxy = tab.page, Proxy(registry.port)
        try:
            tab.open(proxy.address + _PROBLEM)
            page.locator("#following[data-state='live']").wait_for()
            page.evaluate("window.isThisPage = true")
            before = page.locator("#fitting > li").count()
            registry.put({**_renewed(registry), "id": "returned-before"})
            page.get_by_role("button", name="1 new, show it").click()
            page.locator("#solution-returned-before").wait_for()
            tally.check("502: nothing goes wrong before", tab.faults)
            registry.kill()
            page.locator("#following[data-state='cut-off']").wait_for()
            while len([a for a in proxy.refused if "/stream" in a]) < 3:
                page.wait_for_timeout(100)
            words = page.locator("#following").inner_text()
            tally.that("502: the page goes on trying, and says so",
                       re.match(r"Cut off since \d\d:\d\d, trying again\.", words), words)
            registry.serve()
            registry.put({**_renewed(registry), "id": "returned-again"})
            page.get_by_role("button", name="1 new, show it").click()
            page.locator("#solution-returned-again").wait_for()
            words = page.locator("#following").inner_text()
            tally.that("502: once the program is back the page is told again, without a reload",
                       page.locator("#fitting > li").count() == before + 2
                       and words == "This list is kept up to date."
                       and page.evaluate("window.isThisPage === true"), words)
            first, last = (int((re.findall(r"lastEventId=(\d+)", address) or ["-1"])[0])
                           for address in (proxy.asked[0], proxy.asked[-1]))
            tally.that("502: it came back with the number of the last notice that it had heard",
                       first < last, f"{first}, then {last}")
            for name in ("returned-before", "returned-again"):
                registry.withdraw(name)
        finally:
            proxy.close()


def _renewed(registry):
    """The near miss of the sample catalogue, with the certificate that it lacks."""
    solution = {**registry.solution("brackwater-comeback"), "id": "returned", "name": "Returned"}
    solution["assurances"] = [{"scheme": "cyber-essentials-plus", "status": "held",
                               "from": "2026-01-13", "until": "2099-01-12"}]
    return solution
