extension Problem {
    /// A JSON value, enough for the members of a problem.
    public enum Value: Sendable {
        case string(String)
        case integer(Int)
        case boolean(Bool)
        case array([Value])
        /// Names and values, written in this order.
        case object([(String, Value)])

        var json: [UInt8] {
            var bytes: [UInt8] = []
            write(to: &bytes)
            return bytes
        }

        private func write(to bytes: inout [UInt8]) {
            switch self {
            case .string(let text): Value.write(text, to: &bytes)
            case .integer(let number): bytes.append(contentsOf: String(number).utf8)
            case .boolean(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
            case .array(let values):
                bytes.append(UInt8(ascii: "["))
                for (index, value) in values.enumerated() {
                    if index > 0 { bytes.append(UInt8(ascii: ",")) }
                    value.write(to: &bytes)
                }
                bytes.append(UInt8(ascii: "]"))
            case .object(let members):
                bytes.append(UInt8(ascii: "{"))
                for (index, (name, value)) in members.enumerated() {
                    if index > 0 { bytes.append(UInt8(ascii: ",")) }
                    Value.write(name, to: &bytes)
                    bytes.append(UInt8(ascii: ":"))
                    value.write(to: &bytes)
                }
                bytes.append(UInt8(ascii: "}"))
            }
        }

        private static func write(_ text: String, to bytes: inout [UInt8]) {
            bytes.append(UInt8(ascii: "\""))
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                    bytes.append(UInt8(ascii: "\\"))
                    bytes.append(byte)
                case 0x0A: bytes.append(contentsOf: "\\n".utf8)
                case 0..<0x20:
                    bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
                    bytes.append(contentsOf: String(byte, radix: 16).utf8)
                default: bytes.append(byte)
                }
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
