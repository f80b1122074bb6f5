import Catalogue
import CatalogueStore
import Digests
import HTTPServer
import WebhookSending

// Where an organisation has itself told.
extension API {
    /// So many one organisation may have.
    private static let mostWebhooks = 20

    func addWebhooks(to router: inout Router) {
        router.onAPI(.get, "/api/webhooks") { request, _ in
            let key = try door.key(of: request)
            return try await desk.reading { [desk] in
                let webhooks =
                    try desk.store.webhooks(of: key.organisation)
                    + desk.store.endedWebhooks(of: key.organisation)
                return .json([
                    "webhooks": .array(
                        try webhooks.map { API.json($0, try desk.store.deliveries(of: $0.number)) })
                ])
            }
        }
        router.onAPI(.post, "/api/webhooks") { request, _ in try await addWebhook(request) }
        router.onAPI(.delete, "/api/webhooks/{number}") { request, parameters in
            let key = try door.key(of: request)
            let number = try parameters.get("number", as: Int64.self)
            let isRemoved = try await desk.write(by: key.actor) {
                try $0.removeWebhook(number, of: key.organisation)
            }
            guard isRemoved else {
                throw HTTPServer.Problem(
                    .notFound, detail: "Your organisation has no such webhook. List them first.")
            }
            return Response(.noContent)
        }
    }

    private func addWebhook(_ request: Request) async throws -> Response {
        let key = try door.key(of: request)
        let json = try request.json()
        let (address, problem) = try order(json)
        if let problem {
            guard let entry = desk.snapshot.contents.problems[problem]?.entry else {
                throw try desk.absence(of: problem, Catalogue.Problem.self)
            }
            try key.require(.writeProblems, of: entry.council)
        }
        let secret = MessageAuthentication.randomSecret()
        let webhook = try await desk.write(by: key.actor) { [desk] transaction in
            guard try desk.store.webhooks(of: key.organisation).count < API.mostWebhooks else {
                throw HTTPServer.Problem(
                    .conflict,
                    detail: """
                        Your organisation has \(API.mostWebhooks) webhooks, which is the most. \
                        Remove one first.
                        """)
            }
            let number = try transaction.addWebhook(
                organisation: key.organisation, problem: problem, address: address, secret: secret)
            return Webhook(
                number: number, organisation: key.organisation, problem: problem, address: address,
                secret: secret)
        }
        let shown = API.json(webhook, DeliveryReport(waiting: 0, lastOutcome: nil))
            .setting("secret", to: .string(SignedMessage.text(of: secret)))
        var response = Response.json(shown, status: .created)
        response.headers["Location"] = "/api/webhooks/\(webhook.number)"
        response.headers["Cache-Control"] = "no-store"
        return response
    }

    private func order(_ json: JSON) throws -> (address: String, problem: String?) {
        for member in json.members ?? [] where !["address", "problem"].contains(member.key) {
            throw EntryErrors([
                EntryError(
                    field: member.key, fault: "It is not a field of a webhook.",
                    remedy: "The fields are address, problem.")
            ])
        }
        guard let address = json["address"]?.text else {
            throw EntryErrors([
                EntryError(
                    field: "address", fault: "It is missing.",
                    remedy: "Write where messages should go, such as https://example.org/hook.")
            ])
        }
        do {
            _ = try Endpoint(address, in: webhookNetworks)
        } catch {
            throw error.errors
        }
        if let problem = json["problem"], problem.text == nil {
            throw EntryErrors([
                EntryError(
                    field: "problem", fault: "It is not an id.",
                    remedy: "Write a problem's id, or leave it out for all of your organisation's.")
            ])
        }
        return (address, json["problem"]?.text)
    }

    private static func json(_ webhook: Webhook, _ report: DeliveryReport) -> JSON {
        .object(stating: [
            "number": .number(Int(webhook.number)), "address": .string(webhook.address),
            "problem": webhook.problem.map { .string($0) }, "waiting": .number(report.waiting),
            "lastOutcome": report.lastOutcome.map { .string($0) },
            "ended": webhook.ended.map { .string($0) },
        ])
    }
}
