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
enum CINElement: String {
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
    /// The first element met twice, with its line.
    private(set) var repeated: (element: CINElement, line: Int)?
    private var values: [(element: CINElement, value: Value)] = []

    init(line: Int) { self.line = line }

    /// The value, or nil where there is none or it is blank.
    subscript(element: CINElement) -> Value? {
        values.first { $0.element == element }?.value
    }

    mutating func add(_ element: CINElement, _ text: String, line: Int) {
        guard !text.isEmpty else { return }
        if self[element] != nil {
            repeated = repeated ?? (element, line)
        } else {
            values.append((element, Value(text: text, line: line)))
        }
    }
}
