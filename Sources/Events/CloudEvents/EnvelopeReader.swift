internal import Casework
private import Foundation

/// What the envelope of an event says.
struct Envelope {
    var id: String
    var source: String
    var type: EventType
    var time: Moment
    var subject: String?
    var data: Data

    /// The payload.
    enum Data {
        /// Where the node of `data` stands.
        case node(Int)
        /// What `data_base64` encodes.
        case bytes([UInt8])
    }
}

/// Reads the attributes around `data`. Extension attributes are checked and passed over.
///
/// Source: CNCF, CloudEvents 1.0.2, and its JSON event format. `source` is compared and never
/// resolved, and so it may be any text that names something.
struct EnvelopeReader {
    private let names = Attribute.names
    private let fields = DataField.names
    private let types = WordTable(codesOf: EventType.self)
    private let extensions = ExtensionCheck()
    private var sources = TextCache()

    mutating func read(_ nodes: JSONNodes) throws(InvalidEvent) -> Envelope {
        let members = try collect(nodes)
        try checkVersion(members)
        let id = try members.identifier(.id, longest: Identifier.longestAttribute)
        let source = try members.text(.source)
        try members.check(source, .source, longest: Identifier.longestAttribute)
        let type = try type(members)
        let time = try members.moment(.time)
        let subject =
            members.has(.subject)
            ? try members.identifier(.subject, longest: Identifier.longestAttribute) : nil
        try checkContent(members)
        return Envelope(
            id: id, source: sources.string(source), type: type, time: time, subject: subject,
            data: try data(members))
    }

    private func collect(_ nodes: JSONNodes) throws(InvalidEvent) -> Members<Attribute> {
        guard nodes[0].kind == .object else {
            throw InvalidEvent(
                field: InvalidEvent.whole, problem: "is not a JSON object",
                remedy: "send one CloudEvent; several go as application/cloudevents-batch+json")
        }
        var members = Members<Attribute>(nodes: nodes, path: "")
        var strange: [Int] = []
        for place in nodes.children(of: 0) {
            guard let name = names[nodes[place].key] else {
                strange.append(place)
                continue
            }
            // An attribute that is null is one that is not set (JSON format, 2.2). `data` is no
            // attribute: its null is a payload, and not one of ours.
            if nodes[place].kind == .null {
                guard name == .data else { continue }
                throw members.invalid(.data, "is null", "state the record’s fields in it")
            }
            try members.note(name, at: place)
        }
        if !strange.isEmpty {
            try checkRecord(members, strange)
            for place in strange { try extensions.check(nodes[place]) }
        }
        return members
    }

    /// Whether a record's fields stand where the envelope's attributes have their place: it was sent
    /// bare, or beside them instead of in `data`.
    private func checkRecord(
        _ members: Members<Attribute>, _ strange: [Int]
    ) throws(InvalidEvent) {
        // An extension may be called as a field is, where that is a name that extensions can have.
        guard
            let field = strange.lazy.compactMap({ fields[members.nodes[$0].key] })
                .first(where: { $0.name.contains(where: \.isUppercase) })
        else { return }
        let attributes = [Attribute.specversion, .id, .source, .type, .time].map(\.name)
        guard members.has(.specversion) || members.has(.data) else {
            throw members.invalid(
                .specversion, "is missing: this is a record without the envelope of a CloudEvent",
                "send {\(attributes.joined(separator: ", ")), data} with the record as data; or, "
                    + "over HTTP and Kafka, the record with these attributes in headers: "
                    + "ce-specversion and so on, on Kafka ce_specversion")
        }
        throw InvalidEvent(
            field: field.name, problem: "is a field of the record and stands beside it",
            remedy: "move it into data")
    }

    private func checkVersion(_ members: Members<Attribute>) throws(InvalidEvent) {
        guard members.has(.specversion) else {
            throw members.invalid(.specversion, "is missing", "state it: \"1.0\"")
        }
        let version = try members.text(.specversion)
        guard version.count == 3, version[0] == UInt8(ascii: "1"), version[1] == UInt8(ascii: "."),
            version[2] == UInt8(ascii: "0")
        else {
            throw members.invalid(.specversion, "is not a version we read", "write \"1.0\"")
        }
    }

    private func type(_ members: Members<Attribute>) throws(InvalidEvent) -> EventType {
        let text = try members.text(.type)
        if let type = types[text] { return type }
        let known = EventType.allCases.map(\.rawValue)
        let near = Naming.nearest(to: String(decoding: text, as: UTF8.self), among: known)
        throw members.invalid(
            .type, "is not a type we know",
            near.map { "did you mean \($0)?" } ?? "use one of \(known.joined(separator: ", "))")
    }

    private func checkContent(_ members: Members<Attribute>) throws(InvalidEvent) {
        if members.has(.datacontenttype) {
            let type = String(decoding: try members.text(.datacontenttype), as: UTF8.self)
            guard let type = ContentType(type), type.isJSON, type.isUTF8 else {
                throw members.invalid(
                    .datacontenttype, "is not JSON in UTF-8",
                    "write application/json, or leave it out")
            }
        }
        if members.has(.dataschema) {
            let schema = String(decoding: try members.text(.dataschema), as: UTF8.self)
            guard !schema.isEmpty, schema.unicodeScalars.allSatisfy(ExtensionCheck.isAllowed) else {
                throw members.invalid(
                    .dataschema, "is not a URI", "write one, or leave it out")
            }
        }
    }

    private func data(_ members: Members<Attribute>) throws(InvalidEvent) -> Envelope.Data {
        guard members.has(.data_base64) else {
            guard let data = members.place(.data), members.nodes[data].kind == .object else {
                _ = try members.node(.data)
                throw members.invalid(.data, "is not an object", "state the record’s fields in it")
            }
            return .node(data)
        }
        guard !members.has(.data) else {
            throw members.invalid(.data_base64, "stands beside data", "send one of the two")
        }
        let text = try members.text(.data_base64)
        guard let bytes = Foundation.Data(base64Encoded: Foundation.Data(text)) else {
            throw members.invalid(
                .data_base64, "is not Base64", "send data as a JSON object, or mend the encoding")
        }
        return .bytes([UInt8](bytes))
    }
}
