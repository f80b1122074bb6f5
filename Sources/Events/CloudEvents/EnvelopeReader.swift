internal import Casework

/// What the envelope of an event says.
struct Envelope {
    var id: String
    var source: String
    var type: EventType
    var time: Moment
    var subject: String?
    /// Where the node of `data` stands.
    var data: Int
}

/// Reads the attributes around `data`. Extension attributes are checked and passed over.
struct EnvelopeReader {
    private let names = Attribute.names
    private let types = WordTable(codesOf: EventType.self)
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
        guard let data = members.place(.data), nodes[data].kind == .object else {
            _ = try members.node(.data)
            throw members.invalid(.data, "is not an object", "state the record's fields in it")
        }
        return Envelope(
            id: id, source: sources.string(source), type: type, time: time, subject: subject,
            data: data)
    }

    private func collect(_ nodes: JSONNodes) throws(InvalidEvent) -> Members<Attribute> {
        guard nodes[0].kind == .object else {
            throw InvalidEvent(
                field: InvalidEvent.whole, problem: "is not a JSON object",
                remedy: "send one CloudEvent; several go as application/cloudevents-batch+json")
        }
        var members = Members<Attribute>(nodes: nodes, path: "")
        for place in nodes.children(of: 0) {
            if let name = names[nodes[place].key] {
                try members.note(name, at: place)
            } else {
                try checkExtension(nodes[place])
            }
        }
        if members.has(.data_base64) {
            throw members.invalid(.data_base64, "is not read", "send data as a JSON object")
        }
        return members
    }

    private func checkVersion(_ members: Members<Attribute>) throws(InvalidEvent) {
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
            guard MediaType(type) == .json else {
                throw members.invalid(
                    .datacontenttype, "is not JSON", "write application/json, or leave it out")
            }
        }
        if members.has(.dataschema) { _ = try members.text(.dataschema) }
    }

    /// CloudEvents: lower-case letters and digits; a boolean, a number or a string.
    private func checkExtension(_ node: JSONNode) throws(InvalidEvent) {
        let key = node.keyText
        let field = Naming.quotable(key) ?? "an attribute"
        let isName =
            !key.isEmpty
            && node.key.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
        guard isName else {
            let near = Naming.nearest(to: key, among: Attribute.allCases.map(\.name))
            throw InvalidEvent(
                field: field, problem: "is not a name that an attribute can have",
                remedy: near.map { "did you mean \($0)?" }
                    ?? "name extensions with lower-case letters and digits")
        }
        switch node.kind {
        case .string, .integer, .number, .true, .false: return
        case .null:
            throw InvalidEvent(
                field: field, problem: "is null", remedy: "leave it out, or give it a value")
        case .object, .array:
            throw InvalidEvent(
                field: field, problem: "is not a simple value",
                remedy: "give extensions a string, a number, true or false")
        }
    }
}
