/// Where in a return the reader stands.
enum CINSection {
    case message, header, collection, source, children, child, identifiers, details

    /// The section that an element opens here, if it opens one.
    func opened(by element: String) -> CINSection? {
        switch (self, element) {
        case (.message, "Header"): .header
        case (.message, "Children"): .children
        case (.header, "CollectionDetails"): .collection
        case (.header, "Source"): .source
        case (.children, "Child"): .child
        case (.child, "ChildIdentifiers"): .identifiers
        case (.child, "CINdetails"): .details
        default: nil
        }
    }

    /// The value that an element holds here, if it is one that is read.
    func value(of element: String) -> CINElement? {
        guard let value = CINElement(rawValue: element), value.section == self else { return nil }
        return value
    }
}

/// An element whose text is read; no other text is.
enum CINElement: String, CaseIterable {
    case collection = "Collection"
    case year = "Year"
    case referenceDate = "ReferenceDate"
    case authority = "LEA"
    case dateTime = "DateTime"
    case childID = "LAchildID"
    case referralDate = "CINreferralDate"
    case referralSource = "ReferralSource"
    case primaryNeed = "PrimaryNeedCode"
    case closureDate = "CINclosureDate"
    case closureReason = "ReasonForClosure"
    case noFurtherAction = "ReferralNFA"

    var section: CINSection {
        switch self {
        case .collection, .year, .referenceDate: .collection
        case .authority, .dateTime: .source
        case .childID: .identifiers
        case .referralDate, .referralSource, .primaryNeed, .closureDate, .closureReason,
            .noFurtherAction:
            .details
        }
    }
}

/// The values of a header, an episode or a child, each with the line that it stands on.
struct CINValues {
    struct Value {
        var text: String
        var line: Int
    }

    /// The line of the element around them.
    var line: Int
    /// The elements met twice that say something else the second time, with its line.
    private(set) var repeats: [(element: CINElement, line: Int)] = []
    var repeated: (element: CINElement, line: Int)? { repeats.first }
    private var values: [(element: CINElement, value: Value)] = []

    init(line: Int) { self.line = line }

    /// The value, or nil where there is none or it is blank.
    subscript(element: CINElement) -> Value? {
        values.first { $0.element == element }?.value
    }

    mutating func add(_ element: CINElement, _ text: String, line: Int) {
        guard !text.isEmpty else { return }
        if let known = self[element] {
            if known.text != text { repeats.append((element, line)) }
        } else {
            values.append((element, Value(text: text, line: line)))
        }
    }
}

/// The names of a return's elements, however their letters are written.
enum CINNames {
    private static let known: [String: String] = {
        let names =
            ["Message", "Header", "CollectionDetails", "Source", "Children", "Child"]
            + ["ChildIdentifiers", "CINdetails"]
            + CINElement.allCases.map(\.rawValue)
        return Dictionary(uniqueKeysWithValues: names.map { ($0.lowercased(), $0) })
    }()

    /// The name that an element is read by.
    static func name(of element: String) -> String { known[element.lowercased()] ?? element }
}
