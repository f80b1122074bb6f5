"""Searching, narrowing and comparing, with the keyboard, with the back button, without a script."""

from browsing import NARROW, Tab
from shapes import OPEN_ALL

_WORDS = "families come back after we closed the case"

_FOCUSED = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        html: element.outerHTML.slice(0, 160),
        isRinged: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        isInSight: box.top >= -1 && box.bottom <= innerHeight + 1 && box.left >= 0
            && box.right <= innerWidth,
    };
}"""

_ROWS = """(rows) => rows.map((row) => row.querySelector("h3").textContent
    + (row.querySelector(".fit")?.textContent ?? ""))"""

# In the order they stand, and to be seen: what is inside a closed part is not a stop, and of a
# group of which one is to be chosen only that one is.
_STOPS = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter((element) => element.checkVisibility({ contentVisibilityAuto: true })
        && element.getClientRects().length > 0 && !element.matches("[type=radio]:not(:checked)"))
    .map((element) => element.outerHTML.slice(0, 160))"""


def check_search(tally, browser, home):
    with Tab(browser, reduced_motion="reduce") as tab:
        page = tab.page
        tab.open(f"{home}/?hosting=uk&assurance=iso-27001")
        wanted = page.evaluate(_STOPS)
        reached = []
        for _ in wanted:
            page.keyboard.press("Tab")
            reached.append(page.evaluate(_FOCUSED))
        tally.check("keyboard: Tab goes through the search in the order it stands",
                    [f"{there['html']} instead of {here}" for here, there in zip(wanted, reached)
                     if here != there["html"]])
        tally.check("keyboard: wherever the focus is, it can be seen",
                    [there["html"] for there in reached
                     if not (there["isRinged"] and there["isInSight"])])
        tab.open(home + "/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        tally.that("keyboard: the skip link goes to the page itself",
                   page.evaluate("document.activeElement.id") == "main")
        _narrow(tally, page)
        tally.check("keyboard: nothing goes wrong", tab.faults)


def _narrow(tally, page):
    page.locator("#q").focus()
    page.keyboard.type(_WORDS)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    all_rows = page.locator(".match").evaluate_all(_ROWS)
    address = page.url
    tally.that("search: words alone find something, with the words marked",
               len(all_rows) > 1 and page.locator("mark").count() > 1, f"{len(all_rows)} rows")
    box = page.get_by_role("checkbox", name="Cyber Essentials Plus")
    said = int(box.locator("xpath=..").locator(".count").inner_text())
    box.focus()
    page.keyboard.press("Space")
    tally.that("search: ticking a filter changes nothing yet", page.url == address)
    page.get_by_role("button", name="Apply the filters").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**assurance=cyber-essentials-plus*")
    rows = page.locator(".match").evaluate_all(_ROWS)
    heading = page.locator("h1").inner_text()
    tally.that("search: a filter leaves as many as it said",
               len(rows) == said and heading.startswith(f"{said} solution"), f"{said}: {heading}")
    tally.that("search: each that is left says why it meets the filter",
               page.locator(".match .musts .met").count() == len(rows))
    with_filter = page.url
    chip = page.get_by_role("list", name="Chosen filters").get_by_role("link").first
    chip.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "assurance" not in url)
    tally.that("search: a chip takes its filter away",
               page.locator(".match").evaluate_all(_ROWS) == all_rows)
    page.go_back()
    page.wait_for_url(with_filter)
    tally.that("search: the back button brings the filter back, box and all",
               page.locator(".match").evaluate_all(_ROWS) == rows
               and page.get_by_role("checkbox", name="Cyber Essentials Plus").is_checked())
    tally.that("search: the address holds everything and can be shared",
               "q=families" in page.url and "cyber-essentials-plus" in page.url, page.url)


def check_comparison(tally, browser, home):
    with Tab(browser) as tab:
        page = tab.page
        tab.open(f"{home}/problems/marlcombe-same-children")
        page.evaluate(OPEN_ALL)
        boxes = page.locator("input[name='solution']")
        for place in range(min(3, boxes.count())):
            boxes.nth(place).check()
        page.get_by_role("button", name="Compare the chosen").click()
        page.wait_for_url("**/compare?*")
        tally.that("comparison: the chosen stand side by side in the light of the problem",
                   page.locator("thead th").count() == 3
                   and page.get_by_role("rowheader", name="A year costs").count() == 1)
        chosen = "&".join(f"solution={name}" for name in (
            "brackwater-comeback", "cobnut-say", "dunnock-kinmap", "applegarth-dipsample",
            "ashlar-post"))
        tab.open(f"{home}/compare?{chosen}")
        tally.that("comparison: four at most, and it says that one was left out",
                   page.locator("thead th").count() == 4
                   and "One more was asked for" in page.locator(".caution").inner_text())
        tally.check("comparison: nothing goes wrong", tab.faults)
    with Tab(browser, NARROW) as tab:
        page = tab.page
        tab.open(f"{home}/compare?{chosen}&problem=marlcombe-same-children")
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="A year costs"))
        said = row.inner_text()
        tally.that("comparison at 320: each cell says whose it is, and a price that cannot be "
                   "compared says so", "Comeback" in said and "Cannot compare" in said, said)
        edge = page.locator("table.comparison").evaluate(
            "(table) => Math.max(...[...table.querySelectorAll('td, th')]"
            ".map((cell) => cell.getBoundingClientRect().right))")
        tally.that("comparison at 320: nothing is cut off", edge <= 320, f"{edge} pixels")


def check_without_script(tally, browser, home):
    with Tab(browser) as tab:
        tab.open(f"{home}/?q={_WORDS.replace(' ', '+')}")
        scripted = tab.page.locator(".match").evaluate_all(_ROWS)
    with Tab(browser, script=False) as tab:
        page = tab.page
        tab.open(home + "/")
        page.locator("#q").fill(_WORDS)
        page.get_by_role("button", name="Search", exact=True).click()
        rows = page.locator(".match").evaluate_all(_ROWS)
        tally.that("without script: the search finds the same", rows == scripted and rows,
                   f"{len(rows)} rows instead of {len(scripted)}")
        page.get_by_role("checkbox", name="The United Kingdom").check()
        page.get_by_role("button", name="Apply the filters").click()
        tally.that("without script: a filter narrows it",
                   "hosting=uk" in page.url and page.locator(".chips a").count() == 1, page.url)
        page.locator(".match summary").first.click()
        tally.that("without script: the reasons can be opened",
                   page.locator(".match table").first.is_visible())
        tab.open(f"{home}/?q=xylophone&assurance=dv")
        ways = page.locator(".ways a").count()
        tally.that("without script: a search that finds nothing has ways on", ways >= 3, str(ways))
        tally.check("without script: nothing goes wrong", tab.faults)
