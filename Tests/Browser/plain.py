"""The same pages in a browser that runs no script."""

from browsing import Tab

_ROWS = "(rows) => rows.map((row) => row.id + row.querySelector('h3').textContent" \
    " + row.querySelector('.band').textContent)"


def check_without_script(tally, browser, board, child):
    with Tab(browser) as tab:
        tab.open(board)
        scripted = tab.page.locator("li.row").evaluate_all(_ROWS)
    with Tab(browser, script=False) as tab:
        page = tab.page
        tab.open(board)
        rows = page.locator("li.row").evaluate_all(_ROWS)
        tally.that("without script: the board has the same rows", rows == scripted and rows,
                   f"{len(rows)} rows instead of {len(scripted)}")
        live = page.locator("#live").inner_text()
        tally.that("without script: it does not call itself live", "Live" not in live, live)
        page.get_by_role("link", name="Everything").click()
        tally.that("without script: everything is a click away",
                   "in the queue" in page.locator("h1").inner_text(),
                   page.locator("h1").inner_text())
        link = page.locator("#board h3 a .unseen").first.text_content()
        name = link.removeprefix(", ").split(" ")[0]
        page.locator("#find").fill(f"  {name} ")
        page.locator(".find button").click()
        tally.that("without script: a child is found by identifier, and the address names nobody",
                   name in page.locator("h1").inner_text() and name not in page.url, page.url)
        tab.open(child)
        tally.that("without script: a child's page has its picture, reasons and records",
                   page.locator("svg.chronology").count() == 1
                   and page.locator("tbody tr").count() > 3)
        tally.check("without script: nothing goes wrong", tab.faults)
