"""The board without a mouse."""

from browsing import NARROW, Tab

_STOPS = """(names) => names.flatMap((name) => [...document.querySelectorAll(name)])
    .map((element) => element.outerHTML.slice(0, 160))"""

_FOCUSED = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        html: element.outerHTML.slice(0, 160),
        isRinged: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        // A browser scrolls by whole pixels, and text ends between them.
        isInSight: box.top > -1 && box.bottom < innerHeight + 1 && box.left > -1
            && box.right < innerWidth + 1,
    };
}"""


def check_board(tally, browser, address):
    with Tab(browser, reduced_motion="reduce") as tab:
        page = tab.page
        tab.open(address)
        wanted = page.evaluate(_STOPS, [
            ".skip", ".brand", ".top nav a", "#find", ".find button", ".who button", ".views a",
            "#board .rows h3 a, #board .rows .act button, #board .rows .act a",
        ])[:30]
        reached = []
        for _ in wanted:
            page.keyboard.press("Tab")
            reached.append(page.evaluate(_FOCUSED))
        tally.check("keyboard: Tab goes from the skip link to the rows in the order they stand",
                    [f"{there['html']} instead of {here}" for here, there in zip(wanted, reached)
                     if here != there["html"]])
        tally.check("keyboard: wherever the focus is, it can be seen",
                    [there["html"] for there in reached
                     if not (there["isRinged"] and there["isInSight"])])

        tab.open(address)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        tally.that("keyboard: the skip link goes to the page itself",
                   page.evaluate("document.activeElement.id") == "main")
        first = page.locator("#board .rows h3 a").first
        child = first.locator(".unseen").text_content().split(", ")[-1].split(" ")[0]
        link = first.text_content()
        while page.evaluate("document.activeElement.textContent") != link:
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/children/*")
        tally.that("keyboard: Enter on a row opens the child's page",
                   child in page.locator("h1").inner_text(), page.locator("h1").inner_text())
        tally.check("keyboard: nothing goes wrong", tab.faults)


def check_regions(tally, browser, address):
    """What scrolls sideways on a small screen does so from the keyboard too."""
    with Tab(browser, NARROW, reduced_motion="reduce") as tab:
        page = tab.page
        tab.open(address)
        faults = []
        regions = page.locator(".scroll")
        for place in range(regions.count()):
            region = regions.nth(place)
            if not region.evaluate("(it) => it.scrollWidth > it.clientWidth"):
                continue
            label = region.get_attribute("aria-label")
            region.focus()
            before = region.evaluate("(it) => it.scrollLeft")
            page.keyboard.press("ArrowLeft" if before == 0 and region.evaluate(
                "(it) => getComputedStyle(it).direction === 'rtl'") else "ArrowRight")
            try:
                page.wait_for_function(
                    "before => document.activeElement.scrollLeft !== before", arg=before,
                    timeout=5_000)
            except Exception:
                faults.append(f"{label} does not move")
        moved = page.locator(".scroll[tabindex='0'][aria-label]").count()
        tally.check("keyboard: regions that scroll take the focus and the arrow keys", faults)
        tally.that("keyboard: every such region has a name and a stop", moved == regions.count())
