"""What every page owes its reader, whatever it shows."""

import re

from axe_playwright_python.sync_playwright import Axe

from browsing import NARROW, Tab

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

OPEN_ALL = "document.querySelectorAll('details').forEach((it) => { it.open = true; })"

_WORDS = "families+come+back+after+we+closed+the+case"

_DOCUMENT_FAULTS = """() => {
    const faults = [];
    if (document.documentElement.lang !== "en-GB") faults.push("the language is not said");
    const headings = [...document.querySelectorAll("h1")];
    if (headings.length !== 1) faults.push(`${headings.length} headings of the first rank`);
    const title = document.title.split(" - ")[0].replace(/…$/, "");
    if (title === "" || !headings[0]?.textContent.startsWith(title))
        faults.push(`the title "${document.title}" is not how the heading begins`);
    for (const script of document.scripts)
        if (!script.src) faults.push("a script inside the page");
    for (const element of document.querySelectorAll("*"))
        for (const { name } of element.attributes)
            if (name.startsWith("on") || name === "style")
                faults.push(`${element.localName} has ${name}=`);
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place)))
        faults.push(`the id ${id} is there twice`);
    return faults;
}"""

_PRINT_FAULTS = """() => {
    const shown = (name) => [...document.querySelectorAll(name)]
        .some((element) => element.getClientRects().length > 0);
    const faults = [];
    for (const name of [".search", ".chips", ".top nav", ".skip", ".back", ".filters", ".compare"])
        if (shown(name)) faults.push(`${name} is printed`);
    if (!shown("h1")) faults.push("the heading is not printed");
    for (const region of document.querySelectorAll(".scroll"))
        if (getComputedStyle(region).overflowX !== "visible") faults.push("a region is cut off");
    return faults;
}"""

# Links inside sentences are as tall as their line (WCAG 2.5.8, exception for inline).
_SMALL_TARGETS = """() => [...document.querySelectorAll(
        ".chips a, nav a, button, summary, input, select, textarea, .back a, footer a, h3 a")]
    .map((element) => element.matches("input[type=checkbox], input[type=radio]")
        ? element.closest("label") : element)
    .filter((element) => element && element.getClientRects().length > 0)
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && (box.height < 23.5 || box.width < 23.5))
    .map(([element, box]) => `${element.outerHTML.slice(0, 90)} is ${box.width} by ${box.height}`)"""


def check_pages(tally, browser, registry):
    problem = f"{registry.council.split('-')[0]}-same-children"
    registry.put({**registry.solution("brackwater-listmaker"), "id": "soon-gone",
                  "name": "Soon gone"})
    registry.withdraw("soon-gone")
    home = registry.address
    for name, path, heading in (
        ("home", "/", r"^What is the problem\?$"),
        ("search", f"/?q={_WORDS}", r"^\d+ solutions for “families come back.+”$"),
        ("narrowed search", f"/?q={_WORDS}&hosting=uk&assurance=iso-27001&not-stated=included",
         r"^\d+ solutions? for “.+”, with ISO/IEC 27001"),
        ("search that finds nothing", "/?q=xylophone&assurance=dv", r"^No solution for “xylophone”"),
        ("page of a list", "/?page=2", r"^\d+ solutions$"),
        ("problems", "/problems", r"^\d+ problems stand open$"),
        ("problems of a category", "/problems?category=referral-patterns",
         r"^\d+ problems? stands? open in "),
        ("problem", f"/problems/{problem}",
         r"^(\d+ (solutions? fits?|meets? )|The best \d+|Nothing fits yet)"),
        ("problem on another day", f"/problems/{problem}?not-stated=excluded&on={registry.later}",
         r"^(\d+ (solutions? fits?|meets? )|The best \d+|Nothing fits yet)"),
        ("unmet needs", "/unmet-needs", r"^\d+ needs? that nobody meets$"),
        ("solution", "/solutions/brackwater-comeback", r"^Comeback$"),
        ("solution for a problem", f"/solutions/brackwater-comeback?problem={problem}", "^Comeback$"),
        ("withdrawn solution", "/solutions/soon-gone", "^Soon gone was withdrawn$"),
        ("comparison", "/compare?solution=brackwater-comeback&solution=cobnut-say"
         f"&solution=dunnock-kinmap&solution=applegarth-dipsample&problem={problem}",
         "^4 solutions side by side$"),
        ("comparison of nothing", "/compare", "^Nothing to compare$"),
        ("organisations", "/organisations", r"^\d+ councils and \d+ suppliers$"),
        ("council", f"/organisations/{registry.council}", "^Marlcombe Council$"),
        ("supplier", f"/organisations/{registry.supplier}", "^Brackwater"),
        ("how ranking works", "/how-ranking-works", "^How ranking works$"),
        ("fairness", "/fairness", r"^\d+ of 100 that are shown come from small suppliers$"),
        ("accessibility", "/accessibility", "^Accessibility of these pages$"),
        ("posting", "/problems/new", "^Post a problem$"),
        ("changing a problem", f"/problems/{problem}/edit", "^Change the problem$"),
        ("cataloguing", "/solutions/new", "^Catalogue a solution$"),
        ("changing a solution", "/solutions/brackwater-comeback/edit", "^Change the solution$"),
        ("unknown address", "/nowhere", "^There is no page at this address$"),
    ):
        _check_page(tally, browser, name, home + path, heading)
    _check_status(tally, browser, home)


def _check_page(tally, browser, name, address, heading):
    with Tab(browser) as tab:
        page = tab.page
        tab.open(address)
        said = page.locator("h1").first.inner_text()
        tally.that(f"{name}: the heading is the answer", re.search(heading, said), said)
        tally.check(f"{name}: a sound document", page.evaluate(_DOCUMENT_FAULTS))
        page.evaluate(OPEN_ALL)
        tally.check(f"{name}: axe at 1280 with everything opened", axe(page))
        page.emulate_media(media="print")
        tally.check(f"{name}: prints what is read and not what is pressed",
                    page.evaluate(_PRINT_FAULTS))
        tally.check(f"{name}: nothing goes wrong at 1280", _without_gone(tab.faults))
    with Tab(browser, NARROW) as tab:
        page = tab.page
        tab.open(address)
        tally.check(f"{name}: what is pressed is 24 pixels tall and wide",
                    page.evaluate(_SMALL_TARGETS))
        page.evaluate(OPEN_ALL)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        tally.that(f"{name}: nothing but regions scrolls sideways at 320", width <= 320,
                   f"the page is {width} wide")
        tally.check(f"{name}: axe at 320 with everything opened", axe(page))
        tally.check(f"{name}: nothing goes wrong at 320", _without_gone(tab.faults))


def _check_status(tally, browser, home):
    with Tab(browser) as tab:
        for path, status in (("/solutions/soon-gone", 410), ("/solutions/never-was", 404),
                             ("/problems/never-was", 404), ("/", 200)):
            answer = tab.open(home + path)
            policy = answer.headers.get("content-security-policy", "")
            tally.that(f"{path} is answered with {status} and no script inside is allowed",
                       answer.status == status and "default-src 'self'" in policy
                       and "unsafe" not in policy, f"{answer.status}, {policy}")


def _without_gone(faults):
    """A page that is gone says so with its status, and the browser repeats it."""
    return [fault for fault in faults if "410" not in fault]


def axe(page):
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": _TAGS}})
    if len(results.response["passes"]) < 10:
        return ["axe looked at next to nothing"]
    return [f"{found['id']}: {node['target']} {node.get('failureSummary', '')}".replace("\n", " ")
            for found in results.response["violations"] for node in found["nodes"]]
