"""Two windows at the desk: what is done in one, the other shows without a reload."""

import re

import recording
from browsing import NARROW, Tab

_REASON = "Rang the school; the plan holds.\nB. Okafor visits on Thursday."


def check_desk(tally, browser, program):
    """`program` serves a queue in which C-2 waits."""
    with Tab(browser) as first, Tab(browser) as second:
        second.context.clear_cookies()
        second.sign_in_at(program.sign_in_address("duty"))
        watched = second.page
        second.open(program.address + "/")
        watched.locator("#live[data-state='live']").wait_for()
        watched.evaluate("window.isThisPage = true")
        _decide(tally, first, program, watched)
        _back(tally, first, program, watched)
        tally.that("desk: the other window saw all of it without a reload",
                   watched.evaluate("window.isThisPage === true"))
        tally.check("desk: nothing goes wrong", first.faults + second.faults)
    _without_script(tally, browser, program)


def _decide(tally, tab, program, watched):
    page = tab.page
    tab.open(program.address + "/")
    row = _row(page, "C-2")
    row.get_by_role("button", name=re.compile("^Take ?: C-2$")).click()
    page.wait_for_url("**/children/*")
    watched.get_by_role("button", name="The list has changed, show it").wait_for()
    tally.that("desk: who takes a case comes to its page, and the panel says until when",
               "With you until" in page.locator("#decide").inner_text())
    tally.that("desk: in another window the row says by itself whose it is",
               "With you until" in _row(watched, "C-2").inner_text()
               and _row(watched, "C-2").get_by_role("button", name="Take").count() == 0)
    if page.get_by_role("button", name="Keep my first view").count():
        page.get_by_label("Offer early help").check()
        page.get_by_role("button", name="Keep my first view").click()
        page.get_by_role("button", name="Record the decision").wait_for()
    tally.that("desk: the child of the page is ticked, and no decision",
               page.locator("#decide input:checked").count() == 1)
    page.get_by_label("Offer early help").check()
    page.get_by_label("Why, and what happens next").fill(_REASON)
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_role("heading", name="second look", exact=False).first.wait_for()
    gone = _row(page, "C-2")
    tally.that("desk: what is decided is off the queue and among what is gone",
               "gone" in gone.get_attribute("class") and "You" in gone.inner_text(),
               gone.inner_text())
    watched.locator("li.row.gone", has_text="C-2").wait_for()
    words = watched.locator("li.row.gone", has_text="C-2").inner_text()
    tally.that("desk: in another window it leaves the queue by itself, with who decided what",
               "offered early help" in words, words)


def _back(tally, tab, program, watched):
    program.post([recording.contact_today("C-2", "4")])
    row = watched.locator("li.row:not(.gone)", has_text="C-2")
    row.first.wait_for()
    words = row.first.inner_text()
    tally.that("desk: a late event brings it back by itself, with what is new",
               "Back" in words and "New since the last decision" in words, words)
    page = tab.page
    tab.open(program.address + "/")
    _row(page, "C-2").locator("h3 a").click()
    page.wait_for_url("**/children/*")
    since = page.locator(".since").inner_text()
    tally.that("desk: its page says what changed since, and keeps the decision as history",
               "What changed since" in since
               and "Rang the school" in page.locator(".decisions").inner_text(), since)


def _without_script(tally, browser, program):
    with Tab(browser, NARROW, script=False) as tab:
        page = tab.page
        tab.open(program.address + "/")
        _row(page, "C-3").get_by_role("button", name=re.compile("^Take ?: C-3$")).click()
        page.wait_for_url("**/children/*")
        page.get_by_role("button", name="Hand back").click()
        page.wait_for_url(program.address + "/")
        tally.that("desk: take and hand back work without script, at 320",
                   _row(page, "C-3").get_by_role("button", name=re.compile("^Take ?: C-3$")).count() == 1)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        tally.that("desk: nothing scrolls sideways there", width <= 320, width)
        tally.check("desk: nothing goes wrong without script", tab.faults)


def _row(page, child):
    return page.locator("li.row", has=page.get_by_role("link", name=re.compile(f", {child}$")))
