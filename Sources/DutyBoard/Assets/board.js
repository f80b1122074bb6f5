// Keeps the board up to date while somebody reads it. Without it everything is readable, and a
// reload shows the present.
//
// The stream says that something changed; the server says how it looks. So there is one way to draw
// a row, and this file only decides where it goes: what changed or was withdrawn is put in place,
// what is new waits under a button, and nothing moves under anybody's eyes.
"use strict";

(() => {
    const pause = 1000; // milliseconds between two fetches, at least
    const minute = 60000; // the words for what is due grow old

    const live = document.getElementById("live");
    let board = document.getElementById("board");
    if (!live || !board || !window.EventSource) return;

    const spoken = document.createElement("p");
    spoken.className = "unseen";
    spoken.setAttribute("role", "status");
    document.body.append(spoken);

    // Fetching: never two at once, never two within a second, and none forgotten.
    let isFetching = false;
    let isWanted = false;
    let latest = null; // the newest board that was fetched

    async function refresh() {
        if (isFetching) {
            isWanted = true;
            return;
        }
        isFetching = true;
        isWanted = false;
        try {
            const answer = await fetch(board.dataset.rows, { headers: { Accept: "text/html" } });
            if (answer.status === 401) {
                signedOut();
            } else if (answer.ok) {
                const page = new DOMParser().parseFromString(await answer.text(), "text/html");
                const next = page.getElementById("board");
                if (next) put(next);
            }
        } catch {
            // The stream notices by itself when the server is gone, and comes back when it is back.
        }
        setTimeout(() => {
            isFetching = false;
            if (isWanted) refresh();
        }, pause);
    }

    const rowsOf = (part) => [...part.querySelectorAll("li.row[id]")];

    function put(next) {
        latest = next;
        const here = new Map(rowsOf(board).map((row) => [row.id, row]));
        const there = new Map(rowsOf(next).map((row) => [row.id, row]));
        if (here.size === 0) {
            showAll();
            return;
        }
        for (const [id, row] of here) {
            const other = there.get(id);
            if (other) replace(row, other);
        }
        for (const part of ["h1", ".lead", ".cautions", ".day", ".views", ".turning"]) {
            const [old, fresh] = [board.querySelector(part), next.querySelector(part)];
            if (old && fresh) replace(old, fresh);
        }
        for (const part of board.querySelectorAll(".part[id]")) {
            const [old, fresh] = [part, next.querySelector(`#${part.id}`)].map(
                (section) => section?.querySelector("h2"));
            if (old && fresh) replace(old, fresh);
        }
        document.title = next.querySelector("h1").textContent + " - Second Look";
        const added = rowsOf(next).filter((row) => !here.has(row.id) && !row.matches(".gone"));
        const left = [...here.values()].filter((row) => !there.has(row.id) && !row.matches(".gone"));
        const moved = [...here.keys()].filter((id) => {
            const [old, fresh] = [board, next].map((part) => part.querySelector(`#${id}`));
            return old && fresh && old.closest(".part")?.id !== fresh.closest(".part")?.id;
        });
        offer(added.length, left.length + moved.length);
    }

    // Puts what is there now in the place of what was, where they differ. Focus stays where it is.
    function replace(old, fresh) {
        const copy = fresh.cloneNode(true);
        const tag = old.querySelector(":scope .tag.fresh");
        const meta = copy.querySelector(".meta");
        if (tag && meta && !copy.matches(".gone")) meta.prepend(tag.cloneNode(true));
        if (old.outerHTML === copy.outerHTML) return;
        const reachable = "a, button";
        const focused = [...old.querySelectorAll(reachable)].indexOf(document.activeElement);
        old.replaceWith(copy);
        if (focused < 0) return;
        const there = copy.querySelectorAll(reachable);
        (there[focused] ?? there[0])?.focus({ preventScroll: true });
    }

    function offer(count, left) {
        const place = document.getElementById("news");
        let button = place.querySelector("button");
        if (count + left === 0) {
            button?.remove();
            return;
        }
        if (!button) {
            button = document.createElement("button");
            button.type = "button";
            button.addEventListener("click", () => showAll(true));
            place.append(button);
        }
        // On one page of several, rows come and go as others do: they need not be new. A row may have
        // left this part of the queue and stand in another.
        const words = latest.querySelector(".turning") || left > 0
            ? "The list has changed, show it"
            : `${count} new, show ${count === 1 ? "it" : "them"}`;
        if (button.textContent !== words) button.textContent = words;
    }

    // The whole board as it is now, in its own order.
    function showAll(isAsked = false) {
        const isPaged = latest.querySelector(".turning") !== null;
        const known = new Set(rowsOf(board).map((row) => row.id));
        const next = latest.cloneNode(true);
        const isFirst = known.size === 0;
        let firstNew = null;
        for (const row of rowsOf(next)) {
            if (known.has(row.id) || row.matches(".gone") || isFirst || isPaged) continue;
            firstNew ??= row;
            const tag = document.createElement("span");
            tag.className = "tag fresh";
            tag.textContent = "New";
            row.querySelector(".meta").prepend(tag);
        }
        board.replaceWith(next);
        board = next;
        document.title = next.querySelector("h1").textContent + " - Second Look";
        if (isAsked) (firstNew?.querySelector("a") ?? document.getElementById("main")).focus();
    }

    // The mark in the corner.
    let state = live.dataset.state;

    function mark(newState, word, words) {
        live.dataset.state = newState;
        const strong = document.createElement("b");
        strong.textContent = word;
        live.replaceChildren(strong, ` ${words}`);
        // Every new time would be a nuisance to listen to; a change is worth hearing.
        if (newState !== state && state !== "still") spoken.textContent = `${word} ${words}`;
        state = newState;
    }

    // What stands on the page stays: whoever was signed out may still read where they were.
    function signedOut() {
        mark("signed-out", "Signed out,", "");
        const link = document.createElement("a");
        link.href = "/sign-in?next=" + encodeURIComponent(location.pathname);
        link.textContent = "sign in to go on";
        live.append(link);
    }

    followStream("/alerts/stream", {
        position: board.dataset.position,
        handlers: {
            // What people did is told as it happens and not again: a page that was away asks.
            hello: refresh,
            alert: refresh,
            review: refresh,
            reset: refresh,
            live: (event) => {
                const said = JSON.parse(event.data);
                if (said.state !== state && state !== "still") refresh();
                mark(said.state, `${said.mark},`, said.words);
            },
        },
        onCutOff: (time) => {
            mark("cut-off", "Cut off", `since ${time}, trying again`);
            refresh(); // which is told where nobody is signed in any more
        },
        onBack: refresh,
    });

    setInterval(() => {
        if (!document.hidden) refresh();
    }, minute);
    document.addEventListener("visibilitychange", () => {
        if (!document.hidden) refresh();
    });
})();
