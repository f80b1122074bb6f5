// Keeps a problem's matches up to date while somebody reads them, and shows matches while somebody
// writes. Without it everything works: a reload shows the present, and a button shows matches.
//
// The stream says that something changed; the server says how it looks. What changed is put in its
// place, what is new waits under a button, and nothing moves under anybody's eyes.
"use strict";

(() => {
    const spoken = document.createElement("p");
    spoken.className = "unseen";
    spoken.setAttribute("role", "status");

    function say(words) {
        if (!spoken.isConnected) document.body.append(spoken);
        if (spoken.textContent !== words) spoken.textContent = words;
    }

    async function fetched(address, options) {
        const answer = await fetch(address, { headers: { Accept: "text/html" }, ...options });
        if (!answer.ok) throw new Error(`answered with ${answer.status}`);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
    }

    // Whoever has made a mistake begins where it says so.
    document.getElementById("errors")?.focus();

    // A page that comes back as it was left says again what its address says.
    addEventListener("pageshow", (event) => {
        if (event.persisted) document.getElementById("search")?.reset();
    });

    const live = document.getElementById("live");
    if (live && window.EventSource) follow();
    const draft = document.getElementById("draft");
    if (draft?.dataset.matches) assist();

    function follow() {
        const pause = 1000; // milliseconds between two fetches, at least
        const news = document.getElementById("news");
        const rowsOf = (part) => [...part.querySelectorAll("#fitting > li, #nearly > li")];
        let isFetching = false;
        let isWanted = false;
        let latest = null; // the newest page that was fetched
        let known = null; // what the stream said last

        async function refresh() {
            if (isFetching) {
                isWanted = true;
                return;
            }
            isFetching = true;
            isWanted = false;
            try {
                put(await fetched(location.href));
            } catch {
                // The stream notices by itself when the server is gone, and comes back with it.
            }
            setTimeout(() => {
                isFetching = false;
                if (isWanted) refresh();
            }, pause);
        }

        function put(page) {
            latest = page;
            const here = new Map(rowsOf(document).map((row) => [row.id, row]));
            const there = new Map(rowsOf(page).map((row) => [row.id, row]));
            for (const [id, row] of here) {
                const other = there.get(id);
                if (other && placeOf(row) === placeOf(other)) replace(row, other);
            }
            const added = [...there.keys()].filter((id) => !here.has(id)).length;
            const moved = [...here].some(([id, row]) =>
                !there.has(id) || placeOf(there.get(id)) !== placeOf(row));
            offer(added, moved);
        }

        const placeOf = (row) => row.parentElement.id;

        // Focus, boxes that were ticked and reasons that were opened stay as they are.
        function replace(old, fresh) {
            const copy = fresh.cloneNode(true);
            const [before, after] = [inner(old), inner(copy)];
            copy.querySelectorAll("details").forEach((part, place) => {
                part.open = before.details[place]?.open ?? false;
            });
            copy.querySelectorAll("input").forEach((box, place) => {
                box.checked = before.boxes[place]?.checked ?? false;
            });
            if (before.text === after.text) return;
            const focused = before.stops.indexOf(document.activeElement);
            old.replaceWith(copy);
            if (focused >= 0) after.stops[focused]?.focus({ preventScroll: true });
        }

        const inner = (row) => ({
            text: row.textContent,
            details: [...row.querySelectorAll("details")],
            boxes: [...row.querySelectorAll("input")],
            stops: [...row.querySelectorAll("a, summary, input")],
        });

        function offer(added, moved) {
            let button = news.querySelector("button");
            if (added === 0 && !moved) {
                button?.remove();
                return;
            }
            if (!button) {
                button = document.createElement("button");
                button.type = "button";
                button.addEventListener("click", showAll);
                news.append(button);
            }
            const words = moved ? "The list has changed, show it"
                : `${added} new, show ${added === 1 ? "it" : "them"}`;
            if (button.textContent !== words) button.textContent = words;
        }

        function showAll() {
            const before = new Set(rowsOf(document).map((row) => row.id));
            for (const part of ["h1", "#sum", "#matches"]) {
                const [old, fresh] = [document.querySelector(part), latest.querySelector(part)];
                if (old && fresh) old.replaceWith(fresh.cloneNode(true));
            }
            document.title = latest.title;
            news.querySelector("button")?.remove();
            let first = null;
            for (const row of rowsOf(document)) {
                if (before.has(row.id)) continue;
                first ??= row;
                const tag = document.createElement("span");
                tag.className = "tag";
                tag.textContent = "New";
                row.querySelector(".meta").prepend(tag, " ");
            }
            (first?.querySelector("a") ?? document.getElementById("main")).focus();
        }

        // Whether what stands here is kept up to date: said only once the stream has answered.
        const words = document.getElementById("following");
        let state = null;

        function mark(newState, text) {
            words.dataset.state = newState;
            words.textContent = text;
            words.hidden = false;
            if (state !== null && newState !== state) say(text);
            state = newState;
        }

        followStream(live.dataset.events, {
            handlers: {
                fits: (event) => {
                    // The first is how things stand; the page may be older than that by a moment.
                    if (known !== event.data) refresh();
                    known = event.data;
                    mark("live", "This list is kept up to date.");
                },
                notice: refresh,
            },
            onCutOff: (time) => mark(
                "cut-off", `Cut off since ${time}, trying again. The list may be out of date.`),
            onBack: refresh,
        });
    }

    function assist() {
        const pause = 600; // milliseconds without a key before matches are asked for
        let waiting = null;
        let sent = null;
        let asking = null;

        async function ask() {
            const form = new FormData(draft);
            form.delete("key"); // it is for publishing alone
            const body = new URLSearchParams(form);
            if (body.toString() === sent) return;
            sent = body.toString();
            asking?.abort();
            asking = new AbortController();
            try {
                const page = await fetched(
                    draft.dataset.matches, { method: "POST", body, signal: asking.signal });
                const [old, fresh] = [document, page].map((part) =>
                    part.getElementById("draft-matches"));
                if (!old || !fresh) return;
                old.replaceWith(document.adoptNode(fresh));
                say(document.getElementById("draft-count")?.textContent ?? "");
            } catch (error) {
                if (error.name !== "AbortError") sent = null; // the button still works
            }
        }

        const later = () => {
            clearTimeout(waiting);
            waiting = setTimeout(ask, pause);
        };
        draft.addEventListener("input", later);
        draft.addEventListener("change", later);
        // The button need not load the page anew where the script can do it.
        draft.querySelector("button[value='show']")?.addEventListener("click", (event) => {
            event.preventDefault();
            clearTimeout(waiting);
            sent = null;
            ask();
        });
    }
})();
