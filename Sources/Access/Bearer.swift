import HTTPServer

extension Request {
    /// Whether a person does something, and not a page that keeps itself up to date. Where the browser
    /// does not say, it counts as a person.
    var isOfAPerson: Bool {
        method != .get || headers["Sec-Fetch-Mode"].map { $0 == "navigate" } != false
    }

    /// The key in `Authorization: Bearer KEY`; nil where there is no such header. Other schemes are
    /// between the client and a proxy.
    var bearer: String? {
        guard let header = headers["Authorization"] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0].lowercased() == "bearer" else { return nil }
        return parts.count == 2 ? parts[1].filter { $0 != " " } : ""
    }
}
