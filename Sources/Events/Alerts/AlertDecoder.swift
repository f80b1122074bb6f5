public import Casework

/// Fields of an alert, spelt as in JSON.
private enum AlertField: Int, Field {
    case alertId, revision, status, rule, severity, childId, raisedAt, dueAt, score, band
    case reasons, evidence, policy
}

/// Reads alerts, as strictly as events are read. It keeps its buffers: make one for each thread.
public final class AlertDecoder {
    /// The bytes that an alert has at most: 1 MiB.
    public static let largestAlert = 1 << 20

    private let parser = JSONParser(largest: AlertDecoder.largestAlert, deepest: 64)
    private let names = AlertField.names
    private let all = FieldSet(AlertField.allCases)
    private let statuses = WordTable(codesOf: AlertStatus.self)
    private let severities = WordTable(codesOf: Severity.self)
    private var words = TextCache()

    public init() {}

    /// The alert that these bytes are.
    public func decode(_ bytes: UnsafeRawBufferPointer) throws(InvalidEvent) -> Alert {
        let nodes: JSONNodes
        do throws(JSONParser.Problem) {
            nodes = try parser.parse(bytes)
        } catch {
            throw InvalidEvent(error)
        }
        guard nodes[0].kind == .object else {
            throw InvalidEvent(
                field: InvalidEvent.whole, problem: "is not a JSON object", remedy: "send an alert")
        }
        return try alert(
            Members(
                closed: nodes, at: 0, path: "", names: names, allowed: all, child: .childId,
                kind: "an alert"))
    }

    /// The alert that these bytes are.
    public func decode(_ bytes: [UInt8]) throws(InvalidEvent) -> Alert {
        try bytes.withUnsafeBufferPointer { bytes throws(InvalidEvent) in
            try decode(UnsafeRawBufferPointer(bytes))
        }
    }

    private func alert(_ members: Members<AlertField>) throws(InvalidEvent) -> Alert {
        Alert(
            id: try members.identifier(.alertId, longest: Identifier.longest),
            revision: try members.integer(.revision, in: 1...Int(Int32.max)),
            status: try members.code(.status, statuses),
            rule: try word(members, .rule),
            severity: try members.code(.severity, severities),
            childID: ChildID(try members.identifier(.childId, longest: Identifier.longest)),
            raisedAt: try members.date(.raisedAt),
            dueAt: try members.moment(.dueAt),
            score: try members.integer(.score, in: 0...100),
            band: try word(members, .band),
            reasons: try texts(members, .reasons),
            evidence: try texts(members, .evidence).map { RecordID($0) },
            policy: try word(members, .policy))
    }

    /// One of a few words that come with every alert.
    private func word(
        _ members: Members<AlertField>, _ name: AlertField
    ) throws(InvalidEvent) -> String {
        let text = try members.text(name)
        try members.check(text, name, longest: Identifier.longest)
        return words.string(text)
    }

    private func texts(
        _ members: Members<AlertField>, _ name: AlertField
    ) throws(InvalidEvent) -> [String] {
        guard try members.node(name).kind == .array, let place = members.place(name) else {
            throw members.invalid(name, "is not a list", "write a list of strings")
        }
        var texts: [String] = []
        for child in members.nodes.children(of: place) {
            let node = members.nodes[child]
            guard node.kind == .string, node.text.count > 0 else {
                throw members.invalid(
                    name, "has an element that is not text", "write a list of strings")
            }
            texts.append(node.string)
        }
        return texts
    }
}
