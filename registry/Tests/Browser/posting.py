"""Posting a problem and cataloguing a solution: with and without a script, right and wrong."""

from browsing import NARROW, Tab
from shapes import OPEN_ALL, axe

_STATEMENT = ("The same families come back to us a few weeks after we closed the case, and nobody "
              "sees the earlier contacts together.")


def check_problem(tally, browser, registry):
    _matches_while_writing(tally, browser, registry)
    for script in (True, False):
        _publish(tally, browser, registry, script)


def _matches_while_writing(tally, browser, registry):
    with Tab(browser) as tab:
        page = tab.page
        asked = []
        page.on("request", lambda request: asked.append(request.post_data or "")
                if request.url.endswith("/problems/matches") else None)
        tab.open(registry.address + "/problems/new")
        page.get_by_label("Your organisation’s key").fill("a-secret")
        page.get_by_label("What happens").press_sequentially(_STATEMENT, delay=2)
        page.locator("#draft-matches .match").first.wait_for()
        said = page.locator("#draft-count").inner_text()
        tally.that("posting: matches are shown while somebody writes",
                   "solution" in said and page.url.endswith("/problems/new"), said)
        spoken = page.locator("body > p.unseen[role='status']").inner_text()
        tally.that("posting: how many there are is announced quietly", spoken == said, spoken)
        tally.that("posting: the key is not sent for that",
                   asked and not any("a-secret" in body for body in asked), str(asked)[:200])
        before = page.locator("#draft-matches").inner_text()
        with page.expect_response("**/problems/matches"):
            page.locator("select[name='assurance-cyber-essentials-plus-strength']").select_option(
                "must")
        page.wait_for_function(
            "(before) => document.getElementById('draft-matches').innerText !== before", arg=before)
        tally.that("posting: a must shows at once what it sets aside",
                   "Cyber Essentials Plus" in page.locator("#draft-matches").inner_text())
        tally.that("posting: the focus stays where it is",
                   page.evaluate("document.activeElement.name") is not None)
        tally.check("posting: nothing goes wrong", tab.faults)


def _publish(tally, browser, registry, script):
    how = "posting" if script else "posting without script"
    with Tab(browser, NARROW if script else {"width": 1280, "height": 900}, script=script) as tab:
        page = tab.page
        tab.open(registry.address + "/problems/new")
        page.get_by_label("What happens").fill(_STATEMENT)
        if not script:
            page.get_by_role("button", name="Show matches").click()
            tally.that(f"{how}: a button shows matches and keeps what was written",
                       page.locator("#draft-matches .match").count() > 0
                       and page.get_by_label("What happens").input_value() == _STATEMENT)
        page.get_by_label("A year costs at most").first.fill("forty thousand")
        page.get_by_role("button", name="Publish", exact=True).click()
        page.locator("#errors").wait_for()
        said = page.locator("#errors").inner_text()
        tally.that(f"{how}: what is wrong is listed first, title and all",
                   "In one line" in said and "Council" in said and "A year costs" in said
                   and page.title().startswith("To mend: "), said)
        if script:
            tally.that(f"{how}: the list of what is wrong has the focus",
                       page.evaluate("document.activeElement.id") == "errors")
            tally.check(f"{how}: axe on a form with mistakes, at 320", axe(page))
        page.locator("#errors a", has_text="In one line").click()
        tally.that(f"{how}: each leads to its field",
                   page.evaluate("location.hash") == "#f-title" if script
                   else page.url.endswith("#f-title"))
        title = f"Families come back and nobody sees it, {'told' if script else 'written'}"
        page.get_by_label("In one line").fill(title)
        page.get_by_label("Council", exact=True).select_option("marlcombe-council")
        page.get_by_label("A year costs at most").first.fill("£40,000")
        page.get_by_label("Units", exact=True).fill("1")
        page.get_by_role("button", name="Publish", exact=True).click()
        page.locator("#errors").wait_for()
        said = page.locator("#errors").inner_text()
        tally.that(f"{how}: without a key nothing is published and all that was written stays",
                   "key" in said and page.get_by_label("In one line").input_value() == title, said)
        page.get_by_label("Your organisation’s key").fill("no-such-key")
        page.get_by_role("button", name="Publish", exact=True).click()
        page.locator("#errors").wait_for()
        tally.that(f"{how}: a key that is none is refused and not shown again",
                   "not good" in page.locator("#errors").inner_text()
                   and page.get_by_label("Your organisation’s key").input_value() == "")
        page.get_by_label("Your organisation’s key").fill(registry.keys[registry.council])
        page.get_by_role("button", name="Publish", exact=True).click()
        page.locator("section.need").wait_for()
        tally.that(f"{how}: with one it is published and its matches are shown, and no address "
                   "has the key", title in page.locator(".need .title").inner_text()
                   and "£40,000" in page.locator("#sum").inner_text()
                   and registry.keys[registry.council] not in page.url, page.url)
        _change_and_withdraw(tally, tab, registry, how)
        # A form with mistakes is answered with 422, and the browser says so.
        tally.check(f"{how}: nothing else goes wrong",
                    [fault for fault in tab.faults if "422" not in fault and "410" not in fault])


def _change_and_withdraw(tally, tab, registry, how):
    page = tab.page
    page.get_by_role("link", name="Change or withdraw it").click()
    price = page.get_by_label("A year costs at most").first
    tally.that(f"{how}: to change it the form is filled as it was", price.input_value() == "40000.00",
               price.input_value())
    price.fill("30000")
    page.get_by_label("Your organisation’s key").fill(registry.keys[registry.council])
    page.get_by_role("button", name="Publish the change").click()
    page.locator("section.need").wait_for()
    tally.that(f"{how}: a change is another version", "£30,000" in page.locator("#sum").inner_text())
    page.get_by_role("link", name="Change or withdraw it").click()
    page.locator("summary", has_text="Withdraw it").click()
    page.get_by_role("button", name="Withdraw it").click()
    page.locator("#errors").wait_for()
    tally.that(f"{how}: withdrawing asks whether one is sure",
               "Tick" in page.locator("#errors").inner_text())
    if how == "posting":
        page.evaluate(OPEN_ALL)
    else:
        page.locator("summary", has_text="Withdraw it").click()
    page.get_by_label("Yes, withdraw this problem").check()
    page.get_by_label("Your organisation’s key").fill(registry.keys[registry.council])
    page.get_by_role("button", name="Withdraw it").click()
    page.locator("h1", has_text="was withdrawn").wait_for()
    tally.that(f"{how}: what was withdrawn says so", "was withdrawn" in page.title(), page.title())


def check_solution(tally, browser, registry):
    with Tab(browser) as tab:
        page = tab.page
        tab.open(registry.address + "/solutions/new")
        page.get_by_label("Name", exact=True).fill("Returns at a glance")
        page.get_by_label("Supplier", exact=True).select_option(registry.supplier)
        page.get_by_label("In short").fill("Shows which families came back after a case was closed.")
        like = registry.solution("brackwater-comeback")
        page.get_by_label("Problems it tackles").fill("\n".join(
            like["problemsTackled"] + like["features"]))
        page.get_by_label("What it does").fill("A list of families who came back.")
        page.get_by_label("Repeat contacts and demand").check()
        page.get_by_role("group", name="Certificate 1").get_by_label("Certificate").select_option(
            "cyber-essentials-plus")
        page.get_by_role("button", name="Check it").click()
        page.locator("#preview").wait_for()
        said = page.locator("#preview").inner_text()
        tally.that("cataloguing: a thin entry is told what it leaves open",
                   "fewer than 40 words" in said and "There is no price" in said, said)
        tally.that("cataloguing: it says which open problems it would fit",
                   page.locator("#preview .match").count() > 0, said[:200])
        tally.check("cataloguing: axe on the preview", axe(page))
        page.get_by_label("Your organisation’s key").fill(registry.keys[registry.council])
        page.get_by_role("button", name="Publish", exact=True).click()
        page.locator("#errors").wait_for()
        tally.that("cataloguing: a council's key cannot catalogue for a supplier",
                   "scope" in page.locator("#errors").inner_text(),
                   page.locator("#errors").inner_text())
        page.get_by_label("Your organisation’s key").fill(registry.keys[registry.supplier])
        page.get_by_role("button", name="Publish", exact=True).click()
        page.locator("h1", has_text="Returns at a glance").wait_for()
        tally.that("cataloguing: it is in the catalogue",
                   page.url.endswith("/solutions/brackwater-returns-at-a-glance"), page.url)
        page.get_by_role("link", name="Change or withdraw it").click()
        page.get_by_label("What it does").fill("It shows a list. " + "A family that came back. " * 12)
        page.get_by_label("Your organisation’s key").fill(registry.keys[registry.supplier])
        page.get_by_role("button", name="Publish the change").click()
        page.locator("h1", has_text="Returns at a glance").wait_for()
        tally.that("cataloguing: a change is another version, and stuffing is noted for all to see",
                   "This is version 2" in page.locator("main").inner_text()
                   and "very often" in page.locator("main").inner_text())
        tally.check("cataloguing: nothing else goes wrong",
                    [fault for fault in tab.faults if "422" not in fault])
    registry.withdraw("brackwater-returns-at-a-glance")
