import Foundation

/// A data directory with a council, a supplier and a key for both, and what they write.
struct Registry {
    let scratch: Scratch
    let data: String
    let key: String

    /// - Parameter directory: nil for one of its own.
    init(in directory: String? = nil) throws {
        scratch = try Scratch()
        data = directory ?? scratch.path("data")
        let folder = scratch.path("catalogue")
        let organisations = folder + "/organisations"
        try FileManager.default.createDirectory(
            atPath: organisations, withIntermediateDirectories: true)
        for (id, kind) in [("marlcombe", "council"), ("brightwater", "supplier")] {
            try Data(#"{"id": "\#(id)", "name": "\#(id)", "kind": "\#(kind)"}"#.utf8)
                .write(to: URL(fileURLWithPath: "\(organisations)/\(id).json"))
        }
        let filled = try Program.run("import", "catalogue", folder, "--data", data)
        let made = try Program.run(
            "keys", "create", "marlcombe", "--scope", "admin", "--data", data)
        guard filled.status == 0, made.status == 0 else {
            throw Serving.Fault.didNotStart(filled.errors + made.errors)
        }
        key = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    static func solution(_ id: String, filling bytes: Int = 0) -> String {
        let filler = String(repeating: "More of the same words. ", count: bytes / 24)
        return """
            {"id": "\(id)", "supplier": "brightwater", "name": "The \(id)", \
            "summary": "Shows earlier contacts.", "description": "For the duty team. \(filler)", \
            "problemsTackled": ["Duty workers cannot see earlier contacts of a family"], \
            "categories": ["front-door"], "hosting": "uk"}
            """
    }

    static func problem(_ id: String) -> String {
        """
        {"id": "\(id)", "council": "marlcombe", "title": "See earlier contacts", \
        "statement": "Our duty team cannot see the earlier contacts of a family.", \
        "phase": "discovery", "musts": [{"hosting": "uk"}], "wants": [], "status": "open"}
        """
    }

    /// Every notice as (problem, solution, revision), in the order it was told.
    static func notices(_ serving: Serving) async throws -> [String] {
        var (address, all): (String?, [String]) = ("/api/notices?limit=200", [])
        while let next = address {
            let answer = try await serving.ask("GET", next)
            let page = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
            guard let page = page as? [String: Any] else { break }
            for notice in page["notices"] as? [[String: Any]] ?? [] {
                all.append(
                    "\(notice["problem"] ?? "") \(notice["solution"] ?? "") "
                        + "\(notice["solutionVersion"] ?? "")")
            }
            address = page["next"] as? String
        }
        return all
    }
}
