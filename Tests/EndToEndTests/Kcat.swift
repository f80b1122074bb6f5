import Foundation

/// A producer that is not ours: kcat, on librdkafka's own defaults.
struct Kcat {
    static let path = "/usr/bin/kcat"
    static let isHere = FileManager.default.isExecutableFile(atPath: path)

    let bootstrap: String
    /// The topic's whole name.
    let topic: String
    /// A file of librdkafka's settings.
    var settings: String?

    /// One record, from a file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: its value; nil for none at all.
    ///   - headers: `name=value`.
    ///   - more: words of kcat's own.
    func produce(
        _ bytes: [UInt8]?, key: String?, headers: [String] = [], _ more: String...
    ) throws {
        let scratch = try Scratch()
        var words = ["-P"] + more
        if let bytes {
            words += (key.map { ["-k", $0] } ?? []) + [try scratch.file("value", bytes)]
        } else {
            // With -Z, nothing behind the key is no value; an empty file would be no record.
            words += ["-Z", "-K", ":", "-l", try scratch.file("line", "\(key ?? ""):\n".utf8)]
        }
        for header in headers { words += ["-H", header] }
        try withExtendedLifetime(scratch) { try run(words) }
    }

    /// Reads the topic from its beginning to its end.
    func consume() throws { try run(["-C", "-o", "beginning", "-e", "-q"]) }

    private func run(_ words: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        let place = ["-b", bootstrap, "-t", topic]
        process.arguments = (settings.map { ["-F", $0] } ?? []) + place + words
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Refused(said: String(decoding: said, as: UTF8.self))
        }
    }

    struct Refused: Error { let said: String }

    /// Kafka's own partitioner, which a client on librdkafka has to be told of.
    static let murmur2 = "-Xpartitioner=murmur2_random"
    /// The structured mode's content type.
    static let structured = "content-type=application/cloudevents+json; charset=utf-8"
}
