import Synchronization

/// All metrics of one name, one for each set of label values.
public final class Family<Member: Metric>: MetricFamily {
    let labels: [String]
    private let name: String
    private let help: String
    private let kind: String
    private let make: @Sendable () -> Member
    private let members = Mutex<[[String]: Member]>([:])

    init(
        name: String, help: String, kind: String, labels: [String],
        make: @escaping @Sendable () -> Member
    ) {
        self.name = name
        self.help = help
        self.kind = kind
        self.labels = labels
        self.make = make
    }

    /// The metric with these label values, in the labels' order.
    ///
    /// - Precondition: as many values as labels.
    public func callAsFunction(_ values: String...) -> Member {
        precondition(values.count == labels.count, "\(name) has \(labels.count) labels.")
        return members.withLock { members in
            if let known = members[values] { return known }
            let member = make()
            members[values] = member
            return member
        }
    }

    var text: String {
        let members = members.withLock { $0 }
        guard !members.isEmpty else { return "" }
        var text = "# HELP \(name) \(Exposition.help(help))\n# TYPE \(name) \(kind)\n"
        for (values, member) in members.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            for sample in member.samples {
                let pairs = Array(zip(labels, values)) + sample.labels
                text += name + sample.suffix + Exposition.labels(pairs) + " \(sample.value)\n"
            }
        }
        return text
    }
}

protocol MetricFamily: Sendable {
    var text: String { get }
}

/// A counter, a gauge or a histogram.
public protocol Metric: Sendable {
    /// What it comes to, line by line.
    var samples: [Sample] { get }
}

/// One line of the exposition, without its metric's name and labels.
public struct Sample: Sendable {
    var suffix = ""
    var labels: [(String, String)] = []
    var value: String
}

enum Exposition {
    static func help(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    static func labels(_ pairs: [(String, String)]) -> String {
        guard !pairs.isEmpty else { return "" }
        let texts = pairs.map { name, value in
            "\(name)=\"\(help(value).replacing("\"", with: "\\\""))\""
        }
        return "{\(texts.joined(separator: ","))}"
    }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : "\(value)"
    }
}
