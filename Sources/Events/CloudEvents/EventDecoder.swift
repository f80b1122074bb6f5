public import Casework

/// Reads events: CloudEvents 1.0 in JSON whose `data` is one of the four kinds of the contract.
///
/// It keeps its buffers, so make one for each thread and use it again and again. Limits: an event
/// has at most `largest` bytes and nests 64 deep.
///
/// Source of the envelope: CNCF, CloudEvents 1.0.2 and its JSON event format.
public final class EventDecoder {
    /// The bytes that an event has at most unless told otherwise: 1 MiB.
    public static let largestEvent = 1 << 20

    private let parser: JSONParser
    /// Reads payloads in Base64, which few publishers send.
    private lazy var payloads = JSONParser(largest: EventDecoder.largestEvent, deepest: 64)
    private var envelopes = EnvelopeReader()
    private let facts = FactReader()

    public init(largest: Int = EventDecoder.largestEvent) {
        parser = JSONParser(largest: largest, deepest: 64)
    }

    /// The event that these bytes are.
    public func decode(_ bytes: UnsafeRawBufferPointer) throws(InvalidEvent) -> Event {
        let nodes: JSONNodes
        do throws(JSONParser.Problem) {
            nodes = try parser.parse(bytes)
        } catch {
            throw InvalidEvent(error)
        }
        let envelope = try envelopes.read(nodes)
        let (childID, fact) = try fact(of: envelope, in: nodes)
        return Event(
            id: envelope.id, source: envelope.source, time: envelope.time,
            subject: envelope.subject, childID: childID, fact: fact)
    }

    private func fact(
        of envelope: Envelope, in nodes: JSONNodes
    ) throws(InvalidEvent) -> (ChildID, Fact) {
        switch envelope.data {
        case .node(let place): return try facts.read(nodes, at: place, as: envelope.type)
        case .bytes(let bytes):
            return try bytes.withUnsafeBufferPointer { bytes throws(InvalidEvent) in
                try fact(encoded: UnsafeRawBufferPointer(bytes), type: envelope.type)
            }
        }
    }

    private func fact(
        encoded bytes: UnsafeRawBufferPointer, type: EventType
    ) throws(InvalidEvent) -> (ChildID, Fact) {
        let name = Attribute.data_base64.name
        let nodes: JSONNodes
        do throws(JSONParser.Problem) {
            nodes = try payloads.parse(bytes)
        } catch {
            throw InvalidEvent(error).within(name)
        }
        guard nodes[0].kind == .object else {
            throw InvalidEvent(
                field: name, problem: "is not an object", remedy: "state the record’s fields in it")
        }
        return try facts.read(nodes, at: 0, as: type)
    }

    /// The event that these bytes are.
    public func decode(_ bytes: [UInt8]) throws(InvalidEvent) -> Event {
        try bytes.withUnsafeBufferPointer { bytes throws(InvalidEvent) in
            try decode(UnsafeRawBufferPointer(bytes))
        }
    }
}
