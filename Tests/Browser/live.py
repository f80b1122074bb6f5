"""An open board while things happen: what it shows by itself, and what it leaves alone."""

import re

import desk
import recording
from browsing import Tab
from proxy import Proxy

_SHORT = {"width": 1280, "height": 420}  # so that a few rows already scroll
_REASON = "Recorded for the wrong child."  # told on the child's own page
_WITHDRAWN = "The contact it rested on was taken back."
_PLACE = "() => [document.activeElement.textContent, scrollY]"


def check_live(tally, browser, program):
    """`program` serves a board on which nothing stands."""
    with Tab(browser, _SHORT, reduced_motion="reduce") as tab:
        page = tab.page
        tab.open(program.address + "/")
        _wait_for_mark(page, "live")
        page.evaluate("window.isThisPage = true")
        _first_case(tally, page, program)
        _new_cases(tally, page, program)
        _withdrawal(tally, page, program)
        tally.that("live: all of it without a reload", page.evaluate("window.isThisPage === true"))
        tally.check("live: nothing goes wrong", tab.faults)
    with Tab(browser, _SHORT, reduced_motion="reduce") as tab:
        _withdrawal_from_a_list(tally, tab, program)
    desk.check_desk(tally, browser, program)
    with Tab(browser, _SHORT) as tab:
        _power_cut(tally, tab, program)
    with Tab(browser, _SHORT) as tab:
        _bad_gateway(tally, tab, program)


def _first_case(tally, page, program):
    program.post(recording.three_contacts("C-1"))
    _row(page, "C-1").wait_for()
    tally.that("live: the first case appears by itself on an empty board",
               page.locator("h1").inner_text() == "One second look to take today",
               page.locator("h1").inner_text())


def _new_cases(tally, page, program):
    children = [f"C-{number}" for number in range(2, 7)]
    page.locator("#board h3 a").first.focus()
    page.evaluate("scrollTo(0, 60)")
    before = page.evaluate(_PLACE)
    program.post(recording.three_contacts(children[0]))
    page.get_by_role("button", name="1 new, show it").wait_for()
    tally.that("live: a new case waits behind “1 new, show it”", _rows(page) == 1)
    program.post([event for child in children[1:] for event in recording.three_contacts(child)])
    button = page.get_by_role("button", name="5 new, show them")
    button.wait_for()
    tally.that("live: more of them are counted, and nothing moves or loses the focus",
               (_rows(page), page.evaluate(_PLACE)) == (1, before), page.evaluate(_PLACE))
    button.focus()
    page.keyboard.press("Enter")
    _row(page, "C-6").wait_for()
    tally.that("live: they are shown when asked for, each marked as new",
               (_rows(page), page.locator(".tag.fresh").count()) == (6, 5))
    tally.that("live: the focus is on the first of them, and the button is gone",
               page.evaluate("document.activeElement.closest('.row')?.querySelector('.tag.fresh')"
                             " != null") and button.count() == 0)
    title = page.title()
    tally.that("live: title and heading say how many there are now",
               title == "Six second looks to take today - Second Look", title)


def _withdrawal(tally, page, program):
    row = _row(page, "C-4")
    row.locator("h3 a").focus()
    page.evaluate("scrollTo(0, 150)")
    before = page.evaluate(_PLACE)
    program.post([recording.retraction("C-4", "6", _REASON)])
    page.locator("li.row.gone", has_text="C-4").wait_for()
    words = row.inner_text()
    tally.that("live: what was withdrawn stays in its place, struck through, with the reason",
               row.locator("s").count() == 1 and _WITHDRAWN in words, words)
    tally.that("live: focus and place are kept while its row is redrawn",
               page.evaluate(_PLACE)[1] == before[1]
               and page.evaluate(_PLACE)[0].endswith(", C-4"),
               f"{page.evaluate(_PLACE)} instead of {before}")
    page.get_by_role("heading", name="Five second looks to take today").wait_for()


def _withdrawal_from_a_list(tally, tab, program):
    page = tab.page
    tab.open(program.address + "/?show=everything")
    _wait_for_mark(page, "live")
    program.post([recording.retraction("C-5", "6", _REASON)])
    button = page.get_by_role("button", name="The list has changed, show it")
    button.wait_for()
    tally.that("live: what leaves a list stays in its place until the reader asks",
               _row(page, "C-5").count() == 1)
    button.click()
    _row(page, "C-5").wait_for(state="detached")
    tab.open(program.address + "/")
    page.locator("li.row.gone", has_text="C-5").locator("a").click()
    records = page.locator("tr.gone").inner_text()
    tally.that("live: the child's page has the reason that was given", _REASON in records, records)
    tally.check("live: nothing goes wrong in a list", tab.faults)


def _power_cut(tally, tab, program):
    page = tab.page
    tab.open(program.address + "/")
    _wait_for_mark(page, "live")
    before = _rows(page)
    tally.check("live: nothing goes wrong before the power cut", tab.faults)
    program.kill()
    _wait_for_mark(page, "cut-off")
    words = page.locator("#live").inner_text()
    tally.that("power cut: the mark says since when the page is cut off, in words",
               words.startswith("Cut off since ") and words.endswith("trying again"), words)
    tally.that("power cut: what was there can still be read", _rows(page) == before)
    program.publish(program.write(recording.three_contacts("C-7")))
    program.serve()
    _wait_for_mark(page, "live")
    page.get_by_role("button", name="1 new, show it").click()
    _row(page, "C-7").wait_for()
    words = page.locator("#live").inner_text()
    tally.that("power cut: once the program is back the page is live and complete again",
               words.startswith("Live, complete up to ") and _rows(page) == before + 1, words)


def _bad_gateway(tally, tab, program):
    """To a browser any answer but 200 is the last word on a stream."""
    page, proxy = tab.page, Proxy(program.port)
    try:
        tab.sign_in_at(program.sign_in_address().replace(program.address, proxy.address))
        _wait_for_mark(page, "live")
        page.evaluate("window.isThisPage = true")
        before = _rows(page)
        program.post(recording.three_contacts("C-8"))
        page.get_by_role("button", name="1 new, show it").wait_for()
        tally.check("502: nothing goes wrong before", tab.faults)
        program.kill()
        _wait_for_mark(page, "cut-off")
        while len(streams := [a for a in proxy.refused if "/stream" in a]) < 3:
            page.wait_for_timeout(100)
        words = page.locator("#live").inner_text()
        tally.that("502: the page goes on trying, and says so",
                   words.startswith("Cut off since ") and words.endswith("trying again"), words)
        program.publish(program.write(recording.three_contacts("C-9")))
        program.serve()
        _wait_for_mark(page, "live")
        page.get_by_role("button", name="2 new, show them").click()
        _row(page, "C-9").wait_for()
        tally.that("502: once the program is back the page is live and complete, without a reload",
                   _rows(page) == before + 2 and page.evaluate("window.isThisPage === true"),
                   _rows(page))
        first, last = (_position(address) for address in (proxy.asked[0], proxy.asked[-1]))
        tally.that("502: it came back with what it had heard, not with what the page began with",
                   sum(last) == sum(first) + 1 and all(_position(a) == last for a in streams),
                   f"{first}, then {last}")
    finally:
        proxy.close()


def _position(address):
    """What the page had seen: an offset for each partition."""
    found = re.search(r"lastEventId=([\d.]+)", address)
    return [int(part) for part in found.group(1).split(".")] if found else []


def _wait_for_mark(page, state):
    page.locator(f"#live[data-state='{state}']").wait_for(timeout=60_000)


def _row(page, child):
    return page.locator("li.row", has=page.get_by_role("link", name=re.compile(f", {child}$")))


def _rows(page):
    return page.locator("li.row").count()
