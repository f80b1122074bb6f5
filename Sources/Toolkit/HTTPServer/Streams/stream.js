// Follows a stream of server-sent events for as long as the page is open.
//
// A browser comes back by itself only where the line broke. Where a proxy answered 502 while the
// program restarted, or the page of a login, it gives up for good. So every break is dealt with
// here, in one way: the source is closed, and after a pause that grows with each failure, and is
// different in every browser, a new one is made. It tells the server what was heard last; a new
// source cannot send the header Last-Event-ID, so that goes into the address.
"use strict";

// settings:
//   position   what the page has seen, as the stream's ids have it; empty for nothing
//   handlers   what to do with each kind of event
//   onCutOff   called once when the line has broken, with the time of day, before the first new try
//   onBack     called once when the server has greeted a line that had been broken
// eslint-disable-next-line no-unused-vars
function followStream(address, settings) {
    const [shortest, longest] = [1000, 30000]; // milliseconds between two tries
    const silence = 40000; // after which a line is dead: the server says "alive" every 15 seconds
    let position = settings.position ?? "";
    let failures = 0; // since the server last greeted
    let source = null;
    let next = null; // the next try
    let heardAt = 0;

    function open() {
        next = null;
        const place = new URL(address, document.baseURI);
        if (position !== "") place.searchParams.set("lastEventId", position);
        source = new EventSource(place);
        heardAt = performance.now();
        source.addEventListener("error", cutOff);
        listen("alive", () => {});
        listen("hello", () => {
            if (failures > 0) settings.onBack();
            failures = 0;
        });
        for (const [kind, handler] of Object.entries(settings.handlers)) listen(kind, handler);
    }

    function listen(kind, handler) {
        source.addEventListener(kind, (event) => {
            heardAt = performance.now();
            if (event.lastEventId !== "") position = event.lastEventId;
            handler(event);
        });
    }

    function cutOff() {
        if (next !== null) return;
        source.close();
        failures += 1;
        if (failures === 1) settings.onCutOff(timeNow());
        // Half of it by chance, so that a thousand pages do not come back in one moment.
        const pause = Math.min(longest, shortest * 2 ** Math.min(failures - 1, 10));
        next = setTimeout(open, pause / 2 + Math.random() * pause / 2);
    }

    function timeNow() {
        return new Intl.DateTimeFormat("en-GB", {
            hour: "2-digit", minute: "2-digit", timeZone: "Europe/London",
        }).format(new Date());
    }

    // Somebody looks, or the network is back: no reason to wait any longer.
    function hurry() {
        if (next === null) return;
        clearTimeout(next);
        open();
    }

    addEventListener("online", hurry);
    document.addEventListener("visibilitychange", () => {
        if (!document.hidden) hurry();
    });
    setInterval(() => {
        if (next === null && performance.now() - heardAt > silence) cutOff();
    }, silence / 4);
    open();
}
