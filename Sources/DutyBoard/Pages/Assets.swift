import Digests
import HTTPServer

/// A file that pages need besides themselves, named by what is in it: a browser may keep it for
/// good, and a new version has a new address.
struct Asset: Sendable {
    let path: String
    let type: String
    let bytes: [UInt8]
    let digest: String

    init(_ path: String, type: String, _ bytes: [UInt8]) {
        self.path = path
        self.type = type
        self.bytes = bytes
        digest = String(Digest.of(bytes).prefix(16))
    }

    var address: String { "\(path)?v=\(digest)" }

    func response(to request: Request) -> Response {
        let tag = "\"\(digest)\""
        let isNamed = request.query["v"] == digest
        var response =
            request.headers["If-None-Match"] == tag
            ? Response(.notModified) : Response(type: type, bytes)
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] =
            isNamed ? "public, max-age=31536000, immutable" : "no-cache"
        return response
    }
}

/// The style sheet, the scripts and the picture on a browser's tab.
struct Assets: Sendable {
    let style = Asset(
        "/style.css", type: "text/css; charset=utf-8",
        PackageResources.style_css + PackageResources.desk_css)
    let script = Asset(
        "/board.js", type: "text/javascript; charset=utf-8", PackageResources.board_js)
    /// How a page follows the stream; the board's own script stands on it.
    let stream = Asset(
        "/stream.js", type: "text/javascript; charset=utf-8", StreamScript.bytes)
    let icon = Asset("/icon.svg", type: "image/svg+xml", PackageResources.icon_svg)

    var all: [Asset] { [style, stream, script, icon] }
}
