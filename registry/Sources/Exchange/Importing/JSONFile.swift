import Catalogue

/// A file of JSON: one value, or one in each line.
enum JSONFile {
    /// The value; of several, a list.
    ///
    /// - Throws: what is wrong with the file as one value, where its lines are no values either.
    static func value(of bytes: [UInt8]) throws(JSONSyntaxError) -> JSON {
        let text = ImportLimits.unmarked(bytes)
        do {
            return try JSON(parsing: text)
        } catch {
            let lines = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
                .filter { line in line.contains { $0 != 0x20 && $0 != 0x09 } }
            guard error.line > 1, lines.count > 1, let first = lines.first,
                (try? JSON(parsing: first)) != nil
            else { throw error }
            var values: [JSON] = []
            for (index, line) in lines.enumerated() {
                do throws(JSONSyntaxError) {
                    values.append(try JSON(parsing: line))
                } catch {
                    throw JSONSyntaxError(
                        line: index + 1, column: error.column,
                        fault: "of the lines that are not blank, each is a value but this one: "
                            + error.fault)
                }
            }
            return .array(values)
        }
    }
}
