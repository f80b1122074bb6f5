import Catalogue
import CatalogueStore
import HTTPServer
import Marketplace
import Synchronization
import Telemetry
import Timekeeping
import WebhookSending

/// The registry's service, wired once: the store, the desk, the routes behind one server, and what
/// happens by itself.
final class Service: Sendable {
    struct Settings: Sendable {
        var data: String
        /// A folder whose entries are loaded where the store is empty.
        var catalogue: String?
        /// Where to listen, to which names, with which certificate.
        var http = Server.Configuration()
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

    let server: Server
    private let clock: ClockWatch
    private let courier: Courier
    private let instruments: Instruments
    private let write: Log
    private let state = Mutex(State())

    private struct State {
        /// Why the last look at the store failed; nil where it did not.
        var trouble: String?
        /// Why nothing could be written when it was looked at last.
        var writeTrouble: String?
        var loops: [Task<Void, Never>] = []
    }

    /// The largest body of a request, in bytes: a thousand times the words that any field takes.
    private static let largestBody = 2_097_152
    /// The largest head, in bytes: an address with 3,000 characters of any script, each of which is up
    /// to twelve bytes there, and room for filters and cookies of others.
    private static let largestHead = 49_152

    /// How long a write waits for another program that is writing, so that whoever asked for it is
    /// answered within a second.
    private static let lockWait = Duration.milliseconds(400)

    /// Opens the store, fills it where it is empty and a catalogue was named, and serves.
    ///
    /// - Throws: `StoreError`, `Failure` or `ServerError`, each of which says what to do.
    init(_ settings: Settings) throws {
        let note = settings.data + "/" + ClockNote.file
        let timekeeper = Timekeeper(note: ClockNote(at: note))
        let store = try CatalogueStore(
            directory: settings.data, traces: [ClockNote.file], busyTimeout: Service.lockWait,
            clock: { timekeeper.now })
        if let catalogue = settings.catalogue, try store.version() == 0 {
            let outcome = try CatalogueFolder(path: catalogue).copy(into: store)
            settings.write(
                .info, "catalogue loaded",
                ["entries": LogValue(outcome.added), "refused": LogValue(outcome.refusals.count)])
            for refusal in outcome.refusals {
                settings.write(.warning, "entry refused", ["reason": LogValue("\(refusal)")])
            }
        }
        let desk = try Desk(store, today: { Day(at: timekeeper.now) })
        let instruments = Instruments()
        let held = HeldServer()
        let health = HealthDoor(
            reasons: {
                [
                    held.trouble,
                    store.writeTrouble.map { "Nothing can be written. \($0)" },
                    timekeeper.doubt?.advice,
                ].compactMap(\.self)
            },
            metrics: { instruments.text(desk, held.server?.counters, clock: timekeeper.doubt) })
        var router = Router()
        let door = Door(desk, settings.door, clock: MachineClocks.machine.steady)
        door.guardRoutes(of: &router)
        API(desk, door, webhooksTo: settings.courier.networks).add(to: &router)
        health.add(to: &router)
        Site(desk, door).add(to: &router)
        router.onError = { error, _ in
            settings.write(.error, "a request failed", ["reason": LogValue("\(type(of: error))")])
        }
        var http = settings.http
        http.bodyBytes = Service.largestBody
        http.headerBytes = Service.largestHead
        let server = try Server(router: router, configuration: http)
        held.hold(server)
        let post = WebPost(to: settings.courier.networks, clock: { timekeeper.now })
        courier = Courier(CatalogueOutbox(store), settings.courier, clock: { timekeeper.now }) {
            await post.send($0)
        }
        (self.desk, self.server, self.instruments) = (desk, server, instruments)
        (port, adjustments, write) = (server.port, server.adjustments, settings.write)
        self.held = held
        clock = ClockWatch(timekeeper, noteAt: note) { doubt in
            if let doubt {
                settings.write(
                    .error, "the clock is not believed", ["reason": LogValue(doubt.advice)])
            } else {
                settings.write(.info, "the clock is believed")
            }
        }
        clock.confirmOnSignal()
        clock.start()
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
        lookAtWriting()
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

    /// Says when nothing can be written any more, and when it can be again.
    private func lookAtWriting() {
        desk.store.lookOut()
        let trouble = desk.store.writeTrouble
        let before = state.withLock { state in
            defer { state.writeTrouble = trouble }
            return state.writeTrouble
        }
        if let trouble, before == nil {
            write(.error, "nothing can be written", ["reason": LogValue(trouble)])
        } else if trouble == nil, before != nil {
            write(.info, "what is written is taken again")
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
        clock.stop()
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

extension ClockDoubt {
    /// What is wrong, what follows from it, and what to do.
    fileprivate var advice: String {
        "\(self) Certificates and dates are judged by the time counted without it. \(remedy())"
    }
}
