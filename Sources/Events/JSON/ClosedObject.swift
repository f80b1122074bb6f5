/// Fields by their number, to be asked for in no time.
struct FieldSet<Name: Field> {
    private(set) var bits: UInt32 = 0

    init(_ fields: some Sequence<Name>) {
        for field in fields { bits |= 1 << field.rawValue }
    }

    func contains(_ field: Name) -> Bool { bits & 1 << field.rawValue != 0 }
}

extension Members {
    /// The members of an object that may have no others than the fields allowed.
    ///
    /// - Parameters:
    ///   - child: the field with the child's identifier, which no error quotes; nil where the object
    ///     has none.
    ///   - kind: what the object is called in an error.
    init(
        closed nodes: JSONNodes, at object: Int, path: StaticString, names: WordTable<Name>,
        allowed: FieldSet<Name>, child: Name?, kind: String
    ) throws(InvalidEvent) {
        self.init(nodes: nodes, path: path)
        for place in nodes.children(of: object) {
            guard let name = names[nodes[place].key], allowed.contains(name) else {
                secret = Self.childText(nodes, at: object, child: child)
                throw unknown(nodes[place].keyText, allowed: allowed, kind: kind)
            }
            try note(name, at: place)
        }
        if let child, let place = place(child) { secret = nodes[place].text }
    }

    /// A field that the object cannot have, with the one that was probably meant.
    private func unknown(_ key: String, allowed: FieldSet<Name>, kind: String) -> InvalidEvent {
        if key == Attribute.specversion.name, !path.description.isEmpty {
            return InvalidEvent(
                field: String("\(path)".dropLast()), problem: "holds a whole event",
                remedy: "send that event by itself, with no attributes around it")
        }
        let fields = Name.allCases.filter { allowed.contains($0) }.map(\.name)
        let quotable = isSecret(key) ? nil : Naming.quotable(key)
        let near = Naming.nearest(to: key, among: fields)
        let object = path.utf8CodeUnitCount > 0 ? "\(path)".dropLast() : "event"
        return InvalidEvent(
            field: quotable.map { "\(path)\($0)" } ?? String(object),
            problem: quotable != nil
                ? "is not a field of \(kind)" : "has a field that \(kind) does not have",
            remedy: near.map { "did you mean \($0)?" }
                ?? "leave it out; the fields are \(fields.joined(separator: ", "))")
    }

    /// Looks for the child's identifier ahead of the fields that were not read yet.
    private static func childText(
        _ nodes: JSONNodes, at object: Int, child: Name?
    ) -> UnsafeBufferPointer<UInt8> {
        if let child {
            for place in nodes.children(of: object)
            where nodes[place].key.elementsEqual(child.name.utf8) {
                return nodes[place].text
            }
        }
        return UnsafeBufferPointer(start: nil, count: 0)
    }
}
