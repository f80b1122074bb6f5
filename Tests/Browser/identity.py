"""Signing in with a provider of identities, one of our own on loopback that checks PKCE and nonce."""

import base64
import http.client
import json
import re
import time
import urllib.parse

import provider as identities
import shape
from browsing import Tab

_PEOPLE = {
    "Priya": {"oid": "o-1", "name": "Priya Shah", "roles": ["SecondLook.Duty"]},
    # Above 200 groups, the provider leaves the claim out and says where to ask.
    "Ben": {"oid": "o-2", "name": "Ben Cole", "roles": ["SecondLook.Manager"],
            "_claim_names": {"groups": "src1"}},
    "Noor": {"oid": "o-3", "name": "Noor Aziz", "roles": []},
    "Ali": {"oid": "o-4", "name": "Ali Reed", "roles": ["auditor"]},
}


def check_identity(tally, browser, program, directory):
    """`program` is not served yet."""
    kept, Tab.kept = Tab.kept, None
    provider = identities.Provider(_PEOPLE)
    try:
        secret = directory / "oidc.secret"
        secret.write_text(identities.SECRET + "\n")
        file = directory / "oidc.json"
        program.port = program.free_port()
        provider.return_address = program.address + "/sign-in/return"
        file.write_text(json.dumps({
            "issuer": provider.issuer, "client": identities.CLIENT, "secretFile": str(secret),
            "address": program.address, "audience": "api://second-look",
            "roles": {"duty": "SecondLook.Duty", "manager": "SecondLook.Manager"},
            "publishers": [{"client": "mis", "sources": ["mis"]}],
        }))
        program.serve("--oidc", str(file))
        shape.check_page(tally, browser, "sign-in with a provider", program.address + "/sign-in",
                         "^Sign in$")
        with Tab(browser) as tab:
            _in_and_out(tally, tab, program)
        with Tab(browser) as tab:
            _two_tabs(tally, tab, program)
        with Tab(browser, script=False) as tab:
            _roles(tally, tab, program)
        with Tab(browser, script=False) as tab:
            _lies(tally, tab, program, provider)
        _tokens(tally, program, provider)
        tally.check("identity: the provider found nothing to refuse", provider.refused)
        _verifier(tally, program, provider)
        with Tab(browser) as tab:
            _not_begun_here(tally, tab, program)
    finally:
        provider.close()
        program.stop()
        Tab.kept = kept


def _choose(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def _in_and_out(tally, tab, program):
    page = tab.page
    tab.open(program.address + "/alerts-of-nowhere")
    tab.open(program.address + "/")
    tally.that("identity: who is not signed in is asked to",
               page.url == program.address + "/sign-in", page.url)
    page.get_by_role("link", name="Sign in", exact=True).click()
    _choose(page, "Priya")
    page.wait_for_url(program.address + "/")
    tally.that("identity: a person comes back signed in, in the role of the claim",
               "Priya Shah, duty worker" in page.locator(".who").inner_text())
    names = [cookie["name"] for cookie in tab.context.cookies() if "secondlook" in cookie["name"]]
    tally.that("identity: nothing of the way is left in the browser", len(names) == 1, names)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("/sign-in$"))
    tab.open(program.address + "/")
    tally.that("identity: signing out here is enough", page.url.endswith("/sign-in"), page.url)


def _two_tabs(tally, tab, program):
    """The first to begin is the last to come back, and both are signed in."""
    first = tab.page
    first.goto(program.address + "/sign-in/start?next=/sign-in")
    with tab.sibling() as second:
        second.goto(program.address + "/sign-in/start")
        _choose(second, "Ben")
        second.wait_for_url(program.address + "/")
    _choose(first, "Ben")
    first.wait_for_url(program.address + "/sign-in")
    tally.that("identity: of two tabs that sign in at once, both come in, each where it wanted",
               "You are signed in" in first.locator("h1").inner_text())
    tally.that("identity: without the claim of groups a role is enough",
               "Ben Cole, manager" in first.locator(".who").inner_text())


def _roles(tally, tab, program):
    page = tab.page
    tab.open(program.address + "/sign-in/start")
    _choose(page, "Noor")
    tally.that("identity: without a role there is a clear word, and no way round and round",
               page.locator("h1").inner_text() == "You have no role here", page.url)
    tab.open(program.address + "/sign-in/start")
    _choose(page, "Ali")
    tally.that("identity: a role that does not reach is said",
               page.locator("h1").inner_text() == "Not for your role", page.url)


def _lies(tally, tab, program, provider):
    """What the provider signs is held to what was asked of it."""
    page, now = tab.page, int(time.time())
    for name, lies in (
        ("that answers another question", {"nonce": "x"}), ("without a nonce", {"nonce": None}),
        ("for somebody else", {"aud": "x"}), ("from another issuer", {"iss": "x"}),
        ("that has expired", {"exp": now - 61}), ("that is not yet valid", {"nbf": now + 120}),
    ):
        provider.lies = lies
        tab.open(program.address + "/sign-in/start")
        _choose(page, "Priya")
        tally.that(f"identity: a token {name} signs nobody in",
                   page.locator("h1").inner_text() == "What the provider said is not believed here")
    provider.lies = {}
    tally.that("identity: none of them has left a session", not any(
        cookie["name"].count("-") < 2 for cookie in tab.context.cookies()))


def _verifier(tally, program, provider):
    """The provider is not one that takes any verifier, or none: otherwise it would prove nothing."""
    port = int(provider.issuer.split(":")[2].split("/")[0])
    for more in ({"code_verifier": "x" * 50}, {}):
        asked = urllib.parse.urlencode({
            "response_type": "code", "client_id": identities.CLIENT, "scope": "openid",
            "redirect_uri": provider.return_address, "nonce": str(len(more)),
            "code_challenge": "y" * 43, "code_challenge_method": "S256"})
        login = base64.b64encode(f"{identities.CLIENT}:{identities.SECRET}".encode()).decode()
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("POST", "/v2.0/authorize?" + asked, "as=Priya", form)
        answer = connection.getresponse()
        answer.read()
        place = urllib.parse.urlsplit(answer.headers["Location"])
        code = urllib.parse.parse_qs(place.query)["code"][0]
        connection.request("POST", "/v2.0/token", urllib.parse.urlencode({
            "grant_type": "authorization_code", "code": code,
            "redirect_uri": provider.return_address, **more}),
            {**form, "Authorization": f"Basic {login}"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        tally.that("identity: the provider refuses a verifier that is wrong or missing",
                   answer.status == 400, answer.status)


def _not_begun_here(tally, tab, program):
    """Whoever is given somebody else's way back is not signed in as them."""
    page = tab.page
    for query in ("code=x&state=abcdef012345", "state=abcdef012345&error=access_denied", ""):
        tab.open(f"{program.address}/sign-in/return?{query}")
        tally.that("identity: a way that was not begun in this browser leads nowhere",
                   page.locator("h1").inner_text() == "This way in was not begun here")
    tally.that("identity: nobody is signed in by it", tab.context.cookies() == [])


def _tokens(tally, program, provider):
    now = int(time.time())
    api = {"aud": "api://second-look", "oid": "p-1"}
    event = {"specversion": "1.0", "type": "contact.recorded", "source": "mis", "id": "t-1",
             "time": "2026-11-20T09:00:00Z", "data": {
                 "contactId": "t-1", "childId": "C-token", "receivedAt": "2026-11-20",
                 "source": "2A"}}

    def ask(token, method="GET", path="/alerts", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=30)
        connection.request(method, path, body and json.dumps(body), {
            "Authorization": f"Bearer {token}", "Content-Type": "application/cloudevents+json"})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    good = provider.token(**api, roles=["SecondLook.Duty"])
    tally.that("identity: a system's token opens what its role opens", ask(good)[0] == 200)
    stranger = identities.Provider({})
    try:
        for name, token in (
            ("expired", provider.token(**api, roles=["SecondLook.Duty"], exp=now - 61)),
            ("not yet valid", provider.token(**api, roles=["SecondLook.Duty"], nbf=now + 120)),
            ("for somebody else", provider.token(**{**api, "aud": "x"}, roles=["SecondLook.Duty"])),
            ("of another issuer", provider.token(**api, roles=["SecondLook.Duty"], iss="x")),
            ("of another signer", stranger.token(**api, roles=["SecondLook.Duty"],
                                                 iss=provider.issuer)),
            ("cut", good[:-8]),
        ):
            status, text = ask(token)
            tally.that(f"identity: a token that is {name} opens nothing", status == 401, text)
    finally:
        stranger.close()
    tally.that("identity: a token without a role is known and opens nothing",
               ask(provider.token(**api, roles=[]))[0] == 403)
    mis = provider.token(**api, roles=["publisher"], azp="mis")
    other = provider.token(**api, roles=["publisher"], azp="other")
    tally.that("identity: a publisher's token sends its own source",
               ask(mis, "POST", "/events", event)[0] == 202)
    tally.that("identity: and no other's",
               ask(mis, "POST", "/events", {**event, "source": "x"})[0] == 403)
    tally.that("identity: a program without a source sends nothing",
               ask(other, "POST", "/events", event)[0] == 403)
    tally.that("identity: a one-time address signs nobody in where there is a provider",
               program.fails("sign-in", "--data", program.data))
