private import Foundation

/// Whether a text is what a person reads of it. Two identifiers that look alike and are not the same
/// would be two children who look like one, and two titles of which one carries a mark that turns
/// the direction of writing would not read as they are stored.
///
/// Source of the sets: the Unicode Character Database as Swift has it (general categories,
/// `Default_Ignorable_Code_Point`, `Noncharacter_Code_Point`); Unicode Technical Report 36.
public enum Legibility {
    /// What keeps a text from being what a person reads of it.
    public enum Fault: Hashable, Sendable {
        /// It is empty, or has nothing in it but blanks.
        case blank
        /// It begins or ends with a blank.
        case padded
        /// It has a control character in it.
        case control(Unicode.Scalar)
        /// It has a character in it that takes no room, turns the direction of writing, ends a line
        /// or is none at all.
        case hidden(Unicode.Scalar)
        /// It has a blank in it that is not the plain space and looks like it.
        case oddBlank(Unicode.Scalar)
        /// It has U+FFFD in it, which stands where text was lost: two that were different before may
        /// be the same now.
        case damaged
        /// It is not in Unicode's composed form (NFC), and the same letters can be written otherwise.
        case decomposed
    }

    /// What is wrong with an identifier: a text that is compared, and shown on one line. Plain
    /// spaces within are part of it: there are systems whose identifiers have some.
    public static func fault(inIdentifier text: String) -> Fault? {
        if let fault = fault(inLine: text) { return fault }
        let scalars = text.unicodeScalars
        if let blank = scalars.first(where: { $0 != " " && isBlank($0) }) {
            return .oddBlank(blank)
        }
        if scalars.contains("\u{fffd}") { return .damaged }
        let composed = text.precomposedStringWithCanonicalMapping
        return composed.unicodeScalars.elementsEqual(scalars) ? nil : .decomposed
    }

    /// What is wrong with a text of one line: a name or a title.
    public static func fault(inLine text: String) -> Fault? {
        let scalars = text.unicodeScalars
        if scalars.allSatisfy(isBlank) { return .blank }
        for scalar in scalars {
            if scalar.properties.generalCategory == .control { return .control(scalar) }
            if isHidden(scalar) { return .hidden(scalar) }
        }
        let isPadded = scalars.first.map(isBlank) == true || scalars.last.map(isBlank) == true
        return isPadded ? .padded : nil
    }

    /// What is wrong with a text of several lines. Characters that join or part letters belong to
    /// some scripts' spelling, and so they may stand in it.
    public static func fault(inText text: String) -> Fault? {
        let scalars = text.unicodeScalars
        if scalars.allSatisfy(isBlank) { return .blank }
        for scalar in scalars {
            switch scalar {
            case "\n", "\r", "\t": continue
            default: break
            }
            if scalar.properties.generalCategory == .control { return .control(scalar) }
            if isTurning(scalar) || scalar.properties.isNoncharacterCodePoint {
                return .hidden(scalar)
            }
        }
        return nil
    }

    /// Whether a character leaves no ink where it stands, and is no blank: joiners, marks of
    /// direction, variation selectors, fillers, line separators and code points that are no
    /// characters.
    public static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        // ASCII has none; all of these but the soft hyphen lie far above it.
        guard scalar.value >= 0xad else { return false }
        switch scalar.properties.generalCategory {
        case .format, .lineSeparator, .paragraphSeparator: return true
        default:
            return scalar.properties.isDefaultIgnorableCodePoint
                || scalar.properties.isNoncharacterCodePoint
        }
    }

    /// Whether a character turns the direction of what follows, or ends a line or a paragraph.
    public static func isTurning(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028, 0x2029, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether a character is a blank, to the eye: white space, and Braille's empty cell.
    public static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{2800}"
    }
}
