import Access
import Casework
import Caseloads
import Contract
import Digests
import DutyBoard
import Engine
import EventLog
import Events
import Foundation
import HTTPServer
import SignIn
import PolicyFiles
import Reviews
import SQLiteLog
import Synchronization
import Timekeeping

@testable import DutyBoard

/// A log in a directory of its own, an engine and a board over it, at a time that tests set. The
/// engine and the board take a turn when they are told to, and never by themselves.
final class Desk {
    let directory: String
    let log: SQLiteLog
    let policy: Policy
    let clock: Clock
    let engine: AlertEngine
    let digest = KeyedDigest(key: DigestKey(Array(repeating: 7, count: DigestKey.length))!)
    private(set) var view: BoardView
    private(set) var site: Site
    private var follower: Follower
    /// Who may do what; keys and codes are in the desk's directory.
    let gate: Gate
    /// The cookie of the manager who asks, and the key of the hub that publishes.
    private var cookie: String
    let key: String
    private let ready: @Sendable () -> [String]
    private let rebuilding: @Sendable () -> Rebuilding?

    /// Friday, 20 November 2026, 09:41:07 in London.
    static let morning = at(20, 11, 2026, 9, 41, 7)

    init(
        ring: Int = 10_000, goingLive: Day? = nil,
        firstView: DeskPolicy.FirstViewing = .off,
        ready: @escaping @Sendable () -> [String] = { [] },
        doubt: @escaping @Sendable () -> ClockDoubt? = { nil },
        rebuilding: @escaping @Sendable () -> Rebuilding? = { nil }
    ) throws {
        let clock = Clock(Desk.morning)
        self.clock = clock
        directory = NSTemporaryDirectory() + "board-\(UUID().uuidString)"
        log = try SQLiteLog(directory: directory, topics: Contract.all) { clock.now.milliseconds }
        policy = try PolicyFile.standard().policy.with(
            DeskPolicy(firstView: firstView, goingLive: goingLive))
        let time: @Sendable () -> Int64 = { clock.now.milliseconds }
        engine = try AlertEngine(
            log: log, policy: policy,
            timekeeper: Timekeeper(clocks: MachineClocks(wall: time, steady: time)))
        view = try BoardView(
            log: log, digest: digest, clock: { clock.now }, ring: ring,
            rebuilding: rebuilding,
            surroundings: {
                var surroundings = Surroundings()
                surroundings.clock = doubt()
                return surroundings
            })
        gate = Gate(directory: directory, now: time)
        cookie = try gate.cookie(of: .manager)
        key = try gate.keys.create(
            "Hub",
            KeyGrant(
                use: .publisher, sources: ["mash-hub", "case-system", "crm", "test"],
                types: Set(EventType.allCases.map(\.rawValue))), at: time()
        ).text
        site = Site(
            view: view, policy: policy, clock: { clock.now }, digest: digest,
            council: "Northmoor", gate: gate)
        self.ready = ready
        self.rebuilding = rebuilding
        follower = view.follower()
    }

    /// All doors in one, as where one process does everything.
    var router: Router { router(of: site) }

    /// The doors of another board on the same log.
    func router(of site: Site) -> Router { routes(of: site).guarded }

    /// Every route with what it is there for.
    var routes: GuardedRouter { routes(of: site) }

    private func routes(of site: Site) -> GuardedRouter {
        var router = GuardedRouter(gate)
        IntakeDoor(log: log, clock: { [clock] in clock.now }).add(to: &router)
        site.addBoard(to: &router)
        let (view, ready) = (view, ready)
        HealthDoor(
            reasons: { view.reasonsNotReady + ready() }, rebuilding: rebuilding,
            metrics: { "up 1\n" }
        ).add(to: &router)
        site.addProblemPages(to: &router)
        Site.protect(&router)
        return router
    }

    deinit {
        log.close()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// The board ends and begins again, with nothing but the log.
    func restartBoard(ring: Int = 10_000) throws {
        view.stop()
        let clock = clock
        view = try BoardView(log: log, digest: digest, clock: { clock.now }, ring: ring)
        site = Site(
            view: view, policy: policy, clock: { clock.now }, digest: digest,
            council: "Northmoor", gate: gate)
        follower = view.follower()
    }

    /// Everything published so far goes through the engine and reaches the board.
    func settle() throws {
        try work()
        try follow()
    }

    /// Lets the engine read and write all it has to.
    func work() throws {
        repeat { try engine.step(waiting: .milliseconds(1)) } while try !isWorked()
    }

    /// Lets the board read the log to where it ends now.
    func follow() throws {
        let total = try log.extent(of: BoardView.topics).values.reduce(0) { $0 + $1.upperBound }
        repeat { try follower.step(waiting: .milliseconds(1)) } while view.recordsRead < total
        try follower.step(waiting: .zero)
    }

    private var engineRead: Int64 = -1

    private func isWorked() throws -> Bool {
        let status = engine.status
        let topics = Contract.records + [Contract.alerts]
        let total = try log.extent(of: topics).values.reduce(0) { $0 + $1.upperBound }
        return status.isCaughtUp && Int64(status.records) >= total
    }

    func publish(_ events: Event...) throws { try publish(events) }

    func publish(_ events: [Event]) throws {
        _ = try log.appendAndWait(
            events.map { event in
                Message(
                    to: event.fact.record.kind.topic, key: Array(event.childID.text.utf8),
                    value: EventEncoder.encode(event))
            })
    }

    /// Appends alerts as somebody else's engine might.
    func publish(alerts: [Alert]) throws {
        _ = try log.appendAndWait(alerts.map { AlertMessage.message($0) })
    }

    /// Asks as a manager who is signed in, at this machine.
    func get(_ target: String, headers: Headers = [:]) async -> Response {
        await ask(Request(.get, target, headers: headers))
    }

    /// Sends as the hub: events.
    func post(_ target: String, _ body: some Sequence<UInt8>, type: String?, _ more: Headers = [:])
        async -> Response
    {
        var headers = more
        headers["Content-Type"] = type
        headers["Authorization"] = "Bearer \(key)"
        return await router.respond(
            to: Request(.post, target, headers: headers, body: Array(body)))
    }

    /// Sends a form as the manager, from one of their pages.
    func post(form fields: String, to target: String) async -> Response {
        let token = manager?.formToken ?? ""
        return await ask(
            Request(
                .post, target,
                headers: ["Content-Type": "application/x-www-form-urlencoded"],
                body: Array("\(fields)&\(Visitor.tokenField)=\(token)".utf8)))
    }

    private var manager: Visitor? {
        try? gate.visitor(of: Request(.get, "/", headers: ["Cookie": cookie]))
    }

    private func ask(_ request: Request) async -> Response {
        // Whoever has done nothing for too long signs in again.
        if manager == nil, let new = try? gate.cookie(of: .manager) { cookie = new }
        var request = request
        request.headers["Cookie"] = cookie
        request.client = "127.0.0.1"
        return await router.respond(to: request)
    }
}

extension Gate {
    /// The cookie of somebody who signs in.
    func cookie(of role: Role) throws -> String {
        let person = Reviewer(tenant: "t", object: "o-\(role)", name: "Sam Reed", role: role)
        var response = Response()
        try begin(person, for: Request(.get, "/"), in: &response)
        return String(response.headers["Set-Cookie"]?.prefix { $0 != ";" } ?? "")
    }
}

extension Policy {
    /// The same with another section for the desk.
    fileprivate func with(_ desk: DeskPolicy) -> Policy {
        Policy(
            version: version, digest: digest, clocks: clocks, bands: bands,
            lookWithin: lookWithin, workingDayEndsAtHour: workingDayEndsAtHour,
            workingDays: workingDays, desk: desk, rules: rules)
    }
}

extension BoardView {
    /// Children with a standing alert, and those whose last was withdrawn not long ago.
    func cases(
        at now: Moment
    ) -> (standing: [ChildFile], relieved: [ChildFile], bookmark: Bookmark) {
        let content = desk(at: now)
        return (
            content.files.filter(\.hasStandingAlert),
            content.files.filter { !$0.hasStandingAlert && $0.lastWithdrawal != nil },
            content.bookmark
        )
    }
}

/// A clock that stands still until it is told to go on.
final class Clock: Sendable {
    private let moment: Mutex<Moment>

    init(_ moment: Moment) { self.moment = Mutex(moment) }

    var now: Moment {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    func pass(hours: Int = 0, minutes: Int = 0, seconds: Int = 0) {
        let milliseconds = Int64(hours * 3_600 + minutes * 60 + seconds) * 1_000
        moment.withLock { $0 = $0.advanced(milliseconds: milliseconds) }
    }
}

/// A moment on London's clock.
func at(_ day: Int, _ month: Int, _ year: Int, _ hour: Int, _ minute: Int, _ second: Int = 0)
    -> Moment
{
    London.moment(day_(day, month, year), hour: hour, minute: minute)
        .advanced(milliseconds: Int64(second) * 1_000)
}

func day_(_ day: Int, _ month: Int, _ year: Int) -> Day { Day(year: year, month: month, day: day)! }

extension Response {
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The text without what a page has anew each time: the tokens of its forms.
    var textWithoutTokens: String {
        text.replacing(#/value="[0-9a-f]{128}"/#, with: "")
    }

    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]) ?? [:]
    }
}
