private import Foundation

/// Names as ids and as what they are compared by.
enum PlainName {
    /// What two spellings of one name share: its letters and digits, in lower case.
    static func key(_ name: String) -> String { words(name).joined(separator: " ") }

    /// An id made from a name: `Brightwater & Sons Ltd` gives `brightwater-sons-ltd`. Nil where the
    /// name has no Latin letter or digit.
    static func id(_ name: String) -> String? {
        var id = ""
        for word in words(name) {
            let latin = word.utf8.filter { $0 < 0x80 }
            guard !latin.isEmpty else { continue }
            let next = String(decoding: latin, as: UTF8.self)
            guard id.utf8.count + next.utf8.count < 100 else { break }
            id += (id.isEmpty ? "" : "-") + next
        }
        return id.isEmpty ? nil : id
    }

    private static func words(_ name: String) -> [String] {
        let folded = name.lowercased().unicodeScalars.flatMap { scalar in
            Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
        }
        var words: [String] = []
        var word = ""
        for scalar in folded where !scalar.properties.isDiacritic && scalar != "’" && scalar != "'"
        {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        return word.isEmpty ? words : words + [word]
    }
}
