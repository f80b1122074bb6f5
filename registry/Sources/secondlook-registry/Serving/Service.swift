import Catalogue
import CatalogueStore
import HTTPServer
import Marketplace
import Synchronization
import Telemetry
import WebhookSending

/// The registry's service, wired once: the store, the desk, the routes behind one server, and what
/// happens by itself.
final class Service: Sendable {
    struct Settings: Sendable {
        var data: String
        /// A folder whose entries are loaded where the store is empty.
        var catalogue: String?
        var host = "127.0.0.1"
        var port: UInt16 = 0
        var door = Door.Settings()
        var courier = {
            var settings = Courier.Settings()
            settings.userAgent = "SecondLookRegistry/1"
            return settings
        }()
        var write = Log()
    }

    let desk: Desk
    /// Where the server listens.
    let port: UInt16
    /// What was asked of the server but had to be made smaller, in plain sentences.
    let adjustments: [String]

    private let server: Server
    private let courier: Courier
    private let instruments: Instruments
    private let write: Log
    private let state = Mutex(State())

    private struct State {
        /// Why the last look at the store failed; nil where it did not.
        var trouble: String?
        var loops: [Task<Void, Never>] = []
    }

    /// The largest body of a request, in bytes: a thousand times the words that any field takes.
    private static let largestBody = 2_097_152
    /// The largest head, in bytes: an address with 3,000 characters of any script, each of which is up
    /// to twelve bytes there, and room for filters and cookies of others.
    private static let largestHead = 49_152

    /// Opens the store, fills it where it is empty and a catalogue was named, and serves.
    ///
    /// - Throws: `StoreError`, `Failure` or `ServerError`, each of which says what to do.
    init(_ settings: Settings) throws {
        let store = try CatalogueStore(directory: settings.data)
        if let catalogue = settings.catalogue, try store.version() == 0 {
            let outcome = try CatalogueFolder(path: catalogue).copy(into: store)
            settings.write(
                .info, "catalogue loaded",
                ["entries": LogValue(outcome.added), "refused": LogValue(outcome.refusals.count)])
            for refusal in outcome.refusals {
                settings.write(.warning, "entry refused", ["reason": LogValue("\(refusal)")])
            }
        }
        let desk = try Desk(store, today: { .today })
        let instruments = Instruments()
        let held = HeldServer()
        let health = HealthDoor(
            reasons: { held.trouble.map { [$0] } ?? [] },
            metrics: { instruments.text(desk, held.server?.counters) })
        var router = Router()
        let door = Door(desk, settings.door, clock: CatalogueStore.wallClock)
        door.guardRoutes(of: &router)
        API(desk, door, webhooksTo: settings.courier.networks).add(to: &router)
        health.add(to: &router)
        Site(desk, door).add(to: &router)
        router.onError = { error, _ in
            settings.write(.error, "a request failed", ["reason": LogValue("\(type(of: error))")])
        }
        var configuration = Server.Configuration()
        configuration.host = settings.host
        configuration.port = settings.port
        configuration.bodyBytes = Service.largestBody
        configuration.headerBytes = Service.largestHead
        let server = try Server(router: router, configuration: configuration)
        held.hold(server)
        let post = WebPost(to: settings.courier.networks, clock: CatalogueStore.wallClock)
        courier = Courier(
            CatalogueOutbox(store), settings.courier, clock: CatalogueStore.wallClock
        ) { await post.send($0) }
        (self.desk, self.server, self.instruments) = (desk, server, instruments)
        (port, adjustments, write) = (server.port, server.adjustments, settings.write)
        self.held = held
        start()
    }

    private let held: HeldServer

    /// What happens by itself: other programs' changes and new days are taken in, messages are sent.
    private func start() {
        let following = Task { [weak self] in
            while let self, !Task.isCancelled {
                await self.look()
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
        let sending = Task { [weak self] in
            while let self, !Task.isCancelled {
                await self.send()
                try? await Task.sleep(for: .milliseconds(250))
            }
        }
        state.withLock { $0.loops = [following, sending] }
    }

    private func look() async {
        do {
            try await desk.refresh()
            held.say(nil)
        } catch {
            let text = "\(error)"
            if held.trouble != text {
                write(.error, "the store cannot be followed", ["reason": LogValue(text)])
            }
            held.say(text)
        }
    }

    private func send() async {
        do {
            instruments.count(delivered: try await courier.deliver())
        } catch {
            write(.warning, "messages wait", ["reason": LogValue("\(error)")])
        }
    }

    /// Lets requests finish, and closes.
    func shutdown() async {
        await server.shutdown(within: .seconds(5))
        for loop in state.withLock({ $0.loops }) {
            loop.cancel()
            await loop.value
        }
    }
}

/// The metrics ask the server for its counts, and the server is made with its routes.
private final class HeldServer: Sendable {
    private struct State {
        weak var server: Server?
        var trouble: String?
    }

    private let state = Mutex(State())

    var server: Server? { state.withLock { $0.server } }
    var trouble: String? { state.withLock { $0.trouble } }
    func hold(_ server: Server) { state.withLock { $0.server = server } }
    func say(_ trouble: String?) { state.withLock { $0.trouble = trouble } }
}
