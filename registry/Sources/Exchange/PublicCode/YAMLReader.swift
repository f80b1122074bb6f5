private import CYAML

extension YAML {
    /// Reads one document with libyaml's parser.
    ///
    /// Strict about what it does not take: anchors and aliases (a few lines of them can stand for
    /// gigabytes), tags, keys that are no texts or stand there twice, several documents, more than
    /// `ImportLimits.yamlDepth` levels.
    init(parsing bytes: [UInt8]) throws(YAMLError) {
        var reader = YAMLReader()
        let outcome = ImportLimits.unmarked(bytes).withUnsafeBufferPointer { buffer in
            Result { () throws(YAMLError) in try reader.document(buffer) }
        }
        self = try outcome.get()
    }
}

private struct YAMLReader {
    private var parser = yaml_parser_t()

    mutating func document(_ buffer: UnsafeBufferPointer<UInt8>) throws(YAMLError) -> YAML {
        guard yaml_parser_initialize(&parser) == 1 else {
            throw YAMLError(line: 1, column: 1, fault: "there is no memory to read it.")
        }
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        _ = try next()  // The start of the stream.
        guard try next().kind == YAML_DOCUMENT_START_EVENT else {
            throw YAMLError(line: 1, column: 1, fault: "there is nothing in it.")
        }
        let value = try value(try next(), depth: 0)
        _ = try next()  // The end of the document.
        let end = try next()
        guard end.kind == YAML_STREAM_END_EVENT else {
            throw end.error("there is a second document.")
        }
        return value
    }

    /// What is kept of one of libyaml's events, which must be given back at once.
    private struct Event {
        let kind: yaml_event_type_t
        let line: Int
        let column: Int
        var text = ""
        var isPlain = false
        var fault: String?

        func error(_ fault: String) -> YAMLError {
            YAMLError(line: line, column: column, fault: fault)
        }
    }

    private mutating func next() throws(YAMLError) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { throw parserError }
        defer { yaml_event_delete(&event) }
        var read = Event(
            kind: event.type, line: event.start_mark.line + 1, column: event.start_mark.column + 1)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw read.error("the text is not UTF-8.")
            }
            read.text = text
            read.isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            read.fault = YAMLReader.fault(anchor: scalar.anchor, tag: scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            read.fault = YAMLReader.fault(anchor: start.anchor, tag: start.tag)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            read.fault = YAMLReader.fault(anchor: start.anchor, tag: start.tag)
        default: break
        }
        if let fault = read.fault { throw read.error(fault) }
        return read
    }

    private static func fault(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?
    ) -> String? {
        if anchor != nil { return "anchors (&) are not taken: write the value out." }
        if tag != nil { return "tags (!) are not taken: write the value plainly." }
        return nil
    }

    private var parserError: YAMLError {
        let problem = parser.problem.map { String(cString: $0) } ?? "it is not YAML"
        return YAMLError(
            line: parser.problem_mark.line + 1, column: parser.problem_mark.column + 1,
            fault: problem + ".")
    }

    private mutating func value(_ event: Event, depth: Int) throws(YAMLError) -> YAML {
        guard depth < ImportLimits.yamlDepth else {
            throw event.error("it goes more than \(ImportLimits.yamlDepth) levels deep.")
        }
        switch event.kind {
        case YAML_SCALAR_EVENT:
            return .text(event.text, isPlain: event.isPlain, line: event.line)
        case YAML_SEQUENCE_START_EVENT: return try list(event, depth)
        case YAML_MAPPING_START_EVENT: return try mapping(event, depth)
        case YAML_ALIAS_EVENT:
            throw event.error("aliases (*) are not taken: write the value out.")
        default: throw event.error("a value is missing.")
        }
    }

    private mutating func list(_ start: Event, _ depth: Int) throws(YAMLError) -> YAML {
        var elements: [YAML] = []
        while true {
            let event = try next()
            guard event.kind != YAML_SEQUENCE_END_EVENT else {
                return .list(elements, line: start.line)
            }
            elements.append(try value(event, depth: depth + 1))
        }
    }

    private mutating func mapping(_ start: Event, _ depth: Int) throws(YAMLError) -> YAML {
        var entries: [YAML.Entry] = []
        var keys: Set<String> = []
        while true {
            let event = try next()
            guard event.kind != YAML_MAPPING_END_EVENT else {
                return .mapping(entries, line: start.line)
            }
            guard event.kind == YAML_SCALAR_EVENT else { throw event.error("a key is no text.") }
            guard keys.insert(event.text).inserted else {
                throw event.error("the key “\(event.text)” stands there a second time.")
            }
            let value = try value(try next(), depth: depth + 1)
            entries.append(YAML.Entry(key: event.text, value: value))
        }
    }
}
