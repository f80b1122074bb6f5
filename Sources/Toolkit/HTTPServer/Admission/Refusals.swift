// What is answered to requests that are not let in.
extension Engine {
    static let stopping = Problem(
        .serviceUnavailable, detail: "The server is stopping. Try again in a moment.",
        headers: ["Retry-After": "5"])

    static let tooBusy = Problem(
        .serviceUnavailable,
        detail: "More is asked here than can be answered. Nothing was done. Try again in a moment.",
        headers: ["Retry-After": "2"])

    static let tooManyStreams = Problem(
        .serviceUnavailable, detail: "Too many pages are open here. Try again in a minute.",
        headers: ["Retry-After": "60"])

    static let noRoomForBodies = Problem(
        .serviceUnavailable,
        detail: """
            More is being sent here than can be held. Nothing was done. Send it again in a moment.
            """,
        headers: ["Retry-After": "5"])

    static let bodyStalled = Problem(
        .requestTimeout, detail: "The body did not come. Nothing was done. Send it again.")

    static let compressedBody = Problem(
        .unsupportedMediaType,
        detail: "Bodies are not read compressed here. Send it without a Content-Encoding.",
        headers: ["Accept-Encoding": "identity"])

    static func bodyTooLarge(_ largest: Int) -> Problem {
        Problem(
            .contentTooLarge,
            detail: "A request's body may have \(largest) bytes here. Send it in parts.")
    }
}
