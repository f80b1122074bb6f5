import Catalogue

/// Entries that are in no catalogue.
enum Draft {
    /// A problem without a word or a number, for judging what does not depend on it.
    static let nobody: Problem = {
        do {
            return try Problem(
                json: [
                    "id": "draft", "council": "nobody", "title": "A draft", "statement": "None.",
                    "phase": "not-started", "musts": [], "wants": [], "status": "open",
                ])
        } catch {
            preconditionFailure("a problem without anything is one: \(error)")
        }
    }()
}
