private import Foundation

/// Texts as they are compared: lower case, no diacritics, no apostrophes; whatever else is neither
/// letter nor digit divides words.
enum Folding {
    /// The words of a text.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        func end() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        let plain = text.utf8.allSatisfy { $0 < 0x80 }
        for scalar in (plain ? text : withoutDiacritics(text)).unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
            case "A"..."Z": word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
            case "'", "`": break
            case _ where scalar.value < 0x80: end()
            default:
                if scalar.properties.canonicalCombiningClass != .notReordered { break }
                if isLetterOrDigit(scalar) { word.unicodeScalars.append(scalar) } else { end() }
            }
        }
        end()
        return words
    }

    private static func withoutDiacritics(_ text: String) -> String {
        var replaced = ""
        for scalar in text.lowercased().unicodeScalars {
            if let letters = undecomposed[scalar] {
                replaced += letters
            } else {
                replaced.unicodeScalars.append(scalar)
            }
        }
        return replaced.decomposedStringWithCompatibilityMapping
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber:
            true
        default: false
        }
    }

    /// Letters that Unicode does not decompose, and the apostrophes beyond ASCII.
    private static let undecomposed: [Unicode.Scalar: String] = [
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
        "þ": "th", "’": "", "‘": "", "ʼ": "",
    ]
}
