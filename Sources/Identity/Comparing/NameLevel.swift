/// How two names compare. The raw values are codes for explanations; they hold no name.
public enum NameLevel: String, Sendable, CaseIterable {
    case exact
    /// One name in another spelling, or its short form.
    case variant
    /// A slip of the finger or two.
    case typo
    /// One of several names agrees.
    case part
    case near
    case initial
    /// A first name that brothers share, alone on one side.
    case shared
    /// Given and family name exchanged.
    case swapped
    /// Two usual names that look alike and are two names.
    case similar
    case different
    case missing
}
