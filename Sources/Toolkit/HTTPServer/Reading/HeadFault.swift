/// Why a request's head is no sound HTTP: what is answered, and then the connection is closed, since
/// nobody can say where the next request begins.
struct HeadFault: Error, Hashable {
    let status: Status
    /// Of the request, in a few words: "has two Host fields".
    let detail: String

    init(_ detail: String, status: Status = .badRequest) {
        self.status = status
        self.detail = "The request \(detail)."
    }
}
