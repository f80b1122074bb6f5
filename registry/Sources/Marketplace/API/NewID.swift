import Catalogue

/// Ids for entries that come without one.
enum NewID {
    /// Made from the entry's name or title, with a little chance behind it, so that two of the same
    /// name do not meet: `family-link-3f9a2c`.
    static func made(from json: JSON) -> String {
        let name = json["name"]?.text ?? json["title"]?.text ?? ""
        var id = ""
        for character in name.lowercased() {
            if character.isASCII, character.isLetter || character.isNumber {
                id.append(character)
            } else if !id.isEmpty, id.last != "-" {
                id.append("-")
            }
            if id.utf8.count == 60 { break }
        }
        let chance = String(UInt32.random(in: 1 << 20..<1 << 24), radix: 16)
        return (id.isEmpty ? "entry" : id.last == "-" ? String(id.dropLast()) : id) + "-" + chance
    }
}

extension String {
    /// For the value of a query's item (RFC 3986, section 2.3).
    var addressEncoded: String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        var text = ""
        for byte in utf8 {
            if plain.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
