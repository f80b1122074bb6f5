import Synchronization

/// Counters, gauges and histograms, and their text for Prometheus.
///
///     let metrics = Metrics()
///     let late = metrics.counter("secondlook_late_records_total", "Records that came late.")
///     let seen = metrics.counter("secondlook_records_total", "Records read.", labels: "topic")
///     late.add()
///     seen("contacts").add(3)
///
/// Keep what `seen("contacts")` gives: finding it takes a lock, bumping it does not. Never put into
/// a label what comes from outside, and nothing that says who somebody is.
public final class Metrics: Sendable {
    private let families = Mutex<[String: any MetricFamily]>([:])

    public init() {}

    /// A number that only grows. By convention its name ends in `_total`.
    public func counter(_ name: String, _ help: String) -> Counter {
        counter(name, help, labels: [])()
    }

    /// Counters of one name, told apart by these labels.
    public func counter(_ name: String, _ help: String, labels: String...) -> Family<Counter> {
        counter(name, help, labels: labels)
    }

    /// A number that goes up and down.
    public func gauge(_ name: String, _ help: String) -> Gauge { gauge(name, help, labels: [])() }

    /// Gauges of one name, told apart by these labels.
    public func gauge(_ name: String, _ help: String, labels: String...) -> Family<Gauge> {
        gauge(name, help, labels: labels)
    }

    /// How often a value fell into which bucket.
    ///
    /// - Parameter bounds: upper bounds, inclusive and ascending; one more without bound is added.
    public func histogram(
        _ name: String, _ help: String, bounds: [Double] = Histogram.seconds
    ) -> Histogram {
        family(name, help, [], kind: "histogram") { Histogram(bounds: bounds) }()
    }

    /// Histograms of one name, told apart by these labels.
    public func histogram(
        _ name: String, _ help: String, bounds: [Double] = Histogram.seconds, labels: String...
    ) -> Family<Histogram> {
        family(name, help, labels, kind: "histogram") { Histogram(bounds: bounds) }
    }

    /// The text that Prometheus reads (exposition format 0.0.4), in order of names and labels.
    public var text: String {
        let families = families.withLock { $0 }
        return families.sorted { $0.key < $1.key }.map { $0.value.text }.joined()
    }

    /// The media type of `text`.
    public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    private func counter(_ name: String, _ help: String, labels: [String]) -> Family<Counter> {
        family(name, help, labels, kind: "counter") { Counter() }
    }

    private func gauge(_ name: String, _ help: String, labels: [String]) -> Family<Gauge> {
        family(name, help, labels, kind: "gauge") { Gauge() }
    }

    /// - Precondition: names are letters, digits and `_`, and one name has one kind and one set of
    ///   labels. Asking for it again gives the same family.
    private func family<Member>(
        _ name: String, _ help: String, _ labels: [String], kind: String,
        make: @escaping @Sendable () -> Member
    ) -> Family<Member> {
        precondition(([name] + labels).allSatisfy(Metrics.isName), "\(name) or a label is no name.")
        precondition(!labels.contains("le"), "The label le belongs to histograms.")
        return families.withLock { families in
            if let known = families[name] {
                guard let known = known as? Family<Member>, known.labels == labels else {
                    preconditionFailure("\(name) has another kind or other labels already.")
                }
                return known
            }
            let family = Family(name: name, help: help, kind: kind, labels: labels, make: make)
            families[name] = family
            return family
        }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && !(text.first?.isNumber ?? true)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "_")
            }
    }
}
