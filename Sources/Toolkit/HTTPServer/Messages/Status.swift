/// A response's status code, 100 to 599 (RFC 9110, section 15).
public struct Status: RawRepresentable, Hashable, Sendable, ExpressibleByIntegerLiteral {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }
    public init(integerLiteral value: Int) { rawValue = value }

    public static let ok: Status = 200
    public static let created: Status = 201
    public static let accepted: Status = 202
    public static let noContent: Status = 204
    public static let seeOther: Status = 303
    public static let notModified: Status = 304
    public static let badRequest: Status = 400
    public static let unauthorized: Status = 401
    public static let forbidden: Status = 403
    public static let notFound: Status = 404
    public static let methodNotAllowed: Status = 405
    public static let requestTimeout: Status = 408
    public static let conflict: Status = 409
    public static let gone: Status = 410
    public static let preconditionFailed: Status = 412
    public static let contentTooLarge: Status = 413
    public static let unsupportedMediaType: Status = 415
    public static let expectationFailed: Status = 417
    public static let misdirectedRequest: Status = 421
    public static let unprocessableContent: Status = 422
    public static let preconditionRequired: Status = 428
    public static let tooManyRequests: Status = 429
    public static let headerFieldsTooLarge: Status = 431
    public static let internalServerError: Status = 500
    public static let notImplemented: Status = 501
    public static let serviceUnavailable: Status = 503
    public static let versionNotSupported: Status = 505

    /// The phrase that goes with the code, for a problem's title.
    public var phrase: String {
        switch rawValue {
        case 400: "Bad request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not found"
        case 405: "Method not allowed"
        case 408: "Request timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 412: "Precondition failed"
        case 413: "Content too large"
        case 415: "Unsupported media type"
        case 417: "Expectation failed"
        case 421: "Misdirected request"
        case 422: "Unprocessable content"
        case 428: "Precondition required"
        case 429: "Too many requests"
        case 431: "Request header fields too large"
        case 500: "Internal server error"
        case 501: "Not implemented"
        case 503: "Service unavailable"
        case 505: "HTTP version not supported"
        case 400..<500: "Client error"
        case 500..<600: "Server error"
        default: "Status \(rawValue)"
        }
    }
}
