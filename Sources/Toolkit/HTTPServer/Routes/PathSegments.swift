/// A path taken apart: first at its slashes, then each piece decoded, so that an encoded slash
/// stays inside its piece.
enum PathSegments {
    /// - Throws: a `Problem` of status 400 for a path that no honest client sends: one without a
    ///   slash in front, with a broken escape, a control, bytes that are no UTF-8, or `.` or `..`,
    ///   which clients resolve before they send.
    static func decode(_ path: String) throws(Problem) -> [String] {
        guard path.utf8.first == UInt8(ascii: "/") else { throw malformed("starts with no slash") }
        var segments: [String] = []
        for piece in path.utf8.dropFirst().split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        {
            segments.append(try decode(piece: piece))
        }
        return segments
    }

    private static func decode(piece: Substring.UTF8View) throws(Problem) -> String {
        let isPlain = piece.allSatisfy {
            $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: ".")
        }
        if isPlain { return String(Substring(piece)) }
        guard let bytes = PercentEncoding.decode(piece, isStrict: true) else {
            throw malformed("has a % without two hexadecimal digits behind it")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw malformed("is not UTF-8")
        }
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw malformed("contains a control character")
        }
        guard text != ".", text != ".." else { throw malformed("contains . or ..") }
        return text
    }

    private static func malformed(_ fault: String) -> Problem {
        Problem(.badRequest, detail: "The path of the request \(fault).")
    }
}
