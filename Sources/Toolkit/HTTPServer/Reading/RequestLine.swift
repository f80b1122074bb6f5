/// The first line of a request: a method, a target and a version, with one blank between them.
struct RequestLine {
    let method: Method
    let target: String
    let isOld: Bool

    init(_ line: Slice<UnsafeBufferPointer<UInt8>>) throws(HeadFault) {
        let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            throw HeadFault("does not begin with a method, a target and a version")
        }
        guard !parts[0].isEmpty, parts[0].allSatisfy(Headers.isToken) else {
            throw HeadFault("has a method that is no word")
        }
        guard parts[2].count == 8, parts[2].starts(with: "HTTP/".utf8), parts[2].isVersion else {
            throw HeadFault("does not say its version as HTTP/1.1 does")
        }
        let digits = parts[2].suffix(3)
        guard digits.elementsEqual("1.1".utf8) || digits.elementsEqual("1.0".utf8) else {
            throw HeadFault("is of another version than HTTP/1.1", status: .versionNotSupported)
        }
        try RequestLine.check(target: parts[1])
        method = Method(rawValue: String(decoding: parts[0], as: UTF8.self))
        target = String(decoding: parts[1], as: UTF8.self)
        isOld = digits.last == UInt8(ascii: "0")
    }

    /// A path from the root (RFC 9112, section 3.2.1): whole addresses, authorities and `*` are for
    /// proxies, and this is none.
    private static func check(
        target: Slice<UnsafeBufferPointer<UInt8>>
    ) throws(HeadFault) {
        guard target.first == UInt8(ascii: "/") else {
            throw HeadFault("asks for a target that does not begin with a slash")
        }
        var index = target.startIndex
        while index < target.endIndex {
            switch target[index] {
            case UInt8(ascii: "%"):
                guard index + 2 < target.endIndex,
                    PercentEncoding.digit(target[index + 1]) != nil,
                    PercentEncoding.digit(target[index + 2]) != nil
                else {
                    throw HeadFault(
                        "has a % in its target without two hexadecimal digits behind it")
                }
            case 0x21...0x7E where !"\"#<>\\".utf8.contains(target[index]): break
            default: throw HeadFault("has a character in its target that wants %-encoding")
            }
            index += 1
        }
    }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
    /// Whether it ends as a version does: a digit, a point, a digit.
    fileprivate var isVersion: Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return digits.contains(self[endIndex - 3]) && self[endIndex - 2] == UInt8(ascii: ".")
            && digits.contains(self[endIndex - 1])
    }
}
