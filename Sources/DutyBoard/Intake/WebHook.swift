import HTTPServer

/// The handshake by which a sender of web hooks learns that its events are wanted here.
///
/// Source: CNCF, CloudEvents 1.0.2, HTTP 1.1 Web Hooks for Event Delivery, section 4.
enum WebHook {
    /// - Returns: consent to whoever asks for it, at any rate; otherwise the methods alone, which is
    ///   no consent.
    static func consent(to request: Request) -> Response {
        var response = Response(.ok, headers: ["Allow": "OPTIONS, POST"])
        guard let origin = request.headers["WebHook-Request-Origin"], !origin.isEmpty else {
            return response
        }
        // What was sent is not repeated: the asterisk stands for every origin.
        response.headers["WebHook-Allowed-Origin"] = "*"
        response.headers["WebHook-Allowed-Rate"] = "*"
        return response
    }
}
