/// What is ranked: an identifier and text in fields. What the fields mean is the caller's matter;
/// their weights are in the settings.
public struct Document: Sendable, Hashable {
    public var id: String
    /// By field, its passages: words in two passages are never next to each other.
    public var fields: [[String]]

    public init(id: String, fields: [[String]]) {
        self.id = id
        self.fields = fields
    }
}
