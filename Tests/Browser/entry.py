"""How people come in and go, in tabs of which nobody is signed in."""

import re

from browsing import Tab


def check_entry(tally, browser, program):
    home = program.address
    kept, Tab.kept = Tab.kept, None
    try:
        with Tab(browser) as tab:
            _in_and_out(tally, tab, program, home)
        with Tab(browser, script=False) as tab:
            page = tab.page
            tab.open(home + "/")
            tally.that("entry: nobody sees the board without signing in",
                       (page.url, _heading(page)) == (home + "/sign-in", "Sign in"), page.url)
            tab.sign_in_at(program.sign_in_address())
            tally.that("entry: without script too, one press signs in",
                       page.locator("li.row").count() > 0)
    finally:
        Tab.kept = kept


def _in_and_out(tally, tab, program, home):
    page = tab.page
    address = program.sign_in_address()
    tab.open(address)
    tally.that("entry: opening the address signs nobody in by itself",
               _heading(page).startswith("Sign in as ") and tab.context.cookies() == [])
    tab.sign_in_at(address)
    cookies = tab.context.cookies()
    tally.that("entry: the cookie is for this server alone, and no script sees it",
               [(c["httpOnly"], c["sameSite"], c["path"]) for c in cookies]
               == [(True, "Lax", "/")], cookies)
    tally.that("entry: who is signed in stands on the page, with their role",
               ", manager" in page.locator(".who").inner_text())
    first = page.locator("#board h3 a").first
    child = first.get_attribute("href")
    with Tab(tab.context.browser) as other:
        other.open(address)
        tally.that("entry: the address is good once",
                   _heading(other.page) == "This address signs nobody in", _heading(other.page))
        other.open(home + child)
        tally.that("entry: who has no session is sent to sign in, and not told of the child",
                   other.page.url == f"{home}/sign-in?next={child}", other.page.url)
    with tab.sibling() as other:
        tab.open(home + "/")
        page.locator("#live[data-state='live']").wait_for()
        tally.check("entry: nothing goes wrong", tab.faults)
        other.goto(home + "/")
        other.get_by_role("button", name="Sign out").click()
        other.wait_for_url(re.compile(r"/sign-in$"))
        page.locator("#live[data-state='signed-out']").wait_for(timeout=60_000)
        tally.that("entry: a page left open says that it is signed out, and how to go on",
                   page.locator("#live a").get_attribute("href") == "/sign-in?next=%2F"
                   and page.locator("li.row").count() > 0)
        tab.sign_in_at(program.sign_in_address())
        tab.faults.clear()
        cookies = tab.context.cookies()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile(r"/sign-in$"))
    tab.open(home + child)
    tally.that("entry: who has signed out sees nothing more", "/sign-in" in page.url, page.url)
    tab.context.add_cookies(cookies)
    tab.open(home + child)
    tally.that("entry: a cookie kept from before opens nothing", "/sign-in" in page.url, page.url)
    tally.check("entry: nothing goes wrong", tab.faults)


def _heading(page):
    return page.locator("h1").inner_text()
