internal import Casework
internal import Foundation
internal import Legibility

/// Reads an `LAchildID`. Every other way in takes identifiers in Unicode's composed form alone, so a
/// child has one name whatever a return's program composed its letters to.
enum CINIdentifier {
    /// The characters it has at most: fewer than an event allows, as the names of the child's records
    /// are made from it.
    static let longest = 100

    /// Why a text is no identifier, never quoting it.
    struct Fault: Error {
        let reason: String
    }

    static func read(_ text: String) -> Result<CINReading<ChildID>, Fault> {
        var composed = text.precomposedStringWithCanonicalMapping
        let isComposed = composed.unicodeScalars.elementsEqual(text.unicodeScalars)
        switch composed.withUTF8({ Identifier.problem(in: $0, longest: longest) }) {
        case nil:
            return .success(
                CINReading(
                    meaning: ChildID(composed),
                    note: isComposed
                        ? nil
                        : "is not in Unicode’s composed form (NFC), and was read as if it were"))
        case .long:
            return .failure(Fault(reason: "it has more than \(longest) characters"))
        case .illegible(let fault):
            return .failure(Fault(reason: "it \(fault.problem); \(fault.remedy)"))
        }
    }
}
