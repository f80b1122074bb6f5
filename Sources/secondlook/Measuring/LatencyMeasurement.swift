import Access
import Casework
import Engine
import Events
import Foundation
import SignIn
import Simulation
import Telemetry

/// From `POST /events` to the server-sent event: the whole way, over real sockets, with the log on
/// the disk. Every measured event is the third contact of a child of its own, so each leads to an
/// alert.
struct LatencyMeasurement {
    let service: Service
    /// Events a second.
    let rate: Int
    let seconds: Int

    struct Outcome {
        let latencies: Quantiles
        let posts: Quantiles
        let missing: Int
        let events: Int
    }

    func run() async throws -> Outcome {
        let children = (0..<rate * seconds).map { "bench-\($0)" }
        try await prepare(children)
        let now = service.now.milliseconds
        let stream = try StreamClient(
            port: service.port,
            key: service.gate.keys.create("bench", KeyGrant(use: .duty), at: now).text)
        let key = try service.gate.keys.create(
            "bench",
            KeyGrant(
                use: .publisher, sources: ["bench"],
                types: Set(EventType.allCases.map(\.rawValue))), at: now
        ).text
        defer { stream.stop() }
        let (begun, posts) = try await withThrowingTaskGroup(of: Posted.self) { group in
            // Each of a few connections has its own share of the schedule.
            let connections = 4
            let start = ContinuousClock.now.advanced(by: .milliseconds(200))
            for connection in 0..<connections {
                let mine = stride(from: connection, to: children.count, by: connections)
                group.addTask {
                    try await post(mine.map { $0 }, of: children, with: key, from: start)
                }
            }
            var all = Posted()
            for try await posted in group { all.add(posted) }
            return (all.begun, all.took)
        }
        // All have come, or in a whole second none has: then the rest counts as missing.
        var before = -1
        while stream.count < children.count, stream.count != before {
            before = stream.count
            try await Task.sleep(for: .seconds(1))
        }
        let latencies = begun.compactMap { index, moment in
            stream.arrival(of: children[index]).map { ($0 - moment) / .milliseconds(1) }
        }
        return Outcome(
            latencies: Quantiles(latencies), posts: Quantiles(posts),
            missing: children.count - latencies.count, events: children.count)
    }

    /// When each event was sent, and how long its answer took, in milliseconds.
    private struct Posted {
        var begun: [(Int, ContinuousClock.Instant)] = []
        var took: [Double] = []

        mutating func add(_ other: Posted) {
            begun += other.begun
            took += other.took
        }
    }

    private func post(
        _ indices: [Int], of children: [String], with key: String,
        from start: ContinuousClock.Instant
    ) async throws -> Posted {
        let (port, rate) = (service.port, rate)
        return try await onThread {
            let client = try PostClient(port: port, key: key)
            var posted = Posted()
            for index in indices {
                let bytes = EventEncoder.encode(contact(2, of: children[index]))
                let due = start.advanced(by: .nanoseconds(index * 1_000_000_000 / rate))
                let wait = due - ContinuousClock.now
                if wait > .zero { Thread.sleep(forTimeInterval: wait / .seconds(1)) }
                let begun = ContinuousClock.now
                try client.post(bytes)
                posted.begun.append((index, begun))
                posted.took.append((ContinuousClock.now - begun) / .milliseconds(1))
            }
            return posted
        }
    }

    /// Two contacts for every child, which lead to nothing yet.
    private func prepare(_ children: [String]) async throws {
        let publishing = Publishing(to: service.log)
        for child in children {
            for number in 0..<2 {
                let event = contact(number, of: child)
                try publishing.publish(event, bytes: EventEncoder.encode(event))
            }
        }
        try publishing.finish()
        let total = children.count * 2
        // Before the clock starts, so how often is looked makes no figure.
        while service.engineStatus.records < total || !service.reasonsNotReady.isEmpty {
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

/// One of a child's three contacts: today, from a school and then from the police, answered with
/// advice.
private func contact(_ number: Int, of child: String) -> Event {
    let now = WallClock.now()
    let day = CaseDate(London.day(of: now))
    return Event(
        id: "\(child)-\(number)", source: "bench", time: now, childID: ChildID(child),
        fact: .contact(
            Contact(
                id: RecordID("K\(number)"), receivedAt: day,
                source: number == 0 ? .school : .police, outcome: .informationAndAdvice)))
}

/// Runs what blocks on a thread of its own.
private func onThread<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread { continuation.resume(with: Result { try work() }) }.start()
    }
}
