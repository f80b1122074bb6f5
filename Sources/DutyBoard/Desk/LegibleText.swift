import Foundation
import Legibility
import Reviews

extension Reviewer {
    /// The same with a name that can be kept and read: what an identity provider has for a name may
    /// have blanks at its ends, or characters that take no room.
    var legible: Reviewer {
        let seen = name.precomposedStringWithCanonicalMapping.unicodeScalars.filter {
            !Legibility.isHidden($0) && $0.properties.generalCategory != .control
        }
        let words = String(String.UnicodeScalarView(seen)).split(whereSeparator: \.isWhitespace)
        var reviewer = self
        let name = words.joined(separator: " ").unicodeScalars.prefix(100)
        reviewer.name = name.isEmpty ? object : String(String.UnicodeScalarView(name))
        return reviewer
    }
}

extension String {
    /// What somebody typed or pasted, as it can be kept: lines end in one way, and characters that
    /// show nothing and turn the direction of reading are left out.
    var asTyped: String {
        let lines = replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .replacing("\u{2028}", with: "\n").replacing("\u{2029}", with: "\n")
        let kept = lines.unicodeScalars.filter { scalar in
            if scalar == "\n" || scalar == "\t" { return true }
            return scalar.properties.generalCategory != .control && !Legibility.isTurning(scalar)
                && !scalar.properties.isNoncharacterCodePoint
        }
        return String(String.UnicodeScalarView(kept))
    }
}
