internal import CSimdjson

/// Parses JSON documents into nodes, with buffers that it keeps. Belongs to one thread at a time.
final class JSONParser {
    /// Why a document cannot be read.
    enum Problem: Error {
        case notJSON, empty, notUTF8, badString, badNumber, tooMany, outOfMemory
        /// It is no text in UTF-8, or begins with a byte order mark.
        case foreign(ForeignFile), marked
        case tooLarge(limit: Int)
        case tooDeep(limit: Int)
        case duplicateKey(String)
    }

    private let parser: OpaquePointer?
    private let largest: Int
    private let deepest: Int

    /// - Parameters:
    ///   - largest: bytes a document may have.
    ///   - deepest: how deep objects and arrays may stand in each other.
    init(largest: Int, deepest: Int) {
        self.largest = largest
        self.deepest = deepest
        parser = csj_parser_create(largest, deepest)
    }

    deinit { csj_parser_destroy(parser) }

    /// The document's nodes, which are valid until the next call.
    func parse(_ bytes: UnsafeRawBufferPointer) throws(Problem) -> JSONNodes {
        guard let parser else { throw .outOfMemory }
        var first: UnsafePointer<csj_node>?
        var count = 0
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let status = csj_parse(parser, start, bytes.count, &first, &count)
        let nodes = JSONNodes(nodes: UnsafeBufferPointer(start: first, count: count))
        switch status {
        case CSJ_OK: return nodes
        case CSJ_NOT_UTF8, CSJ_BAD_STRING, CSJ_NOT_JSON:
            // What else it is says more than where the parser stumbled.
            if let kind = ForeignFile(encodingOf: bytes.prefix(8)) { throw .foreign(kind) }
            if bytes.starts(with: [0xef, 0xbb, 0xbf]) { throw .marked }
            throw status == CSJ_NOT_UTF8
                ? .notUTF8 : status == CSJ_BAD_STRING ? .badString : .notJSON
        case CSJ_EMPTY: throw .empty
        case CSJ_TOO_LARGE: throw .tooLarge(limit: largest)
        case CSJ_TOO_DEEP: throw .tooDeep(limit: deepest)
        case CSJ_BAD_NUMBER: throw .badNumber
        case CSJ_DUPLICATE_KEY: throw .duplicateKey(nodes[count - 1].keyText)
        case CSJ_TOO_MANY: throw .tooMany
        case CSJ_OUT_OF_MEMORY: throw .outOfMemory
        default: throw .notJSON
        }
    }
}

/// A parsed document: the root first, each object's members and each array's elements after it.
struct JSONNodes {
    fileprivate let nodes: UnsafeBufferPointer<csj_node>

    subscript(place: Int) -> JSONNode { JSONNode(node: nodes[place]) }

    /// The places of the members or elements directly under a node.
    func children(of place: Int) -> Children {
        let end = Int(nodes[place].next)
        return Children(nodes: nodes, place: place + 1, end: end)
    }

    struct Children: Sequence, IteratorProtocol {
        fileprivate let nodes: UnsafeBufferPointer<csj_node>
        fileprivate var place: Int
        fileprivate let end: Int

        mutating func next() -> Int? {
            guard place < end else { return nil }
            defer { place = Int(nodes[place].next) }
            return place
        }
    }
}

/// A value, and its key where it is a member.
struct JSONNode {
    fileprivate let node: csj_node

    /// The kinds, numbered as the parser numbers them.
    enum Kind: UInt32 { case object = 1, array, string, integer, number, `true`, `false`, null }

    var kind: Kind { Kind(rawValue: node.kind) ?? .null }

    /// Unescaped; empty where it has none.
    var key: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: node.key, count: Int(node.key_length))
    }

    /// A string's text, unescaped; empty for other kinds.
    var text: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: node.text, count: Int(node.text_length))
    }

    /// An integer's value; 0 for other kinds.
    var integer: Int { Int(node.integer) }

    var keyText: String { String(decoding: key, as: UTF8.self) }
    var string: String { String(decoding: text, as: UTF8.self) }
}
