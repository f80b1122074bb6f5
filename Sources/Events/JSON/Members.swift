internal import Casework
internal import Legibility

/// The fields that an object may have: cases named as in JSON, numbered from 0, at most 16.
protocol Field: RawRepresentable<Int>, CaseIterable, Sendable {}

extension Field {
    var name: String { "\(self)" }
    static var names: WordTable<Self> { WordTable(allCases.map { ($0.name, $0) }) }
}

/// The members of an object by their fields, to be read as what the contract says they are.
struct Members<Name: Field> {
    let nodes: JSONNodes
    /// What stands before a field's name in an error: `data.` or nothing.
    let path: StaticString
    /// The text that no error may quote, empty where there is none.
    var secret = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    /// Where each field's node stands; 0, the root, for fields that are absent.
    private var places = InlineArray<16, Int32>(repeating: 0)

    init(nodes: JSONNodes, path: StaticString) {
        self.nodes = nodes
        self.path = path
    }

    /// Takes note of a member.
    mutating func note(_ name: Name, at place: Int) throws(InvalidEvent) {
        guard nodes[place].kind != .null else {
            throw invalid(name, "is null", "leave it out, or give it a value")
        }
        places[name.rawValue] = Int32(truncatingIfNeeded: place)
    }

    func has(_ name: Name) -> Bool { places[name.rawValue] != 0 }

    func place(_ name: Name) -> Int? {
        let place = Int(places[name.rawValue])
        return place == 0 ? nil : place
    }

    func node(_ name: Name) throws(InvalidEvent) -> JSONNode {
        guard let place = place(name) else {
            throw invalid(name, "is missing", "state it")
        }
        return nodes[place]
    }

    func text(_ name: Name) throws(InvalidEvent) -> UnsafeBufferPointer<UInt8> {
        let node = try node(name)
        guard node.kind == .string else { throw invalid(name, "is not text", "write a string") }
        return node.text
    }

    func invalid(_ name: Name, _ problem: String, _ remedy: String) -> InvalidEvent {
        InvalidEvent(field: "\(path)\(name.name)", problem: problem, remedy: remedy)
    }
}

extension Members {
    /// Text that names something: 1 to `longest` characters, all of them to be seen, with no blank
    /// at either end.
    func identifier(_ name: Name, longest: Int) throws(InvalidEvent) -> String {
        let text = try text(name)
        try check(text, name, longest: longest)
        return String(decoding: text, as: UTF8.self)
    }

    func check(
        _ text: UnsafeBufferPointer<UInt8>, _ name: Name, longest: Int
    ) throws(InvalidEvent) {
        switch Identifier.problem(in: text, longest: longest) {
        case nil: return
        case .illegible(.blank):
            throw invalid(name, "is empty or blank", "give the identifier your system uses")
        case .illegible(let fault): throw invalid(name, fault.problem, fault.remedy)
        case .long:
            throw invalid(name, "is longer than \(longest) characters", "use a shorter identifier")
        }
    }

    /// Free text of one line or several.
    ///
    /// - Parameters:
    ///   - longest: the characters that it may have.
    ///   - remedy: what to do where it says nothing.
    func prose(
        _ name: Name, longest: Int, remedy: String
    ) throws(InvalidEvent) -> String {
        let text = String(decoding: try text(name), as: UTF8.self)
        switch Legibility.fault(inText: text) {
        case nil: break
        case .blank?: throw invalid(name, "is empty or blank", remedy)
        case let fault?: throw invalid(name, fault.problem, fault.remedy)
        }
        guard text.unicodeScalars.count <= longest else {
            throw invalid(name, "is longer than \(longest) characters", "say it more briefly")
        }
        return text
    }

    func date(_ name: Name) throws(InvalidEvent) -> CaseDate {
        switch try dateText(name) {
        case .day(let day): return CaseDate(day)
        case .moment(let moment): return CaseDate(moment)
        case .wall: throw withoutOffset(name)
        }
    }

    func moment(_ name: Name) throws(InvalidEvent) -> Moment {
        switch try dateText(name, or: Self.momentRemedy) {
        case .moment(let moment): return moment
        case .wall: throw withoutOffset(name)
        case .day: throw invalid(name, "is not a moment", Self.momentRemedy)
        }
    }

    private static var momentRemedy: String {
        "write a day, a time and Z or an offset: 2026-03-31T09:41:07Z"
    }

    private func withoutOffset(_ name: Name) -> InvalidEvent {
        invalid(
            name, "has a time of day without an offset from UTC",
            "add Z or an offset such as +01:00")
    }

    /// - Parameter shapes: the remedy for what does not look like a date at all.
    private func dateText(
        _ name: Name, or shapes: String = DateText.remedy
    ) throws(InvalidEvent) -> DateText {
        let text = try text(name)
        do throws(DateText.Problem) {
            return try DateText(text)
        } catch {
            let remedy = error.remedy == DateText.remedy ? shapes : error.remedy
            throw invalid(name, error.problem, remedy)
        }
    }

    func boolean(_ name: Name) throws(InvalidEvent) -> Bool {
        let node = try node(name)
        switch node.kind {
        case .true: return true
        case .false: return false
        default:
            throw invalid(name, "is neither true nor false", "write true or false, without quotes")
        }
    }

    func integer(_ name: Name, in range: ClosedRange<Int>) throws(InvalidEvent) -> Int {
        let node = try node(name)
        guard node.kind == .integer, range.contains(node.integer) else {
            throw invalid(
                name, "is not a whole number from \(range.lowerBound) to \(range.upperBound)",
                "write such a number, without quotes or decimals")
        }
        return node.integer
    }

    func code<Code: RawRepresentable<String> & CaseIterable>(
        _ name: Name, _ codes: WordTable<Code>
    ) throws(InvalidEvent) -> Code {
        let text = try text(name)
        if let code = codes[text] { return code }
        let all = Code.allCases.map(\.rawValue)
        let quoted = quotable(text).map { "has the code \"\($0)\", which is not on the list" }
        throw invalid(
            name, quoted ?? "has a code that is not on the list",
            "use one of \(all.joined(separator: ", "))")
    }

    /// A wrong code, if it is short and looks like one. Where the child is not told, it might be
    /// the child's identifier that strayed here.
    private func quotable(_ code: UnsafeBufferPointer<UInt8>) -> String? {
        guard (1...20).contains(code.count), !secret.isEmpty,
            let text = Naming.quotable(String(decoding: code, as: UTF8.self))
        else { return nil }
        return isSecret(text) ? nil : text
    }

    /// Whether text holds the child's identifier.
    func isSecret(_ text: String) -> Bool {
        !secret.isEmpty && text.contains(String(decoding: secret, as: UTF8.self))
    }
}
