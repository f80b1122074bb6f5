/// The script with which a page follows a stream, through breaks of the line and answers that are
/// none of the server's: `followStream` in the file says what it needs.
///
/// The stream has to greet with an event named `hello`, to give ids, and to honour `lastEventId` in
/// the query as it does `Last-Event-ID`.
public enum StreamScript {
    /// JavaScript, in UTF-8.
    public static let bytes: [UInt8] = PackageResources.stream_js
}
