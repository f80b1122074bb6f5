"""What every page owes its reader, whatever it shows."""

import re

from axe_playwright_python.sync_playwright import Axe

from browsing import NARROW, WIDE, Tab

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_DOCUMENT_FAULTS = """() => {
    const faults = [];
    if (document.documentElement.lang !== "en-GB") faults.push("the language is not said");
    const headings = [...document.querySelectorAll("h1")];
    if (headings.length !== 1) faults.push(`${headings.length} headings of the first rank`);
    const title = document.title.replace(/ - Second Look$/, "");
    if (title === "" || !headings[0]?.textContent.startsWith(title))
        faults.push(`the title "${document.title}" is not how the heading begins`);
    for (const script of document.scripts)
        if (!script.src) faults.push("a script inside the page");
    for (const element of document.querySelectorAll("*"))
        for (const { name } of element.attributes)
            if (name.startsWith("on") || name === "style")
                faults.push(`${element.localName} has ${name}=`);
    return faults;
}"""

_PRINT_FAULTS = """() => {
    const shown = (name) => [...document.querySelectorAll(name)]
        .some((element) => element.getClientRects().length > 0);
    const faults = [];
    for (const name of [".find", ".who", ".views", ".act", ".top nav", ".skip", ".back"])
        if (shown(name)) faults.push(`${name} is printed`);
    if (!shown("h1")) faults.push("the heading is not printed");
    for (const region of document.querySelectorAll(".scroll"))
        if (getComputedStyle(region).overflowX !== "visible") faults.push("a region is cut off");
    return faults;
}"""


def check_page(tally, browser, name, address, heading):
    """Everything that is true of every page; `heading` is a pattern for its answer."""
    with Tab(browser) as tab:
        tab.open(address)
        said = tab.page.locator("h1").first.inner_text()
        tally.that(f"{name}: the heading is the answer", re.search(heading, said), said)
        tally.check(f"{name}: a sound document", tab.page.evaluate(_DOCUMENT_FAULTS))
        tally.check(f"{name}: axe at 1280", _axe(tab.page))
        tab.page.emulate_media(media="print")
        tally.check(f"{name}: prints what is read and not what is pressed",
                    tab.page.evaluate(_PRINT_FAULTS))
        tally.check(f"{name}: nothing goes wrong at 1280", tab.faults)
    with Tab(browser, NARROW) as tab:
        tab.open(address)
        width = tab.page.evaluate("document.scrollingElement.scrollWidth")
        tally.that(f"{name}: nothing but regions scrolls sideways at 320", width <= 320,
                   f"the page is {width} wide")
        tally.check(f"{name}: axe at 320", _axe(tab.page))
        tally.check(f"{name}: nothing goes wrong at 320", tab.faults)


def check_motion(tally, browser, address):
    """Those who asked their system for less motion get none."""
    for wish, expected in (("reduce", "auto"), ("no-preference", "smooth")):
        with Tab(browser, WIDE, reduced_motion=wish) as tab:
            tab.open(address)
            behaviour = tab.page.evaluate(
                "getComputedStyle(document.documentElement).scrollBehavior")
            moving = tab.page.evaluate("document.getAnimations().length")
            tally.that(f"motion, {wish}: scrolling is {expected} and nothing else moves",
                       (behaviour, moving) == (expected, 0), f"{behaviour}, {moving} animations")


def _axe(page):
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": _TAGS}})
    if len(results.response["passes"]) < 10:
        return ["axe looked at next to nothing"]
    return [f"{found['id']}: {node['target']} {node.get('failureSummary', '')}".replace("\n", " ")
            for found in results.response["violations"] for node in found["nodes"]]
