// Publishes the events on the standard input, a JSON array of CloudEvents, with Node's own HTTP
// client, in the shapes that the CNCF's SDK for JavaScript gives them (`HTTP.structured`,
// `HTTP.binary`): node publish.mjs structured|binary|batch URL AUTHORIZATION

import { text } from "node:stream/consumers";

const [mode, url, authorization] = process.argv.slice(2);
const events = JSON.parse(await text(process.stdin));

// The SDK writes attributes as they are; HTTP wants what is not printable ASCII percent-encoded.
const encoded = (value) =>
    String(value).replace(/[^\x21\x23\x24\x26-\x7e]/gu, (letter) =>
        [...new TextEncoder().encode(letter)]
            .map((byte) => "%" + byte.toString(16).toUpperCase().padStart(2, "0")).join(""));

const shapes = {
    structured: (event) => ({
        headers: { "content-type": "application/cloudevents+json; charset=utf-8" },
        body: JSON.stringify({ ...event, time: new Date(event.time).toISOString() }),
    }),
    binary: ({ data, datacontenttype, time, ...attributes }) => ({
        headers: {
            "content-type": "application/json; charset=utf-8",
            "ce-time": new Date(time).toISOString(),
            ...Object.fromEntries(Object.entries(attributes)
                .map(([name, value]) => [`ce-${name}`, encoded(value)])),
        },
        body: JSON.stringify(data),
    }),
    batch: (events) => ({
        headers: { "content-type": "application/cloudevents-batch+json" },
        body: JSON.stringify(events),
    }),
};

for (const part of mode === "batch" ? [events] : events) {
    const { headers, body } = shapes[mode](part);
    const answer = await fetch(url, { method: "POST", headers: { ...headers, authorization }, body });
    if (answer.status !== 202) {
        console.log(answer.status, await answer.text());
        process.exitCode = 1;
    }
}
