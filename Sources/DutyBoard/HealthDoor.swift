public import Access
import HTTPServer

/// What the machines around the program ask: is it alive, is it ready, how is it doing.
public struct HealthDoor: Sendable {
    private let reasons: @Sendable () -> [String]
    private let rebuilding: @Sendable () -> Rebuilding?
    private let metrics: @Sendable () -> String

    /// - Parameters:
    ///   - reasons: why the process is not ready, in plain sentences; empty when it is.
    ///   - rebuilding: which partitions an engine of this process is still reading, if it is.
    ///   - metrics: what `/metrics` answers, in Prometheus's text format.
    public init(
        reasons: @escaping @Sendable () -> [String],
        rebuilding: @escaping @Sendable () -> Rebuilding? = { nil },
        metrics: @escaping @Sendable () -> String
    ) {
        self.rebuilding = rebuilding
        self.reasons = reasons
        self.metrics = metrics
    }

    /// `/healthz`, `/readyz` and `/metrics`.
    public func add(to router: inout GuardedRouter) {
        let (reasons, rebuilding, metrics) = (reasons, rebuilding, metrics)
        router.getAtOnce("/healthz") { _ in .text("alive\n") }
        router.on(.get, "/readyz", for: .anyone, lane: .watching) { _, _ in
            let reasons = reasons()
            guard !reasons.isEmpty else { return .text("ready\n") }
            throw Problem(
                .serviceUnavailable, title: "Not ready", detail: reasons.joined(separator: " "),
                members: [("reasons", .array(reasons.map { .string($0) }))]
                    + (rebuilding().map { [("partitions", $0.value)] } ?? []),
                headers: ["Retry-After": "5"])
        }
        router.on(.get, "/metrics", for: .metrics, lane: .watching) { _, _ in
            Response(type: "text/plain; version=0.0.4; charset=utf-8", Array(metrics().utf8))
        }
    }
}

extension Rebuilding {
    /// The partitions behind, for a problem's members; `secondsBehind` is left out where nothing is
    /// known yet.
    fileprivate var value: Problem.Value {
        .array(
            parts.map { part in
                .object(
                    [
                        ("topic", .string(part.topic)), ("partition", .integer(part.partition)),
                        ("recordsBehind", .integer(part.records)),
                    ] + (part.seconds.map { [("secondsBehind", .integer($0))] } ?? []))
            })
    }
}
